"""What the chat does when something is pressed. Who is asking comes from the browser with every event, signed."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import dataclass, field
from functools import wraps
from html import escape
from itertools import zip_longest
from typing import Any
from weakref import WeakValueDictionary

import gradio as gr
from langchain_core.messages import AIMessage, HumanMessage

from podbor.agent.assistant import Answer, Assistant, Step
from podbor.agent.narration.reasons import reason
from podbor.agent.off_loop import off_loop
from podbor.agent.state import ConversationState
from podbor.core.errors import PodborError
from podbor.core.slate import Slate
from podbor.core.vocabulary import LOCALES, Locale
from podbor.ui.layout import Layout, card_updates, labels
from podbor.ui.presenter import Presenter, Pressed, trace
from podbor.ui.sessions import Session, Sessions

Messages = list[dict[str, Any]]
LOG = logging.getLogger(__name__)
PENDING = "pending"


def _told(handler: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Tell the shopper of a failure in the language of the page; what went wrong is for the log."""

    @wraps(handler)
    async def run(self: "Handlers", *args: Any) -> Any:
        try:
            return await handler(self, *args)
        except Exception as error:
            session, language = args[-2:]
            presenter = self.presenter(language, self.sessions.known(session)["locale"])
            expected = isinstance(error, PodborError)
            if expected:
                LOG.warning("%s", error)
            raise gr.Error(
                presenter.say("error"), title=presenter.say("title"), print_exception=not expected
            ) from error

    return run


class _Conversation(asyncio.Lock):
    """Held by the turn that runs. A conversation that its page has `left` is shown no more, whatever is still said in it."""

    left = False


