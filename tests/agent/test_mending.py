"""An error that the planner put right in the same turn is not told; one that it did not is."""

import asyncio
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from sqlalchemy import create_engine

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.core.errors import SetupError
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

Call = tuple[str, dict[str, Any]]


def change(value: str) -> Call:
    said = {"facet": "allergen", "value": value, "stance": "exclude", "scope": "lasting"}
    return ("update_preferences", {"changes": [said]})


def say(settings: Settings, *rounds: AIMessage) -> Answer:
    async def run() -> Answer:
        planner = ScriptedPlanner([*rounds, AIMessage(content="")], multi_step=True)
        async with open_assistant(settings, planner=planner) as assistant:
            return await assistant.ask("аллергия на пыльцу и рыбу", user_id="anna", thread_id="t")

    return asyncio.run(run())


def test_a_mended_call_leaves_no_error_in_the_reply(demo_settings: Settings) -> None:
    answer = say(demo_settings, calls_message(change("pollen")), calls_message(change("fish")))
    assert "Допустимо" not in answer.reply
    assert "без рыбы" in answer.reply
    assert [bool(call.error) for call in answer.calls] == [True, False]


def test_an_error_beside_a_call_that_worked_is_told(demo_settings: Settings) -> None:
    answer = say(demo_settings, calls_message(change("pollen"), change("fish")))
    assert "Допустимо" in answer.reply
    assert "без рыбы" in answer.reply


def test_a_locked_profile_is_said_so_and_the_message_can_be_said_again(demo_settings: Settings) -> None:
    async def run() -> tuple[Answer, Answer]:
        planner = ScriptedPlanner([calls_message(change("fish"))] * 2 + [calls_message(("show_profile", {}))])
        async with open_assistant(demo_settings, planner=planner) as assistant:
            object.__setattr__(assistant.profiles, "_patience_s", 0.05)
            other = create_engine(demo_settings.profile_url)
            with other.connect() as holder:
                holder.exec_driver_sql("BEGIN IMMEDIATE")
                with pytest.raises(SetupError, match="locked"):
                    await assistant.ask("аллергия на рыбу", user_id="anna", thread_id="t")
            other.dispose()
            again = await assistant.ask("аллергия на рыбу", user_id="anna", thread_id="t")
            return again, await assistant.ask("что ты знаешь", user_id="anna", thread_id="t")

    again, known = asyncio.run(run())
    assert len(again.events) == 1
    assert known.reply.count("без рыбы") == 1
