import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.misspelt import respelt
from podbor.agent.planner.language import parse_plan
from podbor.agent.planner.reading import read_plan

_NOTHING = PlannerContext()


@pytest.mark.parametrize(
    ("message", "plan", "read"),
    [
        ("toilet papr", "find toilet paper", "toilet paper"),
        ("sparkling watr 1.5l", "find sparkling water 1.5 l", "sparkling water 1.5l"),
        ("egs from samokat", "find eggs @samokat", "eggs from samokat"),
        ("помидоры чери", "find помидоры черри", "помидоры черри"),
        ("stollen", "find swollen", "stollen"),
        ("мёд гречишный", "find греческий мёд", "мёд гречишный"),
        ("toilet papr", "find toilet", "toilet papr"),
        ("papr plane kit", "find water", "papr plane kit"),
    ],
)
def test_a_word_that_nobody_spells_so_is_the_word_of_the_plan(message: str, plan: str, read: str) -> None:
    assert respelt(message, parse_plan(plan, services=("samokat",))) == read


def test_the_plan_of_a_misspelt_message_stays() -> None:
    plan = read_plan("find toilet paper", _NOTHING, message="toilet papr", services=("samokat",), confidence=0.8)
    assert [call.args for call in plan.calls] == [{"query": "toilet paper"}]