@dataclass(frozen=True, kw_only=True)
class Handlers:
    """Event handlers over the assistant that the server has opened.

    `turns` makes the turns of one conversation wait for one another, in this process.
    """

    assistant: Callable[[], Assistant]
    layout: Layout
    sessions: Sessions
    turns: WeakValueDictionary[tuple[str, str], _Conversation] = field(default_factory=WeakValueDictionary)

    def presenter(self, language: str, said: Locale = "ru") -> Presenter:
        """The interface's words: the language chosen, or the one the shopper writes in."""
        return Presenter(self.assistant().voice(language if language in LOCALES else said))

    @_told
    async def load(self, session: Session, language: str) -> list[Any]:
        """Bring the page back to where this browser left it, with the answer that was coming when its connection was lost."""
        session = self.sessions.known(session)
        async with self._conversation(session):
            state = await self._state(session)
        presenter = self.presenter(language, state.get("locale", session["locale"]))
        facts = await self._facts(session, presenter)
        consented = await off_loop(self.assistant().consented, session["user"])
        words = labels(self.layout, presenter, chosen=language)
        return [session, _history(state), *self._cards(state, presenter), facts, consented, *words]

    async def send(
        self, said: str | Pressed, history: Messages, session: Session, language: str, developer: bool
    ) -> AsyncIterator[list[Any]]:
        """Answer, showing each step while the shopper waits. A card that the list has no more is not acted upon."""
        text = said.text if isinstance(said, Pressed) else said
        sent, session = session, self.sessions.known(session)
        untouched = [gr.skip()] * (len(self.layout.listed()) + 2)
        asked = [_message("user", text)] if text or not isinstance(said, Pressed) else []
        late, history = not _is_answered(history), [*history, *asked]
        yield [_changed(sent, session), history, *untouched]
        presenter = self.presenter(language, session["locale"])
        locale: Locale | None = language if language in LOCALES else None
        turn = self._conversation(session)
        late = late or turn.locked()
        try:
            # A turn that waits runs already, as far as an erasure is concerned.
            async with self._running(session), turn:
                state = await self._state(session)
                presenter = self.presenter(language, state.get("locale", session["locale"]))
                if late:
                    history = [*_history(state), *asked]
                if isinstance(said, Pressed) and not said.is_of(state.get("slate", Slate())):
                    if not turn.left:
                        yield self._refused(asked, state, presenter)
                    return
                events = self.assistant().stream(
                    text, user_id=session["user"], thread_id=session["thread"], locale=locale
                )
                async with aclosing(_to_the_end(events)) as told:
                    async for event in told:
                        if isinstance(event, Answer):
                            update = await self._answered(event, history, session, language, developer)
                        else:
                            pending = {"title": presenter.step(event), "status": PENDING}
                            shown = [*history, {"role": "assistant", "content": "", "metadata": pending}]
                            update = [gr.skip(), shown, *untouched]
                        if not turn.left:
                            yield update
        except Exception as error:
            if not turn.left:
                yield [gr.skip(), [*history, _message("assistant", presenter.say("error"))], *untouched]
            if not isinstance(error, PodborError):
                raise
            LOG.warning("%s", error)

    @_told
    async def start(self, session: Session, language: str) -> list[Any]:
        """Begin a new conversation of the same shopper: session preferences end here."""
        session = self.sessions.known(session)
        self._leave(session)
        presenter = await self._presenter_of(session, language)
        return await self._begun(self.sessions.begin(user=session["user"], locale=presenter.locale), presenter)

    @_told
    async def relabel(self, session: Session, language: str) -> list[Any]:
        """Put the page into the language chosen, else into that of the conversation, which a turn may have changed."""
        session = self.sessions.known(session)
        state = await self._state(session)
        presenter = self.presenter(language, state.get("locale", session["locale"]))
        facts = await self._facts(session, presenter)
        # What is ticked stays so: this comes a moment after an answer.
        del facts["value"]
        return [*self._cards(state, presenter), facts, *labels(self.layout, presenter)]

    @_told
    async def remove(self, chosen: list[str], session: Session, language: str) -> Any:
        """Take the chosen facts back."""
        if not chosen:
            return gr.skip()
        session = self.sessions.known(session)
        async with self._running(session):
            where = {"user_id": session["user"], "thread_id": session["thread"]}
            await off_loop(self.assistant().remove_facts, chosen, **where)
        presenter = await self._presenter_of(session, language)
        _notify(presenter, "removed")
        return await self._facts(session, presenter)

    @_told
    async def erase(self, session: Session, language: str) -> list[Any]:
        """Erase the shopper everywhere; the browser becomes somebody new."""
        session = self.sessions.known(session)
        self._leave(session)
        presenter = await self._presenter_of(session, language)
        await self.assistant().erase(session["user"])
        _notify(presenter, "erased")
        return [*await self._begun(self.sessions.begin(locale=presenter.locale), presenter), False]

    @_told
    async def consent(self, agreed: bool, session: Session, language: str) -> list[Any]:
        """Record the shopper's consent to lasting memory, or its end: what lasted is then neither read nor added to."""
        sent, session = session, self.sessions.known(session)
        async with self._running(session):
            await off_loop(self.assistant().consent, session["user"], agreed=agreed)
        presenter = await self._presenter_of(session, language)
        _notify(presenter, "consent-given" if agreed else "consent-withdrawn")
        return [_changed(sent, session), await self._facts(session, presenter)]

    def _running(self, session: Session) -> AbstractAsyncContextManager[None]:
        """Held while something is written: an erasure meanwhile takes that too."""
        return self.assistant().running.turn(session["user"], on_erased=self.assistant().erase)

    def _conversation(self, session: Session) -> _Conversation:
        return self.turns.setdefault((session["user"], session["thread"]), _Conversation())

    def _leave(self, session: Session) -> None:
        turn = self.turns.get((session["user"], session["thread"]))
        if turn is not None:
            turn.left = True

    async def _state(self, session: Session) -> ConversationState:
        return await self.assistant().conversation(user_id=session["user"], thread_id=session["thread"])

    async def _presenter_of(self, session: Session, language: str) -> Presenter:
        """In the language chosen, else in that of the conversation, else in that of the one before it."""
        return self.presenter(language, (await self._state(session)).get("locale", session["locale"]))

    async def _begun(self, session: Session, presenter: Presenter) -> list[Any]:
        """The page of a conversation in which nothing was said; no trace of another is left on it."""
        facts = await self._facts(session, presenter)
        return [session, [], *card_updates(self.layout, []), facts, gr.update(value=None)]

    async def _answered(
        self, answer: Answer, history: Messages, session: Session, language: str, developer: bool
    ) -> list[Any]:
        presenter = self.presenter(language, answer.locale)
        cards = presenter.cards(answer.slate, answer.reasons)
        return [
            gr.skip(),
            [*history, _message("assistant", answer.headline)],
            *card_updates(self.layout, cards),
            await self._facts(session, presenter),
            gr.update(value=trace(answer), visible=developer),
        ]

    def _refused(self, asked: Messages, state: ConversationState, presenter: Presenter) -> list[Any]:
        """The list as it is now, after a press of a card that it has no more."""
        told = [*asked, _message("assistant", presenter.say("list-changed"))]
        return [gr.skip(), [*_history(state), *told], *self._cards(state, presenter), gr.skip(), gr.skip()]

    def _cards(self, state: ConversationState, presenter: Presenter) -> list[Any]:
        """The cards of the list as it is."""
        slate, voice = state.get("slate", Slate()), self.assistant().voice(presenter.locale)
        return card_updates(self.layout, presenter.cards(slate, [reason(voice, shown) for shown in slate.items]))

    async def _facts(self, session: Session, presenter: Presenter) -> Any:
        return await off_loop(self._facts_read, session, presenter)

    def _facts_read(self, session: Session, presenter: Presenter) -> Any:
        profile = self.assistant().profile(user_id=session["user"], thread_id=session["thread"])
        items = self.assistant().catalog.items([event.item_id for event in profile.active if event.item_id])
        choices = presenter.facts(profile.active, items)
        info = "" if choices else presenter.say("profile-none")
        return gr.update(label=presenter.say("profile-label"), choices=choices, value=[], info=info)


