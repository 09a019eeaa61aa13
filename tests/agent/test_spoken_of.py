"""What "it" and "the cheaper one" mean after items were spoken of."""

import asyncio
from typing import Any

import pytest

from podbor.agent.assembly import open_assistant
from podbor.agent.planner.context import PlannerContext, ShownItem
from podbor.agent.planner.resolve import locate
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

Call = tuple[str, dict[str, Any]]
COOKIES: Call = ("search_catalog", {"query": "печенье"})


@pytest.mark.parametrize(
    ("spoken", "focus", "compared"),
    [
        ([("explain", {"item": 2})], 2, ()),
        ([("give_feedback", {"item": 3, "verdict": "accept"})], 3, ()),
        ([("give_feedback", {"item": 3, "verdict": "reject"})], None, ()),
        ([("compare_offers", {"items": [3, 1]})], None, (1, 3)),
        ([("compare_offers", {})], None, ()),
        ([("explain", {"item": 1}), ("explain", {"item": 2})], None, (1, 2)),
    ],
)
def test_what_the_turn_before_spoke_of(
    demo_settings: Settings, spoken: list[Call], focus: int | None, compared: tuple[int, ...]
) -> None:
    planner = ScriptedPlanner([calls_message(COOKIES), calls_message(*spoken), calls_message(act="unclear")])

    async def run() -> None:
        async with open_assistant(demo_settings, planner=planner) as assistant:
            for text in ("печенье", "вот", "э"):
                await assistant.ask(text, user_id="anna", thread_id="t")

    asyncio.run(run())
    assert (planner.contexts[-1].focus, planner.contexts[-1].compared) == (focus, compared)


def test_the_cheaper_one_is_of_those_compared() -> None:
    slate = [ShownItem(position=at, title=str(at), price_rub=price) for at, price in enumerate((50, 90, 70), start=1)]
    context = PlannerContext(slate=slate)
    assert locate(["cheapest"], context) == (1,)
    assert locate(["cheapest"], context.model_copy(update={"compared": (2, 3)})) == (3,)
    assert locate(["dearest"], context.model_copy(update={"compared": (1, 3)})) == (3,)
