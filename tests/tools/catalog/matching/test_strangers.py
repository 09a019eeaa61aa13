"""What strangers write: names in other alphabets and languages, purposes of cleaners, makers of one sweet."""

import pytest

from podbor.tools.catalog.matching import Reader, compare
from podbor.tools.catalog.matching.spelling import american, one_transliterated, sounds_alike


def same(left: str, right: str) -> bool:
    reader = Reader()
    return compare(reader.read(left), reader.read(right)).same


@pytest.mark.parametrize(
    ("russian", "latin"),
    [
        ("роше", "rocher"),
        ("шато", "chateau"),
        ("реджано", "reggiano"),
        ("ньокки", "gnocchi"),
        ("джюгас", "dziugas"),
        ("уолкерс", "walkers"),
        ("конфуций", "confucius"),
    ],
)
def test_names_are_read_as_their_language_reads_them(russian: str, latin: str) -> None:
    assert sounds_alike(russian, latin)


@pytest.mark.parametrize(
    ("one", "other"), [("тесс", "tea"), ("риттер", "rocher"), ("мутти", "monini"), ("барилла", "borges")]
)
def test_other_names_are_not_joined(one: str, other: str) -> None:
    assert not sounds_alike(one, other)


def test_british_and_transliterated_spellings() -> None:
    assert american("yoghurt") == american("yogurt")
    assert american("colour") == american("color")
    assert one_transliterated("russkoye", "russkoe")
    assert not one_transliterated("russkoe", "rossiya")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Огурцы маринованные Дядя Ваня 680 г", "Uncle Vanya pickled cucumbers 680 g"),
        ("Сметана Домик в деревне 15% 300 г", "Domik v Derevne sour cream 15% 300 g"),
        ("Milka Colour Drops yoghurt 100 g", "Milka color drops yogurt 100 g"),
        ("Конфеты Ferrero Rocher Т16, 200 г", "Ferrero Rocher chocolates 16 pcs, 200 g"),
        ("Тортильи Delicados 6 шт 400 г", "Delicados tortilla, pack of 6, 400 g"),
        ("Фольга алюминиевая Paclan 10 м", "Paclan aluminium foil 10 m"),
        ("Спички Череповец хозяйственные 10 коробков", "Череповецкие спички хозяйственные, 10 коробков"),
        ("Raffaello T15 150 g", "Конфеты Рафаэлло 15 шт 150 г"),
        ("Молоко кокосовое Арой-Ди 400мл", "Aroy-D coconut milk 400 ml"),
        ("Корректор-лента Brauberg 5 мм × 8 м", "BRAUBERG корректирующая лента 5мм*8м"),
        ("Lindt Excellence 85% Cocoa 100 g", "LINDT EXCELLENCE 85% cacao, 100g"),
        ("Наггетсы Мираторг классические 300 г", "Мираторг нагетсы классические, 300г"),
    ],
)
def test_one_product(left: str, right: str) -> None:
    assert same(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Varta Longlife AA LR6 4 pcs", "Varta Longlife AAA alkaline batteries LR03, 4 pack"),
        ("Конфеты Птичье молоко Рот Фронт 225 г", "Птичье молоко Красный Октябрь 225 г"),
        ("Synergetic для мытья посуды лимон 1 л", "Синергетик для мытья полов лимон 1 л"),
        ("Grass Azelit анти-жир 600 мл", "Grass Azelit anti-grease for stone 600 ml"),
        ("Milka молочный шоколад 90 г", "Milka Hazelnut 90 g"),
        ("Kinder Bueno 43 г", "Киндер Буэно кокос 43 г"),
        ("ФрутоНяня пюре яблоко 90 г", "FrutoNyanya apple pear puree 90 g"),
        ("Ряженка Простоквашино 2,5% 900 г", "Prostokvashino kefir 2.5% 900 g"),
        ("Choco Pie Orion 360 г", "Orion Choco Pie banana 360 g"),
        ("Чипсы Lay's 140 г", "Lay's cheese 140 g"),
    ],
)
def test_two_products(left: str, right: str) -> None:
    assert not same(left, right)
