"""Says what a follow-up leaves out: "зелёный, 5 кг" beside a list of antifreeze is green antifreeze, "веганские?" no new search."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.phrases import PREPOSITIONS
from podbor.agent.planner.language import Act, Bounds, Find, Prefer, Shift
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import analyser
from podbor.core.text import CYRILLIC

MOST_WORDS = 3
"""Of a need that is short enough to be a product."""
ADJECTIVES = frozenset({"ADJF", "PRTF"})


def name_the_need(acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with the need on screen before the query of a lone Russian search that names no thing itself."""
    finds = [act for act in acts if isinstance(act, Find)]
    if len(finds) != 1 or not finds[0].query or finds[0].kinds or not 0 < len(words_of(context.need)) <= MOST_WORDS:
        return tuple(acts)
    query = finds[0].query
    needed = words_of(context.need)
    if not describes(query) or any(likeness(word, other) for word in words_of(query) for other in needed):
        return tuple(acts)
    full = replace(finds[0], query=f"{context.need} {query}")
    return tuple(full if act is finds[0] else act for act in acts)


def leave_the_need(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` without a search for the need on screen that the message does not name, beside what changes that list."""
    needed, said = words_of(context.need), words_of(message)
    if not needed or not any(isinstance(act, Prefer | Shift) for act in acts):
        return tuple(acts)

    def goes_without_saying(act: Act) -> bool:
        words = words_of(act.query or "") if isinstance(act, Find) and not act.kinds and act.bounds == Bounds() else ()
        return bool(words) and all(
            any(likeness(word, own) for own in needed) and not any(likeness(word, own) for own in said)
            for word in words
        )

    return tuple(act for act in acts if not goes_without_saying(act))


def describes(query: str) -> bool:
    """Whether a Russian query begins with an adjective and has no noun but after prepositions and numbers.

    >>> describes("зелёный g11 5 кг"), describes("зелёный чай"), describes("жирный с плесенью")
    (True, False, True)
    """
    words = query.casefold().split()
    if not words or not CYRILLIC.search(words[0]) or not _is_adjective(words[0]):
        return False
    inside = False
    for before, word in pairwise(words):
        inside = before in PREPOSITIONS or (inside and _is_adjective(before))
        if not inside and not _tells(before, word):
            return False
    return True


def _is_adjective(word: str) -> bool:
    parse = analyser().parse(word)[0]
    return str(parse.tag.POS) in ADJECTIVES and "Subx" not in parse.tag


def _tells(before: str, word: str) -> bool:
    """Whether a word that follows no preposition is no thing: an adjective, a number or its unit, a model."""
    return (
        any(char.isdigit() for char in word + before)
        or word in PREPOSITIONS
        or (bool(CYRILLIC.search(word)) and _is_adjective(word))
    )
