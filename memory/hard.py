"""Hard facts of a log: what is required and what is excluded."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from podbor.core.preferences import PreferenceChange, PreferenceEvent
from podbor.core.vocabulary import COMPANIONS, Facet
from podbor.memory.values import value_key

Subject: TypeAlias = tuple[Facet, str]
ONE_PER_ITEM: frozenset[Facet] = frozenset({"brand", "service", "category"})
"""Facets of which an item has one value, so that two required ones mean "either"."""


def hard_facts(statements: Sequence[PreferenceEvent]) -> dict[Subject, PreferenceEvent]:
    """Return the hard statement in force on each subject. `statements`: preferences, weakest first."""
    facts: dict[Subject, PreferenceEvent] = {}
    current = _current_requirements(statements)
    for event in statements:
        change = event.change
        if change is None or not is_hard(change) or _replaced(event, change, current):
            continue
        subject = value_key(change.facet, change.value)
        if subject not in facts or _overrides(change, facts[subject].change):
            facts[subject] = event
    return facts


def with_companions(
    statements: Sequence[PreferenceEvent], cleared: Sequence[PreferenceEvent], order: Mapping[str, int]
) -> dict[Subject, PreferenceEvent]:
    """Return the hard facts with what their exclusions take along: peanuts go with nuts, until the shopper says otherwise.

    `cleared`: the retractions that say so; one counts only when it comes after the last time that the exclusion was said.
    `order`: place in the log of each event.
    """
    facts = hard_facts(statements)
    for named, companion in COMPANIONS.items():
        fact = facts.get(("allergen", named))
        if fact is not None and _last(cleared, companion, order) < _last(statements, named, order):
            facts.setdefault(("allergen", companion), fact)
    return facts


def is_hard(change: PreferenceChange) -> bool:
    """Whether a statement is a constraint. To require an allergen ("only with nuts") is a wish, not a safety matter."""
    return change.stance == "exclude" or (change.stance == "require" and change.facet != "allergen")


def _last(events: Sequence[PreferenceEvent], allergen: str, order: Mapping[str, int]) -> int:
    """Place of the last event that excludes an allergen, or clears it; -1 without one."""
    about = [e for e in events if e.change and value_key(e.change.facet, e.change.value) == ("allergen", allergen)]
    return max((order[e.event_id] for e in about if e.change and e.change.stance == "exclude"), default=-1)


def _overrides(new: PreferenceChange, old: PreferenceChange | None) -> bool:
    # Said again for this conversation, a lasting fact is still the lasting one that the shopper has to see.
    return old is None or new.stance != old.stance or new.scope == "lasting" or old.scope == "session"


def _current_requirements(statements: Sequence[PreferenceEvent]) -> dict[Facet, str]:
    """The turn whose requirement holds, a facet of which an item has one value."""
    return {
        event.change.facet: event.turn_id
        for event in statements
        if event.change and event.change.stance == "require" and event.change.facet in ONE_PER_ITEM
    }


def _replaced(event: PreferenceEvent, change: PreferenceChange, current: dict[Facet, str]) -> bool:
    return change.stance == "require" and change.facet in ONE_PER_ITEM and current.get(change.facet) != event.turn_id
