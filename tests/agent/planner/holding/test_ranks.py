import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.ranks import hold_to_ranks
from podbor.agent.planner.language import parse_plan, render_plan

PRICES = (320, 180, 450, 210, None)
COFFEES = PlannerContext(
    slate=[{"position": at, "title": f"Кофе {at}", "price_rub": price} for at, price in enumerate(PRICES, 1)]
)


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("сравни три самых дешёвых отсюда", "compare 3", "compare 1, 2, 4"),
        ("compare just the two cheapest", "compare cheapest, last", "compare 2, 4"),
        ("the two most expensive are out", "reject dearest; reject 2", "reject 1, 3"),
        ("берём тот, что подороже из первых двух", "take dearest; take 2", "take 1"),
        ("the cheaper one of the last two please", "take last2", "take 4"),
        ("why are the cheapest two so cheap", "why cheapest", "why 2, 4"),
        # Another verdict beside, no rank, nothing pointed at.
        ("the two cheapest are out, 3 is mine", "reject cheapest; take 3", None),
        ("сравни первый и третий", "compare 1, 3", None),
        ("самый дешёвый беру", "take cheapest", None),
        ("три самых дешёвых чайника", "find чайник", None),
        ("where is number two cheapest?", "compare 2", None),
        ("where are the two cheapest", "where two cheapest", None),
    ],
)
def test_what_is_pointed_at_by_rank_is_found_by_price(message, plan, expected):
    assert render_plan(hold_to_ranks(message, parse_plan(plan), COFFEES)) == (expected or plan)


def test_a_list_without_so_many_prices_changes_nothing():
    few = PlannerContext(slate=COFFEES.slate[:2])
    (act,) = hold_to_ranks("compare the three cheapest", parse_plan("compare"), few)
    assert act == parse_plan("compare")[0]


KETTLES = PlannerContext(
    slate=[{"position": at, "title": f"Чайник {at}, {size} л"} for at, size in enumerate(("1,7", "0,6", "1,5"), 1)]
)


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("а маленький греется долго?", 'why "Small"', "why 2"),
        ("I'll have the biggest one", 'take "biggest"', "take 1"),
        ("не, крошечный убери", "reject it", "reject 2"),
        # An item is named, nothing is pointed at, no size is said.
        ("маленький первый беру", "take 1", None),
        ("маленький чайник", "find маленький чайник", None),
        ("почему этот", "why it", None),
    ],
)
def test_what_is_pointed_at_by_size_is_the_smallest_or_the_biggest(message, plan, expected):
    assert render_plan(hold_to_ranks(message, parse_plan(plan), KETTLES)) == (expected or plan)


def test_sizes_of_several_units_tell_nothing():
    mixed = PlannerContext(slate=[{"position": 1, "title": "Вода, 2 л"}, {"position": 2, "title": "Рис, 800 г"}])
    assert render_plan(hold_to_ranks("the small one?", parse_plan("why it"), mixed)) == "why it"


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("was gonna say no to the middle one but ok", "take last", "take 3"),
        ("беру средний", "take 2", "take 3"),
        ("средний мимо", "reject 2", "reject 3"),
        ("а тот, что посередине, почему?", "why 2", "why 3"),
        ("средний размер беру", "take 2", None),
        ("the middle shelf one", "take 2", None),
        ("ту, что посерёдке, третью то есть, сравни с пятой", "compare 3, 5", None),
        ("take 1, the middle one is out", "take 1; reject 2", None),
    ],
)
def test_the_middle_one_has_as_many_before_as_behind(message, plan, expected):
    assert render_plan(hold_to_ranks(message, parse_plan(plan), COFFEES)) == (expected or plan)


def test_an_even_list_has_no_middle_one():
    even = PlannerContext(slate=COFFEES.slate[:4])
    assert render_plan(hold_to_ranks("the middle one", parse_plan("take 2"), even)) == "take 2"
