"""The folder of a run keeps words and fixtures as they are."""

import os
from pathlib import Path

import pytest

from podbor.core.errors import InputError
from podbor.evals.dialogue.fixtures import load_fixture
from podbor.evals.dialogue.loading import load_cases
from podbor.evals.dialogue.record import TrialRecord
from podbor.evals.dialogue.run_folder import TRIALS, RunFolder, read_rows
from podbor.evals.report.summary import pass_hat
from podbor.evals.report.write import rescore, scores_of
from tests.evals.dialogue.conftest import Run

SCENARIO = """id: only-{kind}
title: What is sold here
tags: [S3]
language: en
fixture: shop
turns:
  - say: {kind}
    expect:
      calls: [{{search_catalog: {{query: {kind}}}}}]
      slate: {{exactly: [{kind}-one]}}
"""
FIXTURE = """about: one item
items:
  - {{id: {kind}-one, title: {{ru: {title}, en: {kind}}}, kind: {kind}, offers: {{samokat: 99}}}}
"""


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_a_message_may_have_any_mark_that_ends_lines(tmp_path: Path, mark: str) -> None:
    folder = RunFolder(tmp_path)
    said = TrialRecord(case_id="a.en", trial=0, seed=1, outcome="crashed", reason=f"tea{mark}please")
    folder.append(said)
    assert read_rows(tmp_path / TRIALS, TrialRecord) == [said]


def test_a_torn_line_is_left_out_and_a_broken_one_is_named(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    whole = TrialRecord(case_id="a.en", trial=0, seed=1, outcome="done")
    folder.append(whole)
    path = tmp_path / TRIALS
    path.write_text(path.read_text(encoding="utf-8") + '{"case_id"', encoding="utf-8")
    assert read_rows(path, TrialRecord) == [whole]
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"trials\.jsonl:2: row"):
        read_rows(path, TrialRecord)
    path.write_text("", encoding="utf-8")
    assert read_rows(path, TrialRecord) == []


def write(folder: Path, kind: str, title: str, *, fixture: Path | None = None) -> None:
    shop = (fixture or folder) / "fixtures" / "shop.yaml"
    shop.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    shop.write_text(FIXTURE.format(kind=kind, title=title), encoding="utf-8")
    (folder / f"{kind}.yaml").write_text(SCENARIO.format(kind=kind), encoding="utf-8")


def test_fixtures_of_one_name_are_different_shops(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "all" / "one", "tea", "Чай")
    write(tmp_path / "all" / "other", "coffee", "Кофе")
    write(tmp_path / "all" / "third", "honey", "Мёд", fixture=tmp_path)
    folder = run(load_cases(tmp_path / "all"))
    assert [(score.case_id, score.status, score.failed) for score in rescore(folder)] == [
        ("only-tea.en", "passed", []),
        ("only-coffee.en", "passed", []),
        ("only-honey.en", "passed", []),
    ]
    kept = {case.case_id: load_fixture(case.fixture).items[0].id for case in folder.cases()}
    assert kept == {"only-tea.en": "tea-one", "only-coffee.en": "coffee-one", "only-honey.en": "honey-one"}


def test_scores_are_as_they_were_written_until_there_are_newer_trials(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "all" / "one", "tea", "Чай")
    write(tmp_path / "all" / "other", "coffee", "Кофе")
    folder = run(load_cases(tmp_path / "all"))
    scores = rescore(folder)
    folder.write_rows("scores.jsonl", scores[:1])
    assert scores_of(folder) == scores[:1]
    later = (folder.root / "scores.jsonl").stat().st_mtime_ns + 1_000_000_000
    os.utime(folder.root / "trials.jsonl", ns=(later, later))
    assert scores_of(folder) == scores


def test_a_trial_that_was_not_judged_counts_for_nothing(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "all", "tea", "Чай")
    (passed, *_) = rescore(run(load_cases(tmp_path / "all")))
    fault = passed.model_copy(update={"trial": 1, "status": "simulator_fault"})
    assert pass_hat([passed, fault]) == {"1": 1.0}
