"""What holds is said on later turns as well, through the real graph; only the planner is scripted."""

import asyncio
from typing import Any

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message
from podbor.tools.toolbox.explain import shelf_of

Call = tuple[str, dict[str, Any]]
NO_FISH: Call = (
    "update_preferences",
    {"changes": [{"facet": "allergen", "value": "fish", "stance": "exclude", "scope": "lasting"}]},
)


def talk(settings: Settings, *turns: Call) -> tuple[list[Answer], list[tuple[str, ...]]]:
    """Hold a conversation in English; return the answers, and what the shelves of each list say that is true."""

    async def run() -> tuple[list[Answer], list[tuple[str, ...]]]:
        planner = ScriptedPlanner([calls_message(call) for call in turns])
        async with open_assistant(settings, planner=planner) as assistant:
            answers = [
                await assistant.ask(f"say {n}", user_id="anna", thread_id="t", locale="en") for n in range(len(turns))
            ]
            true = [
                tuple(shelf_of(shown.item, assistant.captions, "en") for shown in answer.slate.items)
                for answer in answers
            ]
            return answers, true

    return asyncio.run(run())


def test_an_undone_forgetting_names_what_is_in_force_again(demo_settings: Settings) -> None:
    forget: Call = ("forget", {"what": {"facet": "allergen", "value": "fish"}})
    answers, _ = talk(demo_settings, NO_FISH, forget, ("undo", {}))
    assert "Again in force: no fish." in answers[-1].reply


def test_unknown_contents_are_told_as_long_as_an_allergy_holds(demo_settings: Settings) -> None:
    search: Call = ("search_catalog", {"query": "shampoo"})
    (first, *_), _ = talk(demo_settings, search)
    assert first.slate.items
    (_, *later), _ = talk(demo_settings, NO_FISH, search, ("show_more", {}))
    unknown = [any(not shown.item.ingredients for shown in answer.slate.items) for answer in later]
    assert ["not given" in answer.reply for answer in later] == unknown
    assert "not given" not in first.reply


def test_a_shelf_is_said_as_far_as_it_is_true_of_the_item(demo_settings: Settings) -> None:
    answers, true = talk(demo_settings, ("search_catalog", {"query": "chocolate"}))
    assert answers[0].slate.items
    assert [answer.shelves for answer in answers] == true
