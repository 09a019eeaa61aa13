"""When two values are the same, and when one is more specific than another."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from podbor.core.vocabulary import Facet

_WORD = re.compile(r"\w+")
_CYRILLIC = re.compile(r"[а-я]")


def surface(value: str) -> str:
    """The form in which filters compare a value: casefolded, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())


def value_key(facet: Facet, value: str) -> tuple[Facet, str]:
    """Identity of a fact's subject. Spelling does not count: letter case, ё and е, quotation marks, spaces.

    >>> value_key("brand", " «Алёнка» ") == value_key("brand", "аленка")
    True
    """
    return facet, surface(value.strip(" \t\n\"'«»“”„")).replace("ё", "е")


@lru_cache(maxsize=65536)
def stems(value: str) -> frozenset[str]:
    """The stemmed words of a value, Russian and English.

    >>> stems("белый шоколад") >= stems("Шоколада")
    True
    """
    words = _WORD.findall(surface(value).replace("ё", "е"))
    return frozenset(_stemmer(bool(_CYRILLIC.search(word))).stemWord(word) for word in words)


@lru_cache(maxsize=2)
def _stemmer(russian: bool) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("russian" if russian else "english")


def narrower(value: str, general: str) -> bool:
    """Whether `value` says all that `general` says, and more.

    >>> narrower("белый шоколад", "шоколад"), narrower("шоколад", "шоколад")
    (True, False)
    """
    return stems(general) < stems(value)
