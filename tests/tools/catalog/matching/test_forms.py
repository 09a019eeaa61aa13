"""Forms, manners and packs: what careful strangers tell two products apart by, and how shelves write one."""

import pytest

from podbor.tools.catalog.matching import Reader, compare
from podbor.tools.catalog.matching.notation import prepared
from podbor.tools.catalog.matching.quantities import quantities_of


def same(left: str, right: str) -> bool:
    reader = Reader()
    return compare(reader.read(left), reader.read(right)).same


def test_a_preposition_is_no_category_of_eggs() -> None:
    assert "c0" not in prepared("Яйцо шоколадное со вкусом ванили 20 г")
    assert "c0" in prepared("Яйцо куриное СО 10шт")


@pytest.mark.parametrize(
    ("text", "count"), [("54 шт х 3 уп", 162), ("3х54 шт", 162), ("54 шт", 54), ("56 шт x 2", 112)]
)
def test_packs_of_packs_are_counted(text: str, count: int) -> None:
    quantities, _ = quantities_of(text)
    assert quantities.get("count") == {count}


def test_packs_by_so_many_pieces() -> None:
    assert quantities_of(prepared("10 упаковок по 10 шт"))[0].get("count") == {100}


def test_an_adjective_that_begins_with_without() -> None:
    assert "безмолочная" in prepared("Каша б/молочная рисовая")
    assert "без сахара" in prepared("Сок б/сахара")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Корица молотая Айдиго 15 г", "Корица палочки Айдиго 15 г"),
        ("Паприка Индана молотая 15 г", "Паприка Индана хлопья 15 г"),
        ("Миндаль Семушка жареный 150 г", "Семушка миндаль сушёный 150 г"),
        ("Горчица Махеев русская 140 г", "Горчица Махеев зернистая 140 г"),
        ("Огурцы Дядя Ваня маринованные 680 г", "Дядя Ваня огурцы по-берлински 680 г"),
        ("Конфеты Мишка косолапый 250 г", "Конфеты Мишка на севере 250 г"),
        ("Аджика Трест Б домашняя 200 г", "Трест Б аджика абхазская 200 г"),
        ("Средство для труб Крот гель 500 г", "Крот средство для прочистки труб гранулы 500 г"),
        ("Салфетки влажные Aura 54 шт", "Aura влажные салфетки 54 шт х 3 уп"),
        ("Наполнитель Барсик Стандарт 4,54 л", "Барсик наполнитель Эффект 4,54 л"),
        ("Смартфон Honor X8 6/128 чёрный", "Honor X8a 6/128 чёрный"),
        ("Шоколад Победа вкуса молочный 36% 100 г", "Победа вкуса шоколад горький 36% 100 г"),
        ("Вода Архыз газ 1,5 л", "Вода Архыз негаз 1,5 л"),
        ("Картофель Белая дача для запекания 600 г", "Картофель Белая дача для варки 600 г"),
        ("Чай Зорвекс чёрный листовой 200 г", "Зорвекс чай черн. гранулир. 200г"),
        ("Сок Зорвекс яблочный прямого отжима 1 л", "Зорвекс сок яблочный восстановл. 1л"),
        ("Шампиньоны Зорвекс целые маринованные 420 г", "Зорвекс шампиньоны рез. марин. 420г"),
        ("Zorveks Fusilli 450 g", "Макароны Зорвекс Фарфалле 450г"),
        ("Сайра Зорвекс натуральная 245 г", "Зорвекс сайра с доб.масла ж/б 245г"),
        ("Подгузники-трусики Зорвекс размер XL", "Zorveks pants size L"),
        ("Томатная паста Зорвекс 250 мл", "Zorveks tomato passata 250 ml"),
    ],
)
def test_two_products(left: str, right: str) -> None:
    assert not same(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Корица Kotanyi молотая 25 г", "Котани корица 25 г"),
        ("Шоколад Бабаевский 75% 90 г", "Бабаевский шоколад горький 75% какао 90 г"),
        ("Креветки Agama очищенные 300 г", "Agama peeled shrimp frozen 300 g"),
        ("Смесь Nutrilon Premium 1 800 г", "Nutrilon Premium 1 infant milk formula 800 g"),
        ("Вафли Яшкино глазированные 200 г", "Вафли Яшкино в шоколадной глазури 200 г"),
        ("Разрыхлитель теста Dr.Bakers 10 г", "Dr. Bakers Baking Powder 10 g"),
        ("Яйцо куриное Зорвекс С0, 10 штук", "ЗОРВЕКС яйцо кур. СО 10шт"),
        ("Подгузники Zorveks размер 4 7-11 кг 60 шт", "ЗОРВЕКС подгузн. Р.4 7-11кг №60"),
        ("Zorveks black olives pitted 350 g", "Zorveks black olives without stones, 350g"),
        ("Наполнитель Зорвекс Сенсация свежести, 5 кг", "Zorveks Sensation of Freshness litter 5kg"),
        ("Zorveks Krakovskaya sausage 360 g", "Zorveks Krakowska sausage 0.36 kg"),
        ("Лампа светодиодная Зорвекс 11 Вт Е27 2700К", "Зорвекс лампа LED 11W-827-E27"),
        ("Паста зубная Зорвекс 100 мл", "Паста з. Зорвекс 0,1л"),
        ("Шампунь Луговой для собак от блох 270 мл", "Луговой шампунь инсектицидный для собак 270 мл"),
    ],
)
def test_one_product(left: str, right: str) -> None:
    assert same(left, right)
