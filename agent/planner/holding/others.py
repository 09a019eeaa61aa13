"""Items that a message points at by what they are not: "сравни всё кроме третьего", "taking the first, compare the other two"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.language import Act, Compare, Judge

BUT = re.compile(r"(?<!\w)(?:кроме|everything but|all but|except|apart from|other than)(?!\w)", re.IGNORECASE)
REST = re.compile(
    r"(?<!\w)(?:остальн\w+|друг(?:ие|их) (?:два|две|двух|три|тр[её]х)|other (?:two|three|four|ones)|the (?:rest|others))(?!\w)",
    re.IGNORECASE,
)
ORDINALS = (
    re.compile(r"(?<!\w)(?:1|перв\w+|first)(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:2|втор\w+|second)(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:3|трет\w+|third)(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:4|четв[её]рт\w+|fourth)(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:5|пят(?:ый|ая|ое|ого|ому|ым|ую|ой)|fifth)(?!\w)", re.IGNORECASE),
)
VERDICTS: dict[str, Literal["accept", "reject"]] = {"yes": "accept", "no": "reject", "да": "accept", "нет": "reject"}
VERDICT_BEHIND = tuple(
    re.compile(rf"(?:{ordinal.pattern})\W+({'|'.join(VERDICTS)})(?!\w)", re.IGNORECASE) for ordinal in ORDINALS
)
LAST = re.compile(r"(?<!\w)(?:последн\w+|last)(?!\w)", re.IGNORECASE)


def hold_to_others(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with a comparison of all items but some as one of those that are left, where these are two or more."""
    comparisons = [act for act in acts if isinstance(act, Compare) and act.query is None]
    if len(comparisons) != 1:
        return tuple(acts)
    if (found := BUT.search(message)) is not None:
        named = set(_positions(message[found.end() :], context))
    elif REST.search(message) is not None:
        named = {int(ref) for act in acts if isinstance(act, Judge) for ref in act.refs if ref.isdecimal()}
    else:
        return tuple(acts)
    left = [item.position for item in context.slate if item.position not in named]
    if not named or len(left) < 2:
        return tuple(acts)
    held = replace(comparisons[0], refs=tuple(map(str, left)))
    return tuple(held if act is comparisons[0] else act for act in acts)


def hold_to_verdicts(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the verdicts that are said right behind several numbers: "first yes, second no, third no"."""
    said = {
        str(position): VERDICTS[found[1].casefold()]
        for position, pattern in enumerate(VERDICT_BEHIND, start=1)
        if (found := pattern.search(message))
    }
    if len(said) < 2:
        return tuple(acts)
    return tuple(
        replace(act, verdict=said.get(act.refs[0], act.verdict))
        if isinstance(act, Judge) and len(act.refs) == 1
        else act
        for act in acts
    )


def _positions(text: str, context: PlannerContext) -> Iterator[int]:
    """Positions that are said by their number."""
    yield from (position for position, ordinal in enumerate(ORDINALS, start=1) if ordinal.search(text))
    if LAST.search(text) and context.slate:
        yield context.slate[-1].position
