"""The published scenarios: how many, of what, and a few of every sort without a model."""

from collections import Counter
from pathlib import Path

import pytest

from podbor.evals.dialogue.assertions import CallsExpectation
from podbor.evals.dialogue.loading import Case, load_cases
from podbor.evals.report.write import rescore
from podbor.tools.contract import ARGUMENTS
from tests.evals.dialogue.conftest import SCENARIOS, Run

ROWS = {
    *("D1", "D2", "D4", "D5", "D6", "D7", "D8"),
    *("C1", "C2", "C3", "C4", "C5", "C6", "C7"),
    *("N1", "N2", "N3", "M1", "M2", "M5", "M6", "R11", "S3", "S5", "S6", "O4"),
}
"""Rows of the capability table that a conversation can show."""
PLAYED = (
    *("less-sweet", "bigger-pack", "undo-after-a-limit", "more-of-the-same", "what-is-in-it", "reject-two-at-once"),
    *("price-fell", "one-service-out", "always-this-service", "long-choosing-a-yogurt"),
    *("vegan-for-good", "consent-not-given", "undo-asks-and-no-keeps-it", "mother-diabetic"),
)
"""One of a kind, over three fixtures: they run in seconds."""


@pytest.fixture(scope="module")
def published() -> list[Case]:
    return load_cases(SCENARIOS)


def test_there_are_enough_in_both_languages(published: list[Case]) -> None:
    languages = Counter(case.language for case in published)
    assert min(languages.values()) >= 150
    paired = Counter(case.scenario.id for case in published)
    assert sum(count == 2 for count in paired.values()) >= 150


def test_they_cover_the_capabilities_and_every_tool(published: list[Case]) -> None:
    assert not ROWS - {tag for case in published for tag in case.scenario.tags}
    asserted: set[str] = set()
    for case in published:
        for turn in case.scenario.turns:
            asserted |= {name for call in _calls(turn.expect.calls) for name in call}
    assert asserted == set(ARGUMENTS)


def test_there_are_long_ones_and_simulated_shoppers(published: list[Case]) -> None:
    longest = {case.scenario.id for case in published if len(case.scenario.turns) >= 10}
    simulated = {case.scenario.id for case in published if any(turn.simulate for turn in case.scenario.turns)}
    assert len(longest) >= 8
    assert len(simulated) >= 12


def test_every_turn_that_is_said_asserts_something(published: list[Case]) -> None:
    silent = [
        f"{Path(case.file).name} {case.case_id} turn {number}"
        for case in published
        for number, turn in enumerate(case.scenario.turns, start=1)
        if turn.simulate is None and not turn.expect.model_fields_set and not case.scenario.always.model_fields_set
    ]
    assert silent == []


def test_some_of_every_sort_pass_without_a_model(run: Run, published: list[Case]) -> None:
    chosen = [case for case in published if case.scenario.id in PLAYED]
    scores = rescore(run(chosen))
    assert {score.case_id: (score.status, score.failed) for score in scores} == {
        f"{scenario}.{language}": ("passed", []) for scenario in PLAYED for language in ("ru", "en")
    }


def _calls(
    expected: "list[dict[str, dict[str, object]]] | CallsExpectation | None",
) -> list[dict[str, dict[str, object]]]:
    if isinstance(expected, CallsExpectation):
        return [call for way in (expected.strict, expected.unordered, expected.superset) for call in way or ()]
    return expected or []
