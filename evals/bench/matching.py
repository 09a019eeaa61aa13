"""`podbor bench matching`: how surely titles of one product are told from titles of two, and how fast."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, islice
from typing import Any

import numpy as np
from rich.console import Group
from rich.table import Table
from scipy.stats import binomtest, bootstrap

from podbor.core.errors import SetupError
from podbor.core.items import Item
from podbor.evals.matching.pairs import LabelledPair, Part, load_pairs
from podbor.tools.catalog.demo import generate_demo
from podbor.tools.catalog.matching import Reader, Verdict, compare
from podbor.tools.catalog.matching.blocking import Blocks
from podbor.tools.catalog.matching.compare import THRESHOLD
from podbor.tools.catalog.matching.titles import judge, read_titles

RESAMPLES = 2000
SEED = 1


def run(part: Part) -> dict[str, Any]:
    """Judge the pairs of a part.

    Returns `{"part", "threshold", "pairs", "matches", "precision", "recall", "f1", "languages", "errors"}`: precision,
    recall and F1 as `{"value", "low", "high"}`, languages as `{"ru-ru": {"pairs", "precision", "recall"} …}` with None
    for a share of nothing. Intervals are 95 %: Wilson's for precision and recall, a percentile bootstrap over pairs for F1.
    Raises SetupError where the part has no pairs.
    """
    reader = Reader()
    pairs = load_pairs(part)
    if not pairs:
        raise SetupError(f"part {part} has no pairs yet", mend="podbor bench matching --part validation")
    verdicts = [compare(reader.read(pair.left), reader.read(pair.right)) for pair in pairs]
    truth = np.array([pair.label == "match" for pair in pairs])
    said = np.array([verdict.same for verdict in verdicts])
    languages = np.array([pair.languages for pair in pairs])
    hits = int((truth & said).sum())
    return {
        "part": part,
        "threshold": THRESHOLD,
        "pairs": len(pairs),
        "matches": int(truth.sum()),
        "precision": _share(hits, int(said.sum())),
        "recall": _share(hits, int(truth.sum())),
        "f1": _f1(truth, said),
        "languages": {
            name: _simple(truth[languages == name], said[languages == name]) for name in sorted({*languages})
        },
        "errors": [
            _error(pair, verdict)
            for pair, verdict in zip(pairs, verdicts, strict=True)
            if verdict.same != (pair.label == "match")
        ],
    }


def render(report: dict[str, Any]) -> Group:
    """The report as tables."""
    figures = Table(title=f"{report['part']}: {report['pairs']} pairs, {report['matches']} matches")
    for column in ("", "value", "95 % low", "high"):
        figures.add_column(column, justify="right" if column else "left")
    for name in ("precision", "recall", "f1"):
        figures.add_row(name, *(f"{report[name][key]:.3f}" for key in ("value", "low", "high")))
    for name, part in report["languages"].items():
        figures.add_row(f"{name} ({part['pairs']})", _told("P", part["precision"]), _told("R", part["recall"]))
    errors = Table(title=f"{len(report['errors'])} errors")
    for column in ("pair", "label", "score", "left", "right", "differences"):
        errors.add_column(column)
    for error in report["errors"]:
        told = ", ".join(f"{aspect}: {left or '–'} / {right or '–'}" for aspect, left, right, _ in error["differences"])
        score = f"{error['score']:.2f}"
        errors.add_row(error["pair_id"], error["label"], score, error["left"], error["right"], told or "none")
    return Group(figures, errors)


def run_scale(items: int) -> dict[str, Any]:
    """Match `items` made-up English listings against as many Russian items: milliseconds a title, by step."""
    catalogue = _made_up(items)
    reader = Reader()
    start = time.perf_counter()
    known = [read_titles(replace(item, title=replace(item.title, en="")), reader) for item in catalogue]
    read = time.perf_counter()
    blocks = Blocks()
    for place, titles in enumerate(known):
        blocks.add(str(place), titles.all[0])
    built = time.perf_counter()
    compared = 0
    for item in catalogue:
        titles = read_titles(replace(item, title=replace(item.title, ru="")), reader)
        found = blocks.candidates(titles.all[0])
        compared += len(found)
        for key in found:
            judge(titles, known[int(key)])
    done = time.perf_counter()
    steps = {"read_ms": read - start, "block_ms": built - read, "resolve_ms": done - built}
    report: dict[str, Any] = {name: round(seconds * 1000 / items, 3) for name, seconds in steps.items()}
    return report | {
        "items": items,
        "total_s": round(done - start, 1),
        "candidates_a_title": round(compared / items, 2),
    }


def render_scale(report: dict[str, Any]) -> Table:
    """The timings as a table."""
    table = Table(title=f"{report['items']} listings against {report['items']} items")
    table.add_column("")
    table.add_column("value", justify="right")
    for name, value in report.items():
        table.add_row(name, str(value))
    return table


def _told(letter: str, share: float | None) -> str:
    return f"{letter} –" if share is None else f"{letter} {share:.3f}"


def _made_up(items: int) -> list[Item]:
    """Demo catalogues of one seed after another, until there are enough."""
    now = datetime.now(UTC)
    return list(islice((item for seed in count() for item in generate_demo(seed=seed, updated_at=now)[0]), items))


def _share(hits: int, of: int) -> dict[str, float]:
    interval = binomtest(hits, of).proportion_ci(method="wilson")
    return {"value": round(hits / of, 4), "low": round(interval.low, 4), "high": round(interval.high, 4)}


def _f1(truth: "np.ndarray[Any, Any]", said: "np.ndarray[Any, Any]") -> dict[str, float]:
    result = bootstrap(
        (truth, said),
        _f1_of,
        paired=True,
        vectorized=False,
        n_resamples=RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(SEED),
    )
    low, high = result.confidence_interval
    return {"value": round(_f1_of(truth, said), 4), "low": round(float(low), 4), "high": round(float(high), 4)}


def _f1_of(truth: "np.ndarray[Any, Any]", said: "np.ndarray[Any, Any]") -> float:
    return float(2 * (truth & said).sum() / max(1, truth.sum() + said.sum()))


def _simple(truth: "np.ndarray[Any, Any]", said: "np.ndarray[Any, Any]") -> dict[str, Any]:
    hits = int((truth & said).sum())
    return {
        "pairs": len(truth),
        "precision": _ratio(hits, int(said.sum())),
        "recall": _ratio(hits, int(truth.sum())),
    }


def _ratio(hits: int, of: int) -> float | None:
    return round(hits / of, 4) if of else None


def _error(pair: LabelledPair, verdict: Verdict) -> dict[str, Any]:
    differences: Sequence[tuple[str, str, str, float]] = [
        (found.aspect, found.left, found.right, found.cost) for found in verdict.differences
    ]
    return {
        "pair_id": pair.pair_id,
        "label": pair.label,
        "aspect": pair.aspect,
        "score": verdict.score,
        "left": pair.left,
        "right": pair.right,
        "differences": differences,
    }
