"""Erasure over every store: the scan finds the shopper before, and nothing after."""

import asyncio
from typing import Any

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


def test_a_turn_that_runs_while_its_shopper_is_erased_leaves_nothing(demo_settings: Settings) -> None:
    async def run() -> dict[str, int]:
        erase = asyncio.Event()

        class Slow(ScriptedPlanner):
            async def decide(self, *args: Any) -> Any:
                erase.set()
                await asyncio.sleep(0.2)
                return await super().decide(*args)

        said = [calls_message(("update_preferences", {"changes": [NUTS]}))]
        async with open_assistant(demo_settings, planner=Slow(said)) as assistant:
            turn = asyncio.create_task(assistant.ask("без орехов", user_id="anna", thread_id="t"))
            await erase.wait()
            await assistant.erase("anna")
            await turn
            return {store.name: await store.scan("anna") for store in assistant.personal_data}

    assert not any(asyncio.run(run()).values())


def test_what_a_long_conversation_no_longer_reads_is_exported_too(demo_settings: Settings) -> None:
    async def run() -> Any:
        turns = [calls_message(("show_profile", {}))] * 16
        async with open_assistant(demo_settings, planner=ScriptedPlanner(turns)) as assistant:
            for number in range(len(turns)):
                await assistant.ask(f"вопрос {number}", user_id="anna", thread_id="t")
            stores = {store.name: store for store in assistant.personal_data}
            return await stores["conversations"].export("anna")

    said = [message["content"] for message in asyncio.run(run())["t"] if message["type"] == "human"]
    assert said == [f"вопрос {number}" for number in range(16)]
