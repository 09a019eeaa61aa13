"""Where a bound leaves nothing more, the reply says so and how to lift it."""

import asyncio

import pytest

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.reading import read_plan
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message


def talk(settings: Settings, *turns: tuple[str, dict[str, object]]) -> list[Answer]:
    async def run() -> list[Answer]:
        planner = ScriptedPlanner([calls_message((name, args)) for name, args in turns])
        async with open_assistant(settings, planner=planner) as assistant:
            return [await assistant.ask("скажи", user_id="anna", thread_id="t") for _ in turns]

    return asyncio.run(run())


def test_a_bound_that_keeps_more_off_is_named_with_how_to_lift_it(demo_settings: Settings) -> None:
    bounded, more = talk(demo_settings, ("search_catalog", {"query": "сыр", "price_max": 180}), ("show_more", {}))
    assert more.slate == bounded.slate
    assert "любая цена" in more.reply


def test_no_bound_is_named_where_it_keeps_nothing_off(demo_settings: Settings) -> None:
    search = {"query": "сыр", "price_max": 100_000}
    *_, last = talk(demo_settings, ("search_catalog", search), *[("show_more", {})] * 40)
    assert "Больше ничего подходящего нет" in last.reply
    assert "любая цена" not in last.reply


@pytest.mark.parametrize(
    ("message", "need", "tool"), [("пропустим", "сыр", "show_more"), ("skip", "", "search_catalog")]
)
def test_a_skip_beside_an_empty_list_lifts_no_bound(message: str, need: str, tool: str) -> None:
    context = PlannerContext(need=need, slate=[])
    read = read_plan("unclear", context, message=message, services=("samokat",), confidence=0.99)
    assert [call.name for call in read.calls] == [tool]
