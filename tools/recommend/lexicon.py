"""What the recommender knows of the catalogue as a whole: its brands, and what most people would be glad of."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest

from rapidfuzz import fuzz, process

from podbor.core.items import Item
from podbor.core.phrases import CONJUNCTIONS, PREPOSITIONS
from podbor.core.text import CYRILLIC, fold, stem, words
from podbor.tools.catalog.matching.spelling import one_name, readings
from podbor.tools.recommend.brands import is_ordinary, latin, letters

POPULAR = 400
POPULAR_OF_A_KIND = 3
PRIOR_COUNT = 20
PRIOR_RATING = 4.3
TYPO_SCORE = 85.0
MIN_TYPO_LENGTH = 5
MIN_BRAND_LENGTH = 3
MIN_HEARD_LENGTH = 4
"""Letters of a word in a query that may be a brand of the other alphabet: "так" is no TUC."""
LONGEST_BRAND = 4
JOINS = CONJUNCTIONS | PREPOSITIONS
"""Words that are no brand by themselves: "and"."""
ROOT = 5
"""Letters that the stems of kindred words have in common: "шоколадн" and "шоколад"."""
MANY = 0.3
LONGEST_MISSPELT = 2
"""Words of a brand, at most, and of one that may be misspelt: the search for near ones is what takes time."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """Brands, casefolded, and the places of their words in the query."""

    brands: tuple[str, ...]
    places: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Built in one pass; holds no items.

    Attributes:
        brands: Latin spelling of a brand to its casefolded names.
        popular: ids of well rated items over all kinds, best first.
        words: those of the titles, folded, digits aside.
    """

    brands: dict[str, tuple[str, ...]]
    popular: tuple[str, ...]
    words: frozenset[str] = frozenset()
    english: bool = False
    """Many titles are English too, so an English word that none of them has is unknown."""
    titles: Counter[str] = field(default_factory=Counter)
    """How many items each kind has."""
    said: dict[str, Counter[str]] = field(default_factory=dict)
    """The stems of the titles of each kind, and how many items have them."""

    @cached_property
    def _roots(self) -> frozenset[str]:
        return frozenset(stem(word)[:ROOT] for word in self.words)

    @cached_property
    def _heard(self) -> dict[str, list[str]]:
        """Casefolded brands by how they may sound."""
        found: dict[str, list[str]] = {}
        for name in (name for names in self.brands.values() for name in names):
            for reading in readings(letters(name)):
                found.setdefault(reading, []).append(name)
        return found

    def knows(self, stemmed: str) -> bool:
        """Whether some title has the word or its kin; of a language that the titles do not speak, every word."""
        return stemmed[:ROOT] in self._roots or stemmed[0].isdigit() or (stemmed.isascii() and not self.english)

    @classmethod
    def build(cls, items: Iterable[Item]) -> "Lexicon":
        """Read the catalogue once."""
        brands: dict[str, set[str]] = {}
        rated: list[tuple[float, str, str]] = []
        said: set[str] = set()
        titles: Counter[str] = Counter()
        by_kind: dict[str, Counter[str]] = {}
        english = count = 0
        for item in items:
            if item.brand:
                brands.setdefault(latin(item.brand), set()).add(item.brand.casefold())
            named = set(words(f"{item.title.ru} {item.title.en}"))
            said.update(named)
            titles[item.kind] += 1
            by_kind.setdefault(item.kind, Counter()).update({stem(word) for word in named})
            count += 1
            english += bool(item.title.en)
            rated.append((_liked(item), item.item_id, item.kind))
        return cls(
            brands={key: tuple(sorted(names)) for key, names in brands.items() if key},
            popular=_spread(nlargest(POPULAR * 5, rated)),
            words=frozenset(word for word in said if not word[0].isdigit()),
            english=english >= MANY * max(count, 1),
            titles=titles,
            said=by_kind,
        )

    def brands_in(
        self,
        query: str,
        *,
        ordinary: Callable[[str], bool] = lambda text: False,
        of_kinds: frozenset[int] = frozenset(),
    ) -> Named:
        """Brands that a query names, in either alphabet and with a letter wrong; the longest first taken.

        `ordinary` tells words that mean something else and so are no misspelt brand: "лимонад" is no Лимонадъ. `of_kinds` are the
        places of words that name a kind together with others, and so a brand only where they are spelt as it is: "protein bars"
        are of no Барс.
        """
        said = words(query)
        spans = [range(at, at + size) for size in range(LONGEST_BRAND, 0, -1) for at in range(len(said) - size + 1)]
        found: list[str] = []
        taken: set[int] = set()
        for misspelt in (False, True):
            for span in spans:
                text = " ".join(said[span.start : span.stop])
                names = () if taken.intersection(span) else self._named(text, misspelt, ordinary)
                if not of_kinds.isdisjoint(span):
                    names = tuple(name for name in names if fold(name) == text)
                if names:
                    taken.update(span)
                    found.extend(names)
        return Named(brands=tuple(dict.fromkeys(found)), places=frozenset(taken))

    def _named(self, text: str, misspelt: bool, ordinary: Callable[[str], bool]) -> tuple[str, ...]:
        if text in JOINS:
            return ()
        if not misspelt:
            key = latin(text)
            names = self.brands.get(key, ()) if len(key) >= MIN_BRAND_LENGTH else ()
            return tuple(
                name for name in names if fold(name) == text or not (ordinary(text) and _one_alphabet(name, text))
            )
        if len(text) < MIN_HEARD_LENGTH or text.count(" ") >= LONGEST_MISSPELT or ordinary(text):
            return ()
        if not all(map(is_ordinary, text.split())):
            return self.spelt(text)
        # A lone English word is itself: "present" is no President.
        return () if text.isascii() and text.isalpha() else self._near(text)

    def spelt(self, name: str) -> tuple[str, ...]:
        """Casefolded brands of the catalogue that `name` may stand for: "колгейт" is Colgate, "простаквашино" Простоквашино."""
        return self._exactly(name) or self._near(name)

    def _exactly(self, name: str) -> tuple[str, ...]:
        """Brands that are spelt so in Latin letters, or sound so."""
        key, said = latin(name), letters(name)
        if len(key) < MIN_BRAND_LENGTH:
            return ()
        heard = (
            brand
            for reading in readings(said)
            for brand in self._heard.get(reading, ())
            if one_name(letters(brand), said)
        )
        return tuple(dict.fromkeys((*self.brands.get(key, ()), *heard)))

    def _near(self, name: str) -> tuple[str, ...]:
        """Brands that are a letter or two away."""
        key = latin(name)
        if len(key) < MIN_TYPO_LENGTH:
            return ()
        near = process.extractOne(key, self.brands.keys(), scorer=fuzz.ratio, score_cutoff=_cutoff(key))
        return self.brands[near[0]] if near and near[0][0] == key[0] else ()


def _one_alphabet(name: str, text: str) -> bool:
    return bool(CYRILLIC.search(name)) == bool(CYRILLIC.search(text))


def _cutoff(key: str) -> float:
    """One letter wrong in a short name, two in a long one."""
    return max(TYPO_SCORE, 100.0 * (1 - 1.2 / len(key)))


def _liked(item: Item) -> float:
    if item.rating is None:
        return 0.0
    return (item.rating * item.rating_count + PRIOR_RATING * PRIOR_COUNT) / (item.rating_count + PRIOR_COUNT)


def _spread(rated: Iterable[tuple[float, str, str]]) -> tuple[str, ...]:
    """At most a few of a kind."""
    kinds: Counter[str] = Counter()
    chosen: list[str] = []
    for _, item_id, kind in rated:
        if kinds[kind] < POPULAR_OF_A_KIND:
            kinds[kind] += 1
            chosen.append(item_id)
    return tuple(chosen[:POPULAR])
