"""Two runs are compared over what both judged, and over nothing else."""

from typing import Any

import pytest

from podbor.evals.dialogue.scoring import Score
from podbor.evals.report.compare import compare


def scored(scenario: str, language: Any = "en", trial: int = 0, *, status: Any = "passed", **metrics: Any) -> Score:
    return Score(
        case_id=f"{scenario}.{language}",
        scenario=scenario,
        language=language,
        tags=["S3"],
        trial=trial,
        status=status,
        turns=1,
        checks=1,
        failed=[],
        metrics={"success": float(status == "passed"), "constraint_violations": 0.0, **metrics},
    )


def test_a_language_that_one_run_lacks_is_not_compared() -> None:
    before = [scored("tea", "ru", status="failed"), scored("tea", "en"), scored("coffee", "en")]
    after = [scored("tea", "en"), scored("honey", "en")]
    found = compare(before, after)
    assert found["cases"] == 1
    assert found["metrics"]["success"]["difference"] == 0.0
    assert (found["only_before"], found["only_after"]) == (["coffee.en", "tea.ru"], ["honey.en"])


def test_more_trials_or_scenarios_are_not_more_violations() -> None:
    broken = {"constraint_violations": 1.0}
    before = [scored("tea", **broken)]
    more = [scored("tea", trial=trial, **broken) for trial in range(4)] + [scored("honey", **broken)]
    assert compare(before, more)["worse"] == []
    assert compare([scored("tea")], before)["worse"] == ["constraint_violations"]


def test_a_language_with_more_trials_weighs_the_same() -> None:
    before = [scored("tea", "ru"), scored("tea", "en", status="failed")]
    after = [*(scored("tea", "ru", trial) for trial in range(3)), scored("tea", "en", status="failed")]
    assert compare(before, after)["metrics"]["success"]["difference"] == pytest.approx(0.0)


def test_a_metric_is_compared_over_the_cases_that_both_have_it_of() -> None:
    before = [scored("tea", "ru", turns_to_target=5.0), scored("tea", "en", turns_to_target=2.0)]
    after = [scored("tea", "ru", turns_to_target=None), scored("tea", "en", turns_to_target=2.0)]
    assert compare(before, after)["metrics"]["turns_to_target"]["difference"] == 0.0


def test_runs_that_share_no_case_have_nothing_to_compare() -> None:
    found = compare([scored("tea", status="skipped")], [scored("tea")])
    assert (found["cases"], found["metrics"], found["worse"]) == (0, {}, [])
