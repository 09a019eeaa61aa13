"""Gives training examples the marks that `links.mark_items` puts into messages when titles are on screen."""

import random
from collections.abc import Sequence
from dataclasses import replace

from podbor.agent.planner.language import Act, Compare, Find, Judge, Prefer, Shift, Why
from podbor.agent.planner.links import mark_phrase

POSITIONS = range(1, 6)
LINKED_SHARE = 0.85
"""Of names of items on screen; the rest stay quoted, as when the titles are not known."""
STRAY_SHARE = 0.25
"""Of brands in preferences, which may be on screen too and mean the brand all the same."""
STRAY_SEARCH_SHARE = 0.06


def link_items(message: str, acts: Sequence[Act], rng: random.Random) -> tuple[str, tuple[Act, ...]]:
    """Return message and acts with quoted references turned into marks and positions."""
    positions = rng.sample(POSITIONS, len(POSITIONS))
    linked: dict[str, str] = {}
    if rng.random() < LINKED_SHARE:
        for phrase in _quoted(acts):
            marked = mark_phrase(message, phrase, positions[-1]) if positions else None
            if marked is not None:
                message, linked[f'"{phrase}"'] = marked, str(positions.pop())
    for phrase, share in _strays(acts):
        known = linked.get(f'"{phrase}"')
        if positions and known is None and rng.random() < share:
            message = mark_phrase(message, phrase, positions.pop()) or message
    return message, tuple(_relinked(act, linked) for act in acts)


def _quoted(acts: Sequence[Act]) -> list[str]:
    refs = [ref for act in acts for ref in _refs(act)]
    return list(dict.fromkeys(ref.strip('"') for ref in refs if ref.startswith('"')))


def _refs(act: Act) -> tuple[str, ...]:
    if isinstance(act, Shift):
        return (act.ref,) if act.ref else ()
    return act.refs if isinstance(act, Judge | Compare | Why) else ()


def _relinked(act: Act, linked: dict[str, str]) -> Act:
    if isinstance(act, Shift):
        return replace(act, ref=linked.get(act.ref or "", act.ref))
    if isinstance(act, Judge | Compare | Why):
        return replace(act, refs=tuple(linked.get(ref, ref) for ref in act.refs))
    return act


def _strays(acts: Sequence[Act]) -> list[tuple[str, float]]:
    brands = [
        (act.fact.value, STRAY_SHARE)
        for act in acts
        if isinstance(act, Prefer) and act.fact.facet == "brand" and act.fact.value
    ]
    searches = [(act.query.split()[-1], STRAY_SEARCH_SHARE) for act in acts if isinstance(act, Find) and act.query]
    return brands + searches
