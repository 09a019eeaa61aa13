"""The front door of the agent: one message in, steps and a reply out."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast
from uuid import uuid4

from langchain_core.messages import HumanMessage
from langgraph.graph.state import CompiledStateGraph

from podbor.agent.checkpoints import conversation_key
from podbor.agent.context import Context, Planner, Recommends
from podbor.agent.narration.reasons import reason
from podbor.agent.narration.voice import Voice
from podbor.agent.running import RunningTurns
from podbor.agent.state import CallRecord, ConversationState, Turn
from podbor.agent.turn_memory import LogMemory
from podbor.core.errors import InputError
from podbor.core.items import Bilingual
from podbor.core.ports import CatalogStore, PersonalDataStore, ProfileStore
from podbor.core.preferences import PreferenceEvent, Profile
from podbor.core.settings import Settings
from podbor.core.slate import Slate
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.memory.consent import CONSENT_TEXT, SqlConsents
from podbor.memory.personal import erase_everywhere
from podbor.memory.retractions import remove_fact
from podbor.memory.turns import TurnFacts
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.toolbox.explain import shelf_of

REMOVED_BY_HAND = "profile panel"
USER_ID = re.compile(r"[\w.@+-]{1,64}")


@dataclass(frozen=True, kw_only=True)
class Step:
    """A node of the graph has run: what a chat shows while the shopper waits."""

    name: str
    ms: float
    calls: tuple[CallRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The end of a turn.

    `headline` is the reply without the list, for where the list is shown as cards; `reasons` and `shelves`, what is true of
    the items of the captions of their semantic IDs, go with `slate.items`.
    `timings` are milliseconds of plan, tools, recommend, narrate and total.
    """

    turn_id: str
    reply: str
    headline: str
    locale: Locale
    slate: Slate
    listed: bool
    reasons: tuple[str, ...]
    shelves: tuple[str, ...]
    calls: tuple[CallRecord, ...]
    events: tuple[PreferenceEvent, ...]
    timings: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Assistant:
    """Talks to many shoppers: all state is in the stores; between calls it keeps only whose turns are running."""

    graph: CompiledStateGraph[Any, Context, Any, Any]
    settings: Settings
    planner: Planner
    recommender: Recommends
    catalog: CatalogStore
    profiles: ProfileStore
    terms: Terms
    kinds: KindVocabulary
    captions: Mapping[str, Bilingual] = field(default_factory=dict)
    personal_data: Sequence[PersonalDataStore] = ()
    consents: SqlConsents | None = None
    running: RunningTurns = field(default_factory=RunningTurns)

    async def ask(self, text: str, *, user_id: str, thread_id: str, locale: Locale | None = None) -> Answer:
        """Answer one message."""
        async for event in self.stream(text, user_id=user_id, thread_id=thread_id, locale=locale):
            if isinstance(event, Answer):
                return event
        raise AssertionError("a turn always ends with an answer")

    async def stream(
        self, text: str, *, user_id: str, thread_id: str, locale: Locale | None = None
    ) -> AsyncIterator[Step | Answer]:
        """Yield a Step after each node, then the Answer. Raises InputError on a malformed user or thread name."""
        turn_id = uuid4().hex
        config = self._config(user_id, thread_id)
        state: ConversationState = {}
        updates = self.graph.astream(
            {"messages": [HumanMessage(content=text, id=turn_id)]},
            config,
            context=self.context(user_id=user_id, thread_id=thread_id, locale=locale),
            stream_mode=["updates", "values"],
        )
        async with self.running.turn(user_id, on_erased=self._erase):
            async for mode, data in updates:
                if mode == "values":
                    state = cast(ConversationState, data)
                    continue
                for name, update in cast(dict[str, dict[str, Any]], data).items():
                    turn: Turn = update["turn"]
                    yield Step(name=name, ms=sum(turn.timings.values()), calls=turn.calls)
        yield self._answer(state)

    async def conversation(self, *, user_id: str, thread_id: str) -> ConversationState:
        """Return the state of a conversation, empty when there was none."""
        snapshot = await self.graph.aget_state(self._config(user_id, thread_id))
        return cast(ConversationState, snapshot.values)

    def profile(self, *, user_id: str, thread_id: str) -> Profile:
        """What is remembered about a shopper, as one conversation sees it."""
        return self.profiles.profile(user_id, thread_id=thread_id, now=datetime.now(UTC))

    def remove_facts(self, fact_ids: Sequence[str], *, user_id: str, thread_id: str) -> None:
        """Take back single facts, whoever presses the button, as one change; the list on screen changes with the next message."""
        turn = TurnFacts(
            user_id=user_id,
            thread_id=thread_id,
            turn_id=uuid4().hex,
            at=datetime.now(UTC),
            utterance=REMOVED_BY_HAND,
        )
        log = self.profiles.events(user_id)
        self.profiles.append([event for fact_id in fact_ids for event in remove_fact(log, turn, fact_id)])

    def consented(self, user_id: str) -> bool:
        """Whether a shopper's consent to lasting memory is in force."""
        return self.consents is not None and self.consents.active(user_id) is not None

    def consent(self, user_id: str, *, agreed: bool) -> None:
        """Record that a shopper agrees to lasting memory, or no longer does."""
        if self.consents is None:
            raise AssertionError("nobody records consents here")
        if agreed:
            self.consents.give(user_id, text_version=CONSENT_TEXT, at=datetime.now(UTC))
        else:
            self.consents.withdraw(user_id, at=datetime.now(UTC))

    async def erase(self, user_id: str) -> None:
        """Delete everything held about a shopper, everywhere; what a turn of theirs that still runs will write, after it."""
        self.running.erased(user_id)
        await self._erase(user_id)

    async def _erase(self, user_id: str) -> None:
        async for _ in erase_everywhere(self.personal_data, user_id):
            pass

    def voice(self, locale: Locale) -> Voice:
        """The narration's words, for a surface that says more than replies."""
        return Voice(locale=locale, terms=self.terms, kinds=self.kinds, services=self.settings.services)

    def context(self, *, user_id: str, thread_id: str, locale: Locale | None = None) -> Context:
        """What a run of the graph may use, at this moment."""
        now = datetime.now(UTC)
        return Context(
            user_id=user_id,
            thread_id=thread_id,
            locale=locale,
            settings=self.settings,
            planner=self.planner,
            recommender=self.recommender,
            catalog=self.catalog,
            terms=self.terms,
            kinds=self.kinds,
            captions=self.captions,
            memory=lambda turn_id, utterance: LogMemory(
                store=self.profiles,
                catalog=self.catalog,
                terms=self.terms,
                services=tuple(self.settings.services),
                turn=TurnFacts(user_id=user_id, thread_id=thread_id, turn_id=turn_id, at=now, utterance=utterance),
            ),
        )

    def _config(self, user_id: str, thread_id: str) -> Any:
        for name, value in (("user", user_id), ("thread", thread_id)):
            if not USER_ID.fullmatch(value):
                reason_ = "1 to 64 letters, digits or . _ @ + -"
                raise InputError(file="arguments", line=0, field=name, reason=f"{value!r} is not valid: {reason_}")
        return {"configurable": {"thread_id": conversation_key(user_id, thread_id)}}

    def _answer(self, state: ConversationState) -> Answer:
        turn, slate = state["turn"], state.get("slate", Slate())
        voice = self.voice(state["locale"])
        timings = {step: round(turn.timings.get(step, 0.0), 1) for step in ("plan", "tools", "recommend", "narrate")}
        return Answer(
            turn_id=turn.turn_id,
            reply=turn.reply,
            headline=turn.headline,
            locale=state["locale"],
            slate=slate,
            listed=turn.listed,
            reasons=tuple(reason(voice, shown) for shown in slate.items),
            shelves=tuple(shelf_of(shown.item, self.captions, state["locale"]) for shown in slate.items),
            calls=turn.calls,
            events=turn.events,
            timings={**timings, "total": round(sum(turn.timings.values()), 1)},
        )
