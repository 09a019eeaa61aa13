"""A question about what is in an item is answered: yes, no, traces, or not known."""

from dataclasses import replace

import pytest

from podbor.agent.narration.asked import answers
from podbor.agent.narration.notes import note_lines
from podbor.agent.narration.verifier import gather, ungrounded
from podbor.agent.narration.voice import Voice
from podbor.agent.state import Turn
from podbor.core.items import Bilingual, Item, Nutrition
from podbor.core.settings import SERVICES
from podbor.core.slate import Evidence, Slate, SlateItem
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.toolbox.context import Note

TOLD = Item(
    item_id="a",
    title=Bilingual(ru="Печенье", en="Cookies"),
    kind="cookies",
    ingredients=("пшеничная мука", "масло сливочное"),
    allergens=frozenset({"gluten", "milk"}),
    traces=frozenset({"nuts"}),
    diets=frozenset({"vegetarian"}),
    nutrition=Nutrition(calories=450.0, sugar=21.5),
)
BY_NAME = Item(
    item_id="b",
    title=Bilingual(ru="Печенье молочное", en="Milk cookies"),
    kind="cookies",
    ingredients=("молоко / milk",),
    allergens=frozenset({"milk"}),
    inferred=frozenset({"ingredients", "allergens"}),
)
UNTOLD = Item(item_id="c", title=Bilingual(ru="Печенье", en="Cookies"), kind="cookies")
CHEESE = Item(
    item_id="e",
    title=Bilingual(ru="Сыр Российский"),
    kind="cheese",
    ingredients=("молоко",),
    allergens=frozenset({"milk"}),
)
KETTLE = Item(item_id="d", title=Bilingual(ru="Чайник", en="Kettle"), kind="kettles")


def voice(locale: Locale) -> Voice:
    return Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)


def explained(item: Item, said: str = "", locale: Locale = "ru") -> list[str]:
    shown = SlateItem(item=item, offers=(), score=1.0, evidence=(Evidence(name="popular", value=1.0),))
    return note_lines(voice(locale), [Note(kind="explained", shown=shown, position=1)], said=said)


@pytest.mark.parametrize(
    ("item", "said", "expected"),
    [
        (TOLD, "а в первом есть соя?", ["соя — в указанном составе нет"]),
        (TOLD, "молоко есть в нём?", ["молоко — в составе есть"]),
        (TOLD, "а орехи там есть", ["орехи — могут быть следы"]),
        (BY_NAME, "есть ли молоко", ["молоко — судя по названию, есть"]),
        (BY_NAME, "есть ли соя", ["соя — неизвестно, состав не указан"]),
        (UNTOLD, "есть ли соя", ["соя — неизвестно, состав не указан"]),
        (replace(UNTOLD, ingredients=("см. на упаковке",)), "есть ли соя", ["соя — неизвестно, состав не указан"]),
        (
            replace(TOLD, ingredients=("сахар", "смесь «Аппетит»")),
            "есть ли соя",
            ["соя — в указанном составе не нашёл, но знаю в нём не всё: проверьте этикетку"],
        ),
        (
            replace(TOLD, allergens=frozenset({"peanuts"}), traces=frozenset()),
            "есть ли орехи",
            ["орехи — в указанном составе нет", "арахис — в составе есть"],
        ),
        (TOLD, "оно веганское?", ["веганское — нет, судя по составу"]),
        (TOLD, "оно вегетарианское?", ["вегетарианское — да, подходит"]),
        (UNTOLD, "оно веганское?", ["веганское — не указано, подходит ли"]),
        (TOLD, "сколько калорий?", ["450 ккал на 100 г"]),
        (TOLD, "какая калорийность?", ["450 ккал на 100 г"]),
        (TOLD, "сколько в нём сахара и соли", ["сахар 21,5 г на 100 г", "соль — сколько, не указано"]),
        (TOLD, "какая жирность", ["жиры — сколько, не указано"]),
        (TOLD, "какой состав у первого?", []),
        (CHEESE, "какой состав у сыра?", []),
        (CHEESE, "в этом сыре есть молоко?", ["молоко — в составе есть"]),
        (TOLD, "почему он, там же молоко", []),
    ],
)
def test_what_is_named_is_answered(item: Item, said: str, expected: list[str]) -> None:
    assert answers(voice("ru"), item, said) == expected


@pytest.mark.parametrize(
    ("item", "said", "expected"),
    [
        (TOLD, "is there soy in it?", ["soy — not among the ingredients given"]),
        (TOLD, "is it gluten free?", ["gluten free — no, going by what is in it"]),
        (UNTOLD, "does it have nuts", ["nuts — unknown, the ingredients are not given"]),
        (TOLD, "how much sugar is in it", ["sugar 21.5 g per 100 g"]),
        (TOLD, "is it good for my father?", []),
    ],
)
def test_in_english_too(item: Item, said: str, expected: list[str]) -> None:
    assert answers(voice("en"), item, said) == expected


def test_the_answer_comes_first_and_stands_for_the_reasons() -> None:
    asked, why = explained(TOLD, "в первом есть соя?"), explained(TOLD, "почему первый?")
    assert asked[0] == "1. Печенье: соя — в указанном составе нет."
    assert why[0] == "1. Печенье: его берут многие."
    assert asked[1:] == why[1:]


def test_what_is_asked_of_the_list_is_answered_of_each_item() -> None:
    popular = (Evidence(name="popular", value=1.0),)
    items = [SlateItem(item=item, offers=(), score=1.0, evidence=popular) for item in (TOLD, UNTOLD)]
    notes = [Note(kind="list_explained", shown=shown, position=at) for at, shown in enumerate(items, start=1)]
    assert note_lines(voice("ru"), notes, said="там есть соя?") == [
        "1. Печенье: соя — в указанном составе нет.",
        "2. Печенье: соя — неизвестно, состав не указан.",
    ]
    assert note_lines(voice("ru"), notes, said="почему это?") == ["Список собран так: его берут многие."]


@pytest.mark.parametrize(("locale", "line"), [("ru", "Состав не указан."), ("en", "Ingredients not given.")])
def test_an_unknown_composition_is_said_of_what_has_one(locale: Locale, line: str) -> None:
    assert line in explained(UNTOLD, locale=locale)
    assert line not in explained(TOLD, locale=locale)
    assert line not in explained(KETTLE, locale=locale)


@pytest.mark.parametrize(("said", "wrong"), [("есть ли креветки?", ()), ("что в нём?", ("ракообразные",))])
def test_an_answer_is_no_claim_of_our_own(said: str, wrong: tuple[str, ...]) -> None:
    note = Note(kind="explained", shown=SlateItem(item=TOLD, offers=(), score=1.0), position=1)
    facts = gather(Turn(turn_id="1", utterance=said, notes=(note,)), Slate(), words=())
    assert ungrounded("ракообразные — в указанном составе нет", facts, Terms.load()) == wrong
