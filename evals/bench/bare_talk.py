"""A shopper's conversations through the graph's own nodes, tools and memory, without a planner, checkpoints and prose."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeAlias

from langchain_core.messages import AnyMessage, HumanMessage
from langgraph.runtime import Runtime

from podbor.agent.assistant import Assistant
from podbor.agent.nodes.act import act
from podbor.agent.nodes.recommend import recommend
from podbor.agent.state import ConversationState, Turn
from podbor.core.database import open_engine
from podbor.core.ports import ProfileStore
from podbor.core.preferences import PreferenceEvent, Profile
from podbor.core.slate import Need, Slate
from podbor.core.vocabulary import Locale, Person
from podbor.evals.bench.random_dialogues import Message
from podbor.memory.store import SqlProfileStore
from podbor.testing import calls_message

LOCALE: Locale = "ru"
Shown: TypeAlias = tuple[tuple[Need, ...], Slate]
"""Needs and list of a conversation."""


class Talk:
    """One shopper in several conversations. Profiles are folded as of the moment that it was opened."""

    def __init__(self, assistant: Assistant, user_id: str, *, now: datetime | None = None) -> None:
        self.assistant, self.user_id = assistant, user_id
        self._now = now or datetime.now(UTC)
        self._states: dict[str, ConversationState] = {}
        self._heard: dict[str, list[AnyMessage]] = {}
        self._turns = 0

    async def say(self, said: Message) -> Turn:
        """Run the calls of a message and make the list."""
        self._turns += 1
        turn = Turn(turn_id=f"{self.user_id}-{self._turns}", utterance=said.utterance)
        state = self._states.get(said.thread_id, ConversationState(locale=LOCALE))
        heard = self._heard.setdefault(said.thread_id, [])
        heard.append(HumanMessage(content=said.utterance, id=turn.turn_id))
        state = {**state, "messages": [*heard, calls_message(*said.calls)], "turn": turn}
        runtime = Runtime(context=self.assistant.context(user_id=self.user_id, thread_id=said.thread_id))
        command = await act(state, runtime)
        state.update(command.update)  # type: ignore[typeddict-item]
        state.update(await recommend(state, runtime))  # type: ignore[typeddict-item]
        self._states[said.thread_id] = state
        return state["turn"]

    def shown(self, thread_id: str) -> Shown:
        """What is on screen."""
        state = self._states.get(thread_id, ConversationState())
        return state.get("needs", ()), state.get("slate", Slate())

    def profile(self, thread_id: str, people: Collection[Person] = ()) -> Profile:
        """The profile as a conversation sees it."""
        return self.assistant.profiles.profile(self.user_id, thread_id=thread_id, now=self._now, people=people)

    def log(self) -> tuple[PreferenceEvent, ...]:
        """Everything that was written."""
        return self.assistant.profiles.events(self.user_id)

    def over(self, profiles: ProfileStore) -> "Talk":
        """The same shopper over another log."""
        return Talk(replace(self.assistant, profiles=profiles), self.user_id, now=self._now)


def in_memory() -> SqlProfileStore:
    """A log for a measurement that is not about the disk."""
    store = SqlProfileStore(open_engine("sqlite://"))
    store.migrate()
    return store
