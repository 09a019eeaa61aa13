"""`podbor bench privacy`: what privacy costs in quality, and what attackers make of a release.

Quality: the validation part of a sequence file. The last item of each user is left out altogether; the one before it is
predicted from the history before (a repeat of it is not measured), over the full catalogue, by models that read released
statistics and the shopper's own history. The statistics are released from all users, without the item to be predicted. Each
is released at the epsilon of its row; "together" is what they cost as a whole. Noise is drawn once a row. An infinite epsilon
has bounded contributions and neither noise nor threshold.

Attacks: `privacy_attack`, on the whole histories.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Group
from rich.table import Table

from podbor.core.errors import InputError
from podbor.core.shared import Statistic
from podbor.evals.bench.privacy_attack import DELTA, canaries_leaked, membership, noised, worst_case
from podbor.evals.bench.privacy_models import Ints, ScoreMany, kinds_of, models
from podbor.evals.bench.sequence import ranking_metrics, target_ranks
from podbor.evals.bench.sequence_data import read_attributes, read_sequences
from podbor.memory.privacy.contributions import KEYS_PER_SHOPPER, History, Taken, count
from podbor.memory.privacy.mechanism import Loss, calibrate, epsilon_of

EPSILONS = (0.5, 1.0, 2.0, 4.0, 8.0, inf)
ATTACKED = (1.0, 8.0, inf)
BLOCK = 500
PLANTED = 100
KEYS_AT_WORST = KEYS_PER_SHOPPER["transitions"]
Progress = Callable[[str, int, int], None]


def run(
    data: Path,
    attributes: Path | None = None,
    *,
    shoppers: int | None = None,
    keys: int | None = None,
    targets: int = 2000,
    releases: int = 1000,
    progress: Progress = lambda what, done, total: None,
) -> dict[str, Any]:
    """Measure both. `shoppers`: how many users to measure on, all where None; `keys`: what one shopper
    adds to each statistic of the first, the product's bounds where None; `targets` and `releases` of the attacks.

    Returns `{"quality": [a row an epsilon], "attacks": [a row an epsilon], "data": …}`; R@k and N@k as in `podbor bench
    sequence`, epsilon None is infinite. Raises `InputError` for a wrong file.
    """
    read = read_sequences(data)
    kinds = None if attributes is None else kinds_of(read_attributes(attributes, read), read.n_items)
    part = [history[:-1] for history in read.histories if len(history) >= 3]
    if not part:
        raise InputError(file=str(data), line=1, field="items", reason="no user has three items: nothing to measure")
    fresh = [history for history in part if history[-1] not in history[:-1]]
    if not fresh:
        raise InputError(
            file=str(data), line=1, field="items", reason="every item to predict is a repeat: nothing to measure"
        )
    measured = fresh if shoppers is None else _sample(fresh, shoppers)
    bounds = KEYS_PER_SHOPPER if keys is None else dict.fromkeys(KEYS_PER_SHOPPER, keys)
    counted = _count([history[:-1] for history in part], kinds, bounds)
    quality = []
    for done, epsilon in enumerate(EPSILONS):
        progress("quality", done, len(EPSILONS))
        quality.append(_quality(counted, epsilon, bounds, measured, read.n_items, kinds))
    progress("quality", len(EPSILONS), len(EPSILONS))
    whole = _histories(read.histories, kinds)
    attacks = []
    for done, epsilon in enumerate(ATTACKED):
        progress("attacks", done, len(ATTACKED))
        attacks.append(
            _attacks(whole, list(counted), epsilon, targets=min(targets, len(whole) // 2), releases=releases)
        )
    progress("attacks", len(ATTACKED), len(ATTACKED))
    about = {"file": data.name, "users": len(read.histories), "measured": len(measured), "items": read.n_items}
    return {"quality": quality, "attacks": attacks, "data": about}


def render(report: dict[str, Any]) -> Group:
    """The report of `run` as two tables."""
    about = report["data"]
    title = (
        f"{about['file']}: {about['users']} users, {about['items']} items, {about['measured']} measured; R@10 / N@10"
    )
    quality = Table(title=title, caption="keys: released of each statistic")
    for name in ("ε each", "ε together", *report["quality"][0]["models"], *report["quality"][0]["keys"]):
        quality.add_column(name if name not in KEYS_PER_SHOPPER else f"{name} keys", justify="right")
    for row in report["quality"]:
        figures = [f"{found['R@10']:.4f} / {found['N@10']:.4f}" for found in row["models"].values()]
        quality.add_row(_said(row["epsilon"]), _said(row["together"]), *figures, *map(str, row["keys"].values()))
    attacks = Table(title="membership inference: AUC (0.5 is a guess)")
    for name in (
        "ε",
        *(f"{s}: informed / outsider" for s in report["attacks"][0]["membership"]),
        "worst case",
        "canaries",
    ):
        attacks.add_column(name, justify="right")
    for row in report["attacks"]:
        aucs = [f"{auc['informed']:.3f} / {auc['outsider']:.3f}" for auc in row["membership"].values()]
        leaked = f"{sum(row['canaries'].values())} of {len(row['canaries']) * PLANTED}"
        attacks.add_row(_said(row["epsilon"]), *aucs, f"{row['worst_case']:.3f}", leaked)
    return Group(quality, attacks)


def _said(epsilon: float | None) -> str:
    return "∞" if epsilon is None else f"{epsilon:.3g}"


def _sample(histories: Sequence[Ints], size: int) -> list[Ints]:
    chosen = np.random.default_rng(0).permutation(len(histories))[:size]
    return [histories[int(place)] for place in np.sort(chosen)]


def _histories(rows: Sequence[Ints], kinds: Sequence[str] | None) -> list[History]:
    """Histories as a log holds them; a file knows no baskets, so that each is one."""
    of = kinds or [""] * (1 + max(int(row.max()) for row in rows))
    return [[Taken(item_id=str(item), basket="", kind=of[item]) for item in row.tolist()] for row in rows]


def _count(rows: Sequence[Ints], kinds: Sequence[str] | None, bounds: Mapping[Statistic, int]) -> dict[Statistic, Any]:
    histories = _histories(rows, kinds)
    wanted: list[Statistic] = ["popularity", "transitions"]
    if kinds:
        wanted.append("kind_transitions")
    return {statistic: count(statistic, histories, keys=bounds[statistic]) for statistic in wanted}


def _quality(
    counted: Mapping[Statistic, Any],
    epsilon: float,
    bounds: Mapping[Statistic, int],
    measured: Sequence[Ints],
    n_items: int,
    kinds: Sequence[str] | None,
) -> dict[str, Any]:
    released = {
        statistic: noised(counts, epsilon=epsilon, keys=bounds[statistic]) for statistic, counts in counted.items()
    }
    return {
        "epsilon": None if epsilon == inf else epsilon,
        "together": None if epsilon == inf else round(_together([bounds[name] for name in counted], epsilon), 3),
        "models": {name: _measure(score, measured) for name, score in models(released, n_items, kinds).items()},
        "keys": {statistic: len(found) for statistic, found in released.items()},
    }


def _together(bounds: Sequence[int], epsilon: float) -> float:
    plans = [calibrate(epsilon=epsilon, delta=DELTA, keys=keys) for keys in bounds]
    return epsilon_of(reduce(Loss.__add__, (plan.loss for plan in plans)), delta=DELTA * len(plans))


def _measure(score: ScoreMany, measured: Sequence[Ints]) -> dict[str, float]:
    ranks = [np.zeros(0, np.int64)]
    for first in range(0, len(measured), BLOCK):
        block = measured[first : first + BLOCK]
        past = [history[:-1] for history in block]
        ranks.append(target_ranks(score(past), past, np.array([history[-1] for history in block], np.int64)))
    return ranking_metrics(np.concatenate(ranks))


def _attacks(
    histories: Sequence[History], statistics: Sequence[Statistic], epsilon: float, *, targets: int, releases: int
) -> dict[str, Any]:
    return {
        "epsilon": None if epsilon == inf else epsilon,
        "membership": {name: membership(histories, name, epsilon, targets=targets) for name in statistics},
        "worst_case": worst_case(epsilon, keys=KEYS_AT_WORST, releases=releases),
        "canaries": {name: canaries_leaked(histories, name, epsilon, planted=PLANTED) for name in statistics},
    }
