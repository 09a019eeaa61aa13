"""Events as rows and back."""

from typing import Any, cast

from sqlalchemy import Row

from podbor.core.preferences import EventType, PreferenceChange, PreferenceEvent, Shift
from podbor.core.vocabulary import Attribute, Direction, Facet, Person, Scope, Stance, Verdict
from podbor.memory.log import reach


def to_columns(event: PreferenceEvent) -> dict[str, Any]:
    """Return the column values of an event, all but its place in the log."""
    change, shift = event.change, event.shift
    return {
        "event_id": event.event_id,
        "user_id": event.user_id,
        "thread_id": event.thread_id,
        "turn_id": event.turn_id,
        "at": event.at,
        "type": event.type,
        "scope": reach(event),
        "utterance": event.utterance,
        "facet": change.facet if change else None,
        # Of a critique, the need that it is about.
        "value": change.value if change else (shift.need or None) if shift else None,
        "stance": change.stance if change else None,
        "attribute": shift.attribute if shift else None,
        "direction": shift.direction if shift else None,
        "bound": shift.bound if shift else None,
        "unit": shift.unit if shift else None,
        "item_id": event.item_id,
        "verdict": event.verdict,
        "retracts": list(event.retracts),
        "person": change.person if change and change.person != "self" else None,
    }


def to_event(row: Row[Any]) -> PreferenceEvent:
    """Return the event a row holds."""
    return PreferenceEvent(
        event_id=row.event_id,
        user_id=row.user_id,
        thread_id=row.thread_id,
        turn_id=row.turn_id,
        at=row.at,
        type=cast(EventType, row.type),
        utterance=row.utterance,
        change=_change(row),
        shift=_shift(row),
        item_id=row.item_id,
        verdict=cast("Verdict | None", row.verdict),
        retracts=tuple(row.retracts),
        scope="session" if row.facet else cast(Scope, row.scope),
    )


def _change(row: Row[Any]) -> PreferenceChange | None:
    if row.facet is None or row.value is None:
        return None
    return PreferenceChange(
        facet=cast(Facet, row.facet),
        value=row.value,
        stance=cast(Stance, row.stance),
        scope=cast(Scope, row.scope),
        person=cast(Person, row.person or "self"),
    )


def _shift(row: Row[Any]) -> Shift | None:
    if row.attribute is None or row.bound is None:
        return None
    return Shift(
        attribute=cast(Attribute, row.attribute),
        direction=cast(Direction, row.direction),
        bound=row.bound,
        unit=row.unit or "",
        need=row.value or "",
    )
