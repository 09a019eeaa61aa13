"""Measures a planner on labelled messages: exact match with intervals, unasked writes, confidence, occasions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from scipy.stats import binomtest

from podbor.agent.nodes.doubt import ASKED_BEFORE, is_doubtful
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.resolve import Call
from podbor.evals.planner.labels import Label, Occasion, called
from podbor.evals.planner.match import Args, same_calls, same_fact, same_kind
from podbor.tools.contract import ARGUMENTS

CONFIDENCE_STEPS = 20


class Planned(Protocol):
    """What a planner gives for a message."""

    @property
    def calls(self) -> Sequence[Call]: ...  # noqa: D102
    @property
    def act(self) -> str: ...  # noqa: D102
    @property
    def confidence(self) -> float: ...  # noqa: D102
    @property
    def ms(self) -> float: ...  # noqa: D102


class Plans(Protocol):
    """A planner."""

    def plan(self, text: str, context: PlannerContext | None = None) -> Planned:
        """Plan one message."""
        ...


@dataclass(frozen=True, kw_only=True)
class Score:
    """One message: what was expected, what came, and whether it is right.

    `at_once` of an unasked write: the shopper is not asked first; `remembered`: it changes what is remembered of the shopper,
    not only the list on screen.
    """

    label: Label
    calls: list[tuple[str, Args]]
    act: str
    exact: bool
    unasked_write: bool
    at_once: bool
    remembered: bool
    confidence: float
    ms: float
    raw: str = ""


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A share with its 95 % Wilson interval (Wilson 1927, JASA 22)."""

    right: int
    total: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class CoveragePoint:
    """Messages at or above `threshold`: their share, and the share of them that is right."""

    threshold: float
    coverage: float
    accuracy: float


def rate_of(outcomes: Iterable[bool]) -> Rate:
    """Share of True.

    >>> round(rate_of([True] * 9 + [False]).low, 3)
    0.596
    """
    values = list(outcomes)
    right = sum(values)
    if not values:
        return Rate(right=0, total=0, rate=float("nan"), low=0.0, high=1.0)
    interval = binomtest(right, len(values)).proportion_ci(method="wilson")
    return Rate(
        right=right, total=len(values), rate=right / len(values), low=float(interval.low), high=float(interval.high)
    )


def score(planner: Plans, labels: Sequence[Label], *, ask_below: float = 0.0) -> list[Score]:
    """Plan every message and compare; a doubtful change below `ask_below` is asked first, as in a conversation."""
    return [_score(planner, label, ask_below) for label in labels]


def _score(planner: Plans, label: Label, ask_below: float) -> Score:
    planned = planner.plan(label.text, label.context)
    expected = called(label.calls)
    calls = called(planned.calls)
    unasked = has_unasked_write(expected, calls)
    at_once = unasked and not is_doubtful(calls, label.text, confidence=planned.confidence, below=ask_below)
    return Score(
        label=label,
        calls=calls,
        act=planned.act,
        exact=same_calls(expected, calls),
        unasked_write=unasked,
        at_once=at_once,
        remembered=at_once and has_unasked_write(expected, [call for call in calls if call[0] in ASKED_BEFORE]),
        confidence=planned.confidence,
        ms=planned.ms,
        raw=getattr(planned, "raw", ""),
    )


def has_unasked_write(expected: Sequence[tuple[str, Args]], got: Sequence[tuple[str, Args]]) -> bool:
    """Whether a write was made that the label has not: another tool, item or verdict, or a fact it does not name."""
    for name, args in got:
        if ARGUMENTS[name][1] != "write":
            continue
        asked = [other for tool, other in expected if tool == name]
        if not any(_writes_only(args, other) for other in asked):
            return True
    return False


def _writes_only(args: Args, asked: Args) -> bool:
    if "changes" not in args:
        what, other = args.get("what"), asked.get("what")
        if isinstance(what, dict) and isinstance(other, dict):
            return same_fact(other, what)
        return {key: args[key] for key in args if key != "item"} == {key: asked[key] for key in asked if key != "item"}
    return all(any(same_fact(fact, change) for fact in asked["changes"]) for change in args["changes"])


