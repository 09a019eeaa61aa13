"""The folder of a run keeps words and fixtures as they are."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from podbor.core.errors import InputError
from podbor.core.settings import Settings
from podbor.evals.dialogue.fixtures import load_fixture
from podbor.evals.dialogue.loading import Case, load_cases
from podbor.evals.dialogue.record import TrialRecord
from podbor.evals.dialogue.run_folder import MANIFEST, TRIALS, Manifest, RunFolder, read_rows
from podbor.evals.dialogue.runner import RunOptions, manifest_of
from podbor.evals.report.summary import pass_hat
from podbor.evals.report.write import rescore, scores_of, write_reports
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


def manifest(cases: list[Case], settings: Settings, path: Path) -> Manifest:
    return manifest_of(RunOptions(path=path), cases, settings)


def test_nothing_of_the_user_is_deleted(eval_settings: Settings, tmp_path: Path) -> None:
    write(tmp_path / "scenarios", "tea", "Чай")
    cases = load_cases(tmp_path / "scenarios")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    asked = manifest(cases, eval_settings, tmp_path / "scenarios")
    with pytest.raises(InputError, match=r"out: .*tea\.yaml lies in scenarios/ there"):
        RunFolder(tmp_path).begin(asked, cases)
    (tmp_path / "other" / "scenarios").mkdir(parents=True)
    (tmp_path / "other" / "scenarios" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="out: holds something that is no run"):
        RunFolder(tmp_path / "other").begin(asked, cases)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before
    assert [path.name for path in (tmp_path / "other").rglob("*.*")] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    RunFolder(tmp_path / "empty").begin(asked, cases)
    assert [case.case_id for case in RunFolder(tmp_path / "empty").cases()] == ["only-tea.en"]


def test_a_run_that_was_killed_as_it_began_is_begun_anew(
    eval_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "all", "tea", "Чай")
    cases, folder = load_cases(tmp_path / "all"), RunFolder(tmp_path / "run")
    asked = manifest(cases, eval_settings, tmp_path / "all")

    def killed(*_: object) -> None:
        (folder.scenarios).mkdir()
        raise KeyboardInterrupt

    monkeypatch.setattr(folder, "_copy_scenarios", killed)
    with pytest.raises(KeyboardInterrupt):
        folder.begin(asked, cases)
    monkeypatch.undo()
    folder.begin(asked, cases)
    assert [case.case_id for case in folder.cases()] == ["only-tea.en"]


def test_a_hidden_file_is_no_obstacle(eval_settings: Settings, tmp_path: Path) -> None:
    write(tmp_path / "all", "tea", "Чай")
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / ".DS_Store").touch()
    cases = load_cases(tmp_path / "all")
    RunFolder(tmp_path / "run").begin(manifest(cases, eval_settings, tmp_path / "all"), cases)


def test_a_fixture_where_copies_go_is_refused(eval_settings: Settings, tmp_path: Path) -> None:
    write(tmp_path / "scenarios" / "mine", "tea", "Чай")
    (tmp_path / "other").mkdir()
    cases = [
        replace(case, file=str(tmp_path / "other" / "tea.yaml")) for case in load_cases(tmp_path / "scenarios" / "mine")
    ]
    with pytest.raises(InputError, match=r"shop\.yaml lies in scenarios/ there"):
        RunFolder(tmp_path)._refuse_own_copies(cases)


def test_a_run_does_not_go_on_with_other_scenarios_fixtures_or_settings(
    eval_settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "all"
    write(path, "tea", "Чай")
    cases, folder = load_cases(path), RunFolder(tmp_path / "run")
    folder.begin(manifest(cases, eval_settings, path), cases)
    mended = {
        "openai_api_key": SecretStr("other"),
        "openai_timeout_s": 90.0,
        "planner_threads": 1,
        "openai_model": "other",
    }
    elsewhere = eval_settings.model_copy(update={"home": tmp_path, **mended})
    folder.begin(manifest(cases, elsewhere, path), cases)
    fewer = eval_settings.model_copy(update={"slate_size": 2, "max_calls": 3})
    with pytest.raises(InputError, match="settings: the run that is here had another max_calls, slate_size; give"):
        folder.begin(manifest(cases, fewer, path), cases)
    for file in (path / "tea.yaml", path / "fixtures" / "shop.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}# changed\n", encoding="utf-8")
        with pytest.raises(InputError, match="files: scenarios or fixtures are not those of the run that is here"):
            folder.begin(manifest(load_cases(path), eval_settings, path), cases)
        file.write_text(text, encoding="utf-8")


def test_a_run_of_a_program_that_kept_no_digest_is_read(eval_settings: Settings, tmp_path: Path) -> None:
    write(tmp_path / "all", "tea", "Чай")
    cases, folder = load_cases(tmp_path / "all"), RunFolder(tmp_path / "run")
    folder.begin(manifest(cases, eval_settings, tmp_path / "all"), cases)
    old = json.loads((folder.root / MANIFEST).read_text(encoding="utf-8"))
    del old["files"], old["settings"]
    (folder.root / MANIFEST).write_text(json.dumps(old), encoding="utf-8")
    folder.append(TrialRecord(case_id="only-tea.en", trial=0, seed=1, outcome="skipped", reason="no calls"))
    summary = write_reports(folder)
    assert summary["unscored"] == [{"case": "only-tea.en", "trial": 0, "status": "skipped", "reason": "no calls"}]


@pytest.mark.parametrize(("name", "said"), [(MANIFEST, "no run here"), (TRIALS, r"trials\.jsonl:2: file: not UTF-8")])
def test_a_file_of_a_run_that_is_no_text_is_named(name: str, said: str, run: Run, tmp_path: Path) -> None:
    write(tmp_path / "all", "tea", "Чай")
    folder = run(load_cases(tmp_path / "all"))
    content = (folder.root / name).read_bytes()
    (folder.root / name).write_bytes(content + b"\xff\n")
    with pytest.raises(InputError, match=said):
        rescore(folder)
