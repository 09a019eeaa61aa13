"""The classifier of tools that write, with its packaged weights."""

from pathlib import Path

import numpy as np
import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.grammar import plan_grammar
from podbor.agent.planner.intents import BUCKETS, TOOLS, Intents, buckets
from podbor.agent.planner.language import parse_plan
from podbor.agent.planner.prompt import render_prompt
from podbor.agent.planner.resolve import Call
from podbor.agent.planner.training.intents import written_with
from podbor.core.errors import SetupError
from tests.agent.planner.test_language import as_regex

CHEESE = PlannerContext(need="сыр")


@pytest.mark.parametrize(
    ("message", "tool"),
    [
        ("у меня аллергия на орехи", "update_preferences"),
        ("I never eat cilantro, remember that", "update_preferences"),
        ("подешевле", "critique"),
        ("something less salty", "critique"),
        ("беру второй", "give_feedback"),
        ("take the last one", "give_feedback"),
        ("забудь про орехи", "forget"),
        ("forget that I'm vegan", "forget"),
        ("отмени последнее", "undo"),
        ("undo that", "undo"),
    ],
)
def test_what_is_asked_for_is_likely_and_nothing_else(message: str, tool: str) -> None:
    told = Intents.load().probabilities(render_prompt(message, CHEESE))
    assert told[tool] > 0.5
    assert all(told[other] < 0.5 for other in TOOLS if other != tool)


@pytest.mark.parametrize("message", ["молоко и хлеб", "need a kettle under 3000", "какая погода в Казани", "спасибо!"])
def test_a_message_that_changes_nothing_asks_for_no_write(message: str) -> None:
    told = Intents.load().probabilities(render_prompt(message, PlannerContext()))
    assert max(told.values()) < 0.2


def test_only_an_unsure_plan_is_doubted() -> None:
    prompt = render_prompt("need a kettle under 3000", PlannerContext())
    calls = [Call(name="give_feedback", args={"item": 1}), Call(name="search_catalog", args={"query": "kettle"})]
    assert Intents.load().unasked(prompt, calls, confidence=0.5) == {"give_feedback"}
    assert Intents.load().unasked(prompt, calls, confidence=0.9) == frozenset()
    taken = render_prompt("i'll take the first one", PlannerContext())
    assert Intents.load().unasked(taken, calls, confidence=0.1) == frozenset()


@pytest.mark.parametrize(("facet", "value", "stance"), [("allergen", "nuts", "exclude"), ("diet", "vegan", "require")])
def test_an_allergy_or_a_diet_is_never_doubted(facet: str, value: str, stance: str) -> None:
    prompt = render_prompt("need a kettle under 3000", PlannerContext())
    change = {"facet": facet, "value": value, "stance": stance, "scope": "lasting"}
    writes = [Call(name="update_preferences", args={"changes": [change]}), Call(name="undo", args={})]
    assert Intents.load().unasked(prompt, writes, confidence=0.1) == {"undo"}
    brand = Call(name="update_preferences", args={"changes": [{**change, "facet": "brand", "value": "Lindt"}]})
    assert Intents.load().unasked(prompt, [brand], confidence=0.1) == {"update_preferences"}


def test_the_state_is_told_from_the_message() -> None:
    asked = render_prompt("да", PlannerContext(asked="Правильно понял: не показывать Lindt?"))
    assert set(buckets(asked)) > set(buckets("да\n"))
    assert buckets("[need last undo]\nда\n") != buckets("need last undo да\n")
    assert all(0 <= bucket < BUCKETS for bucket in buckets(asked))
    assert buckets("") == []


@pytest.mark.parametrize(
    ("tool", "plan"),
    [
        ("update_preferences", "want brand Lindt"),
        ("critique", "price down"),
        ("give_feedback", "take 2"),
        ("forget", "forget all"),
        ("undo", "undo"),
    ],
)
def test_a_plan_is_written_without_the_acts_of_a_tool(tool: str, plan: str) -> None:
    whole, without = as_regex(plan_grammar([])), as_regex(plan_grammar([], without=[tool]))
    assert whole.fullmatch(f"find milk; {plan}\n")
    assert not without.fullmatch(f"find milk; {plan}\n")
    assert without.fullmatch("find milk\n")
    assert written_with(parse_plan(f"find milk; {plan}")) & set(TOOLS) == {tool}


def test_broken_weights_are_a_setup_error(tmp_path: Path) -> None:
    broken = tmp_path / "intents.npz"
    broken.write_bytes(b"no weights")
    with pytest.raises(SetupError, match=r"intents\.npz"):
        Intents.load(broken)
    np.savez(broken, biases=np.zeros(5))
    with pytest.raises(SetupError, match=r"intents\.npz"):
        Intents.load(broken)
