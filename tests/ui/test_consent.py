"""Consent in the chat: asked for where it is required, recorded, and taken back; without a browser."""

from typing import Any

import pytest

from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner
from podbor.ui.app import build

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.parametrize("required", [True, False])
def test_a_consent_is_asked_for_only_where_it_is_required(demo_settings: Settings, required: bool) -> None:
    settings = demo_settings.model_copy(update={"require_consent": required})
    page = build(settings, lambda: pytest.fail("nothing is asked before the page is loaded"))
    (box,) = (block for block in page.blocks.values() if block.elem_id == "consent")
    assert box.visible is required


def test_a_consent_that_could_not_be_recorded_is_not_shown_as_if_it_were(demo_settings: Settings) -> None:
    page = build(demo_settings, lambda: pytest.fail("nobody asks"))
    events = page.fns.values()
    (pressed,) = (
        event
        for event in events
        if "consent" in [part.elem_id for part in event.inputs] and event.trigger_after is None
    )
    failed = [event for event in events if event.trigger_after == pressed._id and event.trigger_only_on_failure]
    assert [(event.fn(True), event.fn(False), event.outputs[0].elem_id) for event in failed] == [
        (False, True, "consent")
    ]


async def test_a_consent_is_recorded_shown_again_and_taken_back(open_chat: Any) -> None:
    async with open_chat(ScriptedPlanner([]), require_consent=True) as handlers:
        layout, session = handlers.layout, handlers.sessions.begin(user="shopper-anna")
        seen = []
        for agreed in (True, False):
            await handlers.consent(agreed, session, "ru")
            page = await handlers.load(session, "ru")
            assert len(page) == 2 + len(layout.listed()) + 2 + len(layout.labelled())
            seen.append(page[2 + len(layout.listed()) + 1])
        history = handlers.assistant().consents.history("shopper-anna")
        assert seen == [True, False]
        assert [consent.withdrawn_at is None for consent in history] == [False]
