"""What a simulated shopper did wrong itself, and that such a trial is reported apart."""

from pathlib import Path

import pytest

from podbor.evals.dialogue.fixtures import load_fixture
from podbor.evals.dialogue.loading import load_cases
from podbor.evals.dialogue.record import SimulatorRecord, TrialRecord
from podbor.evals.dialogue.scenario import Statement
from podbor.evals.dialogue.scoring import score
from podbor.evals.simulator.faults import find_faults
from podbor.evals.simulator.port import Utterance

SCENARIOS = Path(__file__).parents[3] / "evals" / "scenarios"
ITEMS = {item.item_id: item for item in load_fixture(SCENARIOS / "fixtures" / "grocery.yaml").catalogue()[0]}
NO_EGGS = Statement(facet="allergen", value="eggs", stance="exclude")
VEGAN = Statement(facet="diet", value="vegan", stance="require")


@pytest.mark.parametrize(
    ("texts", "said", "target", "fault"),
    [
        (["печенье веганское с кокосом Добрый амбар, 120 г"], [], "cookies-vegan", "leaked the target"),
        (["печенье"], [VEGAN, VEGAN.model_copy(update={"stance": "exclude"})], "cookies-vegan", "contradicted itself"),
        (["печенье"], [NO_EGGS], "cookies-hazelnut", "contradicted its goal: exclude allergen eggs"),
        (["some cookies please"], [], "cookies-vegan", "another language"),
        (["печенье " * 50], [], "cookies-vegan", "too long: 400"),
        (["дешевле"] * 4, [], "cookies-vegan", "said 4 times"),
    ],
)
def test_faults_are_found(texts: list[str], said: list[Statement], target: str, fault: str) -> None:
    utterances = [Utterance(text=text, act="ask") for text in texts]
    found = find_faults(utterances, said, [ITEMS[target]], language="ru")
    assert found
    assert found[0].startswith(fault)


def test_a_plain_shopper_has_none() -> None:
    utterances = [Utterance(text="печенье", act="ask"), Utterance(text="без яиц", act="exclude_allergen")]
    assert find_faults(utterances, [NO_EGGS], [ITEMS["cookies-vegan"]], language="ru") == []


def test_a_trial_with_a_fault_is_neither_success_nor_failure() -> None:
    case = next(case for case in load_cases(SCENARIOS / "first_steps.yaml") if case.case_id == "guest-without-eggs.ru")
    shopper = SimulatorRecord(ended="gave_up", faults=["leaked the target: 'x'"])
    found = score(case, TrialRecord(case_id=case.case_id, trial=0, seed=1, outcome="done", simulator=shopper))
    assert (found.status, found.reason, found.metrics) == ("simulator_fault", "leaked the target: 'x'", {})
