"""The Gradio chat: layout, handlers and the server that holds the assistant open."""

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Assistant
from podbor.agent.context import Planner
from podbor.agent.narration.voice import Voice
from podbor.core.settings import Settings
from podbor.core.terms import Terms
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.ui.handlers import Handlers
from podbor.ui.layout import Layout, build_layout, style
from podbor.ui.presenter import ACTIONS, CHIPS, Presenter

SECRET_FILE = "browser.key"


def serve(settings: Settings, *, host: str, port: int) -> None:
    """Serve until interrupted."""
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning")


def create_app(settings: Settings, *, planner: Planner | None = None) -> FastAPI:
    """Build the web application; the assistant lives as long as the server does. `planner` as in `open_assistant`."""
    opened: list[Assistant] = []

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with open_assistant(settings, planner=planner) as assistant:
            opened.append(assistant)
            yield

    app = FastAPI(lifespan=lifespan)
    blocks = build(settings, lambda: opened[0])
    gr.mount_gradio_app(app, blocks, path="/", css=style(), footer_links=[])
    return app


def build(settings: Settings, assistant: Callable[[], Assistant]) -> Any:
    """Build the page; `assistant` is called when an event comes, not before."""
    presenter = Presenter(
        Voice(locale="ru", terms=Terms.load(), kinds=KindVocabulary.load(), services=settings.services)
    )
    with gr.Blocks(title=presenter.say("title"), analytics_enabled=False, fill_width=True) as blocks:
        layout = build_layout(
            presenter,
            slots=max(settings.slate_size, settings.max_calls),
            secret=_secret(settings.home),
            ask_consent=settings.require_consent,
        )
        _wire(blocks, layout, Handlers(assistant=assistant, layout=layout))
    return blocks


def _wire(blocks: gr.Blocks, layout: Layout, handlers: Handlers) -> None:
    where = [layout.session, layout.language]
    listed, facts = layout.listed(), layout.facts
    ask = partial(
        _ask,
        handlers=handlers,
        inputs=[layout.chat, layout.session, layout.language, layout.developer],
        outputs=[layout.message, layout.chat, layout.says, *listed, facts, layout.trace],
        where=where,
        labelled=layout.labelled(),
    )
    blocks.load(
        handlers.load,
        where,
        [layout.session, layout.chat, layout.says, *listed, facts, layout.consent, *layout.labelled()],
    )
    ask([layout.message.submit, layout.send.click], layout.message)
    for chip in CHIPS:
        ask([layout.chips[chip].click], layout.chips[chip])
    for index, slot in enumerate(layout.cards):
        for action in ACTIONS:
            ask([slot.buttons[action].click], layout.says, pick=partial(_said, index=index, action=action))
    fresh = [layout.session, layout.chat, layout.says, *listed, facts]
    layout.new.click(handlers.start, where, fresh)
    layout.language.change(handlers.relabel, where, [layout.says, *listed, facts, *layout.labelled()])
    layout.remove.click(handlers.remove, [facts, *where], [facts])
    layout.erase.click(handlers.erase, where, [*fresh, layout.consent])
    layout.consent.input(handlers.consent, [layout.consent, *where], [facts])
    layout.developer.change(lambda shown: gr.update(visible=shown), [layout.developer], [layout.trace])


def _ask(
    triggers: list[Any],
    source: Any,
    *,
    handlers: Handlers,
    inputs: list[Any],
    outputs: list[Any],
    where: list[Any],
    labelled: list[Any],
    pick: Callable[[Any], str] = str,
) -> None:
    """Send what `pick` makes of the source's value, then name what can be pressed in the language of the answer.

    Typing, a chip and a card's button go the same way.
    """

    async def run(value: Any, *rest: Any) -> AsyncIterator[list[Any]]:
        async for update in handlers.send(pick(value), *rest):
            yield update

    sent = gr.on(triggers, run, [source, *inputs], outputs, show_progress="hidden")
    sent.then(handlers.rename, where, labelled, show_progress="hidden")


def _said(says: list[dict[str, str]], *, index: int, action: str) -> str:
    return says[index][action]


def _secret(home: Path) -> str:
    """The key that seals what a browser keeps; it has to outlive the process."""
    path = home / SECRET_FILE
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_hex(32), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii")
