"""Erasure over every store: the scan finds the shopper before, and nothing after."""

import asyncio

import pytest

from podbor.agent.assembly import open_assistant
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

NUTS = {"facet": "allergen", "value": "nuts", "stance": "exclude", "scope": "lasting"}


@pytest.mark.parametrize("user", ["shopper-anna", "a"])
def test_erased_everywhere_and_others_keep_theirs(demo_settings: Settings, user: str) -> None:
    async def run() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        said = [calls_message(("update_preferences", {"changes": [NUTS]}))] * 2
        async with open_assistant(demo_settings, planner=ScriptedPlanner(said)) as assistant:
            for name in (user, "boris"):
                await assistant.ask("без орехов", user_id=name, thread_id="t")

            async def hits(name: str) -> dict[str, int]:
                return {store.name: await store.scan(name) for store in assistant.personal_data}

            before = await hits(user)
            await assistant.erase(user)
            return before, await hits(user), await hits("boris")

    before, after, other = asyncio.run(run())
    assert before["profile"] > 0
    assert before["conversations"] > 0
    assert not any(after.values())
    assert other["profile"] > 0
    assert other["conversations"] > 0
