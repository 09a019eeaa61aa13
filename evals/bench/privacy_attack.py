"""Attacks on a release: was this shopper's history in it?

Two attackers, both of whom know the target's whole history and how the release was made. The *informed* one also knows the
exact contribution of everybody else: the attacker whom differential privacy is defined against. The *outsider* knows other
shoppers of the same kind, none of whom is in the release. Both score a target by the log-likelihood ratio of the released
counts of his keys, with him against without him. AUC: chance that a shopper who is in scores above one who is not.
Source: Homer et al., 2008; Dwork et al., Robust traceability from trace amounts, 2015; Nasr et al., Adversary instantiation, 2021.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import inf, sqrt

import numpy as np
import numpy.typing as npt
from scipy.stats import mannwhitneyu, norm

from podbor.core.shared import Statistic
from podbor.memory.privacy.contributions import KEYS_PER_SHOPPER, History, Key, Taken, contribution, count
from podbor.memory.privacy.mechanism import Calibration, add_noise, calibrate

Scores = npt.NDArray[np.float64]
DELTA = 1e-6
REPEATS = 50
NO_NOISE = 0.5
"""Standard deviation that an attacker reckons with where counts are exact."""


def noised(counts: Mapping[Key, int], *, epsilon: float, keys: int) -> Mapping[Key, float]:
    """Release counts, of `keys` keys a shopper, as `podbor privacy release` does; an infinite epsilon leaves them be."""
    return _released(counts, _plan(epsilon, keys))


def membership(
    histories: Sequence[History], statistic: Statistic, epsilon: float, *, targets: int, seed: int = 0
) -> dict[str, float]:
    """AUC of both attackers over `targets` shoppers, of whom half are in one release: 0.5 is a guess, 1 is certainty.

    Returns {"informed", "outsider", "guess_sd"}: the last is the standard deviation of the AUC of a mere guess.
    """
    order = np.random.default_rng(seed).permutation(len(histories))
    shuffled = [histories[int(place)] for place in order]
    inside, outside = shuffled[: targets // 2], shuffled[targets // 2 : targets]
    rest = shuffled[targets:]
    keys = KEYS_PER_SHOPPER[statistic]
    counts = count(statistic, inside + rest[::2], keys=keys)
    elsewhere = count(statistic, outside + rest[1::2], keys=keys)
    plan = _plan(epsilon, keys)
    released = _released(counts, plan)

    def aucs(history: History, present: bool) -> tuple[float, float]:
        own = contribution(statistic, history, keys=keys)
        others = {key: counts[key] - present for key in own}
        like = {key: elsewhere[key] - (not present) for key in own}
        return _ratio(own, released, others, plan, exact=True), _ratio(own, released, like, plan, exact=False)

    scores = np.array([aucs(history, True) for history in inside])
    guesses = np.array([aucs(history, False) for history in outside])
    return {
        "informed": _auc(scores[:, 0], guesses[:, 0]),
        "outsider": _auc(scores[:, 1], guesses[:, 1]),
        "guess_sd": round(sqrt((len(scores) + len(guesses) + 1) / (12 * len(scores) * len(guesses))), 4),
    }


def canaries_leaked(histories: Sequence[History], statistic: Statistic, epsilon: float, *, planted: int) -> int:
    """How many of `planted` secrets a release gives away.

    A canary is one shopper who takes two items that nobody else has, again and again.
    """
    planted_histories = [
        [
            Taken(item_id=f"canary {number} {part}", basket="b", kind=f"canary {number}")
            for part in ("one", "two") * REPEATS
        ]
        for number in range(planted)
    ]
    keys = KEYS_PER_SHOPPER[statistic]
    released = noised(count(statistic, [*histories, *planted_histories], keys=keys), epsilon=epsilon, keys=keys)
    return len({key[0].split()[1] for key in released if key[0].startswith("canary ")})


def worst_case(epsilon: float, *, keys: int, releases: int) -> float:
    """AUC of telling releases with a shopper from releases without, where nothing but that is unknown.

    The counts of his keys lie at the threshold, where both the noise and the missing keys speak. `releases` of each.
    """
    plan = _plan(epsilon, keys)
    own: list[Key] = [(f"key {number}",) for number in range(keys)]
    others: Counter[Key] = Counter(dict.fromkeys(own, round(plan.threshold) if plan else 50))

    def score(present: bool) -> float:
        counts = {key: others[key] + present for key in own}
        return _ratio(own, _released(counts, plan), others, plan, exact=True)

    return _auc(np.array([score(True) for _ in range(releases)]), np.array([score(False) for _ in range(releases)]))


def _plan(epsilon: float, keys: int) -> Calibration | None:
    return None if epsilon == inf else calibrate(epsilon=epsilon, delta=DELTA, keys=keys)


def _released(counts: Mapping[Key, int], plan: Calibration | None) -> dict[Key, float]:
    return add_noise(counts, plan) if plan else {key: float(value) for key, value in counts.items()}


def _ratio(
    own: Sequence[Key],
    released: Mapping[Key, float],
    others: Mapping[Key, int],
    plan: Calibration | None,
    *,
    exact: bool,
) -> float:
    total = 0.0
    for key in own:
        expected = others[key]
        variance = (plan.scale**2 if plan else NO_NOISE**2) + (0.0 if exact else max(expected, 1.0))
        if key in released or plan is None:
            total += (released.get(key, 0.0) - expected - 0.5) / variance
        else:
            below, spread = plan.threshold - expected, sqrt(variance)
            total += float(norm.logcdf((below - 1.0) / spread) - norm.logcdf(below / spread))
    return total


def _auc(inside: Scores, outside: Scores) -> float:
    return round(float(mannwhitneyu(inside, outside).statistic) / (len(inside) * len(outside)), 4)
