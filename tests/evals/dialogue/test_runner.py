from pathlib import Path

import pytest

from podbor.core.errors import InputError
from podbor.evals.dialogue.loading import Case
from podbor.evals.dialogue.run_folder import TRIALS
from podbor.evals.report.summary import summarise
from podbor.evals.report.write import rescore
from tests.evals.dialogue.conftest import Run


class Killed(Exception):
    pass


def without_time(summary: dict[str, object]) -> dict[str, object]:
    return {name: part for name, part in summary.items() if name != "timing"}


def test_the_first_steps_pass_without_a_model(run: Run, first_steps: list[Case]) -> None:
    folder = run(first_steps)
    scores = rescore(folder)
    assert {score.case_id: (score.status, score.failed) for score in scores} == {
        case.case_id: ("passed", []) for case in first_steps
    }


def test_a_killed_run_goes_on_and_reports_the_same(run: Run, first_steps: list[Case], tmp_path: Path) -> None:
    cases = first_steps[:4]
    whole = run(cases, trials=2)

    def killer(_what: str, done: int, total: int) -> None:
        if done * 2 >= total:
            raise Killed

    with pytest.raises(ExceptionGroup) as caught:
        run(cases, tmp_path / "killed", trials=2, progress=killer)
    assert caught.group_contains(Killed)
    killed_trials = tmp_path / "killed" / TRIALS
    with killed_trials.open("a") as file:
        file.write('{"case_id": "torn')
    before = killed_trials.read_text().count("\n")
    resumed = run(cases, tmp_path / "killed", trials=2)
    assert 0 < before < len(resumed.trials()) == 8
    assert without_time(summarise(resumed, rescore(resumed))) == without_time(summarise(whole, rescore(whole)))


def test_another_run_in_the_same_folder_is_refused(run: Run, first_steps: list[Case], tmp_path: Path) -> None:
    run([], tmp_path / "here")
    with pytest.raises(InputError, match="trials: the run that is here has 1, and this is 2"):
        run([], tmp_path / "here", trials=2)
    with pytest.raises(InputError, match="cases: the run that is here has other scenarios"):
        run(first_steps[:2], tmp_path / "here")
