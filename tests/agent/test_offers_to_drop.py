"""A yes to "I can drop this if you say so" lifts what empties the list, and nothing else."""

import asyncio
from typing import Any

import pytest

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

Call = tuple[str, dict[str, Any]]
NOTHING_SO_CHEAP: Call = ("search_catalog", {"query": "сыр", "price_max": 100, "services": ["samokat"]})
PROFILE: Call = ("show_profile", {})
VEGAN: Call = (
    "update_preferences",
    {"changes": [{"facet": "diet", "value": "vegan", "stance": "require", "scope": "lasting"}]},
)


def talk(settings: Settings, calls: list[Call], *messages: str) -> list[Answer]:
    async def run() -> list[Answer]:
        planner = ScriptedPlanner([calls_message(call) for call in calls])
        async with open_assistant(settings, planner=planner) as assistant:
            return [await assistant.ask(text, user_id="anna", thread_id="t") for text in messages]

    return asyncio.run(run())


@pytest.mark.parametrize("answer", ["да", "да, сними", "сними", "drop it", "убери это ограничение"])
def test_a_yes_drops_the_bound_that_was_offered(demo_settings: Settings, answer: str) -> None:
    empty, lifted = talk(demo_settings, [NOTHING_SO_CHEAP], "сыр до 100 из Самоката", answer)
    assert not empty.slate.items
    (need,) = lifted.slate.needs
    assert (need.price_max, need.services) == (None, ("samokat",))
    assert lifted.slate.items


def test_a_yes_after_something_else_drops_nothing(demo_settings: Settings) -> None:
    *_, last = talk(demo_settings, [NOTHING_SO_CHEAP, PROFILE, PROFILE], "сыр до 100", "что ты обо мне знаешь", "да")
    assert [call.name for call in last.calls] == ["show_profile"]
    assert last.slate.needs[0].price_max == 100_00


def test_a_yes_where_a_diet_stands_in_the_way_too_drops_nothing(demo_settings: Settings) -> None:
    *_, last = talk(demo_settings, [VEGAN, NOTHING_SO_CHEAP, PROFILE], "я веган", "сыр до 100", "да")
    assert [call.name for call in last.calls] == ["show_profile"]
    assert "веган" in last.reply
