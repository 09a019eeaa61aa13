"""How the values of the closed vocabularies are called, and which value a word stands for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

import yaml

from podbor.core.text import stems
from podbor.core.vocabulary import Locale

TermFacet: TypeAlias = Literal["allergen", "diet", "taste", "attribute"]
Case: TypeAlias = Literal["nominative", "genitive"]
RESOLVED: tuple[TermFacet, ...] = ("allergen", "diet", "taste")
"""Facets that `resolve` looks in, in this order. An attribute is no preference and is looked up by name only."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """One value's names; `genitive` is the Russian genitive ("орехов")."""

    ru: str
    genitive: str
    en: str
    words: tuple[str, ...]
    """Everything a shopper may call it, names included."""


class Terms:
    """Names of allergens, diets, tastes and attributes in both languages."""

    def __init__(self, terms: Mapping[str, Mapping[str, Term]]) -> None:
        self._terms = {facet: dict(values) for facet, values in terms.items()}
        self._by_stems: dict[tuple[str, ...], tuple[str, str]] = {}
        for facet in RESOLVED:
            for value, term in self._terms[facet].items():
                for word in term.words:
                    self._by_stems.setdefault(tuple(sorted(stems(word))), (facet, value))

    @classmethod
    @cache
    def load(cls) -> "Terms":
        """Read the packaged names."""
        text = files(__package__).joinpath("terms.yaml").read_text(encoding="utf-8")
        tree = yaml.load(text, Loader=yaml.CSafeLoader)
        return cls({facet: {value: _term(names) for value, names in values.items()} for facet, values in tree.items()})

    def name(self, facet: str, value: str, locale: Locale, case: Case = "nominative") -> str:
        """Name of a value in lower case; the value itself where it is not one of the closed vocabularies.

        English has one form for both cases.
        """
        term = self._terms.get(facet, {}).get(value)
        if term is None:
            return value
        if locale == "en":
            return term.en
        return term.genitive if case == "genitive" else term.ru

    def words(self, facet: TermFacet) -> Iterator[str]:
        """Yield everything in one word that a value of `facet` may be called, in both languages."""
        return (word for term in self._terms[facet].values() for word in term.words if " " not in word)

    def resolve(self, word: str) -> tuple[str, str] | None:
        """Facet and value that a free word or phrase stands for, whatever its inflection; None where none does.

        >>> Terms.load().resolve("орешков")
        ('allergen', 'nuts')
        """
        return self._by_stems.get(tuple(sorted(stems(word))))


def _term(names: str) -> Term:
    russian, english = ([word.strip() for word in part.split(",")] for part in names.split("|"))
    return Term(ru=russian[0], genitive=russian[1], en=english[0], words=(*russian, *english))
