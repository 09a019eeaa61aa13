"""`podbor bench floor`: fits the relevance floor on the judged needs that are for choosing."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.table import Table
from scipy.optimize import minimize

from podbor.core.slate import Need
from podbor.core.vocabulary import LOCALES
from podbor.evals.bench.retrieval import Bench
from podbor.evals.retrieval.judged import Judge, JudgedNeed, load_judged
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.relevance import Floor, Signal

NEAREST = 8
RIDGE = 1e-3
FOLDS = 5
WEIGHTS = ("bias", "dense", "coverage", "kind", "unknown", "agreement")
THRESHOLDS = np.linspace(0.05, 0.95, 91)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A need with the signals of the items nearest to it and whether each is right; `carried`: whether any can be."""

    query: str
    signals: tuple[Signal, ...]
    right: tuple[bool, ...]
    carried: bool


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """The floor fitted on everything, and how one fitted on the other folds tells carried from not carried."""

    floor: Floor
    precision: float
    recall: float


def fit_floor(benches: Sequence[Bench]) -> Fitted:
    """Fit on all catalogues and both languages, each need once with its kinds and once as if the vocabulary knew none."""
    samples = [sample for bench in benches for sample in collect(bench)]
    told: list[tuple[bool, bool]] = []
    for kept, left_out in split(samples):
        floor = fit(kept)
        told += [(not _any(floor, sample), not sample.carried) for sample in left_out]
    hits = sum(said and true for said, true in told)
    return Fitted(
        floor=fit(samples),
        precision=hits / max(sum(said for said, _ in told), 1),
        recall=hits / max(sum(true for _, true in told), 1),
    )


def run(benches: Sequence[Bench]) -> dict[str, Any]:
    """Fit on all catalogues: "floor", the fields of `Floor`, "precision" and "recall" of "not carried" on folds left out."""
    fitted = fit_floor(benches)
    floor = {name: round(value, 2) for name, value in asdict(fitted.floor).items()}
    return {"floor": floor, "precision": round(fitted.precision, 4), "recall": round(fitted.recall, 4)}


def render(report: dict[str, Any]) -> Table:
    """The report of `run` as a table."""
    table = Table(
        title=f"not carried: precision {report['precision']:.3f}, recall {report['recall']:.3f} on folds left out"
    )
    table.add_column("weight")
    table.add_column("value", justify="right")
    for name, value in report["floor"].items():
        table.add_row(name, f"{value:.2f}")
    return table


def collect(bench: Bench) -> list[Sample]:
    """Signals of the nearest items of every judged need."""
    judge = Judge(kinds=KindVocabulary.load())
    samples: list[Sample] = []
    for locale in LOCALES:
        judged = load_judged(locale, "validation")
        absent = [JudgedNeed(query=query, kinds=()) for query in judged.not_carried]
        for need in (*(need for need in judged.carried if not need.ask), *absent):
            samples += [
                sample for kinds in (True, False) if (sample := _sample(bench, judge, need, kinds=kinds)) is not None
            ]
    return samples


def split(samples: Sequence[Sample]) -> Iterator[tuple[list[Sample], list[Sample]]]:
    """Folds to fit on and to judge by. A need is in one of both, over whichever catalogue and with or without its kinds."""
    places = {query: place for place, query in enumerate(dict.fromkeys(sample.query for sample in samples))}
    for fold in range(FOLDS):
        yield (
            [sample for sample in samples if places[sample.query] % FOLDS != fold],
            [sample for sample in samples if places[sample.query] % FOLDS == fold],
        )


def _sample(bench: Bench, judge: Judge, need: JudgedNeed, *, kinds: bool) -> Sample | None:
    signals = bench.recommender.signals(Need(query=need.query), kinds=kinds)
    nearest = sorted(signals, key=lambda signal: -(signal.dense + signal.coverage))[:NEAREST]
    items = {item.item_id: item for item in bench.items}
    right = tuple(judge.grade(need, items[signal.item_id]) > 0 for signal in nearest)
    if not nearest or ((need.kinds or need.right) and not any(right)):
        return None
    return Sample(query=need.query, signals=tuple(nearest), right=right, carried=bool(need.kinds or need.right))


def fit(samples: Sequence[Sample]) -> Floor:
    """Weights by balanced logistic regression over the items, the threshold by F1 of "not carried" over the needs."""
    features = np.array(
        [[1.0, s.dense, s.coverage, s.kind, s.unknown, s.agreement] for sample in samples for s in sample.signals],
        dtype=np.float64,
    )
    right = np.array([label for sample in samples for label in sample.right], dtype=np.float64)
    weight = np.where(right > 0, 0.5 / right.mean(), 0.5 / (1 - right.mean()))

    def loss(weights: Floats) -> float:
        logits = features @ weights
        nll = weight * (np.logaddexp(0, logits) - right * logits)
        return float(nll.mean() + RIDGE * (weights[1:] ** 2).sum())

    weights = dict(zip(WEIGHTS, map(float, minimize(loss, np.zeros(len(WEIGHTS))).x), strict=True))
    floor = Floor(**weights)
    scores = [(max(map(floor.probability, sample.signals)), sample.carried) for sample in samples]
    least = max(THRESHOLDS, key=lambda threshold: _balanced(scores, float(threshold)))
    return Floor(**weights, least=float(least))


def _balanced(scores: Sequence[tuple[float, bool]], threshold: float) -> float:
    """F1 of telling what is not carried."""
    told = [carried for score, carried in scores if score < threshold]
    absent = sum(not carried for _, carried in scores)
    hits = sum(not carried for carried in told)
    return 2 * hits / (len(told) + absent)


def _any(floor: Floor, sample: Sample) -> bool:
    return any(map(floor.passes, sample.signals))
