"""Relatives by marriage, children by words that are not theirs alone, and guests, who are nobody's household."""

import asyncio
from typing import Any

import pytest

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.agent.narration.preferences import change_text
from podbor.agent.narration.voice import Voice
from podbor.agent.people import People
from podbor.core.preferences import PreferenceChange
from podbor.core.settings import SERVICES, Settings
from podbor.core.terms import Terms
from podbor.core.vocabulary import LOCALES, OTHERS, Facet, Locale, Person
from podbor.testing import ScriptedPlanner, calls_message
from podbor.tools.catalog.kinds import KindVocabulary

Call = tuple[str, dict[str, Any]]
NUTS: tuple[Facet, str] = ("allergen", "nuts")
VEGAN: tuple[Facet, str] = ("diet", "vegan")
FORGET: Call = ("forget", {"what": {"facet": "allergen", "value": "milk"}})
COOKIES: Call = ("search_catalog", {"query": "сливочное печенье"})


def no_milk(scope: str = "session") -> Call:
    return (
        "update_preferences",
        {"changes": [{"facet": "allergen", "value": "milk", "stance": "exclude", "scope": scope}]},
    )


def whose(text: str, fact: tuple[Facet, str] = NUTS) -> set[str]:
    return set(People.load().whose(text, *fact))


def is_of_guests(text: str, fact: tuple[Facet, str] = NUTS) -> bool:
    return People.load().is_of_guests(text, *fact)


def talk(settings: Settings, *turns: tuple[str, list[Call]], thread: str = "t") -> list[Answer]:
    async def run() -> list[Answer]:
        planner = ScriptedPlanner([calls_message(*calls) for _, calls in turns if calls])
        async with open_assistant(settings, planner=planner) as assistant:
            return [await assistant.ask(text, user_id="anna", thread_id=thread) for text, _ in turns]

    return asyncio.run(run())


def people(answer: Answer) -> list[str]:
    return [event.change.person for event in answer.events if event.change]


def has_milk(answer: Answer) -> bool:
    return any("milk" in shown.item.allergens | shown.item.traces for shown in answer.slate.items)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("тёща не ест орехи", {"mother_in_law"}),
        ("у свекрови аллергия на орехи", {"mother_in_law"}),
        ("тестю и тёще нельзя орехи", {"father_in_law", "mother_in_law"}),
        ("свёкор не переносит орехи", {"father_in_law"}),
        ("у невестки аллергия на орехи", {"daughter_in_law"}),
        ("зять не ест орехи", {"son_in_law"}),
        ("у племянницы аллергия на орехи", {"niece"}),
        ("мы с тётей не едим орехи", {"self", "aunt"}),
        ("my mother-in-law is allergic to nuts", {"mother_in_law"}),
        ("my mother in law and I can't have nuts", {"self", "mother_in_law"}),
        ("my brother-in-law can't have nuts", {"brother_in_law"}),
        ("the in-laws are allergic to nuts", {"mother_in_law", "father_in_law"}),
        ("I have a niece, she can't have nuts", {"niece"}),
        ("my nephew and my cousin are allergic to nuts", {"nephew", "cousin"}),
        ("I'm an aunt and I'm allergic to nuts", {"self"}),
        ("uncle ben's rice, I'm allergic to nuts", {"self"}),
        ("в отличие от тёщи не ем орехи", {"self"}),
        ("my mother, in law firms all day, is allergic to nuts", {"mother"}),
    ],
)
def test_kin_by_marriage_have_what_is_said_of_them(text: str, people: set[str]) -> None:
    assert whose(text) == people


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("my boy is allergic to nuts", "child"),
        ("my little girl can't have nuts", "child"),
        ("the little one is allergic to nuts", "child"),
        ("the little one can't have nuts", "child"),
        ("for my little one, cake without nuts", "child"),
        ("our youngest is allergic to nuts", "child"),
        ("our oldest can't have nuts", "child"),
        ("the baby is allergic to nuts", "child"),
        ("my 3-year-old can't have nuts", "child"),
        ("мелкий не ест орехи", "child"),
        ("у мелкой аллергия на орехи", "child"),
        ("наш младший аллергик, орехи нельзя", "child"),
        ("младшему торт без орехов", "child"),
        ("старшая не переносит орехи", "child"),
        ("старшей нельзя орехи", "child"),
        ("муж веган, младший не ест орехи", "child"),
        ("сынуле нельзя орехи", "son"),
        ("у дочи аллергия на орехи", "daughter"),
        ("старшему сыну нельзя орехи", "son"),
        ("младший брат не ест орехи", "brother"),
        ("у меня две сестры, младшая не ест орехи", "sister"),
    ],
)
def test_a_child_may_be_called_by_what_describes_it(text: str, person: str) -> None:
    assert whose(text) == {person}


