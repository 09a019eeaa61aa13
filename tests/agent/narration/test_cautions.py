"""An exclusion over goods of whose contents nothing is known is no promise: the list says so."""

import pytest

from podbor.agent.narration.listing import caution_lines
from podbor.agent.narration.narrator import compose
from podbor.agent.narration.voice import Voice
from podbor.agent.state import Turn
from podbor.core.items import Bilingual, Item
from podbor.core.preferences import Constraints
from podbor.core.settings import SERVICES
from podbor.core.slate import Slate, SlateItem
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.tools.catalog.kinds import KindVocabulary


def voice(locale: Locale) -> Voice:
    return Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)


def shown(kind: str, *ingredients: str) -> SlateItem:
    item = Item(item_id=kind, title=Bilingual(ru="с кокосом", en="coconut"), kind=kind, ingredients=ingredients)
    return SlateItem(item=item, offers=(), score=1.0)


def cautions(*items: SlateItem, strict: bool = False, excluded: bool = False, locale: Locale = "ru") -> list[str]:
    lines = caution_lines(voice(locale), items, strict=strict, excluded=excluded)
    return [line.replace("\xa0", " ") for line in lines]


@pytest.mark.parametrize(
    ("items", "start"),
    [
        ((shown("shampoo"), shown("shampoo")), "Состав этих товаров не указан:"),
        ((shown("shampoo"), shown("shampoo", "вода")), "Состав товара № 1 не указан:"),
        ((shown("shampoo", "кокос / coconut"), shown("cookies", "кокос")), "Состав товара № 1 не указан:"),
        ((shown("soap", "вода"), shown("shampoo"), shown("shampoo")), "Состав товаров № 2 и 3 не указан:"),
    ],
)
def test_items_of_unknown_contents_are_named(items: tuple[SlateItem, ...], start: str) -> None:
    (line,) = cautions(*items, excluded=True)
    assert line.startswith(start)
    (english,) = cautions(*items, excluded=True, locale="en")
    assert "not given" in english


@pytest.mark.parametrize(
    ("items", "strict", "excluded"),
    [
        ((shown("shampoo"),), False, False),
        ((shown("shampoo", "вода"),), True, True),
        ((shown("kettles"),), True, True),
        ((shown("batteries"),), True, False),
    ],
    ids=["nothing excluded", "all is known", "nothing is in it", "not eaten"],
)
def test_nothing_is_said_where_it_does_not_matter(items: tuple[SlateItem, ...], strict: bool, excluded: bool) -> None:
    assert cautions(*items, strict=strict, excluded=excluded) == []


def test_food_of_unknown_contents_is_named_as_long_as_an_allergy_holds() -> None:
    assert len(cautions(shown("cookies"), strict=True)) == 1


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Constraints(exclude_ingredients=frozenset({"отдушки"})), True),
        (Constraints(exclude_allergens=frozenset({"nuts"})), True),
        (Constraints(require_diets=frozenset({"vegan"})), False),
        (Constraints(exclude_brands=frozenset({"Dove"})), False),
    ],
)
def test_each_list_says_so_as_long_as_an_exclusion_holds(limits: Constraints, said: bool) -> None:
    turn = Turn(turn_id="2", utterance="?", listed=True)
    reply = compose(voice("ru"), turn, Slate(items=(shown("shampoo"),)), limits=limits)
    assert ("не указан" in reply.text) is said
