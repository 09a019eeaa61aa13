import pytest

from podbor.tools.catalog.sizes import Size, size_of


@pytest.mark.parametrize(
    ("title", "amount", "unit"),
    [
        ("Сыр 1/2 кг", 500, "g"),
        ("Пиво 1/2 л", 500, "ml"),
        ("Масло 3/4 л", 750, "ml"),
        ("Вода .5 л", 500, "ml"),
        ("Рис 1 000 г", 1000, "g"),
        ("Сок 2 x 1 000 мл", 2000, "ml"),
        ("Крупа 1 кг 200 г", 1200, "g"),
        ("Сок 2 л 500 мл", 2500, "ml"),
        ("Кофе 250 г + 50 г", 300, "g"),
        ("Рис 1кг+200г в подарок", 1200, "g"),
        ("Экопенка и сменная капсула, 500+50 мл", 550, "ml"),
        ("Вода 5 литров", 5000, "ml"),
        ("Вода 6 х 1,5 литра", 9000, "ml"),
        ("Рис 900 грамм", 900, "g"),
        ("Oats 12 oz", 340.194, "g"),
        ("Oats 1 lb", 453.592, "g"),
        ("Cola 8 fl oz", 236.588, "ml"),
        ("Cola 33 cl", 330, "ml"),
        ("Яйца 10 штук", 10, "pcs"),
        ("Колбаса 1/350 г", 350, "g"),
        ("Пюре 1/1000 г", 1000, "g"),
        ("Nuts 1 1/2 kg", 1500, "g"),
    ],
)
def test_amounts_are_read_however_they_are_written(title: str, amount: float, unit: str) -> None:
    assert size_of(title) == Size(amount=amount, unit=unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "amount", "unit"),
    [
        ("Вода 6 х 0,5 л", 3000, "ml"),
        ("Вода 0,5 л x 6", 3000, "ml"),
        ("Вода 6 шт x 0.5 л", 3000, "ml"),
        ("Вода 6 шт. по 0,5 л", 3000, "ml"),
        ("Вода 0,5 л, 6 шт", 3000, "ml"),
        ("Напиток Coca-Cola, 0,33 л, 24 шт", 7920, "ml"),
        ("Крупа гречневая, 400 г (5 пак. по 80 г)", 400, "g"),
        ("Салфетки, 3 уп по 52 шт", 156, "pcs"),
        ("4х100г", 400, "g"),
        ("2*180г", 360, "g"),
    ],
)
def test_the_size_of_several_packs_is_that_of_all(title: str, amount: float, unit: str) -> None:
    assert size_of(title) == Size(amount=amount, unit=unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "amount", "unit"),
    [
        ("Печенье 150 г, 5 шт", 150, "g"),
        ("Стаканы для воды 290 мл, 6 шт", 290, "ml"),
        ("Пакеты для заморозки 3 л, 20 шт", 3000, "ml"),
        ("Barilla Spaghetti №5 450 г", 450, "g"),
        ("Лак для волос, мегафиксация 5 225 мл", 225, "ml"),
        ("Крем SPF 50+ 50 мл", 50, "ml"),
        ("Губка кух.5шт", 5, "pcs"),
        ("Дрожжи сух.11гр", 11, "g"),
        ("Молоко 3,2%,930мл", 930, "ml"),
        ("Лакомство для собак 10-25 кг 77 г", 77, "g"),
        ("Лакомство для собак до 10 кг 77 г", 77, "g"),
        ("Нурофен 200 мг, 10 шт", 10, "pcs"),
        ("Крем SPF 50 + 200 мл", 200, "ml"),
        ("Каша 6 + 200 г", 200, "g"),
        ("Barilla №2 1/2 кг", 500, "g"),
        ("Пиво Балтика 7 1/2 л", 500, "ml"),
        ("Молоко 3,2 1/2 л", 500, "ml"),
        ("Сок 1 л, 2 шт в подарок", 1000, "ml"),
        ("Сок 1 л, 2 шт. в подарок", 1000, "ml"),
        ("Пакеты вакуумные 2 л 10 шт для молоко", 2000, "ml"),
    ],
)
def test_numbers_that_are_no_part_of_a_size_are_left_out(title: str, amount: float, unit: str) -> None:
    assert size_of(title) == Size(amount=amount, unit=unit)  # type: ignore[arg-type]


def test_a_part_number_and_a_size_beyond_measure_are_none() -> None:
    assert size_of("SSD Kingston SA400S37/240G") is None
    assert size_of(f"Вода {'9' * 400} л") is None


def test_pieces_are_counted_where_they_come_first() -> None:
    assert size_of("Чай, 100 шт по 2 г", pieces_first=True) == Size(amount=100, unit="pcs")
