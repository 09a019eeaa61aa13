"""Each kind of personal data, and what looks like it. Figures on labelled messages: `podbor bench redaction`."""

import pytest

from podbor.core.redaction.redactor import find, redact
from podbor.core.redaction.spans import KINDS


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Звоните на +7 916 123-45-67", "Звоните на ⟨phone⟩"),
        ("8‑913‑456‑78‑90 или 89161234567", "⟨phone⟩ или ⟨phone⟩"),
        ("наберите восемь девятьсот шестнадцать сто двадцать три сорок пять", "наберите ⟨phone⟩"),
        ("call (415) 555-2671 please", "call ⟨phone⟩ please"),
        ("чек на anna_k89@yandex.ru", "чек на ⟨email⟩"),
        ("bob[at]example[dot]com", "⟨email⟩"),
        ("карта 4276 3801 2345 6789", "карта ⟨card⟩"),
        ("charge 4012-8888-8888-1881", "charge ⟨card⟩"),
        ("снилс мамы 63838315217", "снилс мамы ⟨document⟩"),
        ("passport AB 1234567 for the wine", "passport ⟨document⟩ for the wine"),
        ("живу на Ленина 5, кв 12", "живу на ⟨address⟩"),
        ("улица Карла Маркса дом шесть квартира один", "⟨address⟩"),
        ("Deliver to 221B Baker Street, London", "Deliver to ⟨address⟩"),
        ("подарок Марье Ивановне и Косте", "подарок ⟨name⟩ и ⟨name⟩"),
        ("меня зовут оксана", "меня зовут ⟨name⟩"),
        ("my wife Hannah and ivan", "my wife ⟨name⟩ and ivan"),
        ("Иванов И. И., +7 916 123-45-67, ул. Мира 3, кв. 8", "⟨name⟩, ⟨phone⟩, ⟨address⟩"),
    ],
)
def test_personal_data_is_replaced(text: str, safe: str) -> None:
    assert redact(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "телевизор 55 дюймов до 45 000 рублей",
        "артикул 4607582754114, штрихкод 4608878451182",
        "номер заказа 4417-889-12",
        "2 x 500 ml, 3 x 250 g, size 43",
        "дом 2-этажный для кукол",
        "15 кв. м и 3 этажа полок",
        "вы на Тверской тоже доставляете?",
        "шоколад Алёнка и Рецепты бабушки Агафьи",
        "торт Анна Павлова, пицца Dr. Oetker",
        "Uncle Ben's rice and Granny Smith apples",
        "корм для кота Барсика",
        "вера в скидки пропала",
        "Mark it as urgent, May 5 is too late",
    ],
)
def test_what_only_looks_like_it_is_left(text: str) -> None:
    assert redact(text) == text


def test_spans_are_apart_and_in_order() -> None:
    text = "Рита, 8 911 202 30 40, rita@mail.ru, Вавилова 15, кв. 60, карта 2202 2066 3803 2958, снилс 359-023-626 79"
    found = find(text)
    assert {span.kind for span in found} == set(KINDS)
    assert all(before.end <= after.start for before, after in zip(found, found[1:], strict=False))


def test_a_long_message_of_digits_ends() -> None:
    assert redact("1 " * 1000).startswith("1 1")
    assert redact("а. " * 700)
    assert redact("Кв " * 700)
