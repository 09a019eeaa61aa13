"""When two values are the same, and when one is more specific than another."""

from functools import lru_cache

from podbor.core.text import fold
from podbor.core.text import stems as stem_list
from podbor.core.vocabulary import Facet

QUOTES = " \t\n\"'«»“”„"


def surface(value: str) -> str:
    """The form in which filters compare a value: casefolded, single spaces."""
    return " ".join(value.casefold().split())


def value_key(facet: Facet, value: str) -> tuple[Facet, str]:
    """Identity of a fact's subject. Spelling does not count: letter case, ё and е, quotation marks, spaces.

    >>> value_key("brand", " «Алёнка» ") == value_key("brand", "аленка")
    True
    """
    return facet, " ".join(fold(value).strip(QUOTES).split())


@lru_cache(maxsize=65_536)
def stems(value: str) -> frozenset[str]:
    """The stemmed words of a value, Russian and English.

    >>> stems("белый шоколад") >= stems("Шоколада")
    True
    """
    return frozenset(stem_list(value))


def narrower(value: str, general: str) -> bool:
    """Whether `value` says all that `general` says, and more.

    >>> narrower("белый шоколад", "шоколад"), narrower("шоколад", "шоколад")
    (True, False)
    """
    return stems(general) < stems(value)
