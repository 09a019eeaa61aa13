"""Holds critiques to the directions that the message says.

"Белка поболее, жира поменьше" is more of one and less of the other; what is too big is to be smaller, be it "not small" as well.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from podbor.agent.planner.language import Act, Prefer, Shift
from podbor.agent.planner.words import words_of
from podbor.core.terms import Terms
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
LESS = re.compile(rf"(?<!\w)(?:{_LESS})(?!\w)", re.IGNORECASE)
NOT = re.compile(r"(?<!\w)(?:не|ни|not|no|without|без|никак\w*)(?!\w)|n['’]t(?!\w)", re.IGNORECASE)

_TOO = r"слишком|чересчур|больно|излишне|too"
_EXCESS: dict[tuple[Attribute, Direction], str] = {
    ("price", "lower"): r"дорог\w*|expensive|pricey|dear",
    ("price", "higher"): r"д[её]ш[её]в\w*|бюджетн\w*|cheap",
    ("size", "lower"): r"больш(?:ой|ая|ое|ие)|огромн\w*|крупн\w*|громоздк\w*|big|large|huge|bulky",
    ("size", "higher"): r"маленьк\w*|мелк\w*|мал|мала|мало|малы|small|tiny|little",
    ("sugar", "lower"): r"сладк\w*|приторн\w*|sweet|sugary",
    ("salt", "lower"): r"сол[её]н\w*|salty",
    ("fat", "lower"): r"жирн\w*|fatty|greasy",
}
"""What is too much, and the way it is then to go."""
EXCESS = {
    way: re.compile(rf"(?<!\w)(?:(?:{_TOO})(?: уж)? (?:{words})|(?:{words}) (?:слишком|чересчур))(?!\w)", re.IGNORECASE)
    for way, words in _EXCESS.items()
}
ALONE: dict[tuple[Attribute, Direction], re.Pattern[str]] = {
    ("price", "lower"): re.compile(r"^\W*(?:дорог(?:о|ой|ая|ое|ие|овато)|expensive|pricey|dear)\W*$", re.IGNORECASE),
    ("size", "higher"): re.compile(r"^\W*(?:мал|мала|мало|малы)\W*$", re.IGNORECASE),
}
"""What a message of one word finds too much: "маленький" alone is rather a wish."""
DESCRIBED = {way: re.compile(rf"^\W*(?:{words})\W*$", re.IGNORECASE) for way, words in _EXCESS.items()}
"""The same words alone: "the cheap ones"."""

SWEETER = re.compile(r"(?<!\w)(?:(?:по)?слаще|sweeter)(?!\w)", re.IGNORECASE)
"""Than what is on screen: a critique, whatever taste stands beside it ("кислятина, давай послаще")."""


def hold_to_directions(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with critiques the way that the message says what they are of is too much.

    Where all are critiques of the whole list, also with those that a clause of the message says in so many words.
    """
    if acts and all(map(_is_of_sugar, acts)) and SWEETER.search(message) and not NOT.search(message):
        return (Shift(attribute="sugar", direction="higher"),)
    acts = [_away_from_excess(message, act) if isinstance(act, Shift) else _less_of(message, act) for act in acts]
    shifts = [act for act in acts if isinstance(act, Shift) and act.ref is None]
    if not shifts or len(shifts) != len(acts):
        return tuple(acts)
    said = dict(_said(message))
    held = [replace(act, direction=said.get(act.attribute, act.direction)) for act in shifts]
    known = {act.attribute for act in held}
    return (*held, *(Shift(attribute=name, direction=said[name]) for name in said if name not in known))


def _is_of_sugar(act: Act) -> bool:
    """Whether an act is a wish for a taste that "sweeter" may have been read as."""
    return (
        isinstance(act, Prefer)
        and act.stance == "prefer"
        and act.scope == "session"
        and act.fact.value in ("sweet", "sour")
    )


def _less_of(message: str, act: Act) -> Act:
    """A taste that a clause wants less of is avoided, and not preferred: "солёного мне поменьше"."""
    if not isinstance(act, Prefer) or act.stance != "prefer" or act.fact.facet != "taste":
        return act
    known = (act.fact.facet, act.fact.value)
    told = [one for one in CLAUSE.split(message) if any(Terms.load().resolve(word) == known for word in words_of(one))]
    less = told and all(LESS.search(clause) and not NOT.search(clause) for clause in told)
    return replace(act, stance="avoid") if less else act


def _away_from_excess(message: str, act: Shift) -> Shift:
    told = (*EXCESS.items(), *ALONE.items())
    ways = {way for (attribute, way), words in told if attribute == act.attribute and words.search(message)}
    return replace(act, direction=ways.pop()) if len(ways) == 1 else act


def _said(message: str) -> Iterator[tuple[Attribute, Direction]]:
    """Yield the attribute and the direction of each clause that has one of both and no negation."""
    for clause in CLAUSE.split(message):
        kinds = [str(found.lastgroup) for found in WORDS.finditer(clause)]
        nouns = [name for name in NOUNS if name in kinds]
        ways: list[Direction] = [way for way in ("higher", "lower") if way in kinds]
        if len(nouns) == len(ways) == 1 and not NOT.search(clause):
            yield nouns[0], ways[0]
