import pytest

from podbor.agent.planner.holding.asides import drop_asides
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("сотейник 16 см, а крышку не надо", "find сотейник 16 см; find крышка", "find сотейник 16 см"),
        (
            "отдушка 10 мл, кокосовое масло у меня есть",
            "find отдушка 10 мл; find кокосовое масло",
            "find отдушка 10 мл",
        ),
        (
            "сетка в багажник, пакеты катаются и яйца бьются",
            "find сетка в багажник; find пакеты катаются; find яйца бьются",
            "find сетка в багажник",
        ),
        ("a frying pan, I don't need the lid", "find frying pan; find lid", "find frying pan"),
        ("oat milk, we already have coffee", "find oat milk; find coffee", "find oat milk"),
    ],
)
def test_what_is_only_told_of_is_not_looked_for(message: str, plan: str, expected: str) -> None:
    assert render_plan(drop_asides(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("сыр не надо искать долго, любой", "find сыр"),
        ("кофе не надо дорогой. кофе молотый и сливки", "find кофе молотый; find сливки"),
        ("молоко есть? и хлеб", "find молоко; find хлеб"),
        ("спину прихватило, и носки", "find спину прихватило: мазь, пластырь, пояс; find носки"),
        ("пила по дереву и стекло 4 мм", "find пила по дереву; find стекло 4 мм"),
        ("не надо ничего, крышки и банки", "find крышки; find банки"),
    ],
)
def test_what_is_wanted_stays(message: str, plan: str) -> None:
    assert render_plan(drop_asides(message, parse_plan(plan))) == plan
