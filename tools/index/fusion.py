"""Reciprocal rank fusion of the dense and the sparse branch.

Source: Cormack, Clarke and Buettcher, Reciprocal Rank Fusion Outperforms Condorcet, SIGIR 2009. Done here and not in the
engine because the engine's fusion returns the ranks' sum only, and the recommender needs each branch's own score.
"""

from collections.abc import Mapping

from podbor.core.ports import Hit

RRF_K = 60
MIN_DEPTH = 64


def depth(limit: int) -> int:
    """How many hits of each branch are fused for `limit` results."""
    return max(MIN_DEPTH, 2 * limit)


def fuse(dense: Mapping[str, float], sparse: Mapping[str, float], *, limit: int) -> list[Hit]:
    """Fuse two branches, item id to score, each best first. Ties go to the smaller item id: runs must agree.

    >>> [hit.item_id for hit in fuse({"a": 0.9, "b": 0.8}, {"b": 7.1}, limit=2)]
    ['b', 'a']
    """
    scores: dict[str, float] = {}
    for branch in (dense, sparse):
        for rank, item_id in enumerate(branch, start=1):
            scores[item_id] = scores.get(item_id, 0.0) + 1 / (RRF_K + rank)
    best = sorted(scores, key=lambda item_id: (-scores[item_id], item_id))[:limit]
    return [
        Hit(item_id=item_id, score=scores[item_id], dense=dense.get(item_id), sparse=sparse.get(item_id))
        for item_id in best
    ]
