"""Weights with the adapter merged and tokens left out plan as the base with the adapter beside it."""

import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.grammar import plan_grammar
from podbor.agent.planner.merged import read_vocabulary
from podbor.agent.planner.numerals import numbers_in
from podbor.agent.planner.prompt import prepare_message, render_prompt
from podbor.agent.planner.runtime import LlamaRuntime
from podbor.agent.planner.training.vocabulary import made_of
from podbor.agent.planner.weights import PACKAGED_ADAPTER, find_model, find_weights
from podbor.core.errors import SetupError
from podbor.core.settings import Settings

MESSAGES = (
    "молоко до 100 рублей в самокате",
    "у меня аллергия на орехи, посоветуй печенье",
    "стиральный порошок для цветного и зубную пасту до 300",
    "cheaper than the second, and less sweet",
    "I'll take the last one; what else is there?",
    "где дешевле Coca-Cola Zero?",
    "a kettle up to 2500 from megamarket",
    "hochu banany i kefir",
    "что ты обо мне знаешь?",
)


@pytest.mark.model
def test_plans_are_the_same(tmp_path):
    settings = Settings(home=tmp_path, _env_file=None)
    merged, adapter = find_model(settings)
    assert adapter is None
    one = LlamaRuntime(merged, adapter=None, threads=2)
    other = LlamaRuntime(find_weights(settings), adapter=PACKAGED_ADAPTER, threads=2)
    try:
        plans = [(_plan(one, message), _plan(other, message)) for message in MESSAGES]
    finally:
        one.close()
        other.close()
    assert [plan for plan, _ in plans] == [plan for _, plan in plans]


def _plan(runtime: LlamaRuntime, message: str) -> str:
    context = PlannerContext()
    text = prepare_message(message, context)
    grammar = plan_grammar(numbers_in(text), services=("samokat", "megamarket", "kuper"))
    return runtime.complete(render_prompt(text, context), grammar=grammar).text


def test_tokens_on_the_way_stay():
    places = {text: place for place, text in enumerate(("a", "b", "c", "ab", "abc", "bc"))}
    assert made_of(iter(("abc",)), places, [0, 0, 0, 1, 1, 0.5]) == {3, 4}
    assert made_of(iter(("abc",)), places, [0, 0, 0, 0.5, 1, 1]) == {5, 4}


def test_a_vocabulary_that_is_none_is_a_setup_error(tmp_path):
    (tmp_path / "vocabulary.npz").write_bytes(b"no archive")
    with pytest.raises(SetupError, match="vocabulary"):
        read_vocabulary(tmp_path / "vocabulary.npz")
