"""JUnit XML of a run, as CI systems read it: a suite a scenario file's language, a case a trial."""

import re
from collections import defaultdict
from collections.abc import Sequence
from io import BytesIO

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from podbor.evals.dialogue.checks.check import Check
from podbor.evals.dialogue.scoring import Score

MS = 1000
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no XML document may have, not even escaped. Source: XML 1.0, section 2.2."""


def junit_xml(scores: Sequence[Score]) -> str:
    """Render one suite a language. Skipped trials and simulator faults are skipped there, infrastructure errors are errors."""
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
    written = BytesIO()
    document.write(written, pretty=True)
    return written.getvalue().decode("utf-8")


def _case(score: Score) -> TestCase:
    latency = score.metrics.get("latency_ms") or 0.0
    case = TestCase(f"{score.scenario} trial {score.trial}", classname=score.case_id, time=latency * score.turns / MS)
    match score.status:
        case "failed":
            failure = Failure(_allowed("; ".join(f"{check.where}: {check.what}" for check in score.failed)))
            failure.text = _allowed("\n".join(_told(check) for check in score.failed))
            case.result = [failure]
        case "error":
            case.result = [Error(_allowed(score.reason))]
        case "skipped" | "simulator_fault":
            case.result = [Skipped(_allowed(f"{score.status}: {score.reason}"))]
    return case


def _allowed(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)


def _told(check: Check) -> str:
    return f"{check.where}: {check.what}\n  expected: {check.expected}\n  got: {check.got}"
