"""What an English word may be of a name: given name, surname, or a word that no dictionary has."""

import gzip
import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import names
from babel import Locale

from podbor.core.morphology import cyrillic, mostly
from podbor.core.redaction.name_words import words

OWN_SURNAME = re.compile(
    r"(?:ov|ev|ova|eva|ina|sky|skiy|ski|ska|skaya|enko|yan|dze|shvili|chuk|vich|vna|wicz|czyk|sson|ssen|poulos|idis)$",
    re.IGNORECASE,
)
EASTERN = re.compile(
    r".{3}(?:bek|zhon|jon|zhan|gul|ullah?|[iu]ddin|murat|murod|nazar|nisso|bonu|khan|jan|preet|deep|inder|esh|swamy|nathan)$"
)
PREFIXED = re.compile(r"(?:Mc|Mac|[A-Z][a-z]?'|Fitz)(?=[A-Z])")
COMMON = 20_000
"""Surnames by rank: beyond it the census has every word there is."""
MALE, FEMALE, LAST = "first:male", "first:female", "last"
USUAL = {"male": 350, "female": 500}
"""Given names by rank that are understood in lower case, too."""
USUAL_SURNAMES, MOST_USUAL_SURNAMES = 3000, 250
RARE, SELDOM, UNCOMMON = 60, 500, 5000
"""Counts of pyspellchecker's dictionary: below the first it is hardly a word, below the others no usual one."""


@cache
def census(kind: str) -> tuple[str, ...]:
    """Return the given names (MALE, FEMALE) or the surnames (LAST) of the US census of 1990, the usual ones first."""
    lines = Path(names.FILES[kind]).read_text(encoding="ascii").splitlines()
    return tuple(line.split()[0].lower() for line in lines)


@cache
def _census(kind: str, most: int = COMMON) -> frozenset[str]:
    return frozenset(census(kind)[:most])


@cache
def _lands() -> frozenset[str]:
    """Countries and languages that are no given names of the census."""
    english = Locale.parse("en")
    spoken = {str(name).lower() for names in (english.territories, english.languages) for name in names.values()}
    return frozenset(name for name in spoken if name not in _census(MALE) and name not in _census(FEMALE))


@cache
def _counts() -> dict[str, int]:
    packed = files("spellchecker").joinpath("resources/en.json.gz").read_bytes()
    counts: dict[str, int] = json.loads(gzip.decompress(packed))
    return counts


def is_land(word: str) -> bool:
    """Whether the word is a country or a language."""
    return word.lower() in _lands()


def is_rare(word: str, below: int = RARE) -> bool:
    """Whether English texts hardly ever have the word."""
    return _counts().get(word.lower(), 0) < below


def order_of(word: str) -> int:
    """Return how usual a word is in English texts: the digits of its count, 0 for one that they have not."""
    count = _counts().get(word.lower(), 0)
    return len(str(count)) if count else 0


@lru_cache(maxsize=16_384)
def is_given(word: str) -> bool:
    """Whether the word is a given name of the US census of 1990, of our list, or spells a Russian one."""
    parts = word.lower().split("-")
    word = parts[0]
    if len(parts) > 1 and not is_rare(parts[1]) and not _is_listed(parts[1]):
        return False
    if len(word) < 3 or word in words("en_never") or word in _lands():
        return word in words("en_given")
    return _is_listed(word) or _spells(word, "Name") or (EASTERN.search(word) is not None and is_rare(word))


def _is_listed(word: str) -> bool:
    return word in _census(MALE) or word in _census(FEMALE) or word in words("en_given")


@lru_cache(maxsize=16_384)
def is_usual(word: str) -> bool:
    """Whether the word is one of the usual given names and hardly anything else, so that it is one in lower case, too."""
    word = word.lower()
    if len(word) < 3 or any(word in words(name) for name in ("en_ambiguous", "en_never", "en_after")):
        return False
    usual = word in _census(MALE, USUAL["male"]) or word in _census(FEMALE, USUAL["female"])
    return usual or word in words("en_given")


@lru_cache(maxsize=16_384)
def is_surname(word: str) -> bool:
    """Whether the word is a surname of that census, or built of two, or spells a Russian surname or patronymic."""
    if word.lower() in _census(LAST) or "-" in word or PREFIXED.match(word):
        return True
    return bool(OWN_SURNAME.search(word)) or _spells(word, "Surn") or _spells(word, "Patr")


def is_common_surname(word: str) -> bool:
    """Whether the word is one of the usual surnames, and so no thing after "cherry" or "olive"."""
    return (
        word.lower() in _census(LAST, USUAL_SURNAMES)
        or bool(OWN_SURNAME.search(word))
        or PREFIXED.match(word) is not None
    )


def is_most_usual_surname(word: str) -> bool:
    """Whether nearly every reader takes the word for a surname."""
    return word.lower() in _census(LAST, MOST_USUAL_SURNAMES)


def _spells(word: str, grammeme: str) -> bool:
    """Whether the word spells a Russian one: Dmitri and Dmitry are Дмитрий."""
    spelled = cyrillic(word)
    return mostly(spelled, grammeme) or (spelled.endswith("и") and mostly(spelled + "й", grammeme))
