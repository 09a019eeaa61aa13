"""The chat without a browser."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeAlias

import gradio as gr
import pytest

from podbor.agent.assembly import open_assistant
from podbor.core.settings import Settings
from podbor.ui.handlers import Handlers
from podbor.ui.layout import build_layout
from podbor.ui.presenter import Presenter
from podbor.ui.sessions import Sessions

OpenChat: TypeAlias = Callable[..., AbstractAsyncContextManager[Handlers]]


@pytest.fixture
def open_chat(demo_settings: Settings) -> OpenChat:
    """Open the handlers over a planner; what else is given changes the settings."""

    @asynccontextmanager
    async def opened(planner: Any, **changes: Any) -> AsyncIterator[Handlers]:
        settings = demo_settings.model_copy(update=changes)
        async with open_assistant(settings, planner=planner) as assistant:
            with gr.Blocks():
                presenter = Presenter(assistant.voice("ru"))
                layout = build_layout(presenter, slots=settings.slate_size, secret="x", ask_consent=True)
            yield Handlers(assistant=lambda: assistant, layout=layout, sessions=Sessions("key"))

    return opened
