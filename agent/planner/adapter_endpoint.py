"""The embedded planner's adapter behind an endpoint (`vllm serve … --enable-lora`, or the llama.cpp server with `--lora`).

The prompt, the grammar and the reading of the plan are the embedded planner's; only the model runs elsewhere.
"""

import asyncio
import math
import time
from collections.abc import Collection, Sequence
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langchain_core.messages.ai import UsageMetadata, add_usage
from openai import AsyncOpenAI
from openai.types import Completion, CompletionChoice

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.embedded import Plan, as_message
from podbor.agent.planner.endpoint import ask, http_client
from podbor.agent.planner.grammar import plan_grammar
from podbor.agent.planner.intents import Intents
from podbor.agent.planner.numerals import numbers_in
from podbor.agent.planner.occasions import Occasions
from podbor.agent.planner.prompt import prepare_message, render_prompt, without_personal_data
from podbor.agent.planner.reading import read_plan
from podbor.agent.planner.resolve import Resolved
from podbor.agent.planner.runtime import MAX_TOKENS
from podbor.core.settings import Settings


class AdapterEndpointPlanner:
    """Asks `/v1/completions` for a plan line. It keeps nothing open and may be shared.

    The grammar goes under both names that servers know: `structured_outputs` (vLLM) and `grammar` (llama.cpp).
    """

    multi_step = False

    def __init__(
        self, client: AsyncOpenAI, *, model: str, services: Sequence[str], endpoint: str, timeout_s: float
    ) -> None:
        self._client = client
        self._model = model
        self._services = tuple(services)
        self._endpoint = endpoint
        self._timeout_s = timeout_s
        self._intents = Intents.load()

    @classmethod
    def from_settings(cls, settings: Settings) -> "AdapterEndpointPlanner":
        """Make the client. Nothing is sent before the first message."""
        client = AsyncOpenAI(
            base_url=settings.openai_base_url,
            api_key=settings.openai_api_key.get_secret_value(),
            timeout=settings.openai_timeout_s,
            max_retries=0,
            http_client=http_client(),
        )
        return cls(
            client,
            model=settings.openai_model,
            services=tuple(settings.services),
            endpoint=settings.openai_address,
            timeout_s=settings.openai_timeout_s,
        )

    async def decide(self, messages: Sequence[AnyMessage], context: PlannerContext) -> AIMessage:
        """Plan the last human message. Raises PlannerUnavailable."""
        human = next((message for message in reversed(messages) if isinstance(message, HumanMessage)), None)
        # In threads, as what reads the plan below: both take a moment, in which other shoppers' turns go on.
        text = await asyncio.to_thread(_prepared, str(human.text), context) if human is not None else ""
        if not text:
            return as_message(Plan(calls=(), act="unclear", confidence=1.0, ms=0.0, raw=""))
        started = time.perf_counter()
        prompt = render_prompt(text, context)
        raw, confidence, usage = await self._write(prompt, text)
        resolved = await asyncio.to_thread(self._read, raw, context, text, confidence)
        unasked = await asyncio.to_thread(self._intents.unasked, prompt, resolved.calls, confidence=resolved.confidence)
        if unasked:
            raw, confidence, more = await self._write(prompt, text, without=unasked)
            resolved = await asyncio.to_thread(self._read, raw, context, text, confidence)
            usage = add_usage(usage, more)
        plan = Plan(
            calls=resolved.calls,
            act=resolved.act,
            confidence=resolved.confidence,
            ms=(time.perf_counter() - started) * 1000,
            raw=raw,
            off_screen=resolved.off_screen,
        )
        message = as_message(plan)
        message.usage_metadata = usage
        return message

    def _read(self, raw: str, context: PlannerContext, text: str, confidence: float) -> Resolved:
        return read_plan(
            raw,
            context,
            message=text,
            services=self._services,
            confidence=confidence,
            occasions=Occasions.load(),
        )

    async def _write(
        self, prompt: str, text: str, *, without: Collection[str] = frozenset()
    ) -> tuple[str, float, UsageMetadata | None]:
        """The line, how certain it is, and the tokens."""
        grammar = plan_grammar(numbers_in(text), services=self._services, without=without)
        return await ask(
            lambda: self._complete(prompt, grammar),
            endpoint=self._endpoint,
            timeout_s=self._timeout_s,
        )

    async def _complete(self, prompt: str, grammar: str) -> tuple[str, float, UsageMetadata | None]:
        answer = await self._client.completions.create(
            model=self._model,
            prompt=prompt,
            max_tokens=MAX_TOKENS,
            temperature=0.0,
            stop=["\n"],
            logprobs=1,
            extra_body={"structured_outputs": {"grammar": grammar}, "grammar": grammar},
        )
        choice = answer.choices[0]
        return (choice.text or "").strip(), _confidence(choice), _usage(answer)


def _prepared(text: str, context: PlannerContext) -> str:
    return prepare_message(without_personal_data(text), context)


def _usage(answer: Completion) -> UsageMetadata | None:
    if answer.usage is None:
        return None
    return UsageMetadata(
        input_tokens=answer.usage.prompt_tokens,
        output_tokens=answer.usage.completion_tokens,
        total_tokens=answer.usage.total_tokens,
    )


def _confidence(choice: CompletionChoice) -> float:
    """Probability of the least certain token, as the embedded planner counts it; 0 where the server tells none."""
    told: Any = choice.logprobs
    if told is None:
        return 0.0
    # vLLM answers in the format of the old completions API, llama.cpp in that of chat.
    tokens = (told.model_extra or {}).get("content") or ()
    logprobs = told.token_logprobs or [token["logprob"] for token in tokens]
    return min((math.exp(logprob) for logprob in logprobs if logprob is not None), default=0.0)
