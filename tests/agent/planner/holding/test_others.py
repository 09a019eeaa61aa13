import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.others import hold_to_others, hold_to_verdicts
from podbor.agent.planner.language import parse_plan, render_plan

THREE = PlannerContext(
    need="рис", slate=[{"position": at, "title": f"Рис {at}", "price_rub": 100 + at} for at in (1, 2, 3)]
)


@pytest.mark.parametrize(
    ("message", "plan", "held"),
    [
        ("сравни всё кроме третьего", "compare 3, 2", "compare 1, 2"),
        ("put everything but the second one side by side", "compare 2", "compare 1, 3"),
        ("taking the first, compare the other two", "take 1; compare", "take 1; compare 2, 3"),
        ("сравни все кроме последнего", "compare", "compare 1, 2"),
        ("сравни первый и второй", "compare 1, 2", "compare 1, 2"),
        ("сравни кроме первого и второго", "compare", "compare"),
        ("где дешевле рис, кроме самоката", "where рис", "where рис"),
        ("убери всё кроме третьего", "reject 1, 2", "reject 1, 2"),
    ],
)
def test_all_items_but_some_are_those_left(message: str, plan: str, held: str) -> None:
    assert render_plan(hold_to_others(message, parse_plan(plan), THREE)) == held


@pytest.mark.parametrize(
    ("message", "plan", "held"),
    [
        ("first yes, second no, third no", "take 1; reject 2; take 3", "take 1; reject 2; reject 3"),
        ("первый да, второй нет", "take 1; take 2", "take 1; reject 2"),
        ("the first, and no thanks to the second", "take 1; reject 2", "take 1; reject 2"),
        ("taking the first, no bag please", "take 1", "take 1"),
    ],
)
def test_verdicts_behind_numbers_are_of_those_items(message: str, plan: str, held: str) -> None:
    assert render_plan(hold_to_verdicts(message, parse_plan(plan))) == held
