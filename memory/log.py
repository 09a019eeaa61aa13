"""Reading the log: which events are still in force, and which of them a conversation sees."""

from collections.abc import Iterable

from podbor.core.preferences import EventType, PreferenceEvent
from podbor.core.vocabulary import Scope

RETRACTING: tuple[EventType, ...] = ("retraction", "undo", "need")


def alive(events: Iterable[PreferenceEvent]) -> tuple[PreferenceEvent, ...]:
    """Return the events that no later event in force takes back, in order.

    A retraction that was itself taken back counts no more. Nothing takes back what comes after it.
    """
    kept: list[PreferenceEvent] = []
    dead: set[str] = set()
    for event in reversed(list(events)):
        if event.event_id in dead:
            continue
        kept.append(event)
        if event.type in RETRACTING:
            dead.update(event.retracts)
    return tuple(reversed(kept))


def reach(event: PreferenceEvent) -> Scope:
    """How far an event is seen: in its conversation only, or in all of them."""
    if event.type == "shift":
        return "session"
    return event.change.scope if event.change else event.scope


def visible(event: PreferenceEvent, thread_id: str) -> bool:
    """Whether conversation `thread_id` sees a statement."""
    return event.thread_id == thread_id or reach(event) == "lasting"
