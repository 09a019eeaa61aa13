"""Shelves of several things."""

from dataclasses import replace

import pytest

from podbor.core.items import Bilingual
from podbor.core.preferences import Profile
from podbor.core.slate import Need
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.recommender import Recommender
from podbor.tools.recommend.things import MIXED, is_another_thing

from .conftest import make_item


def test_mixed_shelves_are_leaves(kinds: KindVocabulary) -> None:
    assert set(kinds.leaves()) >= MIXED


@pytest.mark.parametrize(
    ("query", "title", "english", "kind", "another"),
    [
        ("носки", "Тапочки Omsa", "Omsa slippers", "clothing", True),
        ("socks", "Тапочки Omsa", "Omsa slippers", "clothing", True),
        ("socks", "Тапочки Omsa", "", "clothing", False),
        ("тёплые носки", "Носки Гамма, шерстяные", "", "clothing", False),
        ("одежда", "Тапочки Omsa", "", "clothing", False),
        ("совок", "Веник с совком", "", "mops_brooms", False),
        ("dustpan", "Веник с совком", "Broom with dustpan", "mops_brooms", False),
        ("broom", "Веник с совком", "York broom and dustpan", "mops_brooms", False),
        ("цитрусовые", "Лимоны", "Lemons", "citrus", False),
        ("лайм", "Лимоны", "Lemons", "citrus", True),
        ("cooker", "Мультиварка", "Redmond multicooker, 5 l", "multicookers", False),
        ("paint", "Кисти для рисования", "Paint brushes, 5 pcs", "paints", True),
        ("акварель", "Краски акварельные Гамма", "", "paints", False),
        ("отвёртка", "Набор отвёрток", "", "hand_tools", False),
        ("шахматы", "Настольная игра Шахматы", "", "board_games", False),
        ("barbecue", "Уголь древесный", "Charcoal", "grill", False),
        ("пармезан", "Сыр Гауда", "", "hard_cheese", False),
    ],
)
def test_another_thing_of_a_mixed_shelf(
    kinds: KindVocabulary, query: str, title: str, english: str, kind: str, another: bool
) -> None:
    item = replace(make_item(title, kind=kind), title=Bilingual(ru=title, en=english))
    assert is_another_thing(query, item, kinds) is another


def nouns(recommender: Recommender, query: str) -> set[str]:
    slate = recommender.recommend([Need(query=query)], Profile(user_id="anna"), size=6, locale="en")
    return {shown.item.title.ru.split()[0] for shown in slate.items}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("socks", {"Носки"}),
        ("шапка", set()),
        ("corkscrew", set()),
        ("webcam", set()),
        ("перчатки", {"Перчатки"}),
        ("удлинитель", {"Сетевой"}),
        ("forks", {"Столовые", "Ложка"}),
    ],
)
def test_a_list_has_the_thing_that_is_asked_for_or_nothing(
    recommender: Recommender, query: str, expected: set[str]
) -> None:
    assert nouns(recommender, query) == expected
