from typing import get_args

from podbor.core.items import Bilingual, Item
from podbor.core.vocabulary import DIETS, TASTES, Diet
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.index.passage import DIET_NAMES, TASTE_NAMES, passage

KINDS = KindVocabulary.load()


def test_both_languages_each_fact_once() -> None:
    item = Item(
        item_id="1",
        title=Bilingual(ru="Шоколад горький", en="Dark chocolate"),
        brand="Бабаевский",
        kind="chocolate",
        category_path=("Продукты", "Сладости", "Шоколад"),
        diets=frozenset({"vegan"}),
        tastes=frozenset({"bitter"}),
    )
    text = passage(item, KINDS)
    assert text.startswith("Шоколад горький. Dark chocolate. Бабаевский. ")
    assert text.count("веганское") == text.count("vegan") == 1
    assert text.lower().count("шоколад.") == 1
    assert "Продукты" not in text


def test_a_bare_item_is_its_title() -> None:
    assert passage(Item(item_id="1", title=Bilingual(ru="Мыло")), KINDS) == "Мыло"


def test_every_diet_and_taste_has_its_words() -> None:
    assert set(DIET_NAMES) == set(DIETS) == set(get_args(Diet))
    assert set(TASTE_NAMES) == set(TASTES)
