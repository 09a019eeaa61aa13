"""Metrics of graded rankings."""

from collections.abc import Mapping, Sequence
from math import log2


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], *, depth: int) -> float:
    """Normalised discounted cumulative gain at `depth`.

    Sum over ranks r of (2^grade - 1) / log2(r + 1), divided by that of the best ranking of all graded items.
    Source: Burges et al., Learning to Rank using Gradient Descent, ICML 2005.

    >>> ndcg(["a", "b"], {"a": 2, "b": 1}, depth=10)
    1.0
    >>> round(ndcg(["x", "a"], {"a": 2}, depth=10), 3)
    0.631
    """
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(item_id, 0) for item_id in ranking[:depth]]) / ideal if ideal else 0.0


def success(ranking: Sequence[str], grades: Mapping[str, int], *, depth: int, least: int) -> float:
    """1 when an item of at least grade `least` is among the first `depth`, else 0.

    >>> success(["x", "a"], {"a": 1}, depth=5, least=2)
    0.0
    """
    return float(any(grades.get(item_id, 0) >= least for item_id in ranking[:depth]))


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
