"""The planner over any OpenAI-compatible endpoint: vLLM, llama.cpp, a vendor. Parallel calls, several steps, retries."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.utils.function_calling import convert_to_openai_tool
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.repair import Repaired, answer_text, repair
from podbor.agent.planner.resolve import Call
from podbor.core.errors import PodborError, ToolRetry
from podbor.core.settings import Settings
from podbor.tools.contract import ARGUMENTS

PROMPTS = Path(__file__).parent / "prompts"
ATTEMPTS = 3
MENDING_ROUNDS = 2
"""How often a model is shown what was wrong with its calls before what is valid is taken."""
MAX_TOKENS = 1024
NO_CALL_ACTS = ("small_talk", "off_topic", "attack", "unclear")


class PlannerUnavailable(PodborError):
    """The endpoint did not answer, after retries."""


class OpenAIPlanner:
    """Asks a chat model that calls tools; `model` is a LangChain chat model without tools bound."""

    multi_step = True

    def __init__(self, model: BaseChatModel, *, services: Mapping[str, str], attempts: int = ATTEMPTS) -> None:
        self._model = model.bind_tools(tool_schemas(), parallel_tool_calls=True)
        self._services = dict(services)
        self._attempts = attempts
        self.usage: dict[str, int] = {}
        """Tokens since the start, by kind."""

    @classmethod
    def from_settings(cls, settings: Settings) -> "OpenAIPlanner":
        """Build the client; nothing is sent yet."""
        from langchain_openai import ChatOpenAI

        model = ChatOpenAI(
            model=settings.openai_model,
            base_url=settings.openai_base_url,
            api_key=settings.openai_api_key,
            timeout=settings.openai_timeout_s,
            max_retries=0,
            temperature=0.0,
            max_tokens=MAX_TOKENS,
            stream_usage=True,
        )
        return cls(model, services={key: service.title_en for key, service in settings.services.items()})

    async def decide(self, messages: Sequence[AnyMessage], context: PlannerContext) -> AIMessage:
        """Return valid calls for the conversation. Raises PlannerUnavailable when the endpoint does not answer."""
        conversation: list[AnyMessage] = [SystemMessage(self._system(context)), *messages]
        repaired, answer = Repaired(), AIMessage(content="")
        for _ in range(1 + MENDING_ROUNDS):
            answer = await self._ask(conversation)
            repaired = repair(answer, context)
            if not repaired.errors:
                break
            conversation += correction(answer, repaired.errors)
        return self._message(answer, repaired)

    async def _ask(self, conversation: Sequence[AnyMessage]) -> AIMessage:
        from openai import APIConnectionError, APITimeoutError, InternalServerError, OpenAIError, RateLimitError

        transient = (APIConnectionError, APITimeoutError, InternalServerError, RateLimitError)
        try:
            async for attempt in AsyncRetrying(
                retry=retry_if_exception_type(transient),
                stop=stop_after_attempt(self._attempts),
                wait=wait_random_exponential(multiplier=0.2, max=4),
                reraise=True,
            ):
                with attempt:
                    answer = await self._model.ainvoke(list(conversation))
                    self._account(answer)
                    return answer
        except OpenAIError as error:
            raise PlannerUnavailable(f"the planner's endpoint failed: {error}") from error
        raise AssertionError("a retry loop ends with an answer or an error")

    def _account(self, answer: AIMessage) -> None:
        usage: Mapping[str, Any] = answer.usage_metadata or {}
        for kind in ("input_tokens", "output_tokens"):
            self.usage[kind] = self.usage.get(kind, 0) + int(usage.get(kind, 0))

    def _message(self, answer: AIMessage, repaired: Repaired) -> AIMessage:
        text = answer_text(answer)
        act = next((word for word in NO_CALL_ACTS if word in text.casefold()), "unclear")
        errors = [str(error) for error in repaired.errors]
        return AIMessage(
            content="" if repaired.calls else text,
            tool_calls=[_tool_call(call, number) for number, call in enumerate(repaired.calls)],
            additional_kwargs={"errors": errors} if repaired.calls else {"act": act, "errors": errors},
            usage_metadata=answer.usage_metadata,
        )

    def _system(self, context: PlannerContext) -> str:
        services = ", ".join(f"{key} ({title})" for key, title in self._services.items())
        return f"{render('system', services=services)}\n{render('state', **state_fields(context))}"


def state_fields(context: PlannerContext) -> dict[str, str]:
    """What the state prompt says of a context."""
    lines = [
        f"{item.position}. {item.title or '?'}" + (f" ({item.price_rub:g} RUB)" if item.price_rub is not None else "")
        for item in context.slate
    ]
    return {
        "locale": context.locale or "as the shopper writes",
        "need": context.need or "none",
        "slate": "\n".join(lines) or "nothing",
        "last_act": context.last_act or "none",
        "remembered": "; ".join(context.remembered) or "nothing",
        "asked": context.asked or "nothing",
    }


def render(prompt: str, **values: str) -> str:
    """Fill a prompt file. A missing variable raises KeyError."""
    return Template(_read(prompt)).substitute(values)


@cache
def _read(prompt: str) -> str:
    return (PROMPTS / f"{prompt}.md").read_text(encoding="utf-8")


def tool_schemas() -> list[dict[str, Any]]:
    """The tool contract as OpenAI function schemas."""
    schemas = []
    for name, (model, _) in ARGUMENTS.items():
        schema = convert_to_openai_tool(model)
        schema["function"]["name"] = name
        schemas.append(schema)
    return schemas


def correction(answer: AIMessage, errors: Sequence[ToolRetry]) -> list[AnyMessage]:
    """The messages that show a model what was wrong with its calls."""
    text = "These calls are not valid:\n" + "\n".join(f"- {error}" for error in errors) + "\nCall the tools again."
    ids = [str(call["id"]) for call in (*answer.tool_calls, *answer.invalid_tool_calls) if call.get("id")]
    if not ids:
        return [AIMessage(content=answer_text(answer)), HumanMessage(text)]
    return [answer, *(ToolMessage(content=text, tool_call_id=call_id) for call_id in ids)]


def _tool_call(call: Call, number: int) -> dict[str, Any]:
    return {"name": call.name, "args": call.args, "id": f"call_{number}", "type": "tool_call"}
