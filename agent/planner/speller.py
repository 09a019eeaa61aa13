"""Puts typing errors and Latin spelling of Russian right before the planner reads a message.

Only words that no dictionary knows are touched, and only towards words that shoppers use (`lexicon.tsv`, made from the
phrase banks).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from podbor.agent.planner.words import likeness, stem, words_of
from podbor.core.frequencies import frequencies
from podbor.core.morphology import analyser
from podbor.core.transliteration import SMALL, russian_word
from podbor.tools.recommend.layout import relayout

LEXICON = Path(__file__).parent / "lexicon.tsv"
MIN_LETTERS = 4
EDIT_LETTERS = 5
"""Shorter words are put right by sound only: too many words are one letter away."""
SHORT_COUNT = 3
"""How often a short word must be written to be meant."""
SPOKEN = frozenset({"поболее", "поменее"})
"""Comparatives that the dictionary lacks."""
RARE = 3
"""A word written less often is rare: one of a vocabulary counts as much."""
MIN_HEARD = 3
"""Of a word's letters without repeats: "ззззз" is no word with an error."""
FAR_LETTERS = 8
"""From here on two errors a word are put right, below it one."""
LATIN_SHARE = 0.5
"""Of a message's words, more must be Russian in Latin letters before it is rewritten."""
SERVICES = frozenset(("samokat", "megamarket", "kuper"))
LEAST_TELLING, UNTELLING = 3, SERVICES | {"rub", "roubles", "rubles"}
"""Letters of a word that tells the language of a message, and words that do not."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_VAGUE = (
    ("о", "а"), ("е", "и"), ("э", "и"), ("я", "и"), ("ы", "и"), ("тся", "ца"), ("ться", "ца"), ("тс", "ц"),
    ("дс", "ц"), ("сч", "щ"), ("зч", "щ"), ("шн", "чн"), ("ъ", ""), ("ь", ""), ("й", ""), ("б", "п"), ("в", "ф"),
    ("г", "к"), ("д", "т"), ("ж", "ш"), ("з", "с"), ("ю", "у"),
)  # fmt: skip
_TO_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f h c ch sh sch . i . e u a".split(),
        strict=True,
    )
)
_USUAL = {"ц": "ts", "ы": "y", "й": "y", "ю": "yu", "я": "ya"}
_LATIN_HABITS = (
    ("shch", "sch"), ("sch", "sch"), ("yo", "e"), ("jo", "e"), ("ya", "a"), ("ja", "a"), ("yu", "u"), ("ju", "u"),
    ("ye", "e"), ("kh", "h"), ("ts", "c"), ("tz", "c"), ("x", "h"), ("w", "v"), ("y", "i"), ("j", "i"), ("'", ""),
)  # fmt: skip


def knows(word: str) -> bool:
    """Whether a case-folded word is in the dictionary of its script."""
    return word in SPOKEN or bool(analyser().word_is_known(word)) if _CYRILLIC.search(word) else word in _english()


@cache
def _english() -> frozenset[str]:
    return frozenset(frequencies("en"))


@cache
def speller() -> "Speller":
    """The speller of the packaged lexicon."""
    return Speller()


class Speller:
    """Corrects messages; built once, shared by threads. `lexicon` has lines of word, count and stem."""

    def __init__(self, lexicon: Path = LEXICON) -> None:
        rows = [line.split("\t") for line in lexicon.read_text(encoding="utf-8").splitlines()]
        self._counts = {word: int(count) for word, count, _ in rows}
        self._by_stem: dict[str, int] = defaultdict(int)
        for _, count, root in rows:
            self._by_stem[root] += int(count)
        self._stems = frozenset(self._by_stem)

    def is_rare(self, word: str) -> bool:
        """Whether shoppers hardly ever write a case-folded word, in any form."""
        return self._counts.get(word, 0) < RARE and self._by_stem.get(stem(word), 0) < RARE

    def count(self, word: str) -> int | None:
        """How often shoppers write a case-folded word so: 0 for a word of the shelves alone, None for one that is on none."""
        return self._counts.get(word)

    def correct(self, message: str, titles: Sequence[str] = ()) -> str:
        """Return the message with its unknown words put right where one known word is near.

        Words of `titles`, the items on screen, are right as they are.
        """
        message = self._cyrillic(relayout(message, self._is_written))
        shown = frozenset(word for title in titles for word in words_of(title))
        return _WORD.sub(lambda found: self._corrected(found[0], shown, first=found.start() == 0), message)

    @cached_property
    def _targets(self) -> dict[bool, list[str]]:
        """What may be meant, by whether it is Russian."""
        by_script: dict[bool, list[str]] = {True: [], False: []}
        for word, count in self._counts.items():
            if count:
                by_script[bool(_CYRILLIC.search(word))].append(word)
        return by_script

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        return _grouped(self._targets[True], vague)

    @cached_property
    def _by_latin(self) -> dict[str, list[str]]:
        return _grouped(self._targets[True], latin)

    def _corrected(self, written: str, shown: frozenset[str], *, first: bool) -> str:
        word = written.lower().replace("ё", "е")
        name = written[0].isupper() and not first and not written.isupper()
        if len(word) < MIN_LETTERS or not word.isalpha() or name or self._is_right(word):
            return written
        if any(likeness(word, other) for other in shown):
            return written
        right = self._nearest(word, russian=bool(_CYRILLIC.search(word)))
        if right is None:
            return written
        return right.capitalize() if written[0].isupper() else right

    def _is_right(self, word: str) -> bool:
        return word in self._counts or stem(word) in self._stems or knows(word)

    def _is_written(self, word: str) -> bool:
        """Whether a word means something as it is; layouts are told apart by it, so short ones of the dictionary do not count."""
        return self._counts.get(word, 0) > 0 or stem(word) in self._stems or (len(word) >= MIN_LETTERS and knows(word))

    def _is_english(self, word: str) -> bool:
        return self._counts.get(word, 0) > 0 or knows(word)

    def _nearest(self, word: str, *, russian: bool) -> str | None:
        heard = vague(word)
        if len(heard) < MIN_HEARD:
            return None
        short = len(word) < EDIT_LETTERS
        alike = self._by_sound.get(heard, []) if russian else []
        if short:
            alike = [other for other in alike if self._counts[other] >= SHORT_COUNT]
        if alike:
            return self._most_used(alike)
        return None if short else self._misspelt(word, russian=russian)

    def _misspelt(self, word: str, *, russian: bool) -> str | None:
        errors = 2 if len(word) >= FAR_LETTERS else 1
        found = process.extract(
            word, self._targets[russian], scorer=OSA.distance, score_cutoff=errors, limit=8, processor=None
        )
        near = [(distance, candidate) for candidate, distance, _ in found if candidate[0] == word[0] or distance <= 1]
        least = min((distance for distance, _ in near), default=0)
        nearest = [candidate for distance, candidate in near if distance == least]
        # The first letter is seldom the wrong one: "серца" are hearts and no peppers.
        return self._most_used([candidate for candidate in nearest if candidate[0] == word[0]] or nearest)

    def _most_used(self, words: Sequence[str]) -> str | None:
        return max(words, key=lambda word: (self._counts[word], word), default=None)

    def _cyrillic(self, message: str) -> str:
        """Russian written in Latin letters, in Cyrillic; a message that is not is returned as it is."""
        written = set(_WORD.findall(message))
        if not written or _CYRILLIC.search(message):
            return message
        telling = [word for word in written if len(word) >= LEAST_TELLING and word.lower() not in UNTELLING]
        meant = {word: self._russian_for(word.lower()) for word in written}
        foreign = [word for word in telling if not self._is_english(word.lower()) and knows(meant[word] or "")]
        cognate = bool(foreign) and not any(word.lower() in _english() for word in telling)
        if len(foreign) <= LATIN_SHARE * len(telling) and not cognate:
            return message
        return _WORD.sub(lambda found: meant[found[0]] or found[0], message)

    def _russian_for(self, word: str) -> str | None:
        candidates = () if word in SERVICES else self._by_latin.get(latin(word), ())
        nearest = min(
            candidates, key=lambda other: (OSA.distance(spelt(other), word), -self._counts[other]), default=""
        )
        return nearest or ("" if word in SERVICES else SMALL.get(word) or russian_word(word)) or None


def _grouped(words: Iterable[str], key: Callable[[str], str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for word in words:
        groups[key(word)].append(word)
    return groups


@cache
def vague(word: str) -> str:
    """A Russian word as badly as it may be spelt by ear."""
    for right, heard in _VAGUE:
        word = word.replace(right, heard)
    return re.sub(r"(.)\1+", r"\1", word)


def latin(word: str) -> str:
    """One Latin spelling for all ways to write a Russian word."""
    written = "".join(_TO_LATIN.get(char, char) for char in word).replace(".", "")
    for habit, one in _LATIN_HABITS:
        written = written.replace(habit, one)
    return re.sub(r"(.)\1+", r"\1", written)


def spelt(word: str) -> str:
    """The Latin spelling of a Russian word that most people use."""
    return "".join(_USUAL.get(char, _TO_LATIN.get(char, char)) for char in word).replace(".", "")
