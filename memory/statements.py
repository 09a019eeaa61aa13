"""What a shopper states, as events: preferences, relative critiques, verdicts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from podbor.core.errors import ToolRetry
from podbor.core.preferences import PreferenceChange, PreferenceEvent, Shift
from podbor.core.vocabulary import (
    ALLERGENS,
    DIETS,
    FACETS,
    PEOPLE,
    SCOPES,
    STANCES,
    TASTES,
    Facet,
    Scope,
    Stance,
    Verdict,
)
from podbor.memory.turns import TurnFacts, new_event, storable
from podbor.memory.values import value_key

FOR: frozenset[Stance] = frozenset({"require", "prefer"})
MAX_VALUE_CHARS = 100
FIELD = "update_preferences.changes"


def changes_events(
    turn: TurnFacts, changes: Sequence[PreferenceChange], *, services: Collection[str]
) -> tuple[PreferenceEvent, ...]:
    """Return the events of one update, in order; what is said twice is said once.

    Raises ToolRetry, naming the change and the valid values, on an unknown facet, stance, scope or value, and on
    changes of one scope that contradict each other; an allergen contradicts itself in any two scopes.
    """
    for index, change in enumerate(changes):
        _check(index, change, services)
    _check_contradictions(changes)
    events = [new_event(turn, "preference", change=_canonical(change)) for change in changes]
    return tuple({event.event_id: event for event in events}.values())


def shift_event(turn: TurnFacts, shift: Shift) -> PreferenceEvent:
    """Return the event of a relative critique that is already anchored to the list on screen."""
    return new_event(turn, "shift", shift=shift)


def feedback_events(
    turn: TurnFacts, item_id: str, verdict: Verdict, *, about: Mapping[Facet, str] | None = None
) -> tuple[PreferenceEvent, ...]:
    """Return the events of a verdict on an item.

    A rejected item is out for the conversation; an accepted one is remembered. `about` names the item's kind
    ("category") and brand: the verdict is weak evidence about them, and never a constraint.
    """
    scope: Scope = "lasting" if verdict == "accept" else "session"
    stance: Stance = "prefer" if verdict == "accept" else "avoid"
    verdict_event = new_event(turn, "feedback", item_id=item_id, verdict=verdict, scope=scope)
    implied = [
        new_event(
            turn,
            "feedback",
            item_id=item_id,
            verdict=verdict,
            change=PreferenceChange(facet=facet, value=value, stance=stance, scope=scope),
        )
        for facet, value in (about or {}).items()
        if value
    ]
    return (verdict_event, *implied)


def _check(index: int, change: PreferenceChange, services: Collection[str]) -> None:
    vocabularies: Mapping[str, Collection[str]] = {
        "facet": FACETS,
        "stance": STANCES,
        "scope": SCOPES,
        "person": PEOPLE,
    }
    for field, valid in vocabularies.items():
        if getattr(change, field) not in valid:
            raise ToolRetry(field=f"{FIELD}.{index}.{field}", got=getattr(change, field), valid=valid)
    values: Mapping[str, Collection[str]] = {
        "allergen": ALLERGENS,
        "diet": DIETS,
        "taste": TASTES,
        "service": services,
    }
    closed = values.get(change.facet)
    if closed is not None and value_key(change.facet, change.value)[1] not in closed:
        raise ToolRetry(field=f"{FIELD}.{index}.value", got=change.value, valid=closed)
    if not value_key(change.facet, storable(change.value))[1] or len(change.value) > MAX_VALUE_CHARS:
        raise ToolRetry(field=f"{FIELD}.{index}.value", got=change.value, valid=f"1 to {MAX_VALUE_CHARS} characters")


def _canonical(change: PreferenceChange) -> PreferenceChange:
    value = " ".join(storable(change.value).split())
    if change.facet in ("allergen", "diet", "taste", "service"):
        value = value_key(change.facet, change.value)[1]
    return replace(change, value=value)


def _check_contradictions(changes: Sequence[PreferenceChange]) -> None:
    said: dict[tuple[object, ...], PreferenceChange] = {}
    for index, change in enumerate(changes):
        scope = None if change.facet == "allergen" else change.scope
        before = said.setdefault((*value_key(change.facet, change.value), change.person, scope), change)
        if (before.stance in FOR) != (change.stance in FOR):
            raise ToolRetry(
                field=f"{FIELD}.{index}.stance",
                got=change.stance,
                valid=f"one stance on {change.facet} {change.value}: another change says {before.stance}",
            )
