"""Puts typing errors and Latin spelling of Russian right before the planner reads a message.

Only words that no dictionary knows are touched, and only towards words of shopping (`lexicon.tsv`, made from the phrase banks).
"""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

LEXICON = Path(__file__).parent / "lexicon.tsv"
MIN_LETTERS = 4
FAR_LETTERS = 8
"""From here on two errors a word are put right, below it one."""
LATIN_SHARE = 0.6
"""Of a message's words that must be Russian in Latin letters before it is rewritten."""
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_VAGUE = (
    ("о", "а"), ("е", "и"), ("э", "и"), ("я", "и"), ("ы", "и"), ("тся", "ца"), ("ться", "ца"), ("тс", "ц"), ("дс", "ц"), ("сч", "щ"), ("зч", "щ"),
    ("шн", "чн"), ("ъ", ""), ("ь", ""), ("й", ""), ("б", "п"), ("в", "ф"), ("г", "к"), ("д", "т"), ("ж", "ш"), ("з", "с"), ("ю", "у"),
)  # fmt: skip
_TO_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f h c ch sh sch . i . e u a".split(),
        strict=True,
    )
)
_LATIN_HABITS = (
    ("shch", "sch"), ("sch", "sch"), ("yo", "e"), ("jo", "e"), ("ya", "a"), ("ja", "a"), ("yu", "u"), ("ju", "u"), ("ye", "e"), ("kh", "h"), ("ts", "c"),
    ("tz", "c"), ("x", "h"), ("w", "v"), ("y", "i"), ("j", "i"), ("'", ""),
)  # fmt: skip


class Dictionaries:
    """Whether a word is spelt right, in either language."""

    def knows(self, word: str) -> bool:
        """Whether a case-folded word is in the dictionary of its script."""
        return bool(self._russian.word_is_known(word)) if _CYRILLIC.search(word) else word in self._english

    @cached_property
    def _russian(self) -> Any:
        from pymorphy3 import MorphAnalyzer

        return MorphAnalyzer()

    @cached_property
    def _english(self) -> frozenset[str]:
        packed = files("spellchecker").joinpath("resources/en.json.gz").read_bytes()
        return frozenset(json.loads(gzip.decompress(packed)))


class Speller:
    """Corrects messages; built once, shared by threads."""

    def __init__(self, lexicon: Path = LEXICON) -> None:
        rows = (line.split("\t") for line in lexicon.read_text(encoding="utf-8").splitlines())
        self._counts = {word: int(count) for word, count in rows}
        self._dictionaries = Dictionaries()
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_latin: dict[str, list[str]] = defaultdict(list)
        self._by_script: dict[bool, list[str]] = {True: [], False: []}
        for word in self._counts:
            russian = bool(_CYRILLIC.search(word))
            self._by_script[russian].append(word)
            if russian:
                self._by_sound[vague(word)].append(word)
                self._by_latin[latin(word)].append(word)

    def correct(self, message: str) -> str:
        """Return the message with its unknown words put right where one known word is near."""
        message = self._cyrillic(message)
        return _WORD.sub(lambda found: self._corrected(found[0], first=found.start() == 0), message)

    def _corrected(self, written: str, *, first: bool) -> str:
        word = written.lower().replace("ё", "е")
        russian = bool(_CYRILLIC.search(word))
        name = written[0].isupper() and not first and not written.isupper()
        if len(word) < MIN_LETTERS or name or self._knows(word):
            return written
        right = self._nearest(word, russian=russian)
        if right is None:
            return written
        return right.capitalize() if written[0].isupper() else right

    def _knows(self, word: str) -> bool:
        return word in self._counts or self._dictionaries.knows(word)

    def _nearest(self, word: str, *, russian: bool) -> str | None:
        if russian and vague(word) in self._by_sound:
            return self._most_used(self._by_sound[vague(word)])
        if not russian and len(word) <= MIN_LETTERS:
            return None
        errors = 2 if len(word) >= FAR_LETTERS else 1
        found = process.extract(
            word, self._by_script[russian], scorer=OSA.distance, score_cutoff=errors, limit=8, processor=None
        )
        near = [(distance, candidate) for candidate, distance, _ in found if candidate[0] == word[0] or distance <= 1]
        if not near:
            return None
        least = min(distance for distance, _ in near)
        return self._most_used(candidate for distance, candidate in near if distance == least)

    def _most_used(self, words: Iterable[str]) -> str:
        return max(words, key=lambda word: (self._counts[word], word))

    def _cyrillic(self, message: str) -> str:
        """Russian written in Latin letters, in Cyrillic."""
        written = [word for word in _WORD.findall(message) if len(word) > 1]
        if not written or _CYRILLIC.search(message):
            return message
        meant = {word: self._russian_for(word) for word in written}
        if sum(right is not None for right in meant.values()) < LATIN_SHARE * len(written):
            return message
        return _WORD.sub(lambda found: meant.get(found[0]) or found[0], message)

    def _russian_for(self, word: str) -> str | None:
        folded = word.lower()
        if self._dictionaries.knows(folded) and len(folded) > 2 or self._counts.get(folded, 0) > 2:
            return None
        candidates = self._by_latin.get(latin(folded))
        return self._most_used(candidates) if candidates else None


def vague(word: str) -> str:
    """A Russian word as badly as it may be spelt by ear."""
    for right, heard in _VAGUE:
        word = word.replace(right, heard)
    return re.sub(r"(.)\1+", r"\1", word)


def latin(word: str) -> str:
    """One Latin spelling for all ways to write a Russian word."""
    spelt = "".join(_TO_LATIN.get(char, char) for char in word).replace(".", "")
    for habit, one in _LATIN_HABITS:
        spelt = spelt.replace(habit, one)
    return re.sub(r"(.)\1+", r"\1", spelt)
