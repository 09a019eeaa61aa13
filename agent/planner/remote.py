"""The planner over any OpenAI-compatible endpoint: vLLM, the llama.cpp server, a vendor.

Personal data: the endpoint reads the last messages of the conversation, what is on screen and what is remembered about the shopper,
allergies and diets among it, never who the shopper is. What it keeps of that is its operator's business: run it yourself, or have a
contract.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.messages import AIMessage, AIMessageChunk, AnyMessage
from langchain_core.messages.ai import UsageMetadata, add_usage

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.conversation import (
    REJECTED_KEY,
    as_record,
    calls_of_turn,
    chat_messages,
    correction,
    new_id,
)
from podbor.agent.planner.endpoint import ask, http_client
from podbor.agent.planner.endpoint_model import EndpointChatModel, strict_message
from podbor.agent.planner.repair import Repaired, repair
from podbor.agent.planner.spelling import Spelling
from podbor.agent.planner.system_prompt import system_prompt, tool_schemas
from podbor.core.settings import ServiceSettings, Settings
from podbor.core.terms import Terms

CORRECTIONS = 2
"""How often a model is shown what was wrong with its calls before the message counts as not understood."""
MAX_TOKENS = 1024


class OpenAIPlanner:
    """Plans with a large model that calls tools, several steps a message. It keeps nothing open and may be shared.

    Args:
        model: the endpoint; tools are bound here.
        services: those of the settings.
        endpoint: what errors call it.
        timeout_s: for each request.
        stream: ask for tokens as they come.
    """

    multi_step = True

    def __init__(
        self,
        model: EndpointChatModel,
        *,
        services: Mapping[str, ServiceSettings],
        endpoint: str,
        timeout_s: float,
        stream: bool = False,
    ) -> None:
        self._model = model.bind_tools(tool_schemas(services), parallel_tool_calls=True)
        self._services = services
        self._spelling = Spelling(terms=Terms.load(), services=services)
        self._endpoint = endpoint
        self._timeout_s = timeout_s
        self._stream = stream

    @classmethod
    def from_settings(cls, settings: Settings) -> "OpenAIPlanner":
        """Make the client. Nothing is sent before the first message."""
        model = EndpointChatModel(
            model=settings.openai_model,
            base_url=settings.openai_base_url,
            api_key=settings.openai_api_key,
            timeout=settings.openai_timeout_s,
            max_retries=0,
            temperature=0.0,
            max_tokens=MAX_TOKENS,
            stream_usage=True,
            use_responses_api=False,
            http_async_client=http_client(),
        )
        return cls(
            model,
            services=settings.services,
            endpoint=settings.openai_address,
            timeout_s=settings.openai_timeout_s,
            stream=settings.openai_stream,
        )

    async def decide(self, messages: Sequence[AnyMessage], context: PlannerContext) -> AIMessage:
        """Return valid calls, or an answer without any. Raises PlannerUnavailable.

        `usage_metadata` sums the tokens of all requests; `additional_kwargs` holds the number of `requests`, the `act` of an answer
        without calls, and the `rejected` calls with their errors.
        """
        # In a thread: to find the personal data of a long message takes a second.
        chat = await asyncio.to_thread(chat_messages, messages, system_prompt(context, self._services))
        on_screen = [item.position for item in context.slate]
        done = calls_of_turn(messages)
        usage: UsageMetadata | None = None
        repaired, requests = Repaired(), 0
        while requests <= CORRECTIONS:
            answer = await self._ask(chat)
            requests += 1
            usage = add_usage(usage, answer.usage_metadata) if answer.usage_metadata else usage
            repaired = repair(answer, spelling=self._spelling, on_screen=on_screen, done=done)
            if repaired.calls or not repaired.rejected:
                break
            chat += correction(repaired)
        message = _message(repaired, first=not done)
        message.additional_kwargs["requests"] = requests
        message.usage_metadata = usage
        return message

    async def _ask(self, chat: Sequence[AnyMessage]) -> AIMessage:
        return await ask(lambda: self._answer(chat), endpoint=self._endpoint, timeout_s=self._timeout_s)

    async def _answer(self, chat: Sequence[AnyMessage]) -> AIMessage:
        if not self._stream:
            return await self._model.ainvoke(list(chat))
        whole: AIMessageChunk | None = None
        usage: UsageMetadata | None = None
        async for chunk in self._model.astream(list(chat)):
            assert isinstance(chunk, AIMessageChunk)
            whole = chunk if whole is None else whole + chunk
            usage = chunk.usage_metadata or usage
        return AIMessage(content="") if whole is None else strict_message(whole, usage)


def _message(repaired: Repaired, *, first: bool) -> AIMessage:
    """The answer as the graph takes it. Words beside calls that could not be made are dropped: they may claim them done."""
    extra: dict[str, Any] = {}
    if repaired.rejected:
        extra[REJECTED_KEY] = [as_record(entry) for entry in repaired.rejected]
    if not repaired.calls:
        extra["act"] = repaired.act or ("unclear" if first else "")
    return AIMessage(
        content="" if repaired.rejected and not repaired.calls else repaired.prose,
        tool_calls=[{"name": call.name, "args": call.args, "id": new_id()} for call in repaired.calls],
        additional_kwargs=extra,
    )
