"""The messages of a conversation in the order and shape that chat templates accept."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage, ToolMessage

from podbor.agent.planner.repair import Rejected, Repaired
from podbor.agent.planner.resolve import Call
from podbor.agent.planner.system_prompt import neutral
from podbor.core.redaction.redactor import redact

TURNS = 6
"""Messages of the shopper that are shown: what is older and matters is in the state."""
REJECTED_KEY = "rejected"
"""Key of an AIMessage's `additional_kwargs` with the calls that were not made and why."""
MAX_SHOWN_ARGS = 300
PLAIN_ID = re.compile(r"[A-Za-z0-9]{9}")
INTERRUPTED = "interrupted before it finished"


def chat_messages(messages: Sequence[AnyMessage], system: str) -> list[AnyMessage]:
    """The system prompt and the last turns: each call next to its result, no two messages of one side in a row.

    They leave the machine: telephone numbers, names and addresses, the shopper's or quoted back to him, are replaced.
    """
    starts = [index for index, message in enumerate(messages) if isinstance(message, HumanMessage)]
    recent = messages[starts[-TURNS] :] if len(starts) > TURNS else messages
    chat: list[AnyMessage] = [SystemMessage(system)]
    for index, message in enumerate(recent):
        if isinstance(message, HumanMessage):
            if not (isinstance(chat[-1], SystemMessage) or _is_reply(chat[-1])):
                # A turn that was killed has no reply.
                chat.append(AIMessage(INTERRUPTED))
            chat.append(HumanMessage(neutral(redact(str(message.text)))))
        elif isinstance(message, AIMessage):
            _append(chat, list(_replayed(message, recent[index + 1 :])))
    return chat


def calls_of_turn(messages: Sequence[AnyMessage]) -> list[Call]:
    """Calls made since the shopper's last message."""
    last = max((index for index, message in enumerate(messages) if isinstance(message, HumanMessage)), default=-1)
    return [
        Call(name=call["name"], args=call["args"])
        for message in messages[last + 1 :]
        if isinstance(message, AIMessage)
        for call in message.tool_calls
    ]


def correction(repaired: Repaired) -> list[AnyMessage]:
    """The messages that show a model what was wrong with its calls."""
    rejected = [as_record(entry) for entry in repaired.rejected]
    return list(_replayed(AIMessage(content=repaired.prose, additional_kwargs={REJECTED_KEY: rejected}), ()))


def as_record(rejected: Rejected) -> dict[str, Any]:
    """A rejected call as an AIMessage carries it."""
    args = rejected.args if isinstance(rejected.args, dict) else {"unreadable": str(rejected.args)[:MAX_SHOWN_ARGS]}
    name = re.sub(r"[^A-Za-z0-9_-]", "_", rejected.name)[:64] or "unknown"
    return {"id": new_id(), "name": name, "args": args, "error": rejected.error}


def new_id() -> str:
    """An ID of a call: nine letters and digits, which every template takes (Mistral's takes nothing else)."""
    return uuid4().hex[:9]


def _plain_id(written: str, message: AIMessage) -> str:
    """An ID as a planner's, for a call that no planner made: "undo" is that of each such call of a conversation."""
    return written if PLAIN_ID.fullmatch(written) else uuid5(NAMESPACE_OID, f"{message.id} {written}").hex[:9]


def _append(chat: list[AnyMessage], replayed: list[AnyMessage]) -> None:
    if replayed and _is_reply(chat[-1]):
        # A reply as it was shown takes the place of the model's own words.
        chat.pop()
    chat.extend(replayed)


def _is_reply(message: AnyMessage) -> bool:
    return isinstance(message, AIMessage) and not message.tool_calls


def _replayed(message: AIMessage, later: Sequence[AnyMessage]) -> Iterator[AnyMessage]:
    """A message of the assistant with the result of each of its calls; `later` are the messages behind it."""
    rejected: list[dict[str, Any]] = message.additional_kwargs.get(REJECTED_KEY, [])
    made = [{**call, "id": _plain_id(str(call["id"]), message)} for call in message.tool_calls]
    calls = [*made, *({"name": r["name"], "args": r["args"], "id": r["id"]} for r in rejected)]
    if not calls and not message.text:
        return
    yield AIMessage(content=neutral(redact(str(message.text))), tool_calls=calls)
    for call, plain in zip(message.tool_calls, made, strict=True):
        result = next(
            (one for one in later if isinstance(one, ToolMessage) and one.tool_call_id == str(call["id"])), None
        )
        content = INTERRUPTED if result is None else neutral(str(result.text))
        yield ToolMessage(content=content, tool_call_id=str(plain["id"]), name=call["name"])
    for record in rejected:
        yield ToolMessage(content=neutral(record["error"]), tool_call_id=record["id"], name=record["name"])
