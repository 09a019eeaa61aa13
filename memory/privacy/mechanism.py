"""The noise: OpenDP's Gaussian mechanism with a threshold, for counts whose keys are not known beforehand.

A shopper more or less changes at most `keys` counts by one each, and may add keys that nobody else has. Gaussian noise hides
the former, and a key is released only where its noisy count passes a threshold that the latter hardly ever reach. The loss is
approximate zero-concentrated DP (rho, delta): rho of the noise, delta of the threshold. Losses add up over releases.
Source: Rogers, A Unifying Privacy Analysis Framework for Unknown Domain Algorithms in DP, 2023; Bun and Steinke, 2016.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Any

import opendp.prelude as dp

from podbor.core.errors import InputError
from podbor.memory.privacy.contributions import Key

GRANULARITY = -10
"""Noise lies on multiples of 2^-10 of a shopper: exact sampling is four times faster than on the finest grid."""
LEAST_EPSILON, MOST_EPSILON = 0.01, 20.0
LEAST_DELTA, MOST_DELTA = 1e-12, 1e-3
MOST_KEYS = 1000
FURTHEST = 40.0
"""Standard deviations below which every threshold lies, at the least delta."""


@dataclass(frozen=True, kw_only=True)
class Loss:
    """Privacy loss in approximate zCDP."""

    rho: float = 0.0
    delta: float = 0.0

    def __add__(self, other: "Loss") -> "Loss":
        """Loss of both: composition, also where the second was chosen after the first was seen."""
        return Loss(rho=self.rho + other.rho, delta=self.delta + other.delta)


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """A mechanism for contributions of `keys` keys: standard deviation and threshold in shoppers, and what it costs."""

    keys: int
    scale: float
    threshold: float
    loss: Loss


@lru_cache(maxsize=64)
def calibrate(*, epsilon: float, delta: float, keys: int) -> Calibration:
    """Find the least noise and the lowest threshold that are (epsilon, delta)-DP for one shopper more or less.

    Half of `delta` is the threshold's, half the noise's. Raises InputError naming the field that is out of range.
    """
    _within("epsilon", epsilon, LEAST_EPSILON, MOST_EPSILON)
    _within("delta", delta, LEAST_DELTA, MOST_DELTA)
    _within("keys", keys, 1, MOST_KEYS)
    half = delta / 2
    scale = dp.binary_search(
        lambda scale: _epsilon(_rho(scale, keys), half) <= epsilon, bounds=(sqrt(keys) * 1e-2, sqrt(keys) * 1e4)
    )
    threshold = dp.binary_search(
        lambda threshold: _loss(scale, threshold, keys).delta <= half, bounds=(1.0 + scale, 1.0 + FURTHEST * scale)
    )
    return Calibration(keys=keys, scale=scale, threshold=threshold, loss=_loss(scale, threshold, keys))


def add_noise(counts: Mapping[Key, int], calibration: Calibration) -> dict[Key, float]:
    """Release `counts`, in which every shopper has at most `calibration.keys` keys, one each: noisy, above the threshold."""
    mechanism = _mechanism(calibration.scale, calibration.threshold)
    noisy: dict[str, float] = mechanism({json.dumps(key): float(value) for key, value in counts.items()})
    return {tuple(json.loads(key)): value for key, value in noisy.items()}


def epsilon_of(loss: Loss, *, delta: float) -> float:
    """The epsilon that `loss` is at `delta`; infinite where the thresholds alone cost that much.

    >>> epsilon_of(Loss(), delta=1e-6)
    0.0
    """
    if loss == Loss():
        return 0.0
    return _epsilon(loss.rho, delta - loss.delta) if loss.delta < delta else float("inf")


def _mechanism(scale: float, threshold: float) -> Any:
    dp.enable_features("contrib")
    counts = dp.map_domain(dp.atom_domain(T=str), dp.atom_domain(T=float, nan=False))
    metric = dp.l02inf_distance(dp.absolute_distance(T=float))
    return dp.m.make_gaussian_threshold(counts, metric, scale=scale, threshold=threshold, k=GRANULARITY)


def _loss(scale: float, threshold: float, keys: int) -> Loss:
    rho, delta = _mechanism(scale, threshold).map((keys, sqrt(keys), 1.0))
    return Loss(rho=rho, delta=delta)


def _rho(scale: float, keys: int) -> float:
    return _loss(scale, 1.0 + FURTHEST * scale, keys).rho


def _epsilon(rho: float, delta: float) -> float:
    """Epsilon of pure zCDP at `delta`: OpenDP's conversion, of a Gaussian mechanism that costs just this rho."""
    dp.enable_features("contrib")
    gaussian = dp.m.make_gaussian(
        dp.atom_domain(T=float, nan=False), dp.absolute_distance(T=float), scale=1.0 / sqrt(2.0 * rho)
    )
    profile: Any = dp.c.make_zCDP_to_approxDP(gaussian)
    return float(profile.map(1.0).epsilon(delta))


def _within(field: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise InputError(file="arguments", line=0, field=field, reason=f"got {value:g}; valid: {least:g} to {most:g}")
