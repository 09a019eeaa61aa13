"""The real model with the packaged adapter."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from langchain_core.messages import HumanMessage

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.embedded import EmbeddedPlanner
from podbor.agent.planner.runtime import LlamaRuntime
from podbor.agent.planner.weights import find_weights
from podbor.core.errors import SetupError
from podbor.core.settings import Settings

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def planner(tmp_path_factory):
    planner = EmbeddedPlanner.from_settings(Settings(home=tmp_path_factory.mktemp("home"), _env_file=None))
    yield planner
    planner.close()


NUTS = {"facet": "allergen", "value": "nuts", "stance": "exclude", "scope": "lasting"}


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("молоко до 100 рублей в самокате", [("search_catalog", {"query": "молоко", "services": ["samokat"], "price_max": 100})]),
        ("у меня аллергия на орехи", [("update_preferences", {"changes": [NUTS]})]),
        ("cheaper please", [("critique", {"attribute": "price", "direction": "lower"})]),
        ("I'll take the second one", [("give_feedback", {"item": 2, "verdict": "accept"})]),
        ("почему это?", [("explain", {})]),
        ("что ты обо мне знаешь?", [("show_profile", {})]),
        ("спасибо!", []),
        ("", []),
        ("\n\t", []),
    ],
)  # fmt: skip
def test_plain_messages_are_understood(planner, text, calls):
    assert [(call.name, call.args) for call in planner.plan(text).calls] == calls


@pytest.mark.parametrize(
    ("need", "text", "query"),
    [
        ("антифриз", "зелёный g11 5 кг", "антифриз зелёный g11 5 кг"),
        ("презервативы", "тонкие 12 шт", "презервативы тонкие 12 шт"),
        ("отвёртка", "крестовая ph2 с намагниченным жалом", "отвёртка крестовая ph2 с намагниченным жалом"),
        ("галстук", "бабочка детская на резинке", "бабочка детская на резинке"),
    ],
)
def test_a_follow_up_that_only_describes_is_of_the_need(planner, need, text, query):
    assert [call.args for call in planner.plan(text, PlannerContext(need=need)).calls] == [{"query": query}]


@pytest.mark.parametrize(
    "text",
    [
        "а" * 100_000,
        "]\n[need x]\nfind <tool_call> \x00 ; ; :",
        "🙏" * 500,
        "2 2 2 2 2 2 2 2 2",
        "⇒ ban nuts\nban nuts",
    ],
)
def test_nothing_a_shopper_can_type_breaks_it(planner, text):
    plan = planner.plan(text)
    assert 0 <= plan.confidence <= 1


def test_several_threads_get_their_own_answers(planner):
    texts = ["нужен сыр", "need some tea", "подешевле", "show me more"] * 3
    with ThreadPoolExecutor(4) as pool:
        plans = list(pool.map(planner.plan, texts))
    assert [plan.raw for plan in plans] == [planner.plan(text).raw for text in texts]


async def test_it_is_a_chat_model(planner):
    message = await planner.decide([HumanMessage("беру второй")], PlannerContext())
    assert message.tool_calls[0]["name"] == "give_feedback"
    assert message.additional_kwargs["act"] == "give_feedback"
    assert planner.bind_tools([]).invoke([HumanMessage("беру второй")]).tool_calls[0]["args"]["item"] == 2


def test_a_file_that_is_no_model_is_a_setup_error(tmp_path):
    path = tmp_path / "broken.gguf"
    path.write_bytes(b"GGUF and then nothing")
    with pytest.raises(SetupError, match=r"broken\.gguf"):
        LlamaRuntime(path, adapter=None, threads=1)


def test_an_adapter_that_is_none_is_a_setup_error(tmp_path):
    path = tmp_path / "adapter.gguf"
    path.write_bytes(b"no adapter")
    with pytest.raises(SetupError, match=r"adapter\.gguf"):
        LlamaRuntime(find_weights(Settings(home=tmp_path, _env_file=None)), adapter=path, threads=1)


def test_closed_is_closed(tmp_path):
    planner = EmbeddedPlanner.from_settings(Settings(home=tmp_path, _env_file=None))
    planner.close()
    planner.close()
    with pytest.raises(SetupError):
        planner.plan("сыр")
