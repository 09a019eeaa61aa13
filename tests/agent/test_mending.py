"""An error that the planner put right in the same turn is not told; one that it did not is."""

import asyncio
from typing import Any

import pytest
from langchain_core.messages import AIMessage
from sqlalchemy import create_engine

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.agent.nodes.mending import facts_of, unmended
from podbor.agent.state import Problem
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


LINDT: Call = (
    "update_preferences",
    {"changes": [{"facet": "brand", "value": "Lindt", "stance": "prefer", "scope": "lasting"}]},
)
NO_OZON: Call = (
    "update_preferences",
    {"changes": [{"facet": "service", "value": "ozon", "stance": "exclude", "scope": "lasting"}]},
)


def rejecting(*values: str) -> AIMessage:
    """A message of a large planner that makes no call: what it asked to be noted could not be read."""
    records = [
        {"id": f"r{at}", "name": "update_preferences", "args": change(value)[1], "error": "bad"}
        for at, value in enumerate(values)
    ]
    return AIMessage(content="", additional_kwargs={"act": "", "rejected": records})


@pytest.mark.parametrize("before", [("search_catalog", {"query": "печенье"}), change("milk")], ids=["search", "write"])
def test_a_write_that_a_later_round_cannot_make_is_told_above_the_list(demo_settings: Settings, before: Call) -> None:
    answer = say(demo_settings, calls_message(before), rejecting("nuts"))
    assert "Записал не всё" in answer.headline
    assert not any(event.change and event.change.value == "nuts" for event in answer.events)


def test_a_write_that_was_made_and_is_asked_for_again_is_no_loss(demo_settings: Settings) -> None:
    answer = say(demo_settings, calls_message(change("nuts")), rejecting("nuts"))
    assert "Записал не всё" not in answer.reply
    answer = say(demo_settings, calls_message(change("fish")), rejecting("pollen"))
    assert "Записал не всё" in answer.reply


def test_a_failed_write_is_not_mended_by_another_fact(demo_settings: Settings) -> None:
    assert "Допустимо" in say(demo_settings, calls_message(change("milk"), NO_OZON), calls_message(LINDT)).reply


def test_an_allergy_is_not_mended_by_another_one(demo_settings: Settings) -> None:
    wrong = change("milk")
    wrong[1]["changes"][0]["scope"] = "forever"
    assert "Допустимо" in say(demo_settings, calls_message(wrong), calls_message(change("nuts"))).reply
    assert "Допустимо" not in say(demo_settings, calls_message(wrong), calls_message(change("milk"))).reply


def test_each_fact_of_a_failed_write_is_mended_by_itself(demo_settings: Settings) -> None:
    both: Call = ("update_preferences", {"changes": [*change("pollen")[1]["changes"], *LINDT[1]["changes"]]})
    assert "Допустимо" in say(demo_settings, calls_message(both), calls_message(LINDT)).reply
    mended = say(demo_settings, calls_message(both), calls_message(LINDT), calls_message(change("fish")))
    assert "Допустимо" not in mended.reply


def write(facet: str, value: str) -> dict[str, Any]:
    said = {"facet": facet, "value": value, "stance": "exclude", "scope": "lasting"}
    return {"changes": [said]}


def stands(asked: tuple[str, str], noted: tuple[str, str]) -> bool:
    """Whether a failed write is still told after the one that worked."""
    problem = Problem(message="problem-not-noted", tool="update_preferences", round=1, asked=facts_of(write(*asked)))
    return bool(unmended([problem], "update_preferences", write(*noted), round_=2))


@pytest.mark.parametrize(
    ("asked", "noted"),
    [
        (("allergy", "орехи"), ("allergen", "nuts")),
        (("allergen", "лактоза"), ("diet", "lactose_free")),
        (("allergen", "лактоза"), ("allergen", "milk")),
        (("allergen", "wheat"), ("diet", "gluten_free")),
        (("taste", "без сахара"), ("diet", "sugar_free")),
        (("diet", "без молока"), ("allergen", "milk")),
        (("diet", "без молока"), ("diet", "lactose_free")),
        (("diet", "nut-free"), ("allergen", "nuts")),
        (("ingredient", ""), ("brand", "Lindt")),
        (("ingredient", "пальмовое масло " * 10), ("ingredient", "пальмовое масло")),
        (("allergen", "пыльца " * 20), ("allergen", "fish")),
        (("colour", "красный"), ("category", "красное вино")),
    ],
)
def test_a_write_mended_in_other_words_is_no_loss(asked: tuple[str, str], noted: tuple[str, str]) -> None:
    assert not stands(asked, noted)


@pytest.mark.parametrize(
    ("asked", "noted"),
    [
        (("allergy", "орехи"), ("brand", "Lindt")),
        (("allergy", "орехи"), ("allergen", "milk")),
        (("allergen", "орехи"), ("allergen", "milk")),
        (("allergy", "пыльца"), ("brand", "Lindt")),
        (("intolerance", "лактоза"), ("ingredient", "лук")),
        (("allergen", ""), ("brand", "Lindt")),
        (("allergen", "пыльца " * 20), ("brand", "Lindt")),
        (("dietary", "без молока"), ("brand", "Lindt")),
        (("brand", "Lindt"), ("brand", "Ritter")),
    ],
)
def test_an_allergy_that_was_not_noted_is_still_told(asked: tuple[str, str], noted: tuple[str, str]) -> None:
    assert stands(asked, noted)


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
