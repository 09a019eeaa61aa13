"""What the chat does when something is pressed. Keeps nothing: who is asking comes from the browser with every event."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from html import escape
from typing import Any
from uuid import uuid4

import gradio as gr
from langchain_core.messages import AIMessage, HumanMessage

from podbor.agent.assistant import Answer, Assistant
from podbor.agent.narration.reasons import reason
from podbor.core.errors import PodborError
from podbor.core.slate import Slate
from podbor.core.vocabulary import LOCALES, Locale
from podbor.ui.layout import Layout, card_updates, labels
from podbor.ui.presenter import Card, Presenter, trace

USER, THREAD = "user", "thread"
Session = dict[str, str]
Messages = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Handlers:
    """Event handlers over the assistant that the server has opened."""

    assistant: Callable[[], Assistant]
    layout: Layout

    def presenter(self, language: str, said: Locale = "ru") -> Presenter:
        """The interface's words: the language chosen, or the one the shopper writes in."""
        return Presenter(self.assistant().voice(language if language in LOCALES else said))

    async def load(self, session: Session, language: str) -> list[Any]:
        """Bring the page back to where this browser left it."""
        session = session if session.get(USER) else {USER: uuid4().hex, THREAD: uuid4().hex}
        state = await self.assistant().conversation(user_id=session[USER], thread_id=session[THREAD])
        presenter = self.presenter(language, state.get("locale", "ru"))
        slate = state.get("slate", Slate())
        voice = self.assistant().voice(presenter.locale)
        cards = presenter.cards(slate, [reason(voice, shown) for shown in slate.items])
        history = [
            _message("user" if isinstance(message, HumanMessage) else "assistant", str(message.content))
            for message in state.get("messages", [])
            if isinstance(message, HumanMessage) or (isinstance(message, AIMessage) and message.content)
        ]
        return [session, history, _says(cards), *card_updates(self.layout, cards), self._facts(session, presenter),
                self.assistant().consented(session[USER]), *labels(self.layout, presenter)]  # fmt: skip

    async def send(
        self, text: str, history: Messages, session: Session, language: str, developer: bool
    ) -> AsyncIterator[list[Any]]:
        """Answer, showing each step while the shopper waits."""
        untouched = [gr.skip()] * (1 + len(self.layout.listed()) + 2)
        history = [*history, _message("user", text)]
        yield ["", history, *untouched]
        presenter = await self._presenter_of(session, language)
        locale: Locale | None = language if language in LOCALES else None
        try:
            async for event in self.assistant().stream(
                text, user_id=session[USER], thread_id=session[THREAD], locale=locale
            ):
                if isinstance(event, Answer):
                    yield self._answered(event, history, session, language, developer)
                else:
                    pending = {"title": presenter.step(event), "status": "pending"}
                    yield ["", [*history, {"role": "assistant", "content": "", "metadata": pending}], *untouched]
        except PodborError as error:
            failure = _message("assistant", presenter.say("error", reason=str(error)))
            yield ["", [*history, failure], *untouched]

    async def start(self, session: Session, language: str) -> list[Any]:
        """Begin a new conversation of the same shopper: session preferences end here."""
        presenter = await self._presenter_of(session, language)
        session = {**session, THREAD: uuid4().hex}
        return [session, [], [], *card_updates(self.layout, []), self._facts(session, presenter)]

    async def rename(self, session: Session, language: str) -> list[Any]:
        """Put what can be pressed into the language of the conversation, which a turn may have changed unless one is chosen."""
        if language in LOCALES:
            return [gr.skip()] * len(self.layout.labelled())
        return labels(self.layout, await self._presenter_of(session, language))

    async def relabel(self, session: Session, language: str) -> list[Any]:
        """Put the page into the language chosen."""
        state = await self.assistant().conversation(user_id=session[USER], thread_id=session[THREAD])
        presenter = self.presenter(language, state.get("locale", "ru"))
        slate = state.get("slate", Slate())
        voice = self.assistant().voice(presenter.locale)
        cards = presenter.cards(slate, [reason(voice, shown) for shown in slate.items])
        return [_says(cards), *card_updates(self.layout, cards), self._facts(session, presenter),
                *labels(self.layout, presenter)]  # fmt: skip

    async def remove(self, chosen: list[str], session: Session, language: str) -> Any:
        """Take the chosen facts back."""
        if not chosen:
            return gr.skip()
        self.assistant().remove_facts(chosen, user_id=session[USER], thread_id=session[THREAD])
        presenter = await self._presenter_of(session, language)
        gr.Info(presenter.say("removed"))
        return self._facts(session, presenter)

    async def erase(self, session: Session, language: str) -> list[Any]:
        """Erase the shopper everywhere; the browser becomes somebody new."""
        presenter = await self._presenter_of(session, language)
        await self.assistant().erase(session[USER])
        gr.Info(presenter.say("erased"))
        session = {USER: uuid4().hex, THREAD: uuid4().hex}
        return [session, [], [], *card_updates(self.layout, []), self._facts(session, presenter), False]

    async def consent(self, agreed: bool, session: Session, language: str) -> Any:
        """Record the shopper's consent to lasting memory, or its end: what lasted is then neither read nor added to."""
        self.assistant().consent(session[USER], agreed=agreed)
        presenter = await self._presenter_of(session, language)
        gr.Info(presenter.say("consent-given" if agreed else "consent-withdrawn"))
        return self._facts(session, presenter)

    async def _presenter_of(self, session: Session, language: str) -> Presenter:
        """In the language chosen, else in that of the conversation."""
        state = await self.assistant().conversation(user_id=session[USER], thread_id=session[THREAD])
        return self.presenter(language, state.get("locale", "ru"))

    def _answered(
        self, answer: Answer, history: Messages, session: Session, language: str, developer: bool
    ) -> list[Any]:
        presenter = self.presenter(language, answer.locale)
        cards = presenter.cards(answer.slate, answer.reasons)
        return [
            "",
            [*history, _message("assistant", answer.headline)],
            _says(cards),
            *card_updates(self.layout, cards),
            self._facts(session, presenter),
            gr.update(value=trace(answer), visible=developer),
        ]

    def _facts(self, session: Session, presenter: Presenter) -> Any:
        profile = self.assistant().profile(user_id=session[USER], thread_id=session[THREAD])
        choices = presenter.facts(profile.active)
        info = "" if choices else presenter.say("profile-none")
        return gr.update(label=presenter.say("profile-label"), choices=choices, value=[], info=info)


def _message(role: str, content: str) -> dict[str, Any]:
    """A message of the chat, which takes content for HTML: what shoppers and feeds write stays text."""
    return {"role": role, "content": escape(content, quote=False)}


def _says(cards: list[Card]) -> list[dict[str, str]]:
    return [card.says for card in cards]
