"""The Gradio chat: layout, handlers and the server that holds the assistant open."""

import os
import re
import secrets
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from socket import socket
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI, Response
from filelock import FileLock

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Assistant
from podbor.agent.context import Planner
from podbor.agent.narration.voice import Voice
from podbor.core.durable import flush_folder
from podbor.core.settings import Settings
from podbor.core.terms import Terms
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.ui.handlers import Handlers
from podbor.ui.layout import Layout, ask_to_erase, build_layout, style
from podbor.ui.presenter import ACTIONS, CHIPS, Presenter, Pressed, pressed
from podbor.ui.sessions import Sessions

STORAGE_KEY = "browser.key"
"""Scrambles what a browser stores. Gradio sends it with the page, so it proves nothing."""
SIGNING_KEY = "session.key"
"""Signs sessions, and never leaves the server."""
KEY_BYTES = 32
KEY = re.compile(rb"[0-9a-f]{%d}" % (2 * KEY_BYTES))
AT_ONCE = 8
"""Turns that run, or wait for another of their conversation, at a time; more wait in Gradio's queue, where no deadline runs."""

WRITERS = ("upload", "process_recording", "component_server", "deep_link")
"""Routes of Gradio that write files of whoever asks, and that the page has no use of."""


class _Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(settings: Settings, *, host: str, port: int, ready: Callable[[], None]) -> None:
    """Serve until interrupted; `ready` is called once the page can be opened. Exits where it cannot listen."""
    server = _Server(uvicorn.Config(create_app(settings), host=host, port=port, log_level="warning"), ready)
    with suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise SystemExit(1)


def create_app(settings: Settings, *, planner: Planner | None = None) -> FastAPI:
    """Build the web application; the assistant lives as long as the server does. `planner` as in `open_assistant`."""
    opened: list[Assistant] = []

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with open_assistant(settings, planner=planner) as assistant:
            opened.append(assistant)
            yield

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    blocks = build(settings, lambda: opened[0])
    for route in WRITERS:
        app.add_api_route(f"/gradio_api/{route}", _absent, methods=["GET", "POST"], include_in_schema=False)
    gr.mount_gradio_app(app, blocks, path="/", css=style(), footer_links=[], show_error=False, run_history=False)
    return app


def _absent() -> Response:
    """Say that nothing is there."""
    return Response(status_code=404)


def build(settings: Settings, assistant: Callable[[], Assistant]) -> Any:
    """Build the page; `assistant` is called when an event comes, not before."""
    presenter = Presenter(
        Voice(locale="ru", terms=Terms.load(), kinds=KindVocabulary.load(), services=settings.services)
    )
    with gr.Blocks(title=presenter.say("title"), analytics_enabled=False, fill_width=True) as blocks:
        layout = build_layout(
            presenter,
            slots=max(settings.slate_size, settings.max_calls),
            secret=_secret(settings.home / STORAGE_KEY),
            ask_consent=settings.require_consent,
        )
        sessions = Sessions(_secret(settings.home / SIGNING_KEY))
        _wire(blocks, layout, Handlers(assistant=assistant, layout=layout, sessions=sessions))
    blocks.queue(default_concurrency_limit=AT_ONCE)
    return blocks


def _wire(blocks: gr.Blocks, layout: Layout, handlers: Handlers) -> None:
    where = [layout.session, layout.language]
    listed, facts = layout.listed(), layout.facts
    relabelled = [*listed, facts, *layout.labelled()]
    ask = partial(
        _ask,
        handlers=handlers,
        inputs=[layout.chat, layout.session, layout.language, layout.developer],
        message=layout.message,
        outputs=[layout.session, layout.chat, *listed, facts, layout.trace],
        where=where,
        relabelled=relabelled,
    )
    blocks.load(
        handlers.load,
        [layout.session, layout.chosen],
        [layout.session, layout.chat, *listed, facts, layout.consent, *layout.labelled()],
        api_visibility="private",
        concurrency_limit=None,
    )
    ask([layout.message.submit, layout.send.click], layout.message)
    for chip in CHIPS:
        ask([layout.chips[chip].click], layout.chips[chip])
    for position, slot in enumerate(layout.cards, start=1):
        for action in ACTIONS:
            ask([slot.buttons[action].click], slot.html, pick=partial(pressed, action=action, position=position))
    fresh = [layout.session, layout.chat, *listed, facts, layout.trace]
    layout.new.click(handlers.start, where, fresh, api_visibility="private")
    # Not on a change: a page that is loaded again sets it too.
    layout.language.input(handlers.relabel, where, relabelled, api_visibility="private")
    layout.language.input(str, layout.language, layout.chosen, show_progress="hidden", api_visibility="private")
    layout.remove.click(handlers.remove, [facts, *where], [facts], api_visibility="private")
    question = [layout.erase, layout.doubt]
    layout.erase.click(partial(ask_to_erase, asked=True), None, question, api_visibility="private")
    layout.keep.click(partial(ask_to_erase, asked=False), None, question, api_visibility="private")
    erased = layout.sure.click(handlers.erase, where, [*fresh, layout.consent], api_visibility="private")
    erased.success(partial(ask_to_erase, asked=False), None, question, api_visibility="private")
    agreed = layout.consent.input(
        handlers.consent, [layout.consent, *where], [layout.session, facts], api_visibility="private"
    )
    # What could not be recorded is not shown as if it were.
    agreed.failure(
        lambda box: not box, layout.consent, layout.consent, show_progress="hidden", api_visibility="private"
    )
    # For screen readers: Gradio's page says that it is English.
    layout.locale.change(
        None, layout.locale, js="(locale) => { document.documentElement.lang = locale }", api_visibility="private"
    )
    layout.developer.change(
        lambda shown: gr.update(visible=shown), [layout.developer], [layout.trace], api_visibility="private"
    )


def _ask(
    triggers: list[Any],
    source: Any,
    *,
    handlers: Handlers,
    inputs: list[Any],
    message: Any,
    outputs: list[Any],
    where: list[Any],
    relabelled: list[Any],
    pick: Callable[[Any], str | Pressed] = str,
) -> None:
    """Send what `pick` makes of the source's value; then the page takes the language of the answer, or one chosen meanwhile.

    Typing, a chip and a card's button go the same way. The message is cleared once, when it was sent: what is written
    while the answer comes, or before a chip is pressed, stays.
    """

    async def run(value: Any, *rest: Any) -> AsyncIterator[list[Any]]:
        written = "" if source is message else gr.skip()
        async for update in handlers.send(pick(value), *rest):
            yield [written, *update]
            written = gr.skip()

    sent = gr.on(
        triggers,
        run,
        [source, *inputs],
        [message, *outputs],
        show_progress="hidden",
        api_visibility="private",
        concurrency_id="turn",
    )
    sent.then(handlers.relabel, where, relabelled, show_progress="hidden", api_visibility="private")


def _secret(path: Path) -> str:
    """The key in a file, made when there is none: it has to outlive the process. One that is cut short is made anew."""
    if not _is_key(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # By one process of several: the others take its key.
        with FileLock(path.with_name(f"{path.name}.lock")):
            if not _is_key(path):
                _make_key(path)
    return path.read_text(encoding="ascii")


def _is_key(path: Path) -> bool:
    """Whether the file holds a whole key: an empty one, which a loss of power may leave, would sign for anybody."""
    try:
        return KEY.fullmatch(path.read_bytes()) is not None
    except FileNotFoundError:
        return False


def _make_key(path: Path) -> None:
    """Put a new key there, whole or not at all, never readable by others."""
    path.unlink(missing_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
        path.hardlink_to(file.name)
    flush_folder(path.parent)
