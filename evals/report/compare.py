"""Two runs of the same scenarios against each other: what changed, whether it may be chance, and in which scenarios."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from rich.console import Group
from rich.table import Table

from podbor.evals.dialogue.scoring import Score
from podbor.evals.report.summary import by_scenario, metric_names, pass_hat
from podbor.evals.statistics import PairedTest, holm, paired_test

ALPHA = 0.05
PRIMARY, VIOLATIONS = "success", "constraint_violations"
BETTER_LOWER = (VIOLATIONS, "ungrounded_claims", "turns_to_target", "tokens", "cost", "latency_ms")
SLOWER_MS, SLOWER_SHARE = 500.0, 0.5
"""A scenario is named as slower when each of its trials takes longer than every one before, by both: a machine is noisy now and
then, a delay in a node is there every time."""


def compare(before: Sequence[Score], after: Sequence[Score]) -> dict[str, Any]:
    """Every metric over the scenarios that both runs scored, and the scenarios that changed.

    One value a scenario: the mean over its languages and trials, so that the pairs are independent. Success is what a run is for
    and is tested by its own p; the other p-values are adjusted for their number (Holm). Scenarios that only one run scored are
    listed and not compared.
    """
    tests = _tests(before, after)
    return {
        "metrics": tests,
        "significant": [name for name, found in tests.items() if found["p_adjusted"] < ALPHA],
        "worse": _worse(tests, before, after),
        "pass_hat_k": {"before": pass_hat(before), "after": pass_hat(after)},
        "changed": _changed(before, after),
        "slower": _slower(before, after),
        "only_before": sorted(_scored(before) - _scored(after)),
        "only_after": sorted(_scored(after) - _scored(before)),
    }


def _tests(before: Sequence[Score], after: Sequence[Score]) -> dict[str, dict[str, Any]]:
    found: dict[str, PairedTest] = {}
    for metric in metric_names([*before, *after]):
        left, right = by_scenario(before, metric), by_scenario(after, metric)
        both = sorted(left.keys() & right.keys())
        test = paired_test([fmean(left[name]) for name in both], [fmean(right[name]) for name in both])
        if test is not None:
            found[metric] = test
    others = [name for name in found if name != PRIMARY]
    adjusted = dict(zip(others, holm([found[name].p for name in others]), strict=True))
    return {
        name: {**test.to_json(), "p_adjusted": adjusted.get(name, test.p), "better": _better(name, test.difference)}
        for name, test in found.items()
    }


def _worse(tests: dict[str, dict[str, Any]], before: Sequence[Score], after: Sequence[Score]) -> list[str]:
    """Metrics that are significantly worse; and broken constraints at any number: one is a bug, whatever the odds."""
    found = [name for name, test in tests.items() if test["p_adjusted"] < ALPHA and test["better"] is False]
    broken = [sum(map(sum, by_scenario(scores, VIOLATIONS).values())) for scores in (before, after)]
    return found if broken[1] <= broken[0] or VIOLATIONS in found else [*found, VIOLATIONS]


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
        if score.status in ("passed", "failed"):
            found.setdefault(score.case_id, []).append(score)
    return found


def _scored(scores: Sequence[Score]) -> set[str]:
    return set(_by_case(scores))


def render_comparison(result: dict[str, Any]) -> Group:
    """Render for a terminal."""
    table = Table("metric", "difference", "95 % interval", "p", "p adjusted", "scenarios", "", title="after − before")
    for name, test in result["metrics"].items():
        better = test["p_adjusted"] < ALPHA and test["better"]
        verdict = "worse" if name in result["worse"] else "better" if better else ""
        table.add_row(
            name,
            f"{test['difference']:+.3f}",
            "one scenario" if test["low"] is None else f"{test['low']:+.3f} – {test['high']:+.3f}",
            f"{test['p']:.4f}",
            f"{test['p_adjusted']:.4f}",
            str(test["scenarios"]),
            verdict,
        )
    changed = Table("case", "before", "after", "checks", title=f"{len(result['changed'])} cases changed")
    for one in result["changed"]:
        changed.add_row(one["case"], f"{one['before']:.0%}", f"{one['after']:.0%}", "\n".join(one["checks"]))
    slower = Table("scenario", "before ms", "after ms", title=f"{len(result['slower'])} scenarios are slower")
    for one in result["slower"]:
        slower.add_row(one["scenario"], str(one["before_ms"]), str(one["after_ms"]))
    parts = [table, *([changed] if result["changed"] else []), *([slower] if result["slower"] else [])]
    for name in ("only_before", "only_after"):
        if result[name]:
            parts.append(Table(f"{name.replace('_', ' ')}: {', '.join(result[name])}"))
    return Group(*parts)
