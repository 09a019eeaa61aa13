"""A conversation about several people: whose constraints hold of which need, and whose fact is taken back."""

from typing import Any

import pytest

from podbor.agent.assistant import Answer
from podbor.agent.people import People
from podbor.core.settings import Settings
from tests.agent.test_household import fact, find, has, talk

Call = tuple[str, dict[str, Any]]
FORGET_FISH: Call = ("forget", {"what": {"facet": "allergen", "value": "fish"}})


def persons(answer: Answer) -> list[str]:
    return [event.change.person for event in answer.events if event.change and event.type == "preference"]


@pytest.mark.parametrize("text", ["печенье ему", "и печенья для него", "какого ему печенья взять?", "cookies for him"])
def test_a_pronoun_holds_the_list_to_whom_it_stands_for(demo_settings: Settings, text: str) -> None:
    _, answer = talk(
        demo_settings, ("муж не ест молочное", [fact("allergen", "milk")]), (text, [find("сливочное печенье")])
    )
    assert not has(answer, "milk")
    assert answer.events == ()


def test_a_pronoun_alone_adds_whom_it_stands_for(demo_settings: Settings) -> None:
    _, first, both = talk(
        demo_settings,
        ("муж не ест молочное", [fact("allergen", "milk")]),
        ("сливочное печенье", [find("сливочное печенье")]),
        ("и для него тоже", []),
    )
    assert has(first, "milk")
    assert both.calls == ()
    assert not has(both, "milk")


@pytest.mark.parametrize("text", ["а мне сливочное печенье", "сливочное печенье, это себе", "butter cookies for me"])
def test_the_shoppers_own_list_is_the_shoppers_again(demo_settings: Settings, text: str) -> None:
    _, his, own = talk(
        demo_settings,
        ("муж не ест молочное", [fact("allergen", "milk")]),
        ("сливочное печенье мужу", [find("сливочное печенье")]),
        (text, [fact("taste", "spicy"), find("сливочное печенье")]),
    )
    assert not has(his, "milk")
    assert has(own, "milk")
    assert {shown.need for shown in own.slate.items} == {0}


def test_each_need_obeys_its_own_person(demo_settings: Settings) -> None:
    told = [fact("allergen", "milk", person="daughter"), fact("diet", "gluten_free", "require", person="grandmother")]
    _, answer = talk(
        demo_settings,
        ("дочке нельзя молоко, а у бабушки целиакия", told),
        ("дочке сок, а бабушке сыр", [find("сок"), find("сыр")]),
    )
    juice = [shown.item for shown in answer.slate.items if shown.need == 0]
    cheese = [shown.item for shown in answer.slate.items if shown.need == 1]
    assert juice
    assert cheese
    assert not any("milk" in item.allergens | item.traces for item in juice)
    assert any("milk" in item.allergens for item in cheese)
    assert not any("gluten" in item.allergens | item.traces for item in cheese)


@pytest.mark.parametrize("text", ["дочке и бабушке сок и сыр", "дочке нельзя молоко, нужны сок и сыр"])
def test_where_it_is_not_said_every_need_obeys_everybody(demo_settings: Settings, text: str) -> None:
    _, answer = talk(
        demo_settings,
        ("дочке нельзя молоко", [fact("allergen", "milk", person="daughter")]),
        (text, [find("сок"), find("сыр")]),
    )
    assert not has(answer, "milk")


@pytest.mark.parametrize(
    ("text", "forgotten"),
    [
        ("ой, перепутала: это мужу рыбу нельзя, а мне можно", True),
        ("рыбу нельзя мужу, мне-то можно", True),
        ("sorry, it's my husband who can't have fish, I'm fine with it", True),
        ("my husband can't have fish, not me", True),
        ("мужу тоже рыбу нельзя", False),
        ("мужу рыбу нельзя, а мне можно?", False),
        ("мужу рыбу нельзя, а мне можно сыр", False),
        ("my husband can't have fish, I can't either", False),
        ("хлеб без рыбы мужу, не мне", False),
    ],
)
def test_what_was_somebody_elses_is_the_shoppers_no_more(demo_settings: Settings, text: str, forgotten: bool) -> None:
    _, said, known = talk(
        demo_settings,
        ("мне нельзя рыбу", [fact("allergen", "fish", scope="lasting")]),
        (text, [fact("allergen", "fish")]),
        ("что ты знаешь", [("show_profile", {})]),
    )
    assert "husband" in persons(said)
    assert any(event.type == "retraction" for event in said.events) is forgotten
    assert ("Забыл" in said.reply or "Forgot" in said.reply) is forgotten
    assert "муж" in known.reply or "husband" in known.reply


def test_an_undo_takes_both_back(demo_settings: Settings) -> None:
    *_, known = talk(
        demo_settings,
        ("мне нельзя рыбу", [fact("allergen", "fish", scope="lasting")]),
        ("это мужу рыбу нельзя, а мне можно", [fact("allergen", "fish")]),
        ("отмени", [("undo", {})]),
        ("что ты знаешь", [("show_profile", {})]),
    )
    assert "без рыбы" in known.reply
    assert "муж" not in known.reply


@pytest.mark.parametrize("text", ["гости уехали, рыба уже не важна", "друзья разъехались, про рыбу забудь"])
def test_what_was_said_of_guests_goes_with_them(demo_settings: Settings, text: str) -> None:
    _, forgot, again = talk(
        demo_settings,
        ("завтра гости, без рыбы", [fact("allergen", "fish")]),
        (text, [FORGET_FISH]),
        (text, [FORGET_FISH]),
    )
    assert [event.type for event in forgot.events] == ["retraction"]
    assert again.events == ()


@pytest.mark.parametrize("text", ["муж уже ест рыбу", "у гостей аллергии на рыбу нет"])
def test_the_shoppers_own_allergy_does_not_go_without_a_yes(demo_settings: Settings, text: str) -> None:
    _, asked, done = talk(
        demo_settings,
        ("у меня аллергия на рыбу", [fact("allergen", "fish", scope="lasting")]),
        (text, [FORGET_FISH]),
        ("да", []),
    )
    assert asked.events == ()
    assert "?" in asked.reply
    assert [event.type for event in done.events] == ["retraction"]


def test_a_taste_of_the_shoppers_is_forgotten_whoever_is_named(demo_settings: Settings) -> None:
    _, forgot = talk(
        demo_settings,
        ("без острого", [fact("taste", "spicy")]),
        ("муж сказал, острое уже можно", [("forget", {"what": {"facet": "taste", "value": "spicy"}})]),
    )
    assert [event.type for event in forgot.events] == ["retraction"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("племяшке", "niece"),
        ("сынуле", "son"),
        ("бабулечке", "grandmother"),
        ("дедуле", "grandfather"),
        ("бате", "father"),
        ("мамочке", "mother"),
        ("дочурке", "daughter"),
        ("сестричке", "sister"),
        ("моему молодому человеку", "partner"),
        ("для малого", "child"),
        ("for gran", "grandmother"),
        ("for my nan", "grandmother"),
        ("for grandad", "grandfather"),
        ("for mum's birthday", "mother"),
        ("for my teenager", "child"),
        ("for my other half", "partner"),
        ("for the grandparents", "grandfather"),
    ],
)
def test_pet_names(text: str, person: str) -> None:
    assert person in People.load().named(f"чай {text}")


@pytest.mark.parametrize(
    "text", ["NAN optipro", "Gran Reserva wine", "the other half of it", "соль малой жирности", "Дед Мороз"]
)
def test_what_only_looks_like_one(text: str) -> None:
    assert People.load().named(text) == ()
