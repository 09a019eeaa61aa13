import pytest

from podbor.agent.planner.holding.refusals import restore_refusal
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("message", "plan", "restored"),
    [
        ("запомни, укроп я не ем, и ещё хлеб найди", "find хлеб", "ban ingredient укроп; find хлеб"),
        ("запомни что укроп я не ем, и хлеб", "find хлеб", "ban ingredient укроп; find хлеб"),
        ("яйца не ем, печенье к чаю", "find печенье к чаю", "ban eggs; find печенье к чаю"),
        ("salad please, I don't eat cilantro", "find salad", "ban ingredient cilantro; find salad"),
        ("рыбу не ем, суп найди", "ban fish; find суп", "ban fish; find суп"),
        ("мясо не ем, котлеты нужны", "always vegetarian; find котлеты", "always vegetarian; find котлеты"),
        ("если я не ем мясо, что взять на обед", "find обед", "find обед"),
        ("сладкого вообще не ем", "chat", "chat"),
        ("мигрень - не ем, лапшу найди", "find лапша", "find лапша"),
        ("в жизни не ем, найди сыр", "find сыр", "find сыр"),
        (
            "gelatin I don't eat at all, jelly",
            "ban ingredient gelatin; find jelly",
            "ban ingredient gelatin; find jelly",
        ),
        ("it's not that I don't eat pork, turkey mince", "find turkey mince", "find turkey mince"),
        ("рыбу тоже не ем", "ban fish", "ban fish"),
    ],
)
def test_what_is_not_eaten_is_never_lost(message: str, plan: str, restored: str) -> None:
    assert render_plan(restore_refusal(message, parse_plan(plan))) == restored
