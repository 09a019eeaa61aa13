from pathlib import Path

import pytest

from podbor.core.errors import InputError
from podbor.evals.dialogue.loading import Case
from podbor.evals.report.write import rescore
from tests.evals.dialogue.conftest import Run


def test_the_first_steps_pass_without_a_model(run: Run, first_steps: list[Case]) -> None:
    folder = run(first_steps)
    scores = rescore(folder)
    assert {score.case_id: (score.status, score.failed) for score in scores} == {
        case.case_id: ("passed", []) for case in first_steps
    }


def test_another_run_in_the_same_folder_is_refused(run: Run, first_steps: list[Case], tmp_path: Path) -> None:
    run([], tmp_path / "here")
    with pytest.raises(InputError, match="trials: the run that is here has 1, and this is 2"):
        run([], tmp_path / "here", trials=2)
    with pytest.raises(InputError, match="cases: the run that is here has other scenarios"):
        run(first_steps[:2], tmp_path / "here")
