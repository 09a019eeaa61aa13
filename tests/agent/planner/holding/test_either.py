import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.either import find_either
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("message", "plan", "need", "expected"),
    [
        (
            "печенье без сахара или безглютеновое",
            "only sugar_free; only gluten_free; find печенье",
            "",
            "find печенье без сахара; find печенье безглютеновое",
        ),
        (
            "sugar-free or gluten-free cookies under 300",
            "only sugar_free; only gluten_free; find cookies <300",
            "",
            "find sugar free cookies <300; find gluten free cookies <300",
        ),
        (
            "печенье без сахара или безглютеновое",
            "only sugar_free; find печенье; find печенье безглютеновое",
            "",
            "find печенье без сахара; find печенье безглютеновое",
        ),
        ("веганский или постный есть?", "only vegan; only fasting", "сыр", "find сыр веганский; find сыр постный"),
    ],
)
def test_either_of_two_diets_is_two_searches(message: str, plan: str, need: str, expected: str) -> None:
    assert render_plan(find_either(message, parse_plan(plan), PlannerContext(need=need))) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("печенье без сахара и без глютена", "only sugar_free; only gluten_free; find печенье"),
        ("я веган или вегетарианец", "always vegan; always vegetarian"),
        ("веганское или нет", "only vegan"),
        ("печенье без сахара или вафли без глютена", "only sugar_free; only gluten_free; find печенье; find вафли"),
    ],
)
def test_both_diets_and_those_that_are_kept_stay_required(message: str, plan: str) -> None:
    assert render_plan(find_either(message, parse_plan(plan), PlannerContext())) == plan
