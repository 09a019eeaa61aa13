import tracemalloc

import pytest

from podbor.agent.planner.holding.modifiers import restore_modifiers
from podbor.agent.planner.language import parse_plan, render_plan


def restored(message: str, plan: str) -> str:
    return render_plan(restore_modifiers(message, parse_plan(plan)))


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("нужен шарф шерстяной", "find шарф", "find шарф шерстяной"),
        (
            "пена для бритья для чувствительной кожи",
            "find пена для бритья",
            "find пена для бритья для чувствительной кожи",
        ),
        ("икра кабачковая, 500 г", "find икра", "find икра кабачковая 500 г"),
        ("плёнка пищевая 30 м до 200 рублей", "find плёнка <200", "find плёнка пищевая 30 м <200"),
        ("please get me a stainless steel ladle", "find ladle", "find stainless steel ladle"),
        (
            "oat biscuits with cranberries under 300",
            "find oat biscuits <300",
            "find oat biscuits with cranberries <300",
        ),
        ("на рыбалку термос литровый", "find термос литровый", "find термос литровый"),
        ("на кухню чёрный чайник", "find чайник", "find чёрный чайник"),
        ("из красной рыбы", "find рыба", "find красной рыба"),
        ("супер клей дайте", "find суперклей", "find суперклей"),
        ("rope, 20 metres", "find rope", "find rope 20 metres"),
        ("five metre extension lead", "find extension lead 5 metre", "find extension lead 5 metre"),
        ("кефир 1%, хлеб бородинский", "find кефир; find хлеб", "find кефир 1%; find хлеб бородинский"),
    ],
)
def test_words_of_the_product_come_back(message, plan, expected):
    assert restored(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("привет, дайте пожалуйста хлеб", "find хлеб"),
        ("бабушке варежки", "find варежки"),
        ("кефир сегодня вечером", "find кефир"),
        ("хлеб в самокате", "find хлеб @samokat"),
        ("веганские котлеты", "only vegan; find котлеты"),
        ("nut-free granola please", "no nuts; find granola"),
        ("I'd like some kefir for tonight", "find kefir"),
        ("hochu kefir", "find кефир"),
        ("кефир без лактозы", "only lactose_free; find кефир"),
        ("пюре картофельное и котлеты", "find картофельное пюре; find котлеты"),
        ("к чаю что-нибудь вкусное", "find к чаю: печенье, зефир"),
        ("подешевле", "price down"),
    ],
)
def test_fillers_people_times_places_and_preferences_stay_out(message, plan):
    assert restored(message, plan) == plan


def test_a_word_of_any_length_takes_little_memory() -> None:
    word = "а" * 20_000
    tracemalloc.start()
    assert restored(f"{word} молоко", f"find {word}") == f"find {word} молоко"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000
