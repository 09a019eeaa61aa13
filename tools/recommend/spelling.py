"""Mends words that are written as they sound: "пичение", "шакалад", "coookies"."""

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from podbor.core.text import fold, words

MIN_LENGTH = 5
MIN_FUZZY = 7
UNSTRESSED = str.maketrans({"о": "а", "е": "и", "э": "и", "ы": "и", "я": "а", "ю": "у", "ъ": "", "ь": "", "й": ""})
DEVOICED = str.maketrans("бвгджз", "пфктшс")
RUN = re.compile(r"(.)\1+")
ENGLISH_SOUNDS = (("ph", "f"), ("ck", "k"), ("qu", "k"), ("c", "k"), ("y", "i"), ("z", "s"))


def sound_key(word: str) -> str:
    """Key of words that sound alike: unstressed vowels and voiced consonants merge, doubled letters count once.

    >>> sound_key("шакалад") == sound_key("шоколад"), sound_key("coookies") == sound_key("cookies")
    (True, True)
    """
    key = fold(word)
    if key.isascii():
        for written, said in ENGLISH_SOUNDS:
            key = key.replace(written, said)
    return RUN.sub(r"\1", key.translate(UNSTRESSED).translate(DEVOICED))


class Speller:
    """Knows the words of a vocabulary.

    Mends an unknown word that sounds like a known one or is a letter away; of two equally near, takes neither.
    """

    def __init__(self, vocabulary: Iterable[str], known: frozenset[str] = frozenset()) -> None:
        """Mend to the words of `vocabulary`; those of `known` are left as they are."""
        self._targets = frozenset(word for text in vocabulary for word in words(text))
        self._known = self._targets | known
        self._by_sound: dict[str, set[str]] = {}
        for word in self._targets:
            if len(word) >= MIN_LENGTH:
                self._by_sound.setdefault(sound_key(word), set()).add(word)

    def mend(self, text: str) -> str:
        """The text with its misspelt words put right; the same text where there are none."""
        return re.sub(r"[^\W\d_]+", lambda match: self._mended(match.group()), text)

    def _mended(self, word: str) -> str:
        folded = fold(word)
        if len(folded) < MIN_LENGTH or folded in self._known:
            return word
        alike = self._by_sound.get(sound_key(folded), set()) or self._near(folded)
        nearest = process.extract(folded, alike, scorer=OSA.distance, limit=2)
        if not nearest or (len(nearest) == 2 and nearest[0][1] == nearest[1][1]):
            return word
        return str(nearest[0][0])

    def _near(self, word: str) -> set[str]:
        """Known words a letter away, for a word long enough to have few such neighbours by chance."""
        if len(word) < MIN_FUZZY:
            return set()
        near = process.extract(word, self._targets, scorer=OSA.distance, score_cutoff=1, limit=2)
        return {known for known, *_ in near if known[0] == word[0]}
