"""What is said of somebody else holds where they eat too, and nowhere else; peanuts go with nuts."""

import asyncio
from typing import Any

import pytest

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer, Assistant
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

Call = tuple[str, dict[str, Any]]


def fact(facet: str, value: str, stance: str = "exclude", scope: str = "session", **more: str) -> Call:
    return (
        "update_preferences",
        {"changes": [{"facet": facet, "value": value, "stance": stance, "scope": scope, **more}]},
    )


def find(query: str) -> Call:
    return ("search_catalog", {"query": query})


def talk(settings: Settings, *turns: tuple[str, list[Call]], thread: str = "t") -> list[Answer]:
    async def run() -> list[Answer]:
        planner = ScriptedPlanner([calls_message(*calls) for _, calls in turns if calls])
        async with open_assistant(settings, planner=planner) as assistant:
            return [await _say(assistant, text, thread) for text, _ in turns]

    return asyncio.run(run())


async def _say(assistant: Assistant, text: str, thread: str) -> Answer:
    return await assistant.ask(text, user_id="anna", thread_id=thread)


def has(answer: Answer, allergen: str) -> bool:
    return any(allergen in shown.item.allergens | shown.item.traces for shown in answer.slate.items)


def ids(answer: Answer) -> list[str]:
    return [shown.item.item_id for shown in answer.slate.items]


def test_the_husbands_fact_is_remembered_and_leaves_the_shoppers_list_alone(demo_settings: Settings) -> None:
    first, said, again = talk(
        demo_settings,
        ("сливочное печенье", [find("сливочное печенье")]),
        ("муж не ест молочное", [fact("allergen", "milk")]),
        ("сливочное печенье", [find("сливочное печенье")]),
    )
    assert has(first, "milk")
    assert [event.change.person for event in said.events if event.change] == ["husband"]
    assert [event.change.scope for event in said.events if event.change] == ["lasting"]
    assert "муж: без молока" in said.reply
    assert not said.listed
    assert ids(again) == ids(first)
    assert "и для мужа" in again.reply, "what does not fit him is said"


@pytest.mark.parametrize("text", ["печенье для мужа", "печенье к чаю на всю семью", "нам с мужем печенье"])
def test_it_holds_when_the_need_names_him_in_a_later_conversation(demo_settings: Settings, text: str) -> None:
    talk(demo_settings, ("муж не ест молочное", [fact("allergen", "milk")]))
    (dinner,) = talk(demo_settings, (text, [find("печенье")]), thread="завтра")
    assert dinner.slate.items
    assert not has(dinner, "milk")
    assert "Учёл: муж: без молока" in dinner.reply


def test_it_is_for_him_too_without_a_planner_and_undo_takes_that_back(demo_settings: Settings) -> None:
    _, first, both, undone = talk(
        demo_settings,
        ("муж не ест молочное", [fact("allergen", "milk")]),
        ("сливочное печенье", [find("сливочное печенье")]),
        ("и для мужа тоже", []),
        ("отмена", [("undo", {})]),
    )
    assert has(first, "milk")
    assert both.calls == ()
    assert both.slate.items
    assert not has(both, "milk")
    assert undone.calls
    assert "problem" not in undone.reply


def test_said_with_a_request_it_is_for_this_conversation(demo_settings: Settings) -> None:
    (answer,) = talk(demo_settings, ("сын веган, нужно печенье", [fact("diet", "vegan", "require"), find("печенье")]))
    assert [event.change.scope for event in answer.events if event.change] == ["session"]
    assert answer.slate.items
    assert all("vegan" in shown.item.diets for shown in answer.slate.items)


def test_what_is_said_of_him_with_a_request_for_him_is_not_put_off(demo_settings: Settings) -> None:
    (answer,) = talk(demo_settings, ("печенье мужу, он не ест орехи", [fact("allergen", "nuts"), find("печенье")]))
    assert "Учёл: муж: без орехов" in answer.reply
    assert "Учту, когда" not in answer.reply
    assert answer.slate.items
    assert not has(answer, "nuts")


@pytest.mark.parametrize("said", ["я кормящая мама, исключи молоко", "у меня, как и у мужа, непереносимость молока"])
def test_the_shoppers_own_is_obeyed_whoever_else_is_named(demo_settings: Settings, said: str) -> None:
    _, answer = talk(
        demo_settings,
        (said, [fact("allergen", "milk", scope="lasting")]),
        ("сливочное печенье", [find("сливочное печенье")]),
    )
    assert answer.slate.items
    assert not has(answer, "milk")


def test_gluten_forgotten_under_both_its_names_is_told_once(demo_settings: Settings) -> None:
    *_, forgot, known = talk(
        demo_settings,
        ("у меня целиакия", [fact("diet", "gluten_free", "require", "lasting")]),
        ("аллергия на глютен", [fact("allergen", "gluten", scope="lasting")]),
        (
            "глютен уже можно",
            [
                ("forget", {"what": {"facet": "allergen", "value": "gluten"}}),
                ("forget", {"what": {"facet": "diet", "value": "gluten_free"}}),
            ],
        ),
        ("что ты знаешь", [("show_profile", {})]),
    )
    assert forgot.reply.count("Забыл") == 1
    assert "ничего о вас не помню" in known.reply


def test_what_holds_of_both_is_two_facts_and_one_may_be_forgotten(demo_settings: Settings) -> None:
    both, forgot, mine = talk(
        demo_settings,
        ("мы с мужем не едим рыбу", [fact("allergen", "fish", scope="lasting")]),
        ("муж уже ест рыбу", [("forget", {"what": {"facet": "allergen", "value": "fish"}})]),
        ("что ты знаешь", [("show_profile", {})]),
    )
    assert {event.change.person for event in both.events if event.change} == {"self", "husband"}
    assert "муж: без рыбы" in forgot.reply
    assert "без рыбы" in mine.reply
    assert "муж" not in mine.reply.replace("мы с мужем", "")


def test_a_planner_may_name_the_person_itself(demo_settings: Settings) -> None:
    (answer,) = talk(demo_settings, ("она не ест рыбу", [fact("allergen", "fish", person="wife")]))
    assert [event.change.person for event in answer.events if event.change] == ["wife"]
    (wrong,) = talk(demo_settings, ("он не ест рыбу", [fact("allergen", "fish", person="boss")]), thread="x")
    assert wrong.events == ()
    assert "husband" in wrong.calls[0].error


def test_peanuts_go_with_nuts_until_they_are_fine(demo_settings: Settings) -> None:
    peanuts = find("арахис")
    before, allergic, without, lifted, found, again = talk(
        demo_settings,
        ("арахис", [peanuts]),
        ("аллергия на орехи", [fact("allergen", "nuts", scope="lasting")]),
        ("арахис", [peanuts]),
        ("арахис можно", [("forget", {"what": {"facet": "allergen", "value": "peanuts"}})]),
        ("арахис", [peanuts]),
        ("аллергия на орехи", [fact("allergen", "nuts", scope="lasting")]),
    )
    assert has(before, "peanuts")
    assert "Арахис тоже убираю" in allergic.reply
    assert not has(without, "peanuts")
    assert "арахис" in lifted.reply
    assert has(found, "peanuts")
    assert not has(found, "nuts")
    assert not has(again, "peanuts"), "said anew, the safe side again"
