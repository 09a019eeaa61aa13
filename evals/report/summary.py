"""The figures of a run: success by tag and language with intervals, metrics, what failed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import fmean, median, quantiles
from typing import Any

from rich.console import Group
from rich.table import Table

from podbor.core.figures import counted, figure
from podbor.core.vocabulary import LOCALES
from podbor.evals.dialogue.record import TrialRecord
from podbor.evals.dialogue.run_folder import RunFolder
from podbor.evals.dialogue.scoring import JUDGED, Score
from podbor.evals.metrics.outcome import pass_hat_k
from podbor.evals.statistics import clustered_interval

STATUSES = ("passed", "failed", "skipped", "error", "simulator_fault")
TIMES = ("latency_ms",)
"""Metrics that differ from run to run of the same program."""
COUNTS = ("constraint_violations", "ungrounded_claims")
OPEN = ("turns_to_target", "tokens", "cost", *TIMES)
"""Metrics that end nowhere: no value of theirs is the least or the most there can be. Counts have a least, shares both."""
TURN_TIMES = {
    "turn_ms_median": "ms a turn, median over turns",
    "turn_ms_p95": "ms a turn, p95 over turns, interpolated within them (inclusive)",
}


def summarise(folder: RunFolder, scores: Sequence[Score]) -> dict[str, Any]:
    """All figures as JSON-ready data. `timing` holds what no two runs have in common; the rest is the same for the same run."""
    judged = [score for score in scores if score.status in JUDGED]
    manifest = folder.manifest()
    return {
        "run": manifest.model_dump(exclude={"started_at", "cases", "files", "settings"}),
        "status": {status: sum(score.status == status for score in scores) for status in STATUSES},
        "success": _interval(judged),
        "by_language": {
            language: _interval([score for score in judged if score.language == language]) for language in LOCALES
        },
        "by_tag": _by_tag(judged),
        "pass_hat_k": pass_hat(judged),
        "pass_hat_cases": len(_most_tried(judged)),
        "metrics": {name: metric_interval(judged, name) for name in metric_names(judged) if name not in TIMES},
        "failed": [_failure(score) for score in scores if score.status == "failed"],
        "unscored": [
            {"case": score.case_id, "trial": score.trial, "status": score.status, "reason": score.reason}
            for score in scores
            if score.status not in JUDGED
        ],
        "timing": {"started_at": manifest.started_at, **_latency(judged, folder.trials())},
    }


def metric_names(scores: Iterable[Score]) -> list[str]:
    """Names of the metrics, in the order they are scored."""
    return list(dict.fromkeys(name for score in scores for name in score.metrics))


def by_scenario(scores: Iterable[Score], metric: str) -> dict[str, list[float]]:
    """Scenario → what its trials in both languages scored; unscored ones are left out."""
    found: dict[str, list[float]] = defaultdict(list)
    for score in scores:
        value = score.metrics.get(metric)
        if value is not None:
            found[score.scenario].append(value)
    return dict(found)


def metric_interval(scores: Iterable[Score], metric: str) -> dict[str, Any] | None:
    """Mean of a metric with its interval over scenarios, and for counts the sum; None where nothing is scored."""
    values = by_scenario(scores, metric)
    least, most = None if metric in OPEN else 0.0, None if metric in OPEN or metric in COUNTS else 1.0
    interval = clustered_interval(list(values.values()), least=least, most=most)
    if interval is None:
        return None
    total = {"sum": sum(map(sum, values.values()))} if metric in COUNTS else {}
    return interval.to_json() | total


def pass_hat(scores: Iterable[Score]) -> dict[str, float]:
    """k → pass^k, each averaged over the same cases: those that were judged as often as any."""
    kept = _most_tried(scores)
    most = len(kept[0]) if kept else 0
    found = {}
    for k in range(1, most + 1):
        values = (pass_hat_k(sum(trials), most, k) for trials in kept)
        found[str(k)] = fmean(value for value in values if value is not None)
    return found


def _most_tried(scores: Iterable[Score]) -> list[list[bool]]:
    """Whether each trial passed, of the cases with the most trials that were judged."""
    outcomes: dict[str, list[bool]] = defaultdict(list)
    for score in (score for score in scores if score.status in JUDGED):
        outcomes[score.case_id].append(score.status == "passed")
    most = max((len(trials) for trials in outcomes.values()), default=0)
    return [trials for trials in outcomes.values() if len(trials) == most]


def _interval(scores: Sequence[Score]) -> dict[str, Any] | None:
    return metric_interval(scores, "success")


def _by_tag(scores: Sequence[Score]) -> dict[str, Any]:
    tags = sorted({tag for score in scores for tag in score.tags})
    return {tag: _interval([score for score in scores if tag in score.tags]) for tag in tags}


def _failure(score: Score) -> dict[str, Any]:
    return {
        "case": score.case_id,
        "trial": score.trial,
        "failed": [check.model_dump(mode="json") for check in score.failed],
    }


def _latency(scores: Sequence[Score], trials: Sequence[TrialRecord]) -> dict[str, float]:
    judged = {(score.case_id, score.trial) for score in scores}
    values = [turn.wall_ms for trial in trials if (trial.case_id, trial.trial) in judged for turn in trial.turns]
    if len(values) < 2:
        return {}
    return {"turn_ms_median": median(values), "turn_ms_p95": quantiles(values, n=20, method="inclusive")[-1]}


def render_summary(summary: dict[str, Any]) -> Group:
    """Render for a terminal."""
    table = Table("success", "mean", "95 % interval", "scenarios", "trials", title=_title(summary))
    _row(table, "all", summary["success"])
    for language, figures in summary["by_language"].items():
        _row(table, language, figures)
    for tag, figures in summary["by_tag"].items():
        _row(table, f"  {tag}", figures)
    metrics = Table("metric", "mean", "95 % interval", "scenarios", "sum", title="metrics; unscored is left out")
    for name, figures in summary["metrics"].items():
        if figures is not None:
            total = f"{figures['sum']:g}" if "sum" in figures else ""
            metrics.add_row(name, figure(figures["mean"]), _range(figures, figure), str(figures["clusters"]), total)
    for k, value in summary["pass_hat_k"].items():
        metrics.add_row(f"pass^{k}", figure(value), "", counted(summary["pass_hat_cases"], "case"), "")
    for name, label in TURN_TIMES.items():
        if name in summary["timing"]:
            metrics.add_row(label, figure(summary["timing"][name]), "", "", "")
    failed = [_failures(summary["failed"])] if summary["failed"] else []
    return Group(table, metrics, *failed, *([_unscored(summary["unscored"])] if summary["unscored"] else []))


def _title(summary: dict[str, Any]) -> str:
    counts = ", ".join(f"{count} {status}" for status, count in summary["status"].items() if count)
    return f"{summary['run']['planner']} planner: {counts}"


def _failures(failed: Sequence[dict[str, Any]]) -> Table:
    title = f"{counted(len(failed), 'trial')} failed"
    table = Table("case", "where", "what", "expected", "got", title=title, show_lines=True)
    for one in failed:
        for check in one["failed"]:
            table.add_row(one["case"], check["where"], check["what"], _short(check["expected"]), _short(check["got"]))
    return table


def _unscored(unscored: Sequence[dict[str, Any]]) -> Table:
    table = Table("case", "trial", "status", "why", title=f"{counted(len(unscored), 'trial')} not scored")
    for one in unscored:
        table.add_row(one["case"], str(one["trial"]), one["status"], _short(one["reason"]))
    return table


def _row(table: Table, name: str, figures: dict[str, Any] | None) -> None:
    if figures is None:
        table.add_row(name, "unscored", "", "0", "0")
        return
    shown = _range(figures, lambda value: f"{value:.1%}")
    table.add_row(name, f"{figures['mean']:.1%}", shown, str(figures["clusters"]), str(figures["values"]))


def _range(figures: dict[str, Any], form: Callable[[float], str]) -> str:
    return f"{form(figures['low'])} – {form(figures['high'])}"


def _short(value: object, *, most: int = 160) -> str:
    text = str(value)
    return text if len(text) <= most else f"{text[:most]}…"
