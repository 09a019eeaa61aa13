"""Scoring again by other scenarios: the same must have been said."""

from pathlib import Path
from typing import Any

import pytest

from podbor.core.errors import InputError
from podbor.core.settings import Settings
from podbor.evals.dialogue.loading import load_cases
from podbor.evals.dialogue.record import ShownRecord, TrialRecord, TurnRecord
from podbor.evals.dialogue.run_folder import RunFolder
from podbor.evals.dialogue.runner import RunOptions, manifest_of
from podbor.evals.report.write import HTML, rescore, write_reports

FIXTURE = """about: one item
items:
  - {id: tea-one, title: {ru: Чай, en: Tea}, kind: tea, offers: {samokat: 99}}
"""
HEAD = "id: tea\ntitle: Tea\ntags: [S3]\nlanguage: en\nfixture: tiny\nturns:\n"
TWO = f"{HEAD}  - say: tea\n  - say: cheaper\n"


def write(folder: Path, text: str) -> Path:
    (folder / "fixtures").mkdir(parents=True)
    (folder / "fixtures" / "tiny.yaml").write_text(FIXTURE, encoding="utf-8")
    (folder / "one.yaml").write_text(text, encoding="utf-8")
    return folder


def turn(number: int, said: str, *items: str) -> TurnRecord:
    lists = (
        "needs not_carried emptied_by unavailable calls events shifts soft accepted notes problems ungrounded".split()
    )
    empty: dict[str, Any] = dict.fromkeys(lists, [])
    shown = [ShownRecord(item=item, title=item, need=0, offers=[]) for item in items]
    return TurnRecord(
        number=number,
        part=number - 1,
        said=said,
        reply="Here.",
        locale="en",
        act="",
        listed=bool(items),
        slate=shown,
        constraints={},
        facts=0,
        wall_ms=1.0,
        steps_ms={},
        **empty,
    )


@pytest.fixture
def folder(tmp_path: Path, eval_settings: Settings) -> RunFolder:
    """A run of two turns."""
    path = write(tmp_path / "before", TWO)
    cases, folder = load_cases(path), RunFolder(tmp_path / "run")
    folder.begin(manifest_of(RunOptions(path=path), cases, eval_settings), cases)
    turns = [turn(1, "tea"), turn(2, "cheaper")]
    folder.append(TrialRecord(case_id="tea.en", trial=0, seed=1, outcome="done", turns=turns))
    return folder


def test_the_same_words_are_scored(folder: RunFolder, tmp_path: Path) -> None:
    assert [score.status for score in rescore(folder)] == ["passed"]
    stricter = f"{HEAD}  - say: tea\n    expect: {{slate: {{count: 1}}}}\n  - say: cheaper\n"
    (score,) = rescore(folder, scenarios=write(tmp_path / "now", stricter))
    assert [check.what for check in score.failed] == ["slate.count"]


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        (TWO.replace("id: tea", "id: other"), r"tea\.en: was run, and there is no such scenario"),
        (f"{HEAD}  - say: tea\n", r"tea\.en: turn 2 was run, and the scenario has no more than 1 turn"),
        (TWO.replace("say: cheaper", "say: dearer"), r"tea\.en: turn 2 says 'dearer', and what was run says 'cheaper'"),
        (f"{TWO}  - say: thanks\n", r"tea\.en: turn 3 says 'thanks' once, and was run 0 times"),
    ],
)
def test_other_words_are_refused_and_the_scores_stay(folder: RunFolder, tmp_path: Path, now: str, reason: str) -> None:
    before = rescore(folder)
    with pytest.raises(InputError, match=reason):
        rescore(folder, scenarios=write(tmp_path / "now", now))
    assert (folder.root / "scores.jsonl").read_text(encoding="utf-8") == before[0].model_dump_json() + "\n"


def test_an_item_that_the_fixture_lacks_is_named(folder: RunFolder) -> None:
    turns = [turn(1, "tea", "coffee-one"), turn(2, "cheaper")]
    folder.append(TrialRecord(case_id="tea.en", trial=1, seed=1, outcome="done", turns=turns))
    with pytest.raises(InputError, match=r"tea\.en: turn 1 showed 'coffee-one', and no such item is in fixture tiny"):
        rescore(folder)


def test_a_run_in_which_nothing_was_judged_is_reported(folder: RunFolder) -> None:
    folder.append(TrialRecord(case_id="tea.en", trial=0, seed=1, outcome="skipped", reason="no calls are expected"))
    summary = write_reports(folder)
    assert summary["success"] is None
    page = (folder.root / HTML).read_text(encoding="utf-8")
    assert "Nothing was judged." in page
    assert "no calls are expected" in page
