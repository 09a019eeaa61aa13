"""kill -9 and many writers, on both databases; `python -m podbor.evals.bench.crash` does 200 and 64."""

import pytest

from podbor.evals.bench.crash import CrashReport, crash, many_writers


def test_a_kill_loses_nothing_acknowledged_and_leaves_nothing_half_applied(url: str) -> None:
    report = crash(url, runs=15 if url.startswith("sqlite") else 5)
    assert report == CrashReport(runs=report.runs, acknowledged=report.acknowledged, lost=0, half_applied=0)
    assert report.acknowledged > report.runs


def test_processes_at_once_lose_nothing(url: str) -> None:
    report = many_writers(url, writers=4, each=20)
    assert (report.lost, report.refused, report.twice) == (0, 0, 0)
    assert report.written >= 4 * 20


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_careless_writer_is_caught(url: str) -> None:
    report = crash(url, runs=6, careless=True)
    assert report.lost > 0
    assert report.half_applied > 0
