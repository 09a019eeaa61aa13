from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.messages import AIMessage

from podbor.agent.planner.arguments import MENDERS
from podbor.agent.planner.raw_calls import RawCall
from podbor.agent.planner.repair import Repaired, repair
from podbor.agent.planner.resolve import Call
from podbor.agent.planner.spelling import Spelling
from podbor.core.settings import SERVICES
from podbor.core.terms import Terms
from podbor.tools.contract import ARGUMENTS, parse_call

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "broken_outputs.yaml").read_text(encoding="utf-8")
)
SPELLING = Spelling(terms=Terms.load(), services=SERVICES)
ON_SCREEN = range(1, 6)


def answer(case: dict[str, Any]) -> AIMessage:
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


def mended(message: AIMessage, done: tuple[Call, ...] = ()) -> Repaired:
    return repair(message, spelling=SPELLING, on_screen=ON_SCREEN, done=done)


def writes(repaired: Repaired) -> list[Call]:
    return [call for call in repaired.calls if ARGUMENTS[call.name][1] == "write"]


def test_the_corpus_is_large_and_its_titles_differ():
    assert len(CASES) >= 70
    assert len({case["title"] for case in CASES}) == len(CASES)
    assert all({"content", "calls", "invalid"} & set(case) for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_broken_output_is_mended_or_explained(case):
    repaired = mended(answer(case))
    assert [[call.name, call.args] for call in repaired.calls] == case.get("good", [])
    expected = case.get("errors", [])
    errors = [rejected.error for rejected in repaired.rejected]
    assert len(errors) == len(expected), errors
    for error, mentions in zip(errors, expected, strict=True):
        assert all(mention in error for mention in mentions), error
    if "act" in case:
        assert repaired.act == case["act"]
    if "prose" in case:
        assert repaired.prose == case["prose"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_what_comes_out_satisfies_the_contract(case):
    for call in mended(answer(case)).calls:
        parse_call(call.name, call.args)


PREFIX_IS_ANOTHER_ANSWER = ("two different objects",)


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if "/think" not in str(case).lower() and case["title"] not in PREFIX_IS_ANOTHER_ANSWER],
    ids=lambda case: case["title"],
)
def test_cut_off_anywhere_it_writes_nothing_that_the_whole_does_not(case):
    whole = writes(mended(answer(case)))
    for end in range(len(case.get("content", ""))):
        for call in writes(mended(AIMessage(content=case["content"][:end]))):
            assert call in whole, case["content"][:end]
    for name, text in case.get("invalid", []):
        for end in range(1, len(text)):
            for call in writes(mended(answer({"invalid": [[name, text[:end]]]}))):
                assert call in whole, text[:end]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="{}[]\"':,<>/=()`|tool_call think undo forget item what 12\n", max_size=120))
def test_no_text_crashes_it(text):
    for call in mended(AIMessage(content=text)).calls:
        parse_call(call.name, call.args)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8) | st.sampled_from(sorted(MENDERS)), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(ARGUMENTS)), st.dictionaries(st.sampled_from(sorted(MENDERS)), JSON, max_size=4))
def test_no_arguments_crash_it(name, args):
    repaired = mended(AIMessage(content="", tool_calls=[{"name": name, "args": args, "id": "1"}]))
    assert len(repaired.calls) + len(repaired.rejected) == 1
    for call in repaired.calls:
        parse_call(call.name, call.args)


def test_a_very_long_answer_is_read_in_part():
    repaired = mended(AIMessage(content="<tool_call>" * 5000 + '{"name": "undo", "arguments": {}}'))
    assert writes(repaired) == []


def test_brackets_without_end_do_not_exhaust_the_stack():
    assert mended(AIMessage(content="[" * 10_000)).calls == ()
    assert mended(answer({"invalid": [["forget", '{"what":' * 3000]]})).calls == ()


def test_what_the_turn_has_done_is_not_done_again():
    call = Call(name="critique", args={"attribute": "price", "direction": "lower"})
    message = answer({"calls": [["critique", {"attribute": "Price", "direction": "lower"}], ["show_more", {}]]})
    repaired = mended(message, done=(call,))
    assert [found.name for found in repaired.calls] == ["show_more"]
    assert repaired.repeated


def test_nothing_on_screen_has_no_positions():
    message = answer({"calls": [["give_feedback", {"item": 1, "verdict": "accept"}]]})
    repaired = repair(message, spelling=SPELLING, on_screen=())
    assert repaired.calls == ()
    assert "nothing is on screen" in repaired.rejected[0].error


def test_every_argument_of_the_contract_has_a_mender():
    assert set(MENDERS) == {field for model, _ in ARGUMENTS.values() for field in model.model_fields}


def test_the_tools_are_spelt_far_enough_apart():
    from rapidfuzz import fuzz

    from podbor.agent.planner.spelling import NAME_CUTOFF

    names = sorted(ARGUMENTS)
    closest = max(fuzz.ratio(one, other) for one in names for other in names if one != other)
    assert closest < NAME_CUTOFF - 20


def test_a_raw_call_is_strict_by_default():
    assert RawCall(name="undo", args=None).missing == 0
