import pytest

from podbor.core.text import fold
from podbor.tools.catalog.matching.notation import prepared
from podbor.tools.catalog.matching.quantities import quantities_of


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Молоко, 0,93 л", {"volume": {930}}),
        ("Milk 930 ml", {"volume": {930}}),
        ("Гречка 5х80 г", {"count": {5}, "mass": {80}}),
        ("Крупа, 5 шт по 80 г", {"count": {5}, "mass": {80}}),
        ("Вода 0,5 л х 12 шт", {"volume": {500}, "count": {12}}),
        ("Water 6 x 1.5 l", {"volume": {1500}, "count": {6}}),
        ("Корм 28 шт х 75 г", {"count": {28}, "mass": {75}}),
        ("Пюре, 1 шт.", {}),
        ("Молоко 3,4–4,5%", {"range:percent": {3.4, 4.5}}),
        ("Сок 100%", {}),
        ("Смартфон 8/256GB", {"memory": {8, 256}}),
        ("Ноутбук 16 ГБ / 1 ТБ", {"memory": {16, 1024}}),
        ("Подгузники 9-14 кг, 52 шт.", {"range:mass": {9000, 14000}, "count": {52}}),
        ("Бумага 3-слойная, 12 рул.", {"layers": {3}, "count": {12}}),
        ("Салфетки 33х33см", {"length": {330}, "square": {330}}),
        ("Лампа 10Вт 4100К", {"watts": {10}, "kelvin": {4100}}),
        ("Сироп 5 лимонов", {}),
    ],
)
def test_quantities(title: str, expected: dict[str, set[float]]) -> None:
    found, _ = quantities_of(fold(title))
    assert {name: set(values) for name, values in found.values.items()} == expected


def test_what_is_left_has_no_quantities() -> None:
    _, rest = quantities_of(fold("Вода Ессентуки №4, 0,5 л"))
    assert "0,5" not in rest
    assert "4" in rest


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Прокладки 20шт/уп", {"count": {20}}),
        ("Condoms, pack of 12", {"count": {12}}),
        ("Чай, 20 чайных пакетиков", {"count": {20}}),
        ("Tea 20 pyramid bags", {"count": {20}}),
        ("Vitamin D3 5,000 IU", {"iu": {5000}}),
        ("Капли 15 000 МЕ/мл", {"iu": {15000}}),
        ("Переноска до 5 кг", {"range:mass": {0, 5000}}),
        ("Бумага, три слоя", {"layers": {3}}),
        ("Магне B6 таблетки", {}),
        ("Крем SPF 50+", {"spf": {50}}),
        ("Чай с 1901 года", {}),
        ("Батарейки 12BL", {"count": {12}}),
        ("Таблетки x30", {"count": {30}}),
        ("Сковорода d28", {"length": {280}}),
    ],
)
def test_notations_of_titles(title: str, expected: dict[str, set[float]]) -> None:
    found, _ = quantities_of(prepared(fold(title)))
    assert found.values == {name: frozenset(map(float, values)) for name, values in expected.items()}
