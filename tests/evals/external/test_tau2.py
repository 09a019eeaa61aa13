import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podbor.core.errors import InputError
from podbor.evals.dialogue.documents import InvalidFiles
from podbor.evals.dialogue.loading import load_cases
from podbor.evals.external.tau2 import read_tau2, report, write_scenarios

SCENARIOS = Path(__file__).parents[3] / "evals" / "scenarios"
COOKIES: dict[str, Any] = {
    "id": "Cookies_1",
    "description": {"purpose": "An allergy is written down", "relevant_policies": None, "notes": None},
    "user_scenario": {
        "persona": None,
        "instructions": {
            "domain": "shop",
            "reason_for_call": "You want cookies and are allergic to nuts.",
            "known_info": None,
            "unknown_info": "You do not know any brand.",
            "task_instructions": "Take the cheapest one.",
        },
    },
    "initial_state": {
        "initialization_data": None,
        "initialization_actions": None,
        "message_history": [
            {"role": "user", "content": "hello, cookies please"},
            {"role": "assistant", "content": "Here"},
        ],
    },
    "evaluation_criteria": {
        "actions": [
            {"action_id": "0", "name": "search_catalog", "arguments": {"query": "cookies"}, "info": None},
            {
                "action_id": "1",
                "requestor": "assistant",
                "name": "give_feedback",
                "arguments": {"item": 1, "verdict": "accept"},
                "compare_args": ["verdict"],
            },
        ],
        "communicate_info": ["no nuts"],
        "nl_assertions": ["The agent is friendly."],
        "reward_basis": ["DB", "COMMUNICATE"],
    },
}
RETAIL = {
    "id": "0",
    "user_scenario": {"persona": None, "instructions": "Return the keyboard of order #W2378156."},
    "initial_state": None,
    "evaluation_criteria": {
        "actions": [
            {
                "action_id": "0_0",
                "name": "find_user_id_by_name_zip",
                "arguments": {"first_name": "Yusuf", "last_name": "Rossi", "zip": "19122"},
                "info": None,
            }
        ],
        "communicate_info": [],
        "nl_assertions": None,
        "reward_basis": ["DB", "COMMUNICATE"],
    },
}


def changed(**criteria: Any) -> dict[str, Any]:
    return {**COOKIES, "evaluation_criteria": {**COOKIES["evaluation_criteria"], **criteria}}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Any]:
    def tasks(*written: object) -> Any:
        (tmp_path / "tasks.json").write_text(json.dumps(written), encoding="utf-8")
        return read_tau2(tmp_path / "tasks.json", fixture="grocery", language="en")

    return tasks


def test_a_task_over_our_tools_is_a_scenario_that_reads(read: Callable[..., Any], tmp_path: Path) -> None:
    translated = read(COOKIES)
    (tmp_path / "fixtures").symlink_to(SCENARIOS / "fixtures")
    write_scenarios(translated, tmp_path / "tau2")
    (case,) = load_cases(tmp_path / "tau2")
    scenario = case.scenario
    assert (scenario.id, scenario.title) == ("tau2-cookies-1", "An allergy is written down")
    assert [turn.say for turn in scenario.turns] == ["hello, cookies please", None]
    assert scenario.shopper.goal is not None
    assert scenario.shopper.goal.instructions.splitlines()[-1] == "Take the cheapest one."
    assert scenario.end.calls is not None
    assert scenario.end.calls.superset == [{"give_feedback": {"verdict": "accept"}}]  # type: ignore[union-attr]
    assert scenario.end.mentions == ["no nuts"]


def test_reads_are_asserted_where_the_reward_is_the_calls(read: Callable[..., Any]) -> None:
    (one,) = read(changed(reward_basis=["ACTION"]))
    assert [list(call) for call in one.scenario.end.calls.superset] == [["search_catalog"], ["give_feedback"]]
    assert one.scenario.end.mentions == []


def test_what_cannot_be_asserted_is_told_and_not_counted(read: Callable[..., Any]) -> None:
    foreign = {**COOKIES, "initial_state": {"initialization_data": {"orders": {}}}}
    calls_itself = [{"action_id": "2", "requestor": "user", "name": "undo", "arguments": {}}]
    wrong = [{"action_id": "3", "name": "explain", "arguments": {"number": 1}}]
    found = report(
        read(
            RETAIL,
            foreign,
            changed(reward_basis=["NL_ASSERTION"]),
            changed(actions=calls_itself),
            changed(actions=wrong, reward_basis=["ACTION"]),
            changed(actions=[], communicate_info=[]),
        )
    )
    assert found["scenarios"] == []
    reasons = [one["reason"] for one in found["left_out"]]
    assert reasons[:4] == [
        "no tool find_user_id_by_name_zip",
        "it starts from a state of another environment",
        "it needs a judge: nl_assertions are no state",
        "the user has to call undo",
    ]
    assert "explain has no argument 'number'" in reasons[4]
    assert reasons[5] == "nothing is asserted"


def test_no_task_replaces_another(read: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "fixtures").symlink_to(SCENARIOS / "fixtures")
    out = tmp_path / "tau2"
    with pytest.raises(InputError, match=r"tasks 'Cookies_1' and 'cookies 1'"):
        write_scenarios(read(COOKIES, {**COOKIES, "id": "cookies 1"}), out)
    assert not out.exists()
    write_scenarios(read(COOKIES), out)
    write_scenarios(read(COOKIES), out)
    before = (out / "tau2-cookies-1.yaml").read_bytes()
    with pytest.raises(InputError, match=r"tau2-cookies-1\.yaml.*task 'Cookies_1' says something else"):
        write_scenarios(read(changed(communicate_info=["no milk"])), out)
    assert (out / "tau2-cookies-1.yaml").read_bytes() == before


def test_what_the_fixture_or_the_vocabulary_lacks_is_found_before_anything_is_written(
    read: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "fixtures").symlink_to(SCENARIOS / "fixtures")
    search = {"name": "search_catalog", "arguments": {"kinds": ["cookeys"]}}
    wrong = {**changed(actions=[search], reward_basis=["ACTION"]), "id": "Wrong"}
    out = tmp_path / "tau2"
    with pytest.raises(InvalidFiles, match=r"tau2-wrong\.yaml:\d+: .*no kind 'cookeys'"):
        write_scenarios(read(COOKIES, wrong), out)
    assert not out.exists()
    write_scenarios(read(COOKIES), out)
    broken = out / "older.yaml"
    broken.write_text("id: [", encoding="utf-8")
    with pytest.raises(InvalidFiles, match=r"older\.yaml"):
        write_scenarios(read({**COOKIES, "id": "Next"}), out)
    assert sorted(out.iterdir()) == [broken, out / "tau2-cookies-1.yaml"]


def test_another_file_and_another_fixture_are_refused(read: Callable[..., Any], tmp_path: Path) -> None:
    with pytest.raises(InvalidFiles, match="no fixtures/grocery.yaml"):
        write_scenarios(read(COOKIES), tmp_path / "here")
    assert not (tmp_path / "here").exists()
    (tmp_path / "tasks.json").write_text('{"tasks": []}', encoding="utf-8")
    with pytest.raises(InputError, match="no τ² task file: Input should be a valid array$"):
        read_tau2(tmp_path / "tasks.json", fixture="grocery", language="en")
