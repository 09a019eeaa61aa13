import pytest

from podbor.agent.planner.numerals import normalise_numbers, numbers_in

SAID = """
до полутора тысяч | до 1500
budget is 3,500 max | budget is 3500 max
30,000 to 40,000 | 30000 to 40000
корм 3,500 кг | корм 3,500 кг
тысяч от пятнадцати до тридцати | от 15000 до 30000
минимум 1000, максимум три литра | минимум 1000, максимум три литра
минимум две тысячи, максимум пять | минимум 2000, максимум 5000
от полутора косарей до двух с половиной | от 1500 до 2500
from two grand to three and a half | from 2000 to 3500
от 1500 до 2 кг | от 1500 до 2 кг
от 1500 до 1 | от 1500 до 1
до десяти тысяч в купере, хотя нет, пусть до пятнадцати | до 15000 в купере
up to 300, no wait, up to 400 | up to 400
under four thousand, no hang on, five at the most | under 5000
чайник до 3000, стой, до 4000 | чайник до 4000
below 2k, oh hold on, 3k max | below 3000
не больше тысячи, ой, двух | не больше 2000
не дороже ста, нет, девяносто | не дороже 90
less than 2000 roubles, sorry, 3000 roubles | less than 3000 roubles
молоко до 100, нет, два | молоко до 100, нет, два
до 1000, ой, две штуки | до 1000, ой, две штуки
наушники до 20000, нет, iphone 15 | наушники до 20000, нет, iphone 15
чайник до 3000 и чашки, нет, до 50 | чайник до 3000 и чашки, нет, до 50
чайник до 3000 и чашки до 50 | чайник до 3000 и чашки до 50
на соточку | на 100
от 1000 до магазина | от 1000 до магазина
до 3000, нет, до магазина | до 3000, нет, до магазина
колбаса до 500, не до 700 | колбаса до 500, не до 700
сыр до 300, нет, хлеб до 50 | сыр до 300, нет, хлеб до 50
up to poltory sotni | up to 150
полтораха на всё | 1500 на всё
стольников пять | 500
не дороже двушки | не дороже 2000
не дороже тридцатки | не дороже 30000
максимум двадцатку | максимум 20000
до сорокета | до 40000
до трёх кусков | до 3000
пять кусков мыла | пять кусков мыла
и чтоб до штуки | и чтоб до 1000
двушка колы | двушка колы
по штуке каждого | по штуке каждого
не дороже 30 руб за штуку, и ещё салфетки | не дороже 30 руб за штуку, и ещё салфетки
сок, 30 за штуку | сок, 30 за штуку
возьму за штуку | возьму за 1000
microwave. at least 5k, not over 8 | microwave. at least 5000, not over 8000
не до 100 а до 150 | до 150
up to half a k | up to 500
three and a half k tops | 3500 tops
under a sotka | under 100
iPhone 15 128 | iPhone 15 128
gimme no 1 | gimme number 1
no 2 percent milk | no 2 percent milk
до 15 000 | до 15000
тысячи полторы | 1500
тысячи за полторы | за 1500
две с половиной тысячи | 2500
тысячи две с половиной максимум | 2500 максимум
пять тысяч двести | 5200
сто пятьдесят рублей | 150 рублей
тысяч до десяти | до 10000
до пятёрки косарей | до 5000
полторашка тыщ потолок | 1500 потолок
от двух до трёх тысяч | от 2000 до 3000
две-три тысячи | 2000-3000
тысяч пять-шесть | 5000-6000
2-3к | 2000-3000
1.5к | 1500
лампочка 12вт 4000к | лампочка 12вт 4000к
bulb E27 2700K | bulb E27 2700K
E14 300 градусов | E14 300 градусов
файлы а4 100 шт | файлы а4 100 шт
памперс 4 100 шт | памперс 4 100 шт
до 15 000 128 гб | до 15000 128 гб
до 15 000 руб | до 15000 руб
ноут 70к | ноут 70000
1,5 тысячи | 1500
2 тыс. руб | 2000 руб
5 т.р. | 5000
до 4к | до 4000
рублей до четырёхсот | рублей до 400
до косаря | до 1000
тысяча двести | 1200
до тысячи двухсот | до 1200
от тысячи до полутора тысяч | от 1000 до 1500
от косаря до двух | от 1000 до 2000
две сотки | 200
три пятихатки | 1500
canon 445 446 | canon 445 446
до 120 000 руб | до 120000 руб
пара сотен | 200
сотен пять | 500
до пятихатки | до 500
до полтинника | до 50
полтысячи | 500
12 500 руб | 12500 руб
сто тысяч | 100000
under fifteen hundred | under 1500
two hundred and fifty roubles | 250 roubles
half a grand | 500
a couple hundred | 200
a couple of thousand | 2000
two fifty | 250
two thousand five hundred | 2500
up to a thousand | up to 1000
between five hundred and a thousand | between 500 and 1000
two to three thousand | 2000 to 3000
five to six hundred | 500 to 600
ten grand | 10000
1,500 rub | 1500 rub
до 1.500 руб | до 1500 руб
вино 0.500 р | вино 0.500 р
сыр 1.500 кг | сыр 1.500 кг
two and a half thousand | 2500
hundred thousand | 100000
a grand and a half | 1500
a grand n a half | 1500
a hundred n fifty | 150
around eight hundred n cotton buds | around 800 n cotton buds
half k tops | 500 tops
2k5 max | 2500 max
до 2к5 | до 2500
2 thousand 3 hundred | 2300
2 тыщи 3 сотни | 2300
between one and a half and three thousand | between 1500 and 3000
за 4 сотки | за 400
тыщонки за две | за 2000
штуку двести не больше | 1200 не больше
за штуку сто двадцать | за штуку 120
не дороже двух штук | не дороже 2000
уложиться в полторашку | уложиться в 1500
до полторашки кваса | до полторашки кваса
до двухсотки | до 200
a quarter of a grand for blueberries | 250 for blueberries
лего от трёх до пяти тыр | лего от 3000 до 5000
айфон 15 256гб до 90 000 | айфон 15 256гб до 90000
айфон 15 128 | айфон 15 128
сыр до 15 128 | сыр до 15128
4k tv under 40k | 4k tv under 40000
монитор 27 дюймов 4к до 4к | монитор 27 дюймов 4к до 4000
телевизор за 8к | телевизор за 8000
телефон 8к | телефон 8000
"""
LEFT_ALONE = [
    "пицца четыре сыра",
    "compare two and three",
    "the second one",
    "молоко 3,2%",
    "к чаю",
    "2 к чаю",
    "полтора литра",
    "",
    "🙏",
]


@pytest.mark.parametrize(("said", "meant"), [line.split(" | ") for line in SAID.strip().splitlines()])
def test_numbers_in_words_become_digits(said, meant):
    assert normalise_numbers(said) == meant


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_words_that_are_no_amounts_stay(text):
    assert normalise_numbers(text) == text


def test_normalising_twice_changes_nothing():
    for line in SAID.strip().splitlines():
        meant = line.split(" | ")[1]
        assert normalise_numbers(meant) == meant


def test_only_whole_numbers_can_be_prices():
    assert numbers_in("молоко 3,2% до 100, или 2 по 250р") == (100, 2, 250)
