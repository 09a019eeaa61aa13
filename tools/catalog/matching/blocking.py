"""Finds the few titles that could be one product with another, without comparing all with all."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log

from podbor.tools.catalog.matching.fingerprint import Fingerprint
from podbor.tools.catalog.matching.quantities import MEASURES, SIZES
from podbor.tools.catalog.matching.spelling import skeleton

MOST_IN_BLOCK = 400
"""A block that holds more tells too little to be looked into."""
MOST_CANDIDATES = 20
LITRE = 1000.0
LEAST_SHEETS = 12
NONE, ANY = "-", "*"
"""In place of a size: that of a title which tells none, and whichever a title tells, as the other may leave it out."""


class Blocks:
    """An inverted index from (size, word) to the titles that have both."""

    def __init__(self) -> None:
        self._blocks: defaultdict[str, list[str]] = defaultdict(list)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, key: str, title: Fingerprint) -> None:
        """Add a title under the key of its item."""
        self._count += 1
        for block in _keys(title, [*_sizes(title), ANY] if _has_size(title) else [NONE, ANY]):
            self._blocks[block].append(key)

    def candidates(self, title: Fingerprint) -> list[str]:
        """Keys of the titles that share the rarest blocks with `title`, the most alike first."""
        shared: Counter[str] = Counter()
        sizes = [*_sizes(title), NONE] if _has_size(title) else [ANY]
        blocks = [found for block in _keys(title, sizes) if (found := self._blocks.get(block))]
        for block in [found for found in blocks if len(found) <= MOST_IN_BLOCK] or sorted(blocks, key=len)[:1]:
            weight = log(1 + self._count / len(block))
            for key in block[: 10 * MOST_IN_BLOCK]:
                shared[key] += weight  # type: ignore[assignment]
        return [key for key, _ in sorted(shared.items(), key=lambda hit: (-hit[1], hit[0]))[:MOST_CANDIDATES]]


def _sizes(title: Fingerprint) -> Iterator[str]:
    """Sizes in every way that a title may mean them: a multipack's whole, "№10" and "500 л" of paper as counts."""
    return (f"{value:g}" for value in _values(title))


def _values(title: Fingerprint) -> Iterator[float]:
    for name in SIZES:
        yield from title.quantities.get(name)
    counts, volumes = title.quantities.get("count"), title.quantities.get("volume")
    yield from (count * size for count in counts for name in MEASURES for size in title.quantities.get(name))
    yield from (volume / LITRE for volume in volumes if volume >= LEAST_SHEETS * LITRE)
    yield from (float(word.text) for word in title.words if word.numbered and word.text.isdecimal())


def _has_size(title: Fingerprint) -> bool:
    return any(True for _ in _sizes(title))


def _keys(title: Fingerprint, sizes: Sequence[str]) -> Iterator[str]:
    """A key for every size with every word and ingredient, words as they sound, so that both alphabets meet."""
    words = {word.concept or skeleton(word.text) for word in title.words} | {
        word.ingredient for word in title.words if word.ingredient
    }
    return (f"{size}|{word}" for size in sorted(set(sizes)) for word in sorted(words))
