"""`podbor bench sequence`: the sequence expert against popularity and the transition graph.

Protocol: leave-one-out. The last item of each user is the test item, the one before it the validation item. Every method
ranks the full catalogue for the history without the test item; items of the history are left out and ties count against us.

Strict: nothing is fitted on validation items as training data. The two baselines and the expert's relations are
counted on what comes before the validation item; the expert learns its few weights by predicting the validation items; the
history at test time holds the validation item, as in SASRec, TIGER and OneRec-Think. `ours` is strict. `ours.refit` is the
same expert with its relations counted again on everything but the test item, as a deployment would: no result to compare
with strict ones. Users with fewer than three items, and those whose test item is in their history, are learned from and not
measured.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from rich.table import Table

from podbor.core.errors import InputError
from podbor.evals.bench.sequence_data import read_attributes, read_sequences
from podbor.tools.ranking.sequence import SequenceExpert

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
ScoreMany = Callable[[Sequence[Ints]], Floats]

BLOCK = 250
TIMED = 200
METRICS = ("R@5", "R@10", "N@5", "N@10")


def run(data: Path, attributes: Path | None = None) -> dict[str, Any]:
    """Measure all three on one data file.

    Returns `{"pop": …, "transitions": …, "ours": …, "data": …}`. Each of the first three holds R@k (share of users whose
    test item is in the first k) and N@k (`1 / log2(rank + 1)` where it is, else 0), `fit_s` (seconds), `score_ms` (median, one
    shopper, full catalogue) and `bytes` (what is kept to score with). Raises `InputError` for a wrong file.
    """
    read = read_sequences(data)
    known = None if attributes is None else read_attributes(attributes, read)
    part = [history[:-1] for history in read.histories]
    before = [history[:-1] for history in part]
    long_enough = [history for history in read.histories if len(history) >= 3]
    measured = [history for history in long_enough if history[-1] not in history[:-1]]
    if not measured:
        reason = "no user has three items of which the last is new: nothing to measure"
        raise InputError(file=str(data), line=1, field="items", reason=reason)
    report = {
        "pop": _measure(lambda: _popularity(before, read.n_items), measured),
        "transitions": _measure(lambda: _transitions(before, read.n_items), measured),
        "ours": _measure(lambda: _ours(part, read.n_items, known, refit=False), measured),
    }
    refit = _measure(lambda: _ours(part, read.n_items, known, refit=True), measured)
    report["ours"]["refit"] = refit
    report["data"] = {
        "file": data.name,
        "users": len(read.histories),
        "measured": len(measured),
        "repeats": len(long_enough) - len(measured),
        "items": read.n_items,
        "interactions": sum(len(history) for history in read.histories),
        "items_with_attributes": len(known or {}),
        "protocol": "leave-one-out, full ranking, seen items left out, strict: validation items are not training data",
    }
    return report


def render(report: dict[str, Any]) -> Table:
    """The report of `run` as a table."""
    about = report["data"]
    title = f"{about['file']}: {about['users']} users, {about['items']} items, {about['interactions']} interactions"
    repeats = f"; {about['repeats']} users not measured: their last item is a repeat" if about["repeats"] else ""
    table = Table(title=title, caption=about["protocol"] + repeats)
    table.add_column("method")
    for name in (*METRICS, "fit, s", "score, ms", "MB"):
        table.add_column(name, justify="right")
    ours = report["ours"]
    rows = {
        "popularity": report["pop"],
        "transition graph": report["transitions"],
        "ours": ours,
        "ours, refit": ours["refit"],
    }
    for method, row in rows.items():
        figures = [f"{row[name]:.4f}" for name in METRICS]
        table.add_row(method, *figures, f"{row['fit_s']:.1f}", f"{row['score_ms']:.1f}", f"{row['bytes'] / 1e6:.1f}")
    return table


def ranking_metrics(ranks: Ints) -> dict[str, float]:
    """R@k and N@k from 0-based ranks.

    >>> ranking_metrics(np.array([0, 7]))
    {'R@5': 0.5, 'R@10': 1.0, 'N@5': 0.5, 'N@10': 0.6577}
    """
    gains = 1.0 / np.log2(ranks + 2.0)
    recall = {f"R@{k}": round(float((ranks < k).mean()), 4) for k in (5, 10)}
    return recall | {f"N@{k}": round(float((gains * (ranks < k)).mean()), 4) for k in (5, 10)}


def target_ranks(scores: Floats, histories: Sequence[Ints], targets: Ints) -> Ints:
    """0-based rank of each target in its row; items of the history do not compete, an item with an equal score does.

    A target must not be in its history: it would be ranked where no method could list it.
    """
    rows = np.arange(len(targets))
    wanted = scores[rows, targets]
    beaten = scores >= wanted[:, None]
    for row, history in zip(beaten, histories, strict=True):
        row[history] = False
    beaten[rows, targets] = False
    return np.asarray(beaten.sum(axis=1), dtype=np.int64)


def _measure(fit: Callable[[], tuple[ScoreMany, int]], measured: Sequence[Ints]) -> dict[str, Any]:
    start = time.perf_counter()
    score, size = fit()
    fit_s = time.perf_counter() - start
    ranks = [np.zeros(0, np.int64)]
    for first in range(0, len(measured), BLOCK):
        histories = [history[:-1] for history in measured[first : first + BLOCK]]
        targets = np.array([history[-1] for history in measured[first : first + BLOCK]], np.int64)
        ranks.append(target_ranks(score(histories), histories, targets))
    timed = [_milliseconds(score, history[:-1]) for history in measured[:: max(1, len(measured) // TIMED)]]
    speed = {"fit_s": round(fit_s, 2), "score_ms": round(float(np.median(timed)), 2), "bytes": size}
    return ranking_metrics(np.concatenate(ranks)) | speed


def _milliseconds(score: ScoreMany, history: Ints) -> float:
    start = time.perf_counter()
    score([history])
    return (time.perf_counter() - start) * 1e3


def _popularity(histories: Sequence[Ints], n_items: int) -> tuple[ScoreMany, int]:
    counts = np.bincount(np.concatenate(list(histories)), minlength=n_items).astype(np.float32)
    return lambda block: np.tile(counts, (len(block), 1)), counts.nbytes


def _transitions(histories: Sequence[Ints], n_items: int) -> tuple[ScoreMany, int]:
    """The decayed item-transition graph: a pair at gap g in a history of n weighs `0.8 ** (g - 1) / log(n + 2)`.

    The reverse of a pair weighs half as much, and a past item of age a `0.6 ** a`.
    """
    pairs = [(history, *np.triu_indices(len(history), 1)) for history in histories]
    first = np.concatenate([history[i] for history, i, _ in pairs])
    second = np.concatenate([history[j] for history, _, j in pairs])
    weight = np.concatenate([0.8 ** (j - i - 1.0) / np.log(len(history) + 2.0) for history, i, j in pairs])
    ahead = sp.csr_matrix((weight.astype(np.float32), (first, second)), shape=(n_items, n_items))
    graph = (ahead + 0.5 * ahead.T).tocsr()

    def score(block: Sequence[Ints]) -> Floats:
        rows = [0.6 ** np.arange(len(history))[::-1] @ graph[history] for history in block]
        return np.asarray(np.vstack(rows), dtype=np.float32)

    return score, graph.data.nbytes + graph.indices.nbytes + graph.indptr.nbytes


def _ours(
    histories: Sequence[Ints], n_items: int, attributes: dict[int, list[int]] | None, *, refit: bool
) -> tuple[ScoreMany, int]:
    expert = SequenceExpert.fit(histories, n_items, attributes, refit=refit)
    return expert.scores_many, expert.size_bytes
