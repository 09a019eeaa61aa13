"""Figures of a run."""

from pathlib import Path
from typing import Any

import pytest
from junitparser import JUnitXml

from podbor.cli.output import show_text
from podbor.evals.dialogue.checks.check import Check
from podbor.evals.dialogue.record import TrialRecord, TurnRecord
from podbor.evals.dialogue.run_folder import MANIFEST, Manifest, RunFolder
from podbor.evals.report.compare import compare, render_comparison
from podbor.evals.report.junit import junit_xml
from podbor.evals.report.summary import metric_interval, pass_hat, render_summary, summarise
from tests.evals.report.test_compare import scored


def folder_of(root: Path, *trials: TrialRecord) -> RunFolder:
    asked = Manifest(
        path="x", planner="scripted", shopper="agenda", trials=1, seed=1, cases=["tea.en"], started_at="now"
    )
    (root / MANIFEST).write_text(asked.model_dump_json(), encoding="utf-8")
    folder = RunFolder(root)
    for trial in trials:
        folder.append(trial)
    return folder


def test_pass_k_is_averaged_over_one_set_of_cases() -> None:
    often = [scored("tea", trial=trial, status="passed" if trial else "failed") for trial in range(3)]
    once = [scored("coffee")]
    assert pass_hat([*often, *once]) == {"1": pytest.approx(2 / 3), "2": pytest.approx(1 / 3), "3": 0.0}


def test_latency_is_that_of_turns(tmp_path: Path) -> None:
    turns = [TurnRecord.model_construct(wall_ms=float(ms)) for ms in (100, 200, 300, 1000)]
    folder = folder_of(tmp_path)
    folder.trials = lambda: [TrialRecord.model_construct(case_id="tea.en", trial=0, turns=turns)]  # type: ignore[method-assign]
    timing = summarise(folder, [scored("tea")])["timing"]
    assert timing["turn_ms_median"] == 250.0
    assert timing["turn_ms_p95"] == pytest.approx(895.0)


@pytest.mark.parametrize(
    ("metric", "value", "low", "high"),
    [
        ("success", 1.0, 0.7, 1.0),
        ("success", 0.0, 0.0, 0.3),
        ("constraint_violations", 0.0, 0.0, 0.3),
        ("constraint_violations", 1.0, 1.0, 1.0),
        ("turns_to_target", 1.0, 1.0, 1.0),
        ("tokens", 0.0, 0.0, 0.0),
    ],
)
def test_the_rule_of_three_is_for_the_ends_of_a_metric(metric: str, value: float, low: float, high: float) -> None:
    found = metric_interval([scored(f"s{number}", **{metric: value}) for number in range(10)], metric)
    assert found is not None
    assert (found["low"], found["high"]) == (pytest.approx(low), pytest.approx(high))


def test_what_is_said_is_no_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "cookies [/INST] please :tea:"
    check = Check(where="turn 1", what="reply", ok=False, expected=said, got="[bold]x[/bold]")
    failed = scored("tea", status="failed").model_copy(update={"failed": [check]})
    fault = scored("tea", trial=1, status="skipped").model_copy(update={"reason": "[/x] no oracle"})
    show_text(render_summary(summarise(folder_of(tmp_path), [failed, fault])))
    shown = capsys.readouterr().out
    assert "1 trial failed" in shown
    assert "[/INST]" in shown
    assert ":tea:" in shown
    assert "[bold]x[/bold]" in shown
    assert "1 trial not scored" in shown
    assert "[/x] no oracle" in shown
    named = failed.model_copy(update={"failed": [check.model_copy(update={"what": "[/INST]"})]})
    show_text(render_comparison(compare([scored("tea")], [named])))
    assert "turn 1: [/INST]" in capsys.readouterr().out


def test_small_figures_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show_text(render_summary(summarise(folder_of(tmp_path), [scored("tea", cost=0.0000412)])))
    assert "4.12e-05" in capsys.readouterr().out
    cheap, dear = ([scored("tea", cost=cost)] for cost in (0.0001, 0.0003))
    show_text(render_comparison(compare(cheap, dear)))
    assert "+0.0002" in capsys.readouterr().out


def test_junit_has_no_sign_that_xml_forbids() -> None:
    check = Check(where="turn 1", what="reply", ok=False, expected="a", got="te\x0ba\x00 \U0001f36a")
    failed = scored("tea", status="failed").model_copy(update={"failed": [check]})
    statuses: list[Any] = ["error", "skipped"]
    others = [scored(name, status=name).model_copy(update={"reason": "\x1b[31mred"}) for name in statuses]
    text = junit_xml([failed, *others])
    read = JUnitXml.fromstring(text.encode())
    assert (read.tests, read.failures, read.errors, read.skipped) == (3, 1, 1, 1)
    assert "te\ufffda\ufffd \U0001f36a" in text
    assert text.count("\ufffd[31mred") == 2
