"""Which words of a plan stand for words of its message: "кроссы" are "кроссовки", "a telly" is a television.

Known from the phrase banks (`paraphrases.tsv`), and by what cut short or cosy words look like.
"""

import re
from collections.abc import Sequence
from functools import cache
from os.path import commonprefix
from pathlib import Path

from podbor.agent.planner.holding.plain_products import is_product
from podbor.agent.planner.language import Act, Find, Forget, Prefer
from podbor.agent.planner.speller import knows
from podbor.agent.planner.words import likeness, stem, words_of

PARAPHRASES = Path(__file__).parent / "paraphrases.tsv"
"""Stem of a word of plans, then the stems of what it stood for, made by `training/paraphrases.py`."""
ROOT_LETTERS = 2
CLIPPED = re.compile(r"(?:ик|шк|к|няк|ос)[аеиоуы]?$|(?:y|ie|ies)$")
"""How a word ends that was cut short and made cosy."""
CLIPPED_LETTERS = 3
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")


def stands_for(word: str, said: Sequence[str]) -> bool:
    """Whether a word may be written for one of those said: a pet form of it, cut short, or so in the banks ("ноут").

    One that names a product itself stands for another only where both begin alike.
    """
    return any(_is_pet_form(other, word) or _is_clipped(other, word) or is_written_for(word, other) for other in said)


def is_written_for(word: str, other: str) -> bool:
    """Whether the banks have a word for another."""
    if stem(other) not in _paraphrases().get(stem(word), frozenset()):
        return False
    return len(commonprefix([word, other])) >= CLIPPED_LETTERS or not is_product(other)


def foreign_words(query: str, said: Sequence[str]) -> list[str]:
    """Words of a query that are no word of `said`, in whatever form, script or spelling."""
    return [word for word in split(query) if word.isalpha() and not any(likeness(word, other) for other in said)]


def words_written(act: Act) -> tuple[str, ...]:
    """The words of what an act is of: a fact, a search with its kinds."""
    match act:
        case Prefer() | Forget():
            return words_of((act.fact.value if act.fact else None) or "")
        case Find():
            return words_of(" ".join([act.query or "", *act.kinds]))
        case _:
            return ()


def split(text: str) -> tuple[str, ...]:
    """Words, numbers apart from their units."""
    return words_of(_GLUED.sub(" ", text))


def _is_pet_form(word: str, of: str) -> bool:
    """Whether "рыбка" may be said of "рыба"."""
    root = stem(of)[:-1]
    return len(root) >= ROOT_LETTERS and stem(word).startswith(root)


def _is_clipped(word: str, of: str) -> bool:
    """Whether a word that no dictionary has may be made of the beginning of a product's name: "дезик", "choccy"."""
    alike = len(commonprefix([word, of])) >= CLIPPED_LETTERS and len(of) >= len(word)
    cut = CLIPPED.search(word) is not None or of.startswith(stem(word))
    return alike and cut and not knows(word) and is_product(of)


@cache
def _paraphrases() -> dict[str, frozenset[str]]:
    rows = (line.split("\t") for line in PARAPHRASES.read_text(encoding="utf-8").splitlines())
    return {row[0]: frozenset(row[1].split()) for row in rows}
