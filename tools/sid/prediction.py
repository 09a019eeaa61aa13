"""Guesses prefixes of semantic IDs from a need and from what a shopper took before.

A beam search down the tree of prefixes that exist, as a generative retriever decodes (TIGER, arXiv 2305.05065, section
3.2), with the distance to the sum of a prefix's codes in the place of a language model's probability.
"""

from collections.abc import Sequence

import numpy as np

from podbor.core.ports import Vectors
from podbor.tools.sid.prefixes import SEPARATOR, prefixes
from podbor.tools.sid.space import SemanticIdSpace

BEAM = 24
DECAY = 0.8
"""What the item before the last one counts beside the last."""
HISTORY = 0.15
"""What a shopper's whole history on one shelf adds to the cosine of a need."""
SHELF_LEVELS = 2
EPSILON = 1e-9


class PrefixPredictor:
    """Knows which prefixes exist and where in the space they lie."""

    def __init__(self, space: SemanticIdSpace) -> None:
        self._space = space
        self._children: dict[str, set[int]] = {}
        for sid in space.assigned.values():
            above = ""
            for code in sid.split(SEPARATOR)[: space.levels]:
                self._children.setdefault(above, set()).add(int(code))
                above = f"{above}{SEPARATOR}{code}" if above else code

    def guess(self, vector: Vectors | None, history: Sequence[str] = ()) -> list[tuple[str, ...]]:
        """Return prefixes a level, the longest level first and the likeliest of each level first.

        Args:
            vector: of the need, (dimension,), or None.
            history: semantic IDs of what was taken before, the latest last.
        """
        votes = shelf_votes(history)
        by_level = self._search(vector, votes) if vector is not None else _shelves(votes)
        return [level for level in reversed(by_level) if level]

    def _search(self, vector: Vectors, votes: dict[str, float]) -> list[tuple[str, ...]]:
        need = self._space.projection(vector[None, :])[0]
        need = need / max(float(np.linalg.norm(need)), EPSILON)
        beam: list[tuple[str, Vectors]] = [("", np.zeros_like(need))]
        levels: list[tuple[str, ...]] = []
        for codebook in self._space.codebooks:
            grown = [
                (f"{above}{SEPARATOR}{code}" if above else str(code), at + codebook[code])
                for above, at in beam
                for code in sorted(self._children.get(above, ()))
            ]
            if not grown:
                break
            places = np.stack([at for _, at in grown])
            cosines = places @ need / np.maximum(np.linalg.norm(places, axis=1), EPSILON)
            scores = [float(cosine) + _vote(name, votes) for (name, _), cosine in zip(grown, cosines, strict=True)]
            best = sorted(range(len(grown)), key=lambda place: (-scores[place], grown[place][0]))[:BEAM]
            beam = [grown[place] for place in best]
            levels.append(tuple(name for name, _ in beam))
        return levels


def shelf_votes(history: Sequence[str]) -> dict[str, float]:
    """Share of a history on each shelf, later items counting more; the prefixes of one level sum to 1.

    >>> shelf_votes(["1-2-3", "1-4-5"])["1"]
    1.0
    """
    weights = [DECAY**age for age in range(len(history))][::-1]
    votes: dict[str, float] = {}
    for sid, weight in zip(history, weights, strict=True):
        for prefix in prefixes(sid)[:SHELF_LEVELS]:
            votes[prefix] = votes.get(prefix, 0.0) + weight / sum(weights)
    return votes


def _vote(prefix: str, votes: dict[str, float]) -> float:
    return HISTORY * max((votes.get(above, 0.0) for above in prefixes(prefix)[:SHELF_LEVELS]), default=0.0)


def _shelves(votes: dict[str, float]) -> list[tuple[str, ...]]:
    """The shelves of a history, by level, the most visited first."""
    ranked = sorted(votes, key=lambda prefix: (-votes[prefix], prefix))
    return [
        tuple(prefix for prefix in ranked if prefix.count(SEPARATOR) == level)[:BEAM] for level in range(SHELF_LEVELS)
    ]