def _message(role: str, content: str) -> dict[str, Any]:
    """A message of the chat, which takes content for HTML: what shoppers and feeds write stays text."""
    return {"role": role, "content": escape(content, quote=False)}


def _history(state: ConversationState) -> Messages:
    """What was said; of the assistant the replies, not what a planner wrote and nobody had verified."""
    said = [
        message
        for message in state.get("messages", [])
        if isinstance(message, HumanMessage)
        or (isinstance(message, AIMessage) and message.content and not message.tool_calls)
    ]
    return [
        _message("user" if isinstance(message, HumanMessage) else "assistant", str(message.content))
        for message, after in zip_longest(said, said[1:])
        if isinstance(message, HumanMessage) or not isinstance(after, AIMessage)
    ]


def _is_answered(history: Messages) -> bool:
    """Whether a chat ends with a reply: one sent while an answer was on its way to the page does not."""
    last: dict[str, Any] = history[-1] if history else {"role": "assistant"}
    return bool(last["role"] == "assistant" and (last.get("metadata") or {}).get("status") != PENDING)


async def _to_the_end(events: AsyncIterator[Step | Answer]) -> AsyncGenerator[Step | Answer, None]:
    """Pass a turn's events on. Where nobody takes them any more, the turn goes on: a page that comes back finds the answer."""
    try:
        async for event in events:
            yield event
    except GeneratorExit:
        try:
            async for _ in events:
                pass
        except Exception:
            LOG.warning("a turn that its page has left failed", exc_info=True)
        raise


def _changed(sent: Any, session: Session) -> Any:
    """What the browser has to keep from now on; nothing where it keeps it already, for it may have gone on meanwhile."""
    return gr.skip() if sent == session else session


def _notify(presenter: Presenter, message_id: str) -> None:
    gr.Info(presenter.say(message_id), title=presenter.say("title"))
