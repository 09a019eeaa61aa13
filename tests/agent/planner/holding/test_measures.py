import pytest

from podbor.agent.planner.holding.measures import shorten_measures
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("plan", "held"),
    [
        ("find rice 900 grams", "find rice 900 g"),
        ("find халва 300 грамм <200; find сметана 20 процентов", "find халва 300 г <200; find сметана 20%"),
        ("where paneer 200gm", "where paneer 200 g"),
        ("find гречка 2 кило @samokat", "find гречка 2 кг @samokat"),
        ("find вода 5 литров", "find вода 5 л"),
        ("find чай улитка 5 литровый", "find чай улитка 5 литровый"),
        ("find программатор 2 грамотных", "find программатор 2 грамотных"),
        ("find gram flour", "find gram flour"),
        ("same <300; why 2", "same <300; why 2"),
    ],
)
def test_measures_are_in_short(plan, held):
    assert render_plan(shorten_measures("", parse_plan(plan))) == held
