"""Reads the calls of a large model's answer, however it wrote them.

What can be mended without changing what it says becomes a valid call; the rest becomes an error that tells the model how to mend
it. A call that writes is never guessed: it is complete and valid, or it is not made.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage

from podbor.agent.planner.arguments import check_positions, mend_arguments
from podbor.agent.planner.raw_calls import RawCall
from podbor.agent.planner.resolve import NO_CALL, Call, NoCall
from podbor.agent.planner.salvage import Salvaged, salvage
from podbor.agent.planner.spelling import Spelling, nearest_tool
from podbor.core.errors import ToolRetry
from podbor.tools.contract import ARGUMENTS

MAX_CALLS = 20
ACT = re.compile(
    rf"\A\W*[\[(*_]+({'|'.join(NO_CALL.values())})[\])*_]+[\s:.—–-]*|\A({'|'.join(NO_CALL.values())})\b[\s:.—–-]*"
)


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """A call that cannot be made, and what the model is told about it."""

    name: str
    args: Any
    error: str


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """What an answer says.

    Attributes:
        calls: valid, each once, in the order written.
        repeated: whether it asked again for what this turn has already done.
        prose: for the shopper: without thoughts, markup and calls.
        act: why there is no call, "" where the model does not say.
    """

    calls: tuple[Call, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    repeated: bool = False
    prose: str = ""
    act: NoCall | str = ""


@dataclass(kw_only=True)
class _Sorted:
    calls: list[Call] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    repeated: bool = False


def repair(message: AIMessage, *, spelling: Spelling, on_screen: Sequence[int], done: Sequence[Call] = ()) -> Repaired:
    """Sort the calls of an answer into valid ones and errors. Never fails.

    Args:
        on_screen: positions of the list.
        done: calls this turn has already made: they are not made again.
    """
    salvaged = salvage(str(message.text))
    found = _Sorted()
    for raw in list(_raw_calls(message, salvaged))[:MAX_CALLS]:
        try:
            call = _mend(raw, spelling, on_screen)
        except ToolRetry as error:
            rejected = Rejected(name=raw.name or "", args=raw.args, error=str(error))
            if rejected not in found.rejected:
                found.rejected.append(rejected)
        else:
            found.repeated = found.repeated or call in done
            if call not in found.calls and call not in done:
                found.calls.append(call)
    act, prose = _act(salvaged.prose)
    return Repaired(
        calls=tuple(found.calls), rejected=tuple(found.rejected), repeated=found.repeated, prose=prose, act=act
    )


def _raw_calls(message: AIMessage, salvaged: Salvaged) -> Iterator[RawCall]:
    """The calls the server recognised; only where there are none, those in the text."""
    for call in message.tool_calls:
        yield from _call(call["name"], call["args"])
    for invalid in message.invalid_tool_calls:
        yield from _call(invalid["name"] or "", invalid["args"])
    if not message.tool_calls and not message.invalid_tool_calls:
        yield from salvaged.calls


def _call(name: str, args: Any) -> Iterator[RawCall]:
    """A call as the server gave it. Some parsers leave markup of the family in the name, arguments included."""
    if re.fullmatch(r"[\s\w.:/`'\"()-]*", name):
        yield RawCall(name=name, args=args)
        return
    text = (
        json.dumps(args, ensure_ascii=False)
        if isinstance(args, dict) and args
        else args
        if isinstance(args, str)
        else ""
    )
    found = salvage(f"{name}{text}").calls
    yield from found or [RawCall(name=name, args=args)]


def _mend(raw: RawCall, spelling: Spelling, on_screen: Sequence[int]) -> Call:
    name = nearest_tool(raw.name) if raw.name else None
    if name is None:
        raise ToolRetry(field="tool", got=(raw.name or "no name")[:80], valid=ARGUMENTS)
    args = mend_arguments(name, raw.args, missing=raw.missing, spelling=spelling)
    check_positions(name, args, on_screen)
    if raw.loose and ARGUMENTS[name][1] == "write":
        raise ToolRetry(field=name, got="a call inside prose", valid="a tool call of its own, if it is meant")
    return Call(name=name, args=args)


def _act(prose: str) -> tuple[str, str]:
    """Split off the word that says why there is no call."""
    found = ACT.match(prose)
    return ((found[1] or found[2]), prose[found.end() :].strip()) if found else ("", prose)
