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
8. A fact about somebody else counts only where they eat too: for a need that names them. Each person's statements are
   resolved apart, and what any of them must not have is excluded.
9. Who excludes nuts has peanuts excluded too, until the shopper says that peanuts are fine: see `podbor.memory.hard`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from podbor.core.preferences import Constraints, PreferenceEvent, Profile
from podbor.core.vocabulary import Person
from podbor.memory.hard import Subject, with_companions
from podbor.memory.log import alive, visible
from podbor.memory.shifts import standing_shifts
from podbor.memory.soft import HALF_LIFE, add_up, soft_facts, soft_weights
from podbor.memory.values import surface, value_key

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
    people: Collection[Person] = (),
    half_life: timedelta = HALF_LIFE,
) -> Profile:
    """Fold a log, oldest first, into the profile that conversation `thread_id` sees at `now`.

    Pure: the same log gives the same profile. Events of other shoppers are passed over. `people` eat too: their facts
    count; those of the rest are in `active` only. `half_life` is the age at which a lasting soft taste weighs half; a
    clock that runs ahead counts as no age.
    """
    seen = [e for e in alive(e for e in events if e.user_id == user_id) if visible(e, thread_id)]
    said = _by_person(_by_precedence([e for e in seen if e.type == "preference" and e.change], thread_id))
    cleared = _by_person([e for e in seen if e.type == "retraction" and e.change])
    order = {event.event_id: place for place, event in enumerate(seen)}
    hard = {person: with_companions(statements, cleared.get(person, ()), order) for person, statements in said.items()}
    soft = {person: soft_facts(statements, hard[person]) for person, statements in said.items()}
    eating: list[Person] = ["self", *(person for person in said if person in people and person != "self")]
    excluded = {subject: event for person in eating for subject, event in hard.get(person, {}).items()}
    shifts = standing_shifts([e for e in seen if e.type == "shift" and e.thread_id == thread_id])
    verdicts = _last_verdicts([e for e in seen if e.type == "feedback" and not e.change])
    implied = [e for e in seen if e.type == "feedback" and e.change]
    stated = [event for facts in (*hard.values(), *soft.values()) for event in facts.values()]
    in_force = {e.event_id for e in (*stated, *shifts, *verdicts)}
    return Profile(
        user_id=user_id,
        constraints=_constraints([hard.get(person, {}) for person in eating], shifts, verdicts),
        soft=add_up(
            soft_weights(
                {subject: event for subject, event in soft.get(person, {}).items() if subject not in excluded},
                implied if person == "self" else (),
                excluded,
                now=now,
                half_life=half_life,
            )
            for person in eating
        ),
        accepted=tuple(e.item_id for e in verdicts if e.verdict == "accept" and e.item_id),
        active=tuple(e for e in seen if e.event_id in in_force),
    )


def _by_precedence(events: Sequence[PreferenceEvent], thread_id: str) -> list[PreferenceEvent]:
    """Weakest first: what was said elsewhere, then what was said here, each in order."""
    return sorted(events, key=lambda event: event.thread_id == thread_id)


def _by_person(events: Sequence[PreferenceEvent]) -> dict[Person, list[PreferenceEvent]]:
    found: defaultdict[Person, list[PreferenceEvent]] = defaultdict(list)
    for event in events:
        if event.change:
            found[event.change.person].append(event)
    return dict(found)


def _last_verdicts(events: Sequence[PreferenceEvent]) -> list[PreferenceEvent]:
    last: dict[str, PreferenceEvent] = {}
    for event in events:
        if event.item_id:
            last.pop(event.item_id, None)
            last[event.item_id] = event
    return list(last.values())


def _constraints(
    hard: Sequence[Mapping[Subject, PreferenceEvent]],
    shifts: Sequence[PreferenceEvent],
    verdicts: Sequence[PreferenceEvent],
) -> Constraints:
    values: defaultdict[str, set[str]] = defaultdict(set)
    for subject, event in (fact for facts in hard for fact in facts.items()):
        if event.change:
            named = value_key(event.change.facet, event.change.value) == subject
            value = surface(event.change.value) if named else subject[1]
            values[FIELDS[subject[0], event.change.stance]].add(value)
    rejected = frozenset(e.item_id for e in verdicts if e.verdict == "reject" and e.item_id)
    fields: dict[str, Any] = {name: frozenset(found) for name, found in values.items()}
    return Constraints(exclude_items=rejected, shifts=tuple(e.shift for e in shifts if e.shift), **fields)
