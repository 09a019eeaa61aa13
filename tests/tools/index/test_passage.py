from dataclasses import replace
from typing import get_args

from podbor.core.items import Bilingual, Item
from podbor.core.vocabulary import DIETS, TASTES, Diet
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.index.passage import DIET_NAMES, TASTE_NAMES, passage, search_text

KINDS = KindVocabulary.load()


ITEM = Item(
    item_id="1",
    title=Bilingual(ru="Шоколад горький", en="Dark chocolate"),
    brand="Бабаевский",
    kind="chocolate",
    category_path=("Продукты", "Сладости", "Шоколад"),
    diets=frozenset({"vegan"}),
    tastes=frozenset({"bitter"}),
)


def test_the_embedded_text_is_titles_and_kind() -> None:
    assert passage(ITEM, KINDS) == "Шоколад горький. Dark chocolate. шоколад. chocolate"


def test_without_a_kind_the_shelf_stands_in() -> None:
    assert passage(replace(ITEM, kind=""), KINDS) == "Шоколад горький. Dark chocolate. Шоколад"


def test_words_are_searched_in_more_each_said_once() -> None:
    text = search_text(ITEM, KINDS)
    assert text.startswith("Шоколад горький. Dark chocolate. Бабаевский. ")
    assert text.count("веганское") == text.count("vegan") == 1
    assert text.lower().count("шоколад.") == 1
    assert "горькое" in text
    assert "Продукты" not in text


def test_a_bare_item_is_its_title() -> None:
    item = Item(item_id="1", title=Bilingual(ru="Мыло"))
    assert passage(item, KINDS) == search_text(item, KINDS) == "Мыло"


def test_every_diet_and_taste_has_its_words() -> None:
    assert set(DIET_NAMES) == set(DIETS) == set(get_args(Diet))
    assert set(TASTE_NAMES) == set(TASTES)