def coverage_curve(scores: Sequence[Score]) -> list[CoveragePoint]:
    """Accuracy of what is answered against the share that is, over confidence thresholds."""
    points = []
    for step in range(CONFIDENCE_STEPS):
        threshold = step / CONFIDENCE_STEPS
        kept = [item.exact for item in scores if item.confidence >= threshold]
        if kept:
            points.append(
                CoveragePoint(threshold=threshold, coverage=len(kept) / len(scores), accuracy=sum(kept) / len(kept))
            )
    return points


def report(scores: Sequence[Score]) -> dict[str, Any]:
    """All figures as JSON-ready data; `wrong` lists what came out otherwise than labelled."""
    unasked = rate_of(item.unasked_write for item in scores)
    return {
        "overall": asdict(rate_of(item.exact for item in scores)),
        "by_language": rates_by((item.label.locale, item.exact) for item in scores),
        "by_act": rates_by((item.label.act, item.exact) for item in scores),
        "by_difficulty": rates_by((item.label.difficulty, item.exact) for item in scores),
        "unasked_writes": asdict(unasked),
        "unasked_writes_at_once": asdict(rate_of(item.at_once for item in scores)),
        "unasked_writes_remembered": asdict(rate_of(item.remembered for item in scores)),
        "act": asdict(rate_of(item.act == item.label.act for item in scores)),
        "confusion": confusion(scores),
        "coverage": [asdict(point) for point in coverage_curve(scores)],
        "ms": _quantiles([item.ms for item in scores]),
        "wrong": [_wrong(item) for item in scores if not item.exact],
    }


def rates_by(outcomes: Iterable[tuple[str, bool]]) -> dict[str, Any]:
    """Share of True in every group that is named before the outcome."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for name, outcome in outcomes:
        groups[name].append(outcome)
    return {name: asdict(rate_of(group)) for name, group in sorted(groups.items())}


def confusion(scores: Sequence[Score]) -> dict[str, dict[str, int]]:
    """Expected act → act that came → messages."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for item in scores:
        table[item.label.act][item.act] += 1
    return {expected: dict(row) for expected, row in sorted(table.items())}


def _quantiles(values: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values)
    if not ordered:
        return {}
    return {"median": ordered[len(ordered) // 2], "p95": ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]}


def _wrong(item: Score) -> dict[str, Any]:
    return {
        "id": item.label.id,
        "text": item.label.text,
        "raw": item.raw,
        "expected": [{"name": call.name, "args": call.args} for call in item.label.calls],
        "got": [{"name": name, "args": args} for name, args in item.calls],
        "confidence": round(item.confidence, 3),
    }


@dataclass(frozen=True, kw_only=True)
class OccasionScore:
    """Kinds named for a vague need, and how many of them are relevant."""

    occasion: Occasion
    named: tuple[str, ...]
    relevant: int

    @property
    def hit(self) -> bool:
        """Whether kinds were named and at least half of them are relevant."""
        return bool(self.named) and self.relevant * 2 >= len(self.named)


def score_occasions(planner: Plans, occasions: Sequence[Occasion]) -> list[OccasionScore]:
    """Plan every vague need and count the relevant kinds."""
    return [_score_occasion(planner, occasion) for occasion in occasions]


def _score_occasion(planner: Plans, occasion: Occasion) -> OccasionScore:
    planned = planner.plan(occasion.text)
    named = tuple(kind for call in planned.calls for kind in call.args.get("kinds") or ())
    relevant = sum(any(same_kind(kind, other) for other in occasion.relevant) for kind in named)
    return OccasionScore(occasion=occasion, named=named, relevant=relevant)


def report_occasions(scores: Sequence[OccasionScore]) -> dict[str, Any]:
    """Share with any relevant kind, share where at least half are, and the share of kinds that are relevant."""
    by_language: dict[str, list[OccasionScore]] = defaultdict(list)
    for item in scores:
        by_language[item.occasion.locale].append(item)
    return {name: _occasions(items) for name, items in [("all", list(scores)), *sorted(by_language.items())]}


def _occasions(items: Sequence[OccasionScore]) -> dict[str, Any]:
    named = sum(len(item.named) for item in items)
    return {
        "any_relevant": asdict(rate_of(item.relevant > 0 for item in items)),
        "half_relevant": asdict(rate_of(item.hit for item in items)),
        "precision": sum(item.relevant for item in items) / named if named else float("nan"),
    }
