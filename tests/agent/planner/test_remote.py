import json

import httpx
import pytest
from langchain_core.messages import AIMessage, HumanMessage
from langchain_openai import ChatOpenAI

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.remote import OpenAIPlanner, PlannerUnavailable, render, tool_schemas
from podbor.testing.scripted import ScriptedChatModel, calls_message
from podbor.tools.contract import ARGUMENTS

SERVICES = {"samokat": "Samokat", "kuper": "Kuper"}


def planner_over(handler, attempts: int = 3) -> OpenAIPlanner:
    client = httpx.AsyncClient(transport=httpx.MockTransport(handler))
    model = ChatOpenAI(
        model="m", api_key="EMPTY", base_url="http://planner.test/v1", http_async_client=client, max_retries=0
    )
    return OpenAIPlanner(model, services=SERVICES, attempts=attempts)


def completion(message: dict) -> httpx.Response:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": None, **message}}
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    return httpx.Response(
        200,
        json={"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": usage},
    )


async def decide(planner: OpenAIPlanner, text: str = "беру второй") -> AIMessage:
    return await planner.decide([HumanMessage(text)], PlannerContext())


async def test_calls_come_back_with_the_schemas_and_the_state_sent():
    seen = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content))
        function = {"name": "give_feedback", "arguments": '{"item": 2, "verdict": "accept"}'}
        return completion({"tool_calls": [{"id": "a", "type": "function", "function": function}]})

    planner = planner_over(handler)
    message = await decide(planner)
    assert [(call["name"], call["args"]) for call in message.tool_calls] == [
        ("give_feedback", {"item": 2, "verdict": "accept"})
    ]
    assert {tool["function"]["name"] for tool in seen[0]["tools"]} == set(ARGUMENTS)
    assert "samokat (Samokat)" in seen[0]["messages"][0]["content"]
    assert planner.usage == {"input_tokens": 10, "output_tokens": 5}


async def test_a_busy_endpoint_is_asked_again():
    answers = [httpx.Response(503, json={"error": "busy"}), completion({"content": "small_talk"})]
    message = await decide(planner_over(lambda request: answers.pop(0)), "спасибо")
    assert message.additional_kwargs["act"] == "small_talk"
    assert message.tool_calls == []


async def test_an_endpoint_that_stays_down_is_named():
    with pytest.raises(PlannerUnavailable):
        await decide(planner_over(lambda request: httpx.Response(500, json={"error": "down"}), attempts=1))


async def test_a_wrong_call_is_shown_to_the_model_and_mended():
    wrong = calls_message(("give_feedback", {"item": 9, "verdict": "accept"}))
    right = calls_message(("give_feedback", {"item": 2, "verdict": "accept"}))
    planner = OpenAIPlanner(ScriptedChatModel(responses=[wrong, right]), services=SERVICES)
    assert [call["args"]["item"] for call in (await decide(planner)).tool_calls] == [2]


async def test_a_model_that_does_not_learn_makes_no_call():
    wrong = calls_message(("give_feedback", {"item": 9, "verdict": "accept"}))
    message = await decide(OpenAIPlanner(ScriptedChatModel(responses=[wrong] * 3), services=SERVICES))
    assert message.tool_calls == []
    assert "9" in message.additional_kwargs["errors"][0]


def test_a_prompt_with_a_missing_variable_fails():
    with pytest.raises(KeyError):
        render("state", locale="ru")


def test_schemas_need_no_reference_outside_themselves():
    assert len(tool_schemas()) == len(ARGUMENTS)
    assert all("$ref" not in json.dumps(schema) for schema in tool_schemas())
