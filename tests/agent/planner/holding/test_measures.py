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
        ("find вода 5 литров", "find вода 5 литров"),
        ("find лампочка е27 тёплый свет", "find лампочка E27 тёплый свет"),
        ("find батарейки ААА", "find батарейки AAA"),
        ("find трусы хлопок 5 шт М", "find трусы хлопок 5 шт M"),
        ("find М-видео пульт", "find М-видео пульт"),
        ("find программатор 2 грамотных", "find программатор 2 грамотных"),
        ("find gram flour", "find gram flour"),
        ("same <300; why 2", "same <300; why 2"),
    ],
)
def test_measures_are_in_short(plan, held):
    assert render_plan(shorten_measures("", parse_plan(plan))) == held
