"""Holds critiques to the directions that the message says: "белка поболее, жира поменьше" is more of one, less of the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from podbor.agent.planner.language import Act, Shift
from podbor.core.vocabulary import Attribute, Direction

NOUNS: dict[Attribute, str] = {
    "sugar": r"сахар(?:а|ку|ца)?|sugar",
    "calories": r"калори[йи]|calories?|kcal",
    "fat": r"жира|жиров|жирку|fat",
    "salt": r"соли|сольки|salt|sodium",
    "protein": r"белка|белков|белку|протеина|protein",
}
"""Nouns of what there can be more or less of."""
_MORE = r"(?:по)?больше|поболее|more|higher|extra"
_LESS = r"(?:по)?меньше|поменее|less|lower|fewer"
_NOUN = "|".join(f"(?P<{attribute}>{words})" for attribute, words in NOUNS.items())
CLAUSE = re.compile(r"[,;.!?+&]|(?<!\w)(?:и|а|но|да|and|but|plus|with)(?!\w)", re.IGNORECASE)
WORDS = re.compile(rf"(?<!\w)(?:{_NOUN}|(?P<higher>{_MORE})|(?P<lower>{_LESS}))(?!\w)", re.IGNORECASE)
NOT = re.compile(r"(?<!\w)(?:не|ни|not|no|without|без|никак\w*)(?!\w)|n['’]t(?!\w)", re.IGNORECASE)


def hold_to_directions(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts`, all of them critiques of the whole list, with those that a clause of the message says in so many words."""
    shifts = [act for act in acts if isinstance(act, Shift) and act.ref is None]
    if not shifts or len(shifts) != len(acts):
        return tuple(acts)
    said = dict(_said(message))
    held = [replace(act, direction=said.get(act.attribute, act.direction)) for act in shifts]
    known = {act.attribute for act in held}
    return (*held, *(Shift(attribute=name, direction=said[name]) for name in said if name not in known))


def _said(message: str) -> Iterator[tuple[Attribute, Direction]]:
    """Yield the attribute and the direction of each clause that has one of both and no negation."""
    for clause in CLAUSE.split(message):
        kinds = [str(found.lastgroup) for found in WORDS.finditer(clause)]
        nouns = [name for name in NOUNS if name in kinds]
        ways: list[Direction] = [way for way in ("higher", "lower") if way in kinds]
        if len(nouns) == len(ways) == 1 and not NOT.search(clause):
            yield nouns[0], ways[0]
