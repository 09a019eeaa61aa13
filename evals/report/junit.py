"""JUnit XML of a run, as CI systems read it: a suite a scenario file's language, a case a trial."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from podbor.evals.dialogue.checks.check import Check
from podbor.evals.dialogue.scoring import Score

MS = 1000


def write_junit(scores: Sequence[Score], path: Path) -> None:
    """Write one suite a language. Skipped trials and simulator faults are skipped there, infrastructure errors are errors."""
    suites: dict[str, list[TestCase]] = defaultdict(list)
    for score in scores:
        suites[score.language].append(_case(score))
    document = JUnitXml("podbor eval")
    for language, cases in sorted(suites.items()):
        suite = TestSuite(language)
        for case in cases:
            suite.add_testcase(case)
        document.add_testsuite(suite)
    document.update_statistics()  # type: ignore[no-untyped-call]
    document.write(str(path), pretty=True)


def _case(score: Score) -> TestCase:
    latency = score.metrics.get("latency_ms") or 0.0
    case = TestCase(f"{score.scenario} trial {score.trial}", classname=score.case_id, time=latency * score.turns / MS)
    match score.status:
        case "failed":
            failure = Failure("; ".join(f"{check.where}: {check.what}" for check in score.failed))
            failure.text = "\n".join(_told(check) for check in score.failed)
            case.result = [failure]
        case "error":
            case.result = [Error(score.reason)]
        case "skipped" | "simulator_fault":
            case.result = [Skipped(f"{score.status}: {score.reason}")]
    return case


def _told(check: Check) -> str:
    return f"{check.where}: {check.what}\n  expected: {check.expected}\n  got: {check.got}"