@pytest.mark.parametrize(
    "text",
    [
        "my oldest shoes, no nuts",
        "my 2 year old laptop, and nuts",
        "the little one isn't spicy, no nuts",
        "the little one doesn't have nuts",
        "oh boy, nut allergy again",
        "мелкая соль без орехов",
        "соль мелкая, без орехов, аллергия",
        "мелкий горошек, у меня аллергия на орехи",
        "я самый младший, у меня аллергия на орехи",
    ],
)
def test_what_is_described_is_no_child(text: str) -> None:
    assert whose(text) == {"self"}
    assert People.load().named(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "у гостей аллергия на орехи",
        "коллеги не едят орехи",
        "аллергия на орехи у соседки",
        "подруга не ест орехи",
        "мой друг никогда не ест орехи",
        "сын подруги не ест орехи",
        "у мужа аллергия на молоко, а у коллеги на орехи",
        "у дочки день рождения, у её подружки аллергия на орехи",
        "у меня гости, у одного аллергия на орехи",
        "one of the guests is allergic to nuts",
        "my flatmate never eats nuts",
        "my mate is allergic to nuts",
        "my friend's son is allergic to nuts",
        "my son's friend is allergic to nuts",
        "it's a friend's birthday, she can't have nuts",
        "dinner for friends, one is allergic to nuts",
    ],
)
def test_what_is_said_of_guests_is_not_to_be_remembered(text: str) -> None:
    assert is_of_guests(text)
    assert whose(text) == {"self"}, "it holds of the list"


@pytest.mark.parametrize(
    "text",
    [
        "у меня гости, аллергия на орехи",
        "печенье для гостей, аллергия на орехи",
        "жду гостей, у меня аллергия на орехи",
        "я живу с подругой, аллергия на орехи",
        "мы с подругой не едим орехи",
        "подруга не ест орехи, я тоже",
        "друг, у меня аллергия на орехи",
        "ненавижу орехи, подруга любит",
        "mate, I'm allergic to nuts",
        "need crisps mate, no nuts, allergic",
        "my friend is vegan, I'm allergic to nuts",
        "my friend is allergic to nuts and so am I",
        "my friend can have nuts but I can't",
        "movie night with my mates, I can't have nuts",
        "like my friend, I can't eat nuts",
        "unlike my friend I can't have nuts",
        "I have friends over and a nut allergy",
        "у подруги аллергия на орехи, а ещё у меня",
        "dinner with friends, can't have nuts",
        "подруга сказала, что вредно, больше не показывай орехи",
        "hey buddy can you avoid nuts",
    ],
)
def test_the_shoppers_own_beside_guests_is_the_shoppers(text: str) -> None:
    assert not is_of_guests(text)
    assert whose(text) == {"self"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("муж и гости не едят орехи", {"self", "husband"}),
        ("у мужа и его друзей аллергия на орехи", {"self", "husband"}),
        ("my daughter is having friends over and she can't have nuts", {"daughter"}),
        ("дочке на праздник с друзьями, без орехов", {"daughter"}),
    ],
)
def test_guests_take_nothing_from_the_family(text: str, people: set[str]) -> None:
    assert whose(text) == people
    assert not is_of_guests(text)


def test_a_diet_of_guests_is_theirs_beside_the_shoppers_own() -> None:
    assert is_of_guests("друг веган, а у меня аллергия на орехи", VEGAN)


def test_a_nieces_fact_is_hers_and_leaves_the_shoppers_list_alone(demo_settings: Settings) -> None:
    said, own = talk(demo_settings, ("у племянницы аллергия на молоко", [no_milk()]), ("сливочное печенье", [COOKIES]))
    assert people(said) == ["niece"]
    assert "племянница: без молока" in said.reply
    assert has_milk(own)
    (hers,) = talk(demo_settings, ("сливочное печенье для племянницы", [COOKIES]), thread="завтра")
    assert hers.slate.items
    assert not has_milk(hers)


def test_what_is_asked_for_a_mother_in_law_is_hers_at_once(demo_settings: Settings) -> None:
    (answer,) = talk(
        demo_settings, ("сливочное печенье, у моей свекрови аллергия на молоко", [no_milk("lasting"), COOKIES])
    )
    assert people(answer) == ["mother_in_law"]
    assert answer.slate.items
    assert not has_milk(answer)


@pytest.mark.parametrize(
    "said",
    [
        "у племянницы больше нет аллергии на молоко",
        "my cousin can have milk now",
        "my friend can have milk but I can't",
        "my friend isn't allergic to milk",
        "гостям можно молоко",
    ],
)
def test_anothers_recovery_lifts_nothing_of_the_shoppers(demo_settings: Settings, said: str) -> None:
    _, lifted = talk(demo_settings, ("у меня аллергия на молоко", [no_milk("lasting")]), (said, [FORGET]))
    assert not lifted.events


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("person", OTHERS)
def test_everybody_has_a_name_in_both_languages(locale: Locale, person: Person) -> None:
    voice = Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)
    change = PreferenceChange(facet="allergen", value="nuts", stance="exclude", scope="lasting", person=person)
    assert "person-" not in change_text(voice, change)
    assert "for-" not in voice.say(f"for-{person}")
