from pathlib import Path

import pytest

from podbor.core.errors import InputError
from podbor.evals.dialogue.authoring.starter import write_starter
from podbor.evals.dialogue.loading import load_cases
from podbor.evals.report.write import rescore
from tests.evals.dialogue.conftest import SCENARIOS, Run


def test_the_starter_passes_without_a_model_and_fails_when_an_assertion_is_wrong(run: Run, tmp_path: Path) -> None:
    scenario, fixture = write_starter(tmp_path, "my-first", fixture=None)
    assert fixture == tmp_path / "fixtures" / "starter.yaml"
    assert [score.status for score in rescore(run(load_cases(scenario)))] == ["passed", "passed"]
    scenario.write_text(scenario.read_text(encoding="utf-8").replace("kind: cookies", "kind: tea"), encoding="utf-8")
    scores = rescore(run(load_cases(scenario)))
    assert {check.what for score in scores for check in score.failed} == {"slate.all"}


@pytest.mark.parametrize("fixture", sorted(path.stem for path in (SCENARIOS / "fixtures").glob("*.yaml")))
def test_a_starter_over_any_fixture_reads(fixture: str, tmp_path: Path) -> None:
    (tmp_path / "fixtures").symlink_to(SCENARIOS / "fixtures")
    (written,) = write_starter(tmp_path, f"over-{fixture}", fixture=fixture)
    cases = load_cases(written)
    assert [case.scenario.fixture for case in cases] == [fixture, fixture]
    assert cases[0].scenario.turns[0].say != cases[1].scenario.turns[0].say


def test_mistakes_name_what_is_valid_and_nothing_is_overwritten(tmp_path: Path) -> None:
    write_starter(tmp_path, "mine", fixture=None)
    before = (tmp_path / "mine.yaml").read_bytes()
    with pytest.raises(InputError, match="is there already"):
        write_starter(tmp_path, "mine", fixture=None)
    with pytest.raises(InputError, match="no fixture 'grocery'; valid: starter"):
        write_starter(tmp_path, "other", fixture="grocery")
    with pytest.raises(InputError, match="lower case letters and digits"):
        write_starter(tmp_path, "Мой", fixture=None)
    assert (tmp_path / "mine.yaml").read_bytes() == before
