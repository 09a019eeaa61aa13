"""Words of a message that nobody spells so, as the plan spells them: what "toilet paper" was read from is no "toilet papr"."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from podbor.agent.planner.language import Act, Find
from podbor.agent.planner.speller import FAR_LETTERS, RARE, knows, speller, vague
from podbor.agent.planner.words import words_of

COMMON = 10
"""How often a word must be written for a word of the shelves to be taken for it: "protien" is protein, "stollen" not swollen."""
COSY = re.compile(r"к[аеиоуы]$")
"""How a pet form ends, which is no error: "туалетка" is not misspelt for "туалетная"."""
WORD = re.compile(r"[^\W\d_]{3,}")


def respelt(message: str, acts: Sequence[Act]) -> str:
    """Return the message with the words that neither a dictionary nor shoppers know in the spelling of the searches of `acts`.

    A search's word counts where it is a usual one and one letter away, two in long words, or sounds alike in Russian.
    """
    said = words_of(message)
    queries = [act.query for act in acts if isinstance(act, Find) and act.query]
    usual = [word for query in queries for word in words_of(query) if word not in said and _is_usual(word)]
    return WORD.sub(lambda found: _meant(found[0], usual), message) if usual else message


def _is_usual(word: str) -> bool:
    return word.isalpha() and (knows(word) or (speller().count(word) or 0) >= RARE)


def _meant(written: str, usual: Sequence[str]) -> str:
    word = written.casefold().replace("ё", "е")
    count = speller().count(word)
    if knows(word) or count:
        return written
    errors = 2 if len(word) >= FAR_LETTERS else 1
    least = 0 if count is None else COMMON
    near = [
        (OSA.distance(word, other), other)
        for other in usual
        if other[0] == word[0]
        and (speller().count(other) or 0) >= least
        and bool(COSY.search(word)) == bool(COSY.search(other))
    ]
    return min((pair for pair in near if pair[0] <= errors or vague(word) == vague(pair[1])), default=(0, written))[1]
