"""Co-purchase neighbourhoods: the mean vector of what is bought with an item."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from podbor.core.ports import Vectors

CoPurchase: TypeAlias = Mapping[str, Mapping[str, float]]
"""Item id to the item ids it is bought with, to how many shoppers did so."""
NEAREST = 10
"""Partners of an item that count, the most frequent ones."""
WINDOW = 3
"""Items of a history that are this far apart count as bought together."""


def neighbour_vectors(
    item_ids: Sequence[str], co_purchase: CoPurchase, vectors_of: Callable[[Sequence[str]], Mapping[str, Vectors]]
) -> Vectors | None:
    """Return (n, dimension): the weighted mean vector of each item's partners, zeros where nothing is bought with it.

    Args:
        item_ids: n items.
        co_purchase: counts; None is returned where they say nothing of any of the items.
        vectors_of: gives the unit text vectors of items; unknown ones are missing.
    """
    partners = {item_id: _nearest(co_purchase.get(item_id, {})) for item_id in item_ids}
    known = vectors_of(sorted({other for near in partners.values() for other in near}))
    if not known:
        return None
    rows = np.zeros((len(item_ids), len(next(iter(known.values())))), dtype=np.float32)
    for row, item_id in zip(rows, item_ids, strict=True):
        weights = {other: weight for other, weight in partners[item_id].items() if other in known}
        whole = sum(weights.values())
        for other, weight in weights.items():
            row += known[other] * np.float32(weight / whole)
    return rows


def count_pairs(histories: Iterable[Sequence[str]]) -> dict[str, Counter[str]]:
    """Count, over histories in the order of time, the pairs at most `WINDOW` apart; a nearer pair counts more.

    >>> count_pairs([["tea", "jam", "tea"]])["tea"]
    Counter({'jam': 2.0})
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for history in histories:
        for place, item in enumerate(history):
            for distance, other in enumerate(history[place + 1 : place + 1 + WINDOW], start=1):
                if item != other:
                    counts[item][other] += 1 / distance  # type: ignore[assignment]
                    counts[other][item] += 1 / distance  # type: ignore[assignment]
    return dict(counts)


def _nearest(partners: Mapping[str, float]) -> dict[str, float]:
    ranked = sorted(partners.items(), key=lambda pair: (-pair[1], pair[0]))
    return dict(ranked[:NEAREST])
