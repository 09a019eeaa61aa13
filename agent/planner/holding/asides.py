"""Takes out searches for what a message only tells of: what is there already, what is not wanted, what somebody does."""

import re
from collections.abc import Sequence

from podbor.agent.planner.holding.allergies import CLAUSE
from podbor.agent.planner.language import Act, Find
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import analyser

UNWANTED = re.compile(
    r"(?<!\w)(?:не\s+(?:надо|нуж(?:ен|на|но|ны)|понадоб\w+|треб\w+|ищ\w+|предлага\w+)|обойд\w+|перебь\w+|"
    r"уже\s+(?:есть|взял\w*|купил\w*|заказал\w*|имеется|лежит|стоит)|есть\s+(?:уже|дома|и так)|"
    r"(?:у меня|у нас)\s+(?:уже\s+)?есть|и так\s+(?:есть|полно|навалом))(?!\w)|"
    r"(?<!\w)(?:есть|имеется)\s+(?:у меня|у нас)(?!\w)|"
    r"\b(?:don'?t need|no need (?:for|of)|not needed|already (?:have|got|bought)|"
    r"(?:have|got) (?:it|them|some|one|plenty|enough) (?:at home|already))\b",
    re.IGNORECASE,
)
"""What a clause says of a thing that is not to be looked for."""
LEAST_LETTERS = 3


def drop_asides(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` without searches of things that their clause does not want, and of clauses that tell what is done.

    One search at least stays.
    """
    finds = [act for act in acts if isinstance(act, Find)]
    if len(finds) < 2:
        return tuple(acts)
    clauses = CLAUSE.split(message)
    aside = [find for find in finds if _is_aside(find, clauses)]
    if len(aside) == len(finds):
        return tuple(acts)
    return tuple(act for act in acts if act not in aside)


def _is_aside(find: Find, clauses: Sequence[str]) -> bool:
    words = words_of(find.query or "")
    if not find.kinds and any(_is_done(word) for word in words):
        return True
    told = [clause for clause in clauses if _says(clause, words)]
    return len(told) == 1 and UNWANTED.search(told[0]) is not None


def _says(clause: str, words: Sequence[str]) -> bool:
    said = words_of(clause)
    long = [word for word in words if len(word) >= LEAST_LETTERS]
    return bool(long) and all(any(likeness(word, other) for other in said) for word in long)


def _is_done(word: str) -> bool:
    """Whether a Russian word is a verb that says what somebody does or did, and nothing else."""
    parses = analyser().parse(word)
    return all(str(parse.tag.POS) == "VERB" and "impr" not in parse.tag for parse in parses) and bool(
        analyser().word_is_known(word)
    )
