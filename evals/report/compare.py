"""Two runs of the same scenarios against each other: what changed, whether it may be chance, and in which scenarios."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from statistics import fmean
from typing import Any

from rich.console import Group
from rich.table import Table

from podbor.core.figures import counted, figure
from podbor.evals.dialogue.scoring import JUDGED, Score
from podbor.evals.report.summary import by_scenario, metric_names, pass_hat
from podbor.evals.statistics import PairedTest, holm, paired_test

ALPHA = 0.05
PRIMARY, VIOLATIONS = "success", "constraint_violations"
BETTER_LOWER = (VIOLATIONS, "ungrounded_claims", "turns_to_target", "tokens", "cost", "latency_ms")
LEAST = 1e-9
"""Means that are no further apart are equal: sums of fractions are not exact."""
SLOWER_MS, SLOWER_SHARE = 500.0, 0.5
"""A scenario is named as slower when each of its trials takes longer than every one before, by both: a machine is noisy now and
then, a delay in a node is there every time."""


def compare(before: Sequence[Score], after: Sequence[Score]) -> dict[str, Any]:
    """Every metric over the cases that both runs judged, and the cases that changed; `cases` is their number.

    One value a scenario: the mean over the languages that both runs judged, so that the pairs are independent and alike.
    Success is what a run is for and is tested by its own p; the other p-values are adjusted for their number (Holm). Cases that
    only one run judged are listed and not compared.
    """
    only_before, only_after = (sorted(one - other) for one, other in permutations((_judged(before), _judged(after))))
    before, after = _both(before, after)
    tests = _tests(before, after)
    return {
        "cases": len(_judged(before)),
        "metrics": tests,
        "significant": [name for name, found in tests.items() if found["p_adjusted"] < ALPHA],
        "worse": _worse(tests),
        "pass_hat_k": {"before": pass_hat(before), "after": pass_hat(after)},
        "changed": _changed(before, after),
        "slower": _slower(before, after),
        "only_before": only_before,
        "only_after": only_after,
    }


def _both(
    before: Sequence[Score], after: Sequence[Score], metric: str | None = None
) -> tuple[list[Score], list[Score]]:
    """The scores of the cases that both runs judged, or of which both have the metric."""
    if metric is not None:
        before, after = ([one for one in run if one.metrics.get(metric) is not None] for run in (before, after))
    both = _judged(before) & _judged(after)
    left, right = ([one for one in run if one.case_id in both and one.status in JUDGED] for run in (before, after))
    return left, right


def _tests(before: Sequence[Score], after: Sequence[Score]) -> dict[str, dict[str, Any]]:
    found: dict[str, PairedTest] = {}
    for metric in metric_names([*before, *after]):
        left, right = (_means(run, metric) for run in _both(before, after, metric))
        test = paired_test([left[name] for name in sorted(left)], [right[name] for name in sorted(left)])
        if test is not None:
            found[metric] = test
    others = [name for name in found if name != PRIMARY]
    adjusted = dict(zip(others, holm([found[name].p for name in others]), strict=True))
    return {
        name: {**test.to_json(), "p_adjusted": adjusted.get(name, test.p), "better": _better(name, test.difference)}
        for name, test in found.items()
    }


def _means(scores: Sequence[Score], metric: str) -> dict[str, float]:
    """Scenario → mean over its languages, each of which counts the same however many of its trials were judged."""
    found: dict[str, list[float]] = {}
    for of_case in _by_case(scores).values():
        found.setdefault(of_case[0].scenario, []).append(fmean(one.metrics[metric] or 0.0 for one in of_case))
    return {scenario: fmean(means) for scenario, means in found.items()}


def _worse(tests: dict[str, dict[str, Any]]) -> list[str]:
    """Metrics that are significantly worse; and more broken constraints in the mean: one is a bug, whatever the odds."""
    found = [name for name, test in tests.items() if test["p_adjusted"] < ALPHA and test["better"] is False]
    broken = VIOLATIONS in tests and tests[VIOLATIONS]["difference"] > LEAST
    return [*found, VIOLATIONS] if broken and VIOLATIONS not in found else found


def _better(metric: str, difference: float) -> bool | None:
    if difference == 0:
        return None
    return (difference < 0) == (metric in BETTER_LOWER)


def _changed(before: Sequence[Score], after: Sequence[Score]) -> list[dict[str, Any]]:
    """Cases whose share of passed trials changed, worst first, with what fails now, or failed before where it got better."""
    left, right = _by_case(before), _by_case(after)
    found = []
    for case_id in sorted(left.keys() & right.keys()):
        was, now = (fmean(score.status == "passed" for score in scores[case_id]) for scores in (left, right))
        if was != now:
            source = right if now < was else left
            failed = sorted({f"{check.where}: {check.what}" for score in source[case_id] for check in score.failed})
            found.append({"case": case_id, "before": was, "after": now, "checks": failed})
    return sorted(found, key=lambda one: (one["after"] - one["before"], one["case"]))


def _slower(before: Sequence[Score], after: Sequence[Score]) -> list[dict[str, Any]]:
    left, right = by_scenario(before, "latency_ms"), by_scenario(after, "latency_ms")
    found = []
    for name in sorted(left.keys() & right.keys()):
        was, now = max(left[name]), min(right[name])
        if now - was >= max(SLOWER_MS, SLOWER_SHARE * was):
            found.append({"scenario": name, "before_ms": round(was), "after_ms": round(now)})
    return found


def _by_case(scores: Sequence[Score]) -> Mapping[str, list[Score]]:
    found: dict[str, list[Score]] = {}
    for score in scores:
        if score.status in JUDGED:
            found.setdefault(score.case_id, []).append(score)
    return found


def _judged(scores: Sequence[Score]) -> set[str]:
    return set(_by_case(scores))


def render_comparison(result: dict[str, Any]) -> Group:
    """Render for a terminal."""
    table = Table("metric", "difference", "95 % interval", "p", "p adjusted", "scenarios", "", title="after − before")
    for name, test in result["metrics"].items():
        better = test["p_adjusted"] < ALPHA and test["better"]
        verdict = "worse" if name in result["worse"] else "better" if better else ""
        table.add_row(
            name,
            figure(test["difference"], sign="+"),
            "one scenario"
            if test["low"] is None
            else " – ".join(figure(test[end], sign="+") for end in ("low", "high")),
            f"{test['p']:.4f}",
            f"{test['p_adjusted']:.4f}",
            str(test["scenarios"]),
            verdict,
        )
    changed = Table("case", "before", "after", "checks", title=f"{counted(len(result['changed']), 'case')} changed")
    for one in result["changed"]:
        changed.add_row(one["case"], f"{one['before']:.0%}", f"{one['after']:.0%}", "\n".join(one["checks"]))
    title = f"{counted(len(result['slower']), 'scenario')} slower"
    slower = Table("scenario", "before ms", "after ms", title=title)
    for one in result["slower"]:
        slower.add_row(one["scenario"], str(one["before_ms"]), str(one["after_ms"]))
    parts = [table, *([changed] if result["changed"] else []), *([slower] if result["slower"] else [])]
    for name in ("only_before", "only_after"):
        if result[name]:
            parts.append(Table(f"{name.replace('_', ' ')}: {', '.join(result[name])}"))
    return Group(*parts)
