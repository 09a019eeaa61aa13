"""The embedded planner: a 270M model with our adapter, in process, on two CPU cores.

Nothing outside this class sees the plan language: it takes a message and gives calls of the tool contract.
"""

import asyncio
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AnyMessage, BaseMessage, HumanMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from pydantic import ConfigDict, PrivateAttr

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.grammar import plan_grammar
from podbor.agent.planner.intents import Intents
from podbor.agent.planner.language import SERVICES
from podbor.agent.planner.numerals import numbers_in
from podbor.agent.planner.occasions import Occasions
from podbor.agent.planner.prompt import prepare_message, render_prompt
from podbor.agent.planner.reading import read_plan
from podbor.agent.planner.resolve import Call, Resolved
from podbor.agent.planner.runtime import Completion, LlamaRuntime
from podbor.agent.planner.weights import find_model
from podbor.core.settings import Settings

CONTEXT_KEY = "context"
"""Key of a HumanMessage's `additional_kwargs` that may carry a PlannerContext."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a message asks for.

    Attributes:
        calls: valid calls of the tool contract, in the order to make them.
        act: a tool's name, "compound", or why there is no call: small_talk, off_topic, attack, unclear.
        confidence: probability of the least certain token, 0 to 1.
        off_screen: it speaks of a number that is not on screen.
        raw: the line the model wrote.
        tokens: read and written by the model.
    """

    calls: tuple[Call, ...]
    act: str
    confidence: float
    ms: float
    raw: str
    off_screen: bool = False
    tokens: int = 0
    prompt_tokens: int = 0
    """Those of `tokens` that were read."""


class EmbeddedPlanner(BaseChatModel):
    """A chat model that answers the last human message with tool calls. Close it when done."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    services: tuple[str, ...] = SERVICES
    _runtime: LlamaRuntime = PrivateAttr()
    _occasions: Occasions | None = PrivateAttr()
    _intents: Intents = PrivateAttr()

    def __init__(self, runtime: LlamaRuntime, *, occasions: Occasions | None = None, **fields: Any) -> None:
        super().__init__(**fields)
        self._runtime = runtime
        self._occasions = occasions
        self._intents = Intents.load()

    @classmethod
    def from_settings(cls, settings: Settings) -> "EmbeddedPlanner":
        """Load weights and adapter. Raises SetupError when they are missing or corrupt."""
        weights, adapter = find_model(settings)
        runtime = LlamaRuntime(weights, adapter=adapter, threads=settings.planner_threads)
        return cls(runtime, occasions=Occasions.load(), services=tuple(settings.services))

    @property
    def _llm_type(self) -> str:
        return "podbor-embedded-planner"

    @property
    def multi_step(self) -> bool:
        """Results of calls are not read: one message, one plan."""
        return False

    def plan(self, text: str, context: PlannerContext | None = None) -> Plan:
        """Plan one message. Never fails on a message: what cannot be understood is the act "unclear"."""
        started = time.perf_counter()
        context = context or PlannerContext()
        message = prepare_message(text, context)
        if not message:
            return Plan(calls=(), act="unclear", confidence=1.0, ms=0.0, raw="")
        prompt = render_prompt(message, context)
        written = [self._write(prompt, message)]
        read = self._read(written[-1], message, context)
        unasked = self._intents.unasked(prompt, read.calls, confidence=read.confidence)
        if unasked:
            written.append(self._write(prompt, message, without=unasked))
            read = self._read(written[-1], message, context)
        return Plan(
            calls=read.calls,
            act=read.act,
            confidence=read.confidence,
            ms=(time.perf_counter() - started) * 1000,
            raw=written[-1].text,
            off_screen=read.off_screen,
            tokens=sum(completion.tokens for completion in written),
            prompt_tokens=sum(completion.prompt_tokens for completion in written),
        )

    def _write(self, prompt: str, message: str, *, without: Collection[str] = frozenset()) -> Completion:
        grammar = plan_grammar(numbers_in(message), services=self.services, without=without)
        return self._runtime.complete(prompt, grammar=grammar)

    def _read(self, completion: Completion, message: str, context: PlannerContext) -> Resolved:
        return read_plan(
            completion.text,
            context,
            message=message,
            services=self.services,
            confidence=completion.confidence,
            occasions=self._occasions,
        )

    async def decide(self, messages: Sequence[AnyMessage], context: PlannerContext) -> AIMessage:
        """Plan the last human message without blocking the event loop."""
        return await asyncio.to_thread(self._answer, messages, context)

    def _answer(self, messages: Sequence[BaseMessage], context: PlannerContext | None) -> AIMessage:
        human = next((message for message in reversed(messages) if isinstance(message, HumanMessage)), None)
        text = human.text if human is not None else ""
        carried = human.additional_kwargs.get(CONTEXT_KEY) if human is not None else None
        if context is None and carried is not None:
            context = PlannerContext.model_validate(carried)
        return as_message(self.plan(text, context))

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._answer(messages, None))])

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Accepted and ignored: the planner knows the tool contract by heart."""
        return self

    def close(self) -> None:
        """Free the weights."""
        self._runtime.close()


def as_message(plan: Plan) -> AIMessage:
    """A plan as LangChain carries it."""
    tool_calls = [
        {"name": call.name, "args": call.args, "id": f"call_{number}", "type": "tool_call"}
        for number, call in enumerate(plan.calls)
    ]
    return AIMessage(
        content="",
        tool_calls=tool_calls,
        additional_kwargs={
            "act": plan.act,
            "confidence": plan.confidence,
            "ms": plan.ms,
            "raw": plan.raw,
            "off_screen": plan.off_screen,
        },
        usage_metadata={
            "input_tokens": plan.prompt_tokens,
            "output_tokens": plan.tokens - plan.prompt_tokens,
            "total_tokens": plan.tokens,
        },
    )
