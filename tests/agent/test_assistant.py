"""The front door of the agent."""

from pathlib import Path

from podbor.agent.assembly import open_assistant
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

FACTS = [
    {"facet": "allergen", "value": "nuts", "stance": "exclude", "scope": "lasting"},
    {"facet": "allergen", "value": "milk", "stance": "exclude", "scope": "lasting"},
]


async def test_facts_removed_at_once_come_back_with_one_undo(demo_settings: Settings) -> None:
    said = [calls_message(("update_preferences", {"changes": FACTS})), calls_message(("undo", {}))]
    anna = {"user_id": "anna", "thread_id": "t"}
    async with open_assistant(demo_settings, planner=ScriptedPlanner(said)) as assistant:
        await assistant.ask("без орехов и молока, аллергия", **anna)
        facts = [event.event_id for event in assistant.profile(**anna).active]
        assistant.remove_facts(facts, **anna)
        assert assistant.profile(**anna).active == ()
        await assistant.ask("отмени", **anna)
        assert [event.event_id for event in assistant.profile(**anna).active] == facts
        assert len(facts) == 2


async def test_an_assistant_that_closes_leaves_no_lease(demo_settings: Settings) -> None:
    def leases() -> set[Path]:
        return set(demo_settings.index_dir.glob("*/leases/*"))

    before = leases()
    async with open_assistant(demo_settings, planner=ScriptedPlanner([])):
        assert len(leases() - before) == 1
    assert leases() == before
