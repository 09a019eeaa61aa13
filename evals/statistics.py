"""Honest intervals and tests for runs of dialogues: trials and languages of one scenario are not independent."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import permutation_test

RESAMPLES = 4000
CONFIDENCE = 0.95
SEED = 20261125
Clusters = Sequence[Sequence[float]]


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A mean with its 95 % interval; `clusters` and `values` say what it rests on."""

    mean: float
    low: float
    high: float
    clusters: int
    values: int

    def to_json(self) -> dict[str, Any]:
        """Plain numbers."""
        return asdict(self)


def clustered_interval(clusters: Clusters, *, least: float | None = 0.0, most: float | None = 1.0) -> Interval | None:
    """Mean over all values and its bootstrap interval, whole clusters drawn with replacement; None without values.

    A cluster is a scenario: its languages and trials rise and fall together, so an interval over single trials would be too
    narrow. With one cluster the interval is the widest that the values allow. Values that all agree have no spread to resample;
    where they are all `least` or all `most` that there can be, None for no such end, they get the rule of three over the clusters
    (Hanley and Lippman-Hand, JAMA 1983): at most 3/n were otherwise. The ends of a share are 0 and 1, a count has 0 alone.
    Source: Davison and Hinkley, Bootstrap Methods and their Application, 1997, sections 3.8 and 5.3.

    >>> found = clustered_interval([[1, 1], [0, 0], [1, 1], [0, 0]])
    >>> found.mean, found.low < 0.3, found.high > 0.7
    (0.5, True, True)
    """
    kept = [np.asarray(cluster, dtype=float) for cluster in clusters if len(cluster)]
    if not kept:
        return None
    sums, counts = np.array([part.sum() for part in kept]), np.array([len(part) for part in kept])
    mean = float(sums.sum() / counts.sum())
    everything = np.concatenate(kept)
    low, high = float(everything.min()), float(everything.max())
    if low == high:
        width = min(1.0, 3 / len(kept))
        low, high = (mean - width if mean == most else mean), (mean + width if mean == least else mean)
    elif len(kept) > 1:
        low, high = _bootstrap(sums, counts)
    return Interval(mean=mean, low=low, high=high, clusters=len(kept), values=len(everything))


@dataclass(frozen=True, kw_only=True)
class PairedTest:
    """Mean difference over scenarios that both runs have, its interval, and the p-value of "there is none".

    `low` and `high` are None for one scenario: what it would do another time nothing tells.
    """

    difference: float
    low: float | None
    high: float | None
    p: float
    scenarios: int

    def to_json(self) -> dict[str, Any]:
        """Plain numbers."""
        return asdict(self)


def paired_test(before: Sequence[float], after: Sequence[float]) -> PairedTest | None:
    """Test scenario means against each other; `before[i]` and `after[i]` are of one scenario. None without pairs.

    The sign of each difference is equally likely either way when nothing changed (two-sided, exact up to 12 scenarios, else 9,999
    draws); it assumes no distribution. The interval is the bootstrap's over scenarios.
    Source: Good, Permutation, Parametric, and Bootstrap Tests of Hypotheses, 2005; scipy.stats.permutation_test.

    >>> paired_test([1, 1, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0, 0, 1]).p < 0.05
    True
    >>> paired_test([1, 0, 1], [1, 0, 1]).p
    1.0
    """
    differences = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    if not len(differences):
        return None
    mean = float(differences.mean())
    low, high = _bootstrap(differences, np.ones(len(differences))) if len(differences) > 1 else (None, None)
    return PairedTest(difference=mean, low=low, high=high, p=_p_value(differences), scenarios=len(differences))


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjust p-values of several tests of one comparison. Source: Holm, Scandinavian Journal of Statistics 6, 1979.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(p_values)
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = highest
    return adjusted


def _p_value(differences: npt.NDArray[np.float64]) -> float:
    if len(differences) < 2 or not np.any(differences):
        return 1.0
    # Scenarios that did not change tell nothing about the direction, and would only widen the exact enumeration.
    moved = differences[differences != 0]
    if len(moved) < 2:
        return 1.0
    found = permutation_test(
        (moved,),
        lambda sample, axis: np.mean(sample, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=9999,
        rng=np.random.default_rng(SEED),
    )
    return float(found.pvalue)


def _bootstrap(sums: npt.NDArray[np.float64], counts: npt.NDArray[Any]) -> tuple[float, float]:
    drawn = np.random.default_rng(SEED).integers(0, len(sums), size=(RESAMPLES, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return float(low), float(high)
