"""The word that says what a thing is: "сыр" of "козий сыр с плесенью" and of "крем-сыр"."""

from functools import lru_cache
from itertools import takewhile

from podbor.core.morphology import has, mostly, parses
from podbor.core.phrases import PREPOSITIONS
from podbor.core.text import stem, words
from podbor.tools.recommend.forms import without_form
from podbor.tools.recommend.intent import STOP_WORDS, UNIT_WORDS

ADJECTIVE = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
"""Ends of adjectives that no dictionary has."""


@lru_cache(maxsize=16_384)
def head(text: str) -> str:
    """Stem of the head: the first noun before a preposition, in English the last word; "" for none.

    >>> head("козий сыр с плесенью"), head("dark chocolate"), head("крем-сыр")
    ('сыр', 'chocol', 'сыр')
    """
    found = head_word(text)
    return stem(found) if found else ""


@lru_cache(maxsize=16_384)
def head_word(text: str) -> str:
    """The head as it is written, folded.

    >>> head_word("стиральный порошок")
    'порошок'
    """
    said = takewhile(lambda word: word not in PREPOSITIONS, words(without_form(text)))
    named = [word for word in said if _means(word)]
    if not named:
        return ""
    if all(word.isascii() for word in named):
        return named[-1]
    return next((word for word in named if not _describes(word)), named[0])


def _means(word: str) -> bool:
    return not word[0].isdigit() and word not in UNIT_WORDS and word not in STOP_WORDS


def _describes(word: str) -> bool:
    """Whether a word only says what a thing is like: an adjective that names no thing, at most somebody ("чёрный"); a place."""
    if not parses(word):
        return word.isascii() or word.endswith(ADJECTIVE)
    return has(word, "Geox") or (not has(word, "NOUN", "inan") and (mostly(word, "ADJF") or mostly(word, "PRTF")))
