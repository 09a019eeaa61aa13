"""Leaves out what a plan says twice, or says of the whole list beside what it says of an item."""

import re
from collections.abc import Sequence
from dataclasses import replace

from podbor.agent.planner.language import Act, Bounds, Compare, Find, Judge, Plain, Prefer, Shift, Why

LIKE = re.compile(
    r"(?<!\w)(?:same|like|similar|version|too|as well|так(?:ой|ого|ую|ое|ие|их) же|как|тоже)(?!\w)", re.IGNORECASE
)
"""What makes an item the measure of all that is asked for: "same as 2, less greasy and cheaper"."""


def say_once(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with two searches of one need as one, one fact once, and no comparison or question of the whole list
    beside one of an item; who wants to see others need not reject each of those on screen.
    """
    kept = _facts_once(_searches_once(list(acts)))
    if any(isinstance(act, Compare) and (act.refs or act.query) for act in kept):
        kept = [act for act in kept if act != Compare()]
    if any(isinstance(act, Why) and act.refs not in ((), ("it",)) for act in kept):
        kept = [act for act in kept if not (isinstance(act, Why) and act.refs in ((), ("it",)))]
    if any(act == Plain(word="more") for act in kept):
        kept = [act for act in kept if act != Judge(verdict="reject", refs=("all",))]
    return tuple(_pointing_on(kept) if LIKE.search(message) else kept)


def _searches_once(acts: list[Act]) -> list[Act]:
    found: list[Act] = []
    for act in acts:
        same = next(
            (one for one in found if isinstance(act, Find) and isinstance(one, Find) and _one_need(one, act)), None
        )
        if isinstance(act, Find) and isinstance(same, Find):
            found[found.index(same)] = replace(same, bounds=_joined(same.bounds, act.bounds))
        else:
            found.append(act)
    return found


def _one_need(one: Find, other: Find) -> bool:
    apart = one.bounds.services and other.bounds.services and one.bounds.services != other.bounds.services
    return one.query == other.query and one.kinds == other.kinds and not apart


def _joined(one: Bounds, other: Bounds) -> Bounds:
    low, high = one.price_min or other.price_min, one.price_max or other.price_max
    if low is not None and high is not None and low > high:
        low, high = high, low
    services = one.services or other.services
    return Bounds(price_min=low, price_max=high, about=one.about or other.about, services=services)


def _facts_once(acts: list[Act]) -> list[Act]:
    """A fact that is said to hold now and always is one that lasts; what is asked for alone is not left out as well."""
    required = [act.fact for act in acts if isinstance(act, Prefer) and act.stance == "require"]
    acts = [act for act in acts if not (isinstance(act, Prefer) and act.stance == "exclude" and act.fact in required)]
    lasting = [(act.stance, act.fact) for act in acts if isinstance(act, Prefer) and act.scope == "lasting"]
    return [
        act
        for act in acts
        if not (isinstance(act, Prefer) and act.scope == "session" and (act.stance, act.fact) in lasting)
    ]


def _pointing_on(acts: Sequence[Act]) -> list[Act]:
    """Critiques that follow one of an item are of the same item: "like the second, less greasy and cheaper"."""
    found: list[Act] = []
    ref: str | None = None
    for act in acts:
        if isinstance(act, Shift):
            ref = act.ref or ref
            found.append(replace(act, ref=ref))
        else:
            ref = None
            found.append(act)
    return found
