"""ChatOpenAI that survives what compatible servers send where the API has a string: objects, nested strings, nothing."""

import json
from typing import Any

from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.messages.ai import UsageMetadata
from langchain_core.messages.tool import invalid_tool_call
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_openai import ChatOpenAI
from pydantic import BaseModel

from podbor.agent.planner.loose_json import UnreadableJson, unambiguous


class EndpointChatModel(ChatOpenAI):
    """ChatOpenAI whose tool calls keep the text of their arguments when it is not an object."""

    def _create_chat_result(
        self, response: dict[str, Any] | BaseModel, generation_info: dict[str, Any] | None = None
    ) -> ChatResult:
        answer = response.model_dump(warnings=False) if isinstance(response, BaseModel) else response
        if isinstance(answer, dict):
            for choice in answer.get("choices") or ():
                _mend(choice.get("message"), streamed=False)
        return super()._create_chat_result(answer, generation_info)

    def _convert_chunk_to_generation_chunk(
        self, chunk: dict[str, Any], default_chunk_class: type, base_generation_info: dict[str, Any] | None
    ) -> ChatGenerationChunk | None:
        for choice in chunk.get("choices") or ():
            _mend(choice.get("delta"), streamed=True)
        return super()._convert_chunk_to_generation_chunk(chunk, default_chunk_class, base_generation_info)


def _mend(message: Any, *, streamed: bool) -> None:
    calls = message.get("tool_calls") if isinstance(message, dict) else None
    if not calls:
        return
    kept = [call for call in calls if isinstance(call, dict) and isinstance(call.get("function"), dict)]
    for position, call in enumerate(kept):
        function = call["function"]
        if not streamed:
            function["name"] = function.get("name") or ""
            function["arguments"] = _once(function.get("arguments"))
        elif not isinstance(function.get("arguments"), str | None):
            function["arguments"] = json.dumps(function["arguments"], ensure_ascii=False)
        if streamed and call.get("index") is None:
            call["index"] = position
    message["tool_calls"] = kept


def _once(arguments: Any) -> str:
    """Arguments as text, encoded once. LangChain fails on what decodes to anything but an object."""
    if not isinstance(arguments, str):
        return json.dumps(arguments or {}, ensure_ascii=False)
    try:
        value = json.loads(arguments, strict=False, object_pairs_hook=unambiguous)
    except UnreadableJson:
        # Decoding would take the last of two values; as no object it comes back to the model.
        return f"{arguments} is ambiguous"
    except (ValueError, RecursionError):
        return arguments
    if isinstance(value, str):
        return _once(value)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        return json.dumps(value[0], ensure_ascii=False)
    return arguments if isinstance(value, dict) or not value else f"{arguments} is no object"


def strict_message(whole: AIMessageChunk, usage: UsageMetadata | None) -> AIMessage:
    """A streamed message with its calls as they were sent: LangChain closes what broke off, and a write must not be guessed.

    `usage` is that of the last chunk which tells it: some servers tell it so far in every chunk, and LangChain adds them up.
    """
    return AIMessage(
        content=whole.content,
        invalid_tool_calls=[
            invalid_tool_call(name=chunk["name"], args=chunk["args"] or "", id=chunk["id"], error=None)
            for chunk in whole.tool_call_chunks
        ],
        usage_metadata=usage,
        response_metadata=whole.response_metadata,
    )
