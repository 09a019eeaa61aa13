"""Consent in the chat: asked for where it is required, recorded, and taken back; without a browser."""

import asyncio
from typing import Any

import gradio as gr
import pytest

from podbor.agent.assembly import open_assistant
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner
from podbor.ui.app import build
from podbor.ui.handlers import Handlers
from podbor.ui.layout import build_layout
from podbor.ui.presenter import Presenter

SESSION = {"user": "shopper-anna", "thread": "t"}


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.filterwarnings("ignore")
def test_a_consent_is_asked_for_only_where_it_is_required(demo_settings: Settings, required: bool) -> None:
    settings = demo_settings.model_copy(update={"require_consent": required})
    page = build(settings, lambda: pytest.fail("nothing is asked before the page is loaded"))
    (box,) = (block for block in page.blocks.values() if block.elem_id == "consent")
    assert box.visible is required


@pytest.mark.filterwarnings("ignore")
def test_a_consent_is_recorded_shown_again_and_taken_back(demo_settings: Settings) -> None:
    settings = demo_settings.model_copy(update={"require_consent": True})

    async def run() -> list[Any]:
        async with open_assistant(settings, planner=ScriptedPlanner([])) as assistant:
            with gr.Blocks():
                presenter = Presenter(assistant.voice("ru"))
                layout = build_layout(presenter, slots=settings.slate_size, secret="x", ask_consent=True)
            handlers = Handlers(assistant=lambda: assistant, layout=layout)
            seen = []
            for agreed in (True, False):
                await handlers.consent(agreed, SESSION, "ru")
                page = await handlers.load(SESSION, "ru")
                assert len(page) == 3 + len(layout.listed()) + 2 + len(layout.labelled())
                seen.append(page[3 + len(layout.listed()) + 1])
            history = assistant.consents.history("shopper-anna") if assistant.consents else ()
            return [*seen, [consent.withdrawn_at is None for consent in history]]

    assert asyncio.run(run()) == [True, False, [False]]
