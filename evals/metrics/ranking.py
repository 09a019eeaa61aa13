"""Where the target stands on a list."""

from collections.abc import Sequence

from podbor.evals.bench.ranking_metrics import ndcg


def recall_at_k(ranking: Sequence[str], targets: Sequence[str], *, k: int) -> float | None:
    """Share of the targets among the first `k`; None where there is no target.

    R@k = |ranking[:k] ∩ targets| / min(k, |targets|)

    >>> recall_at_k(["a", "x"], ["x"], k=1), recall_at_k(["a", "x"], ["x"], k=5)
    (0.0, 1.0)
    """
    if not targets:
        return None
    return len(set(ranking[:k]).intersection(targets)) / min(k, len(set(targets)))


def ndcg_at_k(ranking: Sequence[str], targets: Sequence[str], *, k: int) -> float | None:
    """Discounted gain of the targets, all of grade 1, over that of the best ranking; None where there is no target.

    nDCG@k = Σ_r [ranking_r ∈ targets] / log2(r + 1), over the same sum of the ideal order.

    >>> round(ndcg_at_k(["a", "x"], ["x"], k=5), 3)
    0.631
    """
    return ndcg(ranking, dict.fromkeys(targets, 1), depth=k) if targets else None
