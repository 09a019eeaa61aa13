"""Events as one turn writes them, with identifiers that a replay repeats."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from podbor.core.preferences import EventType, PreferenceEvent

EVENTS = UUID("6f0b6f1a-5b0e-4c53-9d0c-2f5d1a7c6a11")


@dataclass(frozen=True, kw_only=True)
class TurnFacts:
    """What all events of one message share."""

    user_id: str
    thread_id: str
    turn_id: str
    at: datetime
    utterance: str


def new_event(
    turn: TurnFacts, event_type: EventType, *, key: tuple[object, ...] = (), **payload: Any
) -> PreferenceEvent:
    """Return an event of `turn`.

    Its identifier is made of the turn and of what it says, so a turn that is run again after a crash writes the same
    events and the log skips them. A running number would not do: a planner asked again may say less or more, and a
    number already taken would swallow what is new. `key` replaces the payload where that depends on the log.
    """
    return PreferenceEvent(
        event_id=event_id(turn, event_type, key or tuple(payload.values())),
        user_id=turn.user_id,
        thread_id=turn.thread_id,
        turn_id=turn.turn_id,
        at=turn.at,
        type=event_type,
        utterance=storable(turn.utterance),
        **payload,
    )


def event_id(turn: TurnFacts, event_type: EventType, key: tuple[object, ...]) -> str:
    """Return the identifier of what `key` says in `turn`."""
    said = [turn.user_id, turn.thread_id, turn.turn_id, event_type, *key]
    return str(uuid5(EVENTS, json.dumps(said, default=_plain, sort_keys=True)))


def _plain(value: Any) -> Any:
    return asdict(value)


def storable(text: str) -> str:
    """Return the text without what a database refuses."""
    # PostgreSQL refuses U+0000, and neither database takes half of a surrogate pair.
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
