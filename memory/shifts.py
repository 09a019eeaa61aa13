"""Relative critiques: how "cheaper", said again, and "dearer" compose."""

from collections.abc import Sequence
from dataclasses import replace

from podbor.core.preferences import PreferenceEvent, Shift


def standing_shifts(events: Sequence[PreferenceEvent]) -> list[PreferenceEvent]:
    """Return the shifts in force of one conversation, in order.

    Said again in the same direction, the tightest bound holds. The opposite direction on the same attribute takes the
    place of what was said before: the shopper moves back. Grams and millilitres are bounded apart, and so is each need.
    """
    standing: list[PreferenceEvent] = []
    for event in events:
        if event.shift is None:
            continue
        standing = [other for other in standing if other.shift and not _opposite(other.shift, event.shift)]
        same = [other for other in standing if other.shift and _same(other.shift, event.shift)]
        if all(other.shift and _tighter(event.shift, other.shift) for other in same):
            standing = [other for other in standing if other not in same] + [event]
    return standing


def _opposite(old: Shift, new: Shift) -> bool:
    together = old.need == new.need or not (old.need and new.need)
    return together and old.attribute == new.attribute and old.direction != new.direction


def _same(old: Shift, new: Shift) -> bool:
    return replace(old, bound=new.bound) == new


def _tighter(new: Shift, old: Shift) -> bool:
    return new.bound < old.bound if new.direction == "lower" else new.bound > old.bound
