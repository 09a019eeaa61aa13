"""The resolver: folds the preference log into what a conversation must obey and what it should lean to.

The rules, in order:

1. What was taken back (forgotten, undone, or a shift of a need that is over) counts for nothing.
2. A conversation sees its own events and the lasting ones of others; nothing of its session reaches another.
3. Of two statements about the same facet and value, the later wins, and what was said in this conversation wins over
   what was said elsewhere.
4. `require` and `exclude` are hard. `prefer` and `avoid` never weaken them. A later contrary `require` lifts an
   exclusion, and the other way round, except of an allergen: only forgetting or undoing lifts that.
5. A brand, service or category required in a later message replaces the one required before: an item has one of each.
   Required diets, ingredients and tastes add up.
6. A statement about something specific goes before one about the general ("шоколад, но не белый").
7. Shifts: see `podbor.memory.shifts`. Soft weights: see `podbor.memory.soft`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from podbor.core.preferences import Constraints, PreferenceEvent, Profile
from podbor.memory.hard import hard_facts
from podbor.memory.log import alive, visible
from podbor.memory.shifts import standing_shifts
from podbor.memory.soft import HALF_LIFE, soft_facts, soft_weights
from podbor.memory.values import surface

FIELDS = {
    ("allergen", "exclude"): "exclude_allergens",
    ("diet", "require"): "require_diets",
    ("diet", "exclude"): "exclude_diets",
    ("ingredient", "require"): "require_ingredients",
    ("ingredient", "exclude"): "exclude_ingredients",
    ("taste", "require"): "require_tastes",
    ("taste", "exclude"): "exclude_tastes",
    ("brand", "require"): "require_brands",
    ("brand", "exclude"): "exclude_brands",
    ("category", "require"): "require_categories",
    ("category", "exclude"): "exclude_categories",
    ("service", "require"): "require_services",
    ("service", "exclude"): "exclude_services",
}
"""(facet, stance) → the field of Constraints that holds it."""


def resolve(
    events: Iterable[PreferenceEvent],
    *,
    user_id: str,
    thread_id: str,
    now: datetime,
    half_life: timedelta = HALF_LIFE,
) -> Profile:
    """Fold a log, oldest first, into the profile that conversation `thread_id` sees at `now`.

    Pure: the same log gives the same profile. Events of other shoppers are passed over. `half_life` is the age at which
    a lasting soft taste weighs half; a clock that runs ahead counts as no age.
    """
    seen = [e for e in alive(e for e in events if e.user_id == user_id) if visible(e, thread_id)]
    statements = _by_precedence([e for e in seen if e.type == "preference" and e.change], thread_id)
    hard = hard_facts(statements)
    soft = soft_facts(statements, hard)
    shifts = standing_shifts([e for e in seen if e.type == "shift" and e.thread_id == thread_id])
    verdicts = _last_verdicts([e for e in seen if e.type == "feedback" and not e.change])
    implied = [e for e in seen if e.type == "feedback" and e.change]
    in_force = {e.event_id for e in (*hard.values(), *soft.values(), *shifts, *verdicts)}
    return Profile(
        user_id=user_id,
        constraints=_constraints(list(hard.values()), shifts, verdicts),
        soft=soft_weights(soft, implied, hard, now=now, half_life=half_life),
        accepted=tuple(e.item_id for e in verdicts if e.verdict == "accept" and e.item_id),
        active=tuple(e for e in seen if e.event_id in in_force),
    )


def _by_precedence(events: Sequence[PreferenceEvent], thread_id: str) -> list[PreferenceEvent]:
    """Weakest first: what was said elsewhere, then what was said here, each in order."""
    return sorted(events, key=lambda event: event.thread_id == thread_id)


def _last_verdicts(events: Sequence[PreferenceEvent]) -> list[PreferenceEvent]:
    last: dict[str, PreferenceEvent] = {}
    for event in events:
        if event.item_id:
            last.pop(event.item_id, None)
            last[event.item_id] = event
    return list(last.values())


def _constraints(
    hard: Sequence[PreferenceEvent], shifts: Sequence[PreferenceEvent], verdicts: Sequence[PreferenceEvent]
) -> Constraints:
    values: defaultdict[str, set[str]] = defaultdict(set)
    for event in hard:
        if event.change:
            values[FIELDS[event.change.facet, event.change.stance]].add(surface(event.change.value))
    rejected = frozenset(e.item_id for e in verdicts if e.verdict == "reject" and e.item_id)
    fields: dict[str, Any] = {name: frozenset(found) for name, found in values.items()}
    return Constraints(exclude_items=rejected, shifts=tuple(e.shift for e in shifts if e.shift), **fields)
