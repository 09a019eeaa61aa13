"""Planners that say what a test tells them to."""

from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from podbor.agent.planner.context import PlannerContext
from podbor.core.errors import PodborError


class ScriptExhausted(PodborError):
    """The conversation went on after the script's last line."""


def calls_message(*calls: tuple[str, dict[str, Any]], act: str = "") -> AIMessage:
    """Return a planner's message with `calls`, each a name and its arguments."""
    tool_calls = [{"name": name, "args": args, "id": f"call-{number}"} for number, (name, args) in enumerate(calls)]
    return AIMessage(content="", tool_calls=tool_calls, additional_kwargs={"act": act} if act else {})


class ScriptedPlanner:
    """Answers each message with the next of `script`; a mapping answers by the message's text instead."""

    def __init__(self, script: Sequence[AIMessage] | Mapping[str, AIMessage], *, multi_step: bool = False) -> None:
        self._script = script
        self._next = 0
        self.multi_step = multi_step
        self.contexts: list[PlannerContext] = []
        """What it was told, a context a call."""

    async def decide(self, messages: Sequence[AnyMessage], context: PlannerContext) -> AIMessage:
        """Return the scripted message. Raises ScriptExhausted when there is none."""
        self.contexts.append(context)
        if isinstance(self._script, Mapping):
            text = str(messages[-1].content)
            if text not in self._script:
                raise ScriptExhausted(f"no line for {text!r}")
            return self._script[text].model_copy()
        if self._next >= len(self._script):
            raise ScriptExhausted(f"the script has {len(self._script)} lines")
        self._next += 1
        return self._script[self._next - 1].model_copy()


class ScriptedChatModel(BaseChatModel):
    """A chat model that answers with `responses` in turn, whatever tools it is given."""

    responses: list[AIMessage]
    position: int = 0

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> "ScriptedChatModel":
        """Take any tools."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        if self.position >= len(self.responses):
            raise ScriptExhausted(f"the script has {len(self.responses)} lines")
        self.position += 1
        return ChatResult(generations=[ChatGeneration(message=self.responses[self.position - 1])])
