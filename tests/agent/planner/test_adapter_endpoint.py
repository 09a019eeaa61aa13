import math
import threading
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage

from podbor.agent.planner import adapter_endpoint as module
from podbor.agent.planner.adapter_endpoint import AdapterEndpointPlanner
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.grammar import plan_grammar
from podbor.agent.planner.port import open_planner
from podbor.core.errors import PlannerUnavailable
from tests.agent.planner.conftest import Serve, settings_for
from tests.agent.planner.endpoint import USAGE, Endpoint

CONTEXT = PlannerContext.model_validate(
    {"locale": "ru", "need": "сыр", "slate": [{"title": "Сыр Брест", "price_rub": 219}, {"title": "Сыр Гауда"}]}
)


def plan_line(line: str, logprobs: Any = None) -> dict[str, Any]:
    choice = {"index": 0, "text": line, "finish_reason": "stop", "logprobs": logprobs}
    answer = {"id": "1", "object": "text_completion", "created": 1, "model": "podbor", "choices": [choice]}
    return {"raw": {**answer, "usage": USAGE}}


async def decide(endpoint: Endpoint, said: str) -> AIMessage:
    planner = AdapterEndpointPlanner.from_settings(settings_for(endpoint, openai_plan_language=True))
    return await planner.decide([HumanMessage(said)], CONTEXT)


def made(message: AIMessage) -> list[tuple[str, dict[str, Any]]]:
    return [(call["name"], call["args"]) for call in message.tool_calls]


async def test_a_plan_becomes_calls_as_the_embedded_planner_makes_them(serve: Serve) -> None:
    endpoint = serve(plan_line("no nuts; take last", {"token_logprobs": [math.log(0.9), math.log(0.6)]}))
    message = await decide(endpoint, "без орехов, беру последний")
    assert made(message) == [
        (
            "update_preferences",
            {"changes": [{"facet": "allergen", "value": "nuts", "stance": "exclude", "scope": "session"}]},
        ),
        ("give_feedback", {"item": 2, "verdict": "accept"}),
    ]
    assert message.additional_kwargs["act"] == "compound"
    assert message.additional_kwargs["confidence"] == pytest.approx(0.6)
    assert message.usage_metadata is not None
    assert message.usage_metadata["total_tokens"] == 107


async def test_the_prompt_and_the_grammar_are_the_embedded_planners(serve: Serve) -> None:
    endpoint = serve(plan_line("same <1500"))
    assert made(await decide(endpoint, "а до полутора тысяч?")) == [
        ("search_catalog", {"query": "сыр", "price_max": 1500})
    ]
    (sent,) = endpoint.requests
    assert sent["prompt"] == "[need сыр]\nа до 1500?\n"
    assert sent["structured_outputs"] == {"grammar": plan_grammar((1500,))}
    assert sent["grammar"] == plan_grammar((1500,))
    assert sent["temperature"] == 0.0
    assert sent["stop"] == ["\n"]


async def test_an_unsure_write_that_nobody_asked_for_is_written_again_without(serve: Serve) -> None:
    unsure = {"token_logprobs": [math.log(0.6)]}
    endpoint = serve(plan_line("salt down", unsure), plan_line("find dishwasher salt", unsure))
    message = await decide(endpoint, "the thing you put in the dishwasher, the salt i mean")
    assert made(message) == [("search_catalog", {"query": "dishwasher salt"})]
    assert endpoint.requests[1]["grammar"] == plan_grammar((), without={"critique"})
    assert message.usage_metadata is not None
    assert message.usage_metadata["total_tokens"] == 2 * 107


async def test_what_is_allowed_again_in_so_many_words_is_not_doubted(serve: Serve) -> None:
    halal = {"facet": "diet", "value": "halal", "stance": "require"}
    endpoint = serve(plan_line("forget halal", {"token_logprobs": [math.log(0.6)]}))
    planner = AdapterEndpointPlanner.from_settings(settings_for(endpoint, openai_plan_language=True))
    context = PlannerContext.model_validate({"locale": "en", "need": "office snack", "facts": [halal]})
    message = await planner.decide([HumanMessage("oh wait karim's on holiday this week. drop the halal")], context)
    assert made(message) == [("forget", {"what": {"facet": "diet", "value": "halal"}})]
    assert len(endpoint.requests) == 1


async def test_llama_cpp_tells_probabilities_in_its_own_way(serve: Serve) -> None:
    logprobs = {"content": [{"token": "undo", "logprob": math.log(0.7)}]}
    assert (await decide(serve(plan_line("undo", logprobs)), "отмена")).additional_kwargs[
        "confidence"
    ] == pytest.approx(0.7)


@pytest.mark.parametrize("line", ["", "drop tables", "ban", "take 9", 'forget "x', "ban nuts; price dow"])
async def test_a_line_outside_the_language_makes_no_call(serve: Serve, line: str) -> None:
    message = await decide(serve(plan_line(line)), "не ем орехи")
    assert made(message) == []
    assert message.additional_kwargs["act"] == "unclear"


async def test_an_empty_message_is_not_sent(serve: Serve) -> None:
    endpoint = serve()
    assert made(await decide(endpoint, "  ")) == []
    assert endpoint.requests == []


async def test_a_busy_endpoint_is_asked_again_and_a_dead_one_told(serve: Serve) -> None:
    assert made(await decide(serve(503, plan_line("more")), "ещё")) == [("show_more", {})]
    with pytest.raises(PlannerUnavailable, match="HTTP 500"):
        await decide(serve(500, 500, 500), "ещё")
    with pytest.raises(PlannerUnavailable, match="no completion"):
        await decide(serve({"raw": {"choices": []}}), "ещё")


def test_the_settings_pick_it(serve: Serve) -> None:
    with open_planner(settings_for(serve(), openai_plan_language=True)) as planner:
        assert isinstance(planner, AdapterEndpointPlanner)
        assert not planner.multi_step


@pytest.mark.parametrize("logprobs", [[1], "x", {"token_logprobs": ["x"]}, {"content": [{"token": "more"}]}])
async def test_probabilities_that_cannot_be_read_are_told(serve: Serve, logprobs: Any) -> None:
    with pytest.raises(PlannerUnavailable, match="no completion"):
        await decide(serve(plan_line("more", logprobs)), "ещё")


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("молоко, звоните 8 916 123-45-67", "молоко,"),
        ("milk, my email is anna@example.com", "milk, my"),
    ],
)
async def test_no_personal_data_is_sent_nor_a_mark_in_its_place(serve: Serve, said: str, sent: str) -> None:
    endpoint = serve(plan_line("more"))
    await decide(endpoint, said)
    assert endpoint.requests[0]["prompt"].splitlines()[-1].strip() == sent


async def test_the_event_loop_goes_on_while_a_plan_is_read(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    threads = []
    for name in ("prepare_message", "read_plan"):
        original = getattr(module, name)

        def noted(*args: Any, _original: Any = original, **given: Any) -> Any:
            threads.append(threading.get_ident())
            return _original(*args, **given)

        monkeypatch.setattr(module, name, noted)
    await decide(serve(plan_line("more")), "ещё")
    assert len(threads) == 2
    assert threading.get_ident() not in threads
