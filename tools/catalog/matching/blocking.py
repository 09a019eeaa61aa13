"""Finds the few titles that could be one product with another, without comparing all with all."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log

from podbor.tools.catalog.matching.fingerprint import Fingerprint
from podbor.tools.catalog.matching.quantities import MEASURES, SIZES
from podbor.tools.catalog.matching.spelling import skeleton

MOST_IN_BLOCK = 400
"""A block that holds more tells too little to be looked into."""
MOST_CANDIDATES = 16
LITRE = 1000.0
LEAST_SHEETS = 12


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
        for block in block_keys(title):
            self._blocks[block].append(key)

    def candidates(self, title: Fingerprint) -> list[str]:
        """Keys of the titles that share the rarest blocks with `title`, the most alike first."""
        shared: Counter[str] = Counter()
        blocks = [found for block in block_keys(title) if (found := self._blocks.get(block))]
        for block in [found for found in blocks if len(found) <= MOST_IN_BLOCK] or sorted(blocks, key=len)[:1]:
            weight = log(1 + self._count / len(block))
            for key in block[: 10 * MOST_IN_BLOCK]:
                shared[key] += weight  # type: ignore[assignment]
        return [key for key, _ in sorted(shared.items(), key=lambda hit: (-hit[1], hit[0]))[:MOST_CANDIDATES]]


def _sizes(title: Fingerprint) -> Iterator[float]:
    """Sizes in every way that a title may mean them: a multipack's whole, "№10" and "500 л" of paper as counts."""
    for name in SIZES:
        yield from title.quantities.get(name)
    counts, volumes = title.quantities.get("count"), title.quantities.get("volume")
    yield from (count * size for count in counts for name in MEASURES for size in title.quantities.get(name))
    yield from (volume / LITRE for volume in volumes if volume >= LEAST_SHEETS * LITRE)
    yield from (float(word.text) for word in title.words if word.numbered and word.text.isdecimal())


def block_keys(title: Fingerprint) -> Iterator[str]:
    """A key for every size with every word, words as they sound, so that both alphabets meet."""
    sizes = {f"{value:g}" for value in _sizes(title)} or {"-"}
    words = {word.concept or skeleton(word.text) for word in title.words if not word.umbrella}
    return (f"{size}|{word}" for size in sorted(sizes) for word in sorted(words))
