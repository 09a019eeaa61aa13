import pytest

from podbor.agent.planner.context import PlannerContext, ShownItem
from podbor.agent.planner.prompt import prepare_message


def screen(*prices: float | None, need: str = "фен") -> PlannerContext:
    return PlannerContext(
        need=need, slate=[ShownItem(position=at, title="Фен", price_rub=price) for at, price in enumerate(prices, 1)]
    )


@pytest.mark.parametrize(
    ("message", "prices", "read"),
    [
        ("от трёх до пяти давай", (8990, 7490), "от 3000 до 5000 давай"),
        ("а до полутора?", (2190, 1690), "а до 1500?"),
        ("what about under fifteen?", (24990, 17990), "what about under 15000?"),
        ("до 2,3", (2990,), "до 2300"),
        ("сороковник, не больше", (38990, 29990), "40000, не больше"),
        ("ладно, до двадцатки", (24990,), "ладно, до 20000"),
        ("up to two and a half", (2990,), "up to 2500"),
        ("тысячи три максимум", (4990,), "3000 максимум"),
        ("полторы максимум, белая", (990, 1990), "1500 максимум, белая"),
    ],
)
def test_beside_prices_in_thousands_a_small_bound_is_one_too(message, prices, read):
    assert prepare_message(message, screen(*prices)) == read


@pytest.mark.parametrize(
    ("message", "prices"),
    [
        ("до 5", (190, 4990)),
        ("до 5", (None,)),
        ("до 90", (1990, 2990)),
        ("до 15 литров", (24990,)),
        ("полторы максимум", (90, 140)),
        ("дороже второго", (5000, 6000)),
        ("cheaper than 2?", (5000, 6000)),
    ],
)
def test_other_numbers_stay_as_they_are(message, prices):
    assert prepare_message(message, screen(*prices)) == message


def test_where_thousands_are_asked_for_a_bound_is_one():
    asked = PlannerContext(need="подарок маме", asked="На какой бюджет в тысячах рублей рассчитываете?")
    assert prepare_message("не больше двух с половиной", asked) == "не больше 2500"


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("плед от 2000 и горелка не дороже полутора", "плед от 2000 и горелка не дороже 1500"),
        ("плед от 200 и горелка не дороже полутора", "плед от 200 и горелка не дороже полутора"),
        ("чайник до 3000 и кола до полутора литров", "чайник до 3000 и кола до полутора литров"),
    ],
)
def test_beside_a_bound_in_thousands_one_and_a_half_is_one_too(message: str, read: str) -> None:
    assert prepare_message(message, PlannerContext()) == read


def test_without_a_list_on_screen_nothing_is_in_thousands():
    assert prepare_message("до 15", screen(24990, need="")) == "до 15"


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("молоко, вот карта 4111 1111 1111 1111, спишите сами", "молоко, вот , спишите сами"),
        ("хлеб, мой телефон 8 916 123 45 67", "хлеб, мой"),
        ("хлеб, тел.: 8 916 123 45 67", "хлеб,"),
        ("сыр, номер карты 4111 1111 1111 1111", "сыр,"),
        ("хлеб, позвоните на 8 916 123 45 67", "хлеб,"),
        ("чай, почта anna@mail.ru, +7 916 123 45 67", "чай, ,"),
        ("чай, снилс 112-233-445 95", "чай,"),
        ("bread, call me at +7 916 123 45 67", "bread,"),
        ("milk, phone number is +7 916 123 45 67", "milk,"),
        ("молоко 89161234567", "молоко"),
        ("need a kettle +7 916 123 45 67", "need a kettle"),
        ("кофе и молоко 8 916 123-45-67", "кофе и молоко"),
        ("картошка 4111 1111 1111 1111", "картошка"),
        ("носки 36 37 38 39 40 размер", "носки 36 37 38 39 40 размер"),
        ("чехол для телефона 89161234567", "чехол для телефона"),
        ("чехол для мобильного телефона 89161234567", "чехол для мобильного телефона"),
        ("чехол для телефона, мой номер 89161234567", "чехол для телефона, мой"),
        ("case for my phone 89161234567", "case for my phone"),
        ("memory card to 89161234567", "memory card"),
        ("gift card, call me at 89161234567", "gift card,"),
        ("gift card number 4111 1111 1111 1111", "gift card"),
        ("sim карта на номер 89161234567", "sim карта"),
        ("подарочная карта 89161234567", "подарочная карта"),
        ("хлеб, visa карта 4111 1111 1111 1111", "хлеб, visa"),
    ],
)
def test_numbers_of_cards_and_telephones_are_no_part_of_a_need(message, read):
    assert prepare_message(message, PlannerContext()) == read
