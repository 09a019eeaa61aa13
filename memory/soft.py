"""Soft preferences: the weights of what a shopper would rather have or not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from podbor.core.preferences import PreferenceEvent, SoftPreference
from podbor.core.vocabulary import Facet
from podbor.memory.hard import Subject, is_hard
from podbor.memory.values import narrower, stems, surface, value_key

HALF_LIFE = timedelta(days=180)
STATED = 0.5
"""Weight of a plain statement: half the range, so that a specific one can outweigh the general one it contradicts."""
IMPLIED = 0.1
"""Weight of what one accepted or rejected item says about its kind and brand."""
IMPLIED_LIMIT = 0.3
"""However many items were accepted or rejected, that is worth less than a word."""


def soft_facts(
    statements: Sequence[PreferenceEvent], hard: Mapping[Subject, PreferenceEvent]
) -> dict[Subject, PreferenceEvent]:
    """Return the soft statement in force on each subject that no hard one decides. `statements`: weakest first."""
    facts: dict[Subject, PreferenceEvent] = {}
    for event in statements:
        if event.change is None or is_hard(event.change):
            continue
        subject = value_key(event.change.facet, event.change.value)
        if subject not in hard:
            facts[subject] = event
    return facts


def soft_weights(
    facts: Mapping[Subject, PreferenceEvent],
    implied: Sequence[PreferenceEvent],
    hard: Mapping[Subject, PreferenceEvent],
    *,
    now: datetime,
    half_life: timedelta,
) -> tuple[SoftPreference, ...]:
    """Return the weights, by facet and value.

    w = ±0.5 · 2^(−age / half-life); a session statement does not age. Where a statement contradicts one about
    something more general, the general weight is taken off, so that an item to which both apply gets exactly the
    specific one. Verdicts on items weigh ±0.1 each, ±0.3 at most, and only where nothing was stated.
    """
    stated = {subject: _stated(event, now, half_life) for subject, event in facts.items()}
    weights = _against_general(stated)
    for subject, weight in _implied(implied, now, half_life).items():
        if subject not in weights and subject not in hard:
            weights[subject] = weight
    values = {subject: event.change.value for subject, event in facts.items() if event.change}
    return tuple(
        SoftPreference(facet=subject[0], value=surface(values.get(subject, subject[1])), weight=weight)
        for subject, weight in sorted(weights.items())
    )


def add_up(weights: Iterable[Sequence[SoftPreference]]) -> tuple[SoftPreference, ...]:
    """Return the weights of several people as one list: where two disagree, they cancel out."""
    totals: defaultdict[tuple[Facet, str], float] = defaultdict(float)
    for soft in (soft for one in weights for soft in one):
        totals[soft.facet, soft.value] += soft.weight
    return tuple(
        SoftPreference(facet=facet, value=value, weight=max(-1.0, min(1.0, weight)))
        for (facet, value), weight in sorted(totals.items())
    )


def _stated(event: PreferenceEvent, now: datetime, half_life: timedelta) -> float:
    if event.change is None:
        return 0.0
    sign = 1.0 if event.change.stance in ("prefer", "require") else -1.0
    return sign * STATED * _freshness(event, now, half_life)


def _freshness(event: PreferenceEvent, now: datetime, half_life: timedelta) -> float:
    if event.change is None or event.change.scope == "session":
        return 1.0
    age = max(now - event.at, timedelta())
    return float(0.5 ** (age / half_life))


def _against_general(stated: Mapping[Subject, float]) -> dict[Subject, float]:
    # Each value is filed under its rarest stem: whatever is narrower has that stem too, and the files stay short.
    count = Counter((facet, stem) for facet, value in stated for stem in stems(value))
    filed: defaultdict[tuple[Facet, str], list[Subject]] = defaultdict(list)
    for facet, value in stated:
        words = stems(value)
        if words:
            filed[facet, min(words, key=lambda stem: (count[facet, stem], stem))].append((facet, value))
    return {subject: _outweighed(subject, stated, filed) for subject in stated}


def _outweighed(
    subject: Subject, stated: Mapping[Subject, float], filed: Mapping[tuple[Facet, str], list[Subject]]
) -> float:
    facet, value = subject
    weight = stated[subject]
    contradicted = sum(
        stated[general]
        for stem in sorted(stems(value))
        for general in filed.get((facet, stem), ())
        if stated[general] * weight < 0 and narrower(value, general[1])
    )
    return max(-1.0, min(1.0, weight - contradicted))


def _implied(events: Sequence[PreferenceEvent], now: datetime, half_life: timedelta) -> dict[Subject, float]:
    weights: defaultdict[Subject, float] = defaultdict(float)
    for event in events:
        if event.change:
            sign = 1.0 if event.change.stance == "prefer" else -1.0
            subject = value_key(event.change.facet, event.change.value)
            weights[subject] += sign * IMPLIED * _freshness(event, now, half_life)
    return {
        subject: max(-IMPLIED_LIMIT, min(IMPLIED_LIMIT, weight)) for subject, weight in weights.items() if weight != 0
    }
