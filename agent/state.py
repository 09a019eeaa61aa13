"""The state of a conversation, as the checkpointer keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeAlias, TypedDict

from langchain_core.messages import AnyMessage, HumanMessage
from langchain_core.messages.tool import ToolCall
from langgraph.graph.message import add_messages

from podbor.core.preferences import PreferenceEvent
from podbor.core.slate import Need, Slate
from podbor.core.vocabulary import Locale
from podbor.tools.toolbox.context import Note

Fact: TypeAlias = tuple[str, str]
"""A facet and its value."""


@dataclass(frozen=True, kw_only=True)
class CallRecord:
    """A tool call as it was made, and the error it met, "" for none."""

    name: str
    args: dict[str, Any]
    error: str = ""
    ms: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something the shopper has to be told: a message id of the narration and its facts.

    Of a failed call, `tool` is its name, `round` when it was made and `asked` the facts it was to note: the planner may mend it
    in a later one.
    """

    message: str
    facts: tuple[tuple[str, str | int], ...] = ()
    tool: str = ""
    round: int = 0
    asked: tuple[Fact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What was on screen before a turn, when that turn changed it, and what the turn wrote: undo goes back to it."""

    needs: tuple[Need, ...]
    slate: Slate
    seen: tuple[str, ...]
    event_ids: tuple[str, ...]
    needs_after: tuple[Need, ...] = ()
    """Of conversations that an earlier version wrote; read by nothing."""
    passed: tuple[str, ...] = ()
    at: datetime = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Everything about the message being answered.

    Attributes:
        agreed: the message that a plain yes agrees to: its words are what the calls come from; "" for any other.
        act: what the message was when it caused no call ("small_talk", "off_topic", "attack", "unclear", "declined",
            "kept", "noted", "" otherwise).
        rounds: how often the planner was asked.
        needs: the needs of this message, in the order they were said; empty when it keeps the ones before.
        listed: whether the reply shows the list.
        doubtful: calls that wait for the shopper's yes.
        timings: milliseconds by step.
    """

    turn_id: str
    utterance: str
    agreed: str = ""
    act: str = ""
    prose: str = ""
    rounds: int = 0
    calls: tuple[CallRecord, ...] = ()
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    events: tuple[PreferenceEvent, ...] = ()
    needs: tuple[Need, ...] = ()
    rebuild: bool = False
    more: bool = False
    restore: bool = False
    listed: bool = False
    reply: str = ""
    headline: str = ""
    confidence: float | None = None
    doubtful: tuple[ToolCall, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """What the shopper said that the calls carry out."""
        return self.agreed or self.utterance


def turn_before(messages: Sequence[AnyMessage]) -> Sequence[AnyMessage]:
    """The messages of the turn before the one being answered, the shopper's first; none where there was none."""
    starts = [at for at, message in enumerate(messages) if isinstance(message, HumanMessage)]
    return messages[starts[-2] : starts[-1]] if len(starts) > 1 else ()


def said_before(messages: Sequence[AnyMessage]) -> tuple[str, ...]:
    """What the shopper said before the message being answered, oldest first."""
    return tuple(str(message.content) for message in messages if isinstance(message, HumanMessage))[:-1]


UndoOffer: TypeAlias = Literal["", "change", "protection"]
"""What the last reply offered to take back: nothing, a change, or one that protects, which only a clear word takes back."""


class ConversationState(TypedDict, total=False):
    """Channels of the graph; a node returns the ones it changes.

    `seen` are the items of the needs that were shown, `passed` those of the pages before the one on screen.
    """

    messages: Annotated[list[AnyMessage], add_messages]
    locale: Locale
    needs: tuple[Need, ...]
    slate: Slate
    seen: tuple[str, ...]
    passed: tuple[str, ...]
    history: tuple[Snapshot, ...]
    last_act: str
    asked: str
    undo_offered: UndoOffer
    pending: tuple[ToolCall, ...]
    pending_said: str
    turn: Turn
