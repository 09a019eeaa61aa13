"""Whether the task was done, and how dependably."""

from collections.abc import Sequence
from math import comb


def task_success(checks: Sequence[bool]) -> float | None:
    """1 when every assertion holds, else 0; None where nothing was asserted.

    success = 1 if all c in checks, else 0

    >>> task_success([True, True]), task_success([True, False]), task_success([])
    (1.0, 0.0, None)
    """
    return float(all(checks)) if checks else None


def pass_hat_k(passed: int, trials: int, k: int) -> float | None:
    """Probability that all of `k` trials drawn from those of one scenario pass; None with fewer trials than `k`.

    pass^k = C(passed, k) / C(trials, k), averaged over scenarios by the caller.
    Source: Yao et al., τ-bench, arXiv 2406.12045, section 4.

    >>> pass_hat_k(4, 4, 4), pass_hat_k(3, 4, 2), pass_hat_k(3, 4, 8)
    (1.0, 0.5, None)
    """
    return comb(passed, k) / comb(trials, k) if trials >= k else None


def turns_to_target(lists: Sequence[Sequence[str]], targets: Sequence[str]) -> float | None:
    """Number of the first turn whose list has a target; None where none has.

    T = min {t : lists[t] ∩ targets ≠ ∅}

    >>> turns_to_target([["a"], ["b", "x"]], ["x"])
    2.0
    """
    wanted = set(targets)
    return next((float(number) for number, shown in enumerate(lists, 1) if wanted.intersection(shown)), None)
