from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.repair import repair
from podbor.tools.contract import ARGUMENTS, parse_call

CASES = yaml.safe_load(Path(__file__).with_name("broken_outputs.yaml").read_text(encoding="utf-8"))


def answer(case: dict) -> AIMessage:
    return AIMessage(
        content=case.get("content", ""),
        tool_calls=[
            {"name": name, "args": args, "id": str(at)} for at, (name, args) in enumerate(case.get("calls", []))
        ],
        invalid_tool_calls=[
            {"name": name, "args": args, "id": str(at), "error": None, "type": "invalid_tool_call"}
            for at, (name, args) in enumerate(case.get("invalid", []))
        ],
    )


def test_there_are_enough_cases():
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_broken_output_is_mended_or_explained(case):
    repaired = repair(answer(case), PlannerContext())
    assert [[call.name, call.args] for call in repaired.calls] == case.get("good", [])
    assert [error.field for error in repaired.errors] == case.get("bad", [])


@pytest.mark.parametrize("case", [case for case in CASES if "content" in case], ids=lambda case: case["title"])
def test_cut_off_anywhere_it_neither_crashes_nor_writes_anything_else(case):
    whole = {str((call.name, call.args)) for call in repair(answer(case), PlannerContext()).calls}
    for end in range(len(case["content"])):
        for call in repair(AIMessage(content=case["content"][:end]), PlannerContext()).calls:
            parse_call(call.name, call.args)
            assert (
                ARGUMENTS[call.name][1] == "read"
                or str((call.name, call.args)) in whole
                or "</think>" in case["content"]
            )


@given(st.text(alphabet="{}[]\"':,<>/=()tool_call think undo forget item 12\n", max_size=120))
def test_no_text_crashes_it(text):
    for call in repair(AIMessage(content=text), PlannerContext()).calls:
        parse_call(call.name, call.args)
