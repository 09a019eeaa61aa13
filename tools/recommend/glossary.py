"""What words of one language are in the other, by stems: "dark" is «тёмный» and «горький»."""

from collections.abc import Container, Iterable, Iterator
from functools import cache
from importlib.resources import files

import yaml

from podbor.core.text import stem, words
from podbor.core.vocabulary import Locale
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.matching.spelling import one_root

MARK = "@"
START = 3
"""Letters that a noun and its adjective share at least."""


class Glossary:
    """Concepts that stems stand for; a stem may stand for several."""

    def __init__(self, rows: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Read concepts and their words; phrases of several words are left out."""
        self._concepts: dict[str, set[str]] = {}
        self._words: dict[str, list[str]] = {}
        for concept, phrases in rows:
            for phrase in phrases:
                said = words(phrase)
                if len(said) == 1:
                    self._concepts.setdefault(stem(said[0]), set()).add(MARK + concept)
                    self._words.setdefault(MARK + concept, []).append(said[0])
        self._derived: dict[str, frozenset[str]] = {}
        self._by_start: dict[str, list[str]] = {}
        for known in self._concepts:
            self._by_start.setdefault(known[:START], []).append(known)

    @classmethod
    @cache
    def load(cls) -> "Glossary":
        """Read the packaged list and the names of ingredients."""
        return cls((*_described(), *_ingredients()))

    def concepts(self, stemmed: str) -> frozenset[str]:
        """Concepts of a stem, marked so that none is taken for a word; an adjective means what its noun does.

        >>> Glossary([("orange", ("апельсин", "orange"))]).concepts("апельсинов")
        frozenset({'@orange'})
        """
        if stemmed not in self._derived:
            exact = self._concepts.get(stemmed)
            near = (
                ()
                if exact
                else (known for known in self._by_start.get(stemmed[:START], ()) if one_root(known, stemmed))
            )
            self._derived[stemmed] = frozenset(exact or (name for known in near for name in self._concepts[known]))
        return self._derived[stemmed]

    def with_concepts(self, stemmed: Iterable[str]) -> frozenset[str]:
        """The stems and all they stand for."""
        found = frozenset(stemmed)
        return found.union(*(self.concepts(word) for word in found))

    def translated(self, word: str, locale: Locale) -> str:
        """The first word of `locale` for a concept of `word`, "" where there is none.

        >>> Glossary([("dark", ("тёмный", "dark"))]).translated("тёмная", "en")
        'dark'
        """
        meant = (other for concept in sorted(self.concepts(stem(word))) for other in self._words[concept])
        return next((other for other in meant if other.isascii() == (locale == "en")), "")

    def expand(self, text: str, known: Container[str] = ()) -> str:
        """The text followed by what its words are in the other alphabet, for a search by words; `known` ones are found as is.

        >>> Glossary([("dark", ("тёмный", "dark"))]).expand("dark chocolate")
        'dark chocolate темный'
        """
        said = words(text)
        other = [
            meant
            for word in said
            if word not in known
            for concept in sorted(self.concepts(stem(word)))
            for meant in self._words[concept]
            if meant.isascii() != word.isascii()
        ]
        return " ".join((text, *dict.fromkeys(other)))


def _described() -> Iterator[tuple[str, list[str]]]:
    text = files(__package__).joinpath("glossary.yaml").read_text(encoding="utf-8")
    for number, row in enumerate(yaml.load(text, Loader=yaml.CSafeLoader)):
        yield str(number), [word for side in row.split("|") for word in side.split(",")]


def _ingredients() -> Iterator[tuple[str, tuple[str, ...]]]:
    vocabulary = IngredientVocabulary.load()
    for key in vocabulary:
        yield key, vocabulary[key].phrases
