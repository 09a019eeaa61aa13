"""Comparing shoppers' words with titles and with each other: stems, transliteration, small typing errors."""

import re
from functools import cache

import snowballstemmer
from rapidfuzz.distance import JaroWinkler

_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f h c ch sh sh . y . e u a".split(),
        strict=True,
    )
)
_ENGLISH_SOUNDS = (
    ("tz", "c"),
    ("zz", "c"),
    ("ph", "f"),
    ("ck", "k"),
    ("x", "ks"),
    ("wh", "v"),
    ("w", "v"),
    ("q", "k"),
    ("y", "i"),
    ("j", "i"),
    ("kh", "h"),
    ("ts", "c"),
)
SOUND_LETTERS, FUZZY_LETTERS = 4, 5
"""Shorter words sound alike, or are spelt alike, by chance."""
SAME_SOUND = 0.99
SAME_WORD = 0.92
"""Jaro-Winkler similarity from which two words are one with a typing error."""


def _stemmer(language: str) -> "snowballstemmer.RussianStemmer":
    # A stemmer holds the word it works on, so threads must not share one; making one takes less than a microsecond.
    return snowballstemmer.stemmer(language)


def words_of(text: str) -> tuple[str, ...]:
    """Words, case-folded, ё as е."""
    return tuple(word.casefold().replace("ё", "е") for word in _WORD.findall(text))


@cache
def stem(word: str) -> str:
    """Stem of a case-folded word, in the language of its letters."""
    return str(_stemmer("russian" if _CYRILLIC.search(word) else "english").stemWord(word))


@cache
def sound(word: str) -> str:
    """A rough Latin spelling shared by both scripts: "нестле" and "nestle" are one."""
    latin = "".join(_LATIN.get(char, char) for char in word).replace(".", "")
    for written, heard in _ENGLISH_SOUNDS:
        latin = latin.replace(written, heard)
    return re.sub(r"(.)\1", r"\1", latin)


def likeness(word: str, other: str) -> float:
    """From 0 to 1: 1 for the same stem, less for a word that is only spelt alike, 0 below `SAME_WORD`."""
    if stem(word) == stem(other):
        return 1.0
    heard, other_heard = sound(stem(word)), sound(stem(other))
    shorter = min(len(word), len(other))
    if shorter < SOUND_LETTERS:
        return 0.0
    if heard == other_heard or sound(word) == sound(other):
        return SAME_SOUND
    close = max(JaroWinkler.similarity(word, other), JaroWinkler.similarity(heard, other_heard))
    return close if close >= SAME_WORD and shorter >= FUZZY_LETTERS else 0.0


def coverage(phrase: str, title: str) -> float:
    """Share of the words of `phrase` that `title` holds, weighted by likeness."""
    wanted, held = words_of(phrase), words_of(title)
    if not wanted:
        return 0.0
    return sum(max((likeness(word, other) for other in held), default=0.0) for word in wanted) / len(wanted)
