"""What the evals' commands refuse, and how they say it."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from podbor.cli.main import app
from podbor.core.errors import InputError


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "evals/scenarios", "--tag", "no-such-tag"], "tags are: "),
        (["rescore", ".", "--price-in", "1"], "give both prices or none"),
    ],
)
def test_an_option_that_cannot_be_is_named(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(app, ["eval", *arguments], env={"COLUMNS": "400"})
    assert result.exit_code == 2
    assert said in result.output


SCENARIO = """id: tea
title: Tea
tags: [S3]
language: en
fixture: tiny
turns:
  - say: tea
    expect: {calls: [{critique: {attribute: price}}]}
"""
FIXTURE = """about: one item
items:
  - {id: tea-one, title: {ru: Чай, en: Tea}, kind: tea, offers: {samokat: 99}}
"""


@pytest.fixture
def scenarios(tmp_path: Path) -> Path:
    """A folder with a scenario whose expected call is not whole: no trial of it can be judged."""
    (tmp_path / "all" / "fixtures").mkdir(parents=True)
    (tmp_path / "all" / "fixtures" / "tiny.yaml").write_text(FIXTURE, encoding="utf-8")
    (tmp_path / "all" / "one.yaml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path / "all"


def test_a_run_in_which_nothing_was_judged_fails_and_says_why(scenarios: Path, eval_home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["eval", "run", str(scenarios), "--out", str(out)]
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "400", "PODBOR_HOME": str(eval_home)})
    assert result.exit_code == 1
    assert "1 trial not scored" in result.output
    assert "give oracle: critique.direction" in result.output
    with pytest.raises(InputError, match="cases: none was judged both here and in"):
        CliRunner().invoke(app, ["eval", "compare", str(out), str(out)], catch_exceptions=False)
    again = CliRunner().invoke(app, ["eval", "rescore", str(out)], env={"COLUMNS": "400"})
    assert again.exit_code == 1
    assert "nothing was judged: 1 skipped" in again.stderr


def test_a_run_without_trials_cannot_be_scored_again_and_keeps_its_scores(
    scenarios: Path, eval_home: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    CliRunner().invoke(app, ["eval", "run", str(scenarios), "--out", str(out)], env={"PODBOR_HOME": str(eval_home)})
    (out / "trials.jsonl").unlink()
    before = (out / "scores.jsonl").read_bytes()
    with pytest.raises(
        InputError, match=rf"trials: none is recorded; run them: podbor eval run {scenarios} --out {out}"
    ):
        CliRunner().invoke(app, ["eval", "rescore", str(out)], catch_exceptions=False)
    with pytest.raises(InputError, match="trials: none is recorded"):
        CliRunner().invoke(app, ["eval", "report", str(out)], catch_exceptions=False)
    assert (out / "scores.jsonl").read_bytes() == before


def test_a_folder_that_holds_the_scenarios_is_no_place_for_a_run(scenarios: Path) -> None:
    before = sorted(scenarios.rglob("*"))
    with pytest.raises(InputError, match="out: holds something that is no run"):
        CliRunner().invoke(app, ["eval", "run", str(scenarios), "--out", str(scenarios)], catch_exceptions=False)
    assert sorted(scenarios.rglob("*")) == before


def test_one_scenario_is_one(scenarios: Path) -> None:
    result = CliRunner().invoke(app, ["eval", "check", str(scenarios)])
    assert result.output == "1 scenario, 1 with their languages, no mistake\n"


def test_mistakes_end_with_status_2_and_no_trace(scenarios: Path) -> None:
    (scenarios / "one.yaml").write_text(SCENARIO.replace("title: Tea", "title: !foo x"), encoding="utf-8")
    command = [sys.executable, "-m", "podbor.cli.main", "eval", "check", str(scenarios)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 2
    assert found.stderr.startswith(f"podbor: {scenarios / 'one.yaml'}:2: title: 'x' is no !foo")


@pytest.mark.parametrize(
    ("command", "content", "said"),
    [
        ("iard", "{}", "dialogues: no seeker says anything"),
        ("redial", "{}", "dialogues: nothing is recommended in them"),
        ("opendialkg", "Messages\n", "dialogues: nothing is recommended in them"),
        ("tau2", "[]", "tasks: there are none"),
    ],
)
def test_a_published_file_without_anything_to_measure_is_refused(
    command: str, content: str, said: str, tmp_path: Path
) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    data.write_text(content, encoding="utf-8")
    more = ["--fixture", "tiny", "--out", str(out)] if command == "tau2" else []
    with pytest.raises(InputError, match=said):
        CliRunner().invoke(app, ["eval", "external", command, "--data", str(data), *more], catch_exceptions=False)
    assert not out.exists()
