"""What is said of a child, or of two at once, is filed to them and to nobody else."""

import asyncio
from typing import Any

import pytest

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

Call = tuple[str, dict[str, Any]]
MILK: Call = (
    "update_preferences",
    {"changes": [{"facet": "allergen", "value": "milk", "stance": "exclude", "scope": "lasting"}]},
)
FORGET: Call = ("forget", {"what": {"facet": "allergen", "value": "milk"}})
COOKIES: Call = ("search_catalog", {"query": "сливочное печенье"})


def talk(settings: Settings, *turns: tuple[str, list[Call]]) -> list[Answer]:
    async def run() -> list[Answer]:
        planner = ScriptedPlanner([calls_message(*calls) for _, calls in turns])
        async with open_assistant(settings, planner=planner) as assistant:
            return [await assistant.ask(text, user_id="anna", thread_id="t") for text, _ in turns]

    return asyncio.run(run())


def people(answer: Answer) -> list[str]:
    return [event.change.person for event in answer.events if event.change]


def has_milk(answer: Answer) -> bool:
    return any("milk" in shown.item.allergens | shown.item.traces for shown in answer.slate.items)


def test_a_kids_allergy_is_the_kids(demo_settings: Settings) -> None:
    said, own, for_the_kid = talk(
        demo_settings,
        ("my kid is allergic to milk", [MILK]),
        ("сливочное печенье", [COOKIES]),
        ("сливочное печенье внуку", [COOKIES]),
    )
    assert people(said) == ["child"]
    assert has_milk(own)
    assert for_the_kid.slate.items
    assert not has_milk(for_the_kid)


def test_what_holds_of_another_too_is_two_facts(demo_settings: Settings) -> None:
    said, own = talk(
        demo_settings,
        ("у меня аллергия на молоко, у мужа тоже", [MILK]),
        ("сливочное печенье", [COOKIES]),
    )
    assert people(said) == ["self", "husband"]
    assert own.slate.items
    assert not has_milk(own)


def test_a_printer_is_no_brother(demo_settings: Settings) -> None:
    said, own = talk(
        demo_settings,
        ("принтер Brother TN-1075, и у меня аллергия на молоко", [MILK]),
        ("сливочное печенье", [COOKIES]),
    )
    assert people(said) == ["self"]
    assert not has_milk(own)


@pytest.mark.parametrize(
    ("said", "lifted"),
    [
        ("у меня, как и у мужа, аллергии на молоко уже нет", {"self", "husband"}),
        ("neither my husband nor I am allergic to milk any more", {"self", "husband"}),
        ("у меня аллергии на молоко больше нет, у мужа тоже", {"self", "husband"}),
        ("у нас с мужем больше нет аллергии на молоко", {"self", "husband"}),
        ("аллергии на молоко больше нет", {"self"}),
        ("у мужа больше нет аллергии на молоко", {"husband"}),
        ("у мужа, в отличие от меня, аллергии на молоко уже нет", {"husband"}),
        ("молоко мне уже можно, а у мужа аллергия", {"self"}),
        ("у меня, как и у мужа, была аллергия на молоко, но у меня прошла", {"self"}),
        ("муж не аллергик на молоко больше, а я да", {"husband"}),
        ("мужу молоко уже можно, а мне ещё нельзя", {"husband"}),
        ("I'm allergic to milk but my husband can have it now", {"husband"}),
        ("I can have milk again, my husband still can't", {"self"}),
    ],
)
def test_no_more_is_lifted_than_clear_words_lift(demo_settings: Settings, said: str, lifted: set[str]) -> None:
    *before, answer = talk(
        demo_settings,
        ("у меня и у мужа аллергия на молоко", [MILK]),
        ("у сына аллергия на молоко", [MILK]),
        (said, [FORGET]),
    )
    had = {event.event_id: event.change.person for turn in before for event in turn.events if event.change}
    assert {had[event_id] for event in answer.events for event_id in event.retracts} == lifted


@pytest.mark.parametrize(
    ("said", "whose"),
    [
        ("my husband can have milk but I can't", ["self"]),
        ("I can drink milk, my son can't", ["son"]),
        ("мне можно молоко, а мужу нельзя", ["husband"]),
        ("мужу молоко можно, мне нет", ["self"]),
        ("муж не переносит молоко, а мне можно", ["husband"]),
    ],
)
def test_what_one_may_have_and_another_may_not_is_of_the_other(
    demo_settings: Settings, said: str, whose: list[str]
) -> None:
    (answer,) = talk(demo_settings, (said, [MILK]))
    assert people(answer) == whose
