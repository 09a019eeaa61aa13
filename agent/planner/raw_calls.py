"""Calls as a model wrote them, found in decoded JSON or in Python syntax, before anything is checked."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from podbor.agent.planner.loose_json import UnreadableJson, read_json, skip_value
from podbor.agent.planner.spelling import tool_name
from podbor.tools.contract import ARGUMENTS

NAME_KEYS = ("name", "function", "tool", "tool_name", "function_name", "action", "recipient_name")
ARGUMENT_KEYS = ("arguments", "args", "parameters", "params", "input", "tool_input", "action_input", "kwargs")
LIST_KEYS = ("tool_calls", "calls", "actions", "tool_uses")
LOST = 99
"""Stands for "nobody knows how much is missing"."""
CALL = re.compile(r"(?<![\w.])((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)\(")


@dataclass(frozen=True, kw_only=True)
class RawCall:
    """A call as written.

    Attributes:
        args: an object, its text, or None.
        missing: closing brackets of the arguments that had to be added: 0 when they are whole.
        loose: found in running prose, so maybe only talked about.
    """

    name: str | None
    args: Any
    missing: int = 0
    loose: bool = False


def calls_in_json(text: str) -> Iterator[RawCall]:
    """Calls in JSON values that follow each other; text that is not JSON makes a call without a name."""
    at = 0
    while (start := _next_bracket(text, at)) is not None:
        end = skip_value(text, start)
        try:
            reading = read_json(text[start:end])
        except UnreadableJson:
            found = re.search(r'"(?:name|function|tool)"\s*:\s*"([\w.-]+)"', text[start:end])
            yield RawCall(name=found[1] if found else None, args=text[start:end])
        else:
            yield from calls_in_value(reading.value, missing=reading.missing)
        at = end


def _next_bracket(text: str, at: int) -> int | None:
    found = re.compile(r"[{\[]").search(text, at)
    return None if found is None else found.start()


def calls_in_value(value: Any, *, missing: int = 0, depth: int = 0) -> Iterator[RawCall]:
    """Calls in a decoded value, `depth` brackets inside the one that was read."""
    if isinstance(value, list):
        for position, entry in enumerate(value):
            last = position == len(value) - 1
            yield from calls_in_value(entry, missing=missing if last else 0, depth=depth + 1)
    elif isinstance(value, dict):
        yield from _calls_in_object(value, missing, depth)


def _calls_in_object(value: dict[str, Any], missing: int, depth: int) -> Iterator[RawCall]:
    for key in LIST_KEYS:
        if isinstance(value.get(key), list):
            yield from calls_in_value(value[key], missing=missing, depth=depth + 1)
            return
    for key in ("function", "function_call", "tool_call"):
        if isinstance(value.get(key), dict):
            yield from calls_in_value(value[key], missing=missing, depth=depth + 1)
            return
    name_key = next((key for key in NAME_KEYS if isinstance(value.get(key), str)), None)
    if name_key is not None:
        yield _named(value, name_key, missing, depth)
    elif value and all(tool_name(key) in ARGUMENTS for key in value):
        for key, args in value.items():
            yield RawCall(name=key, args=args, missing=max(0, missing - depth - 1))
    else:
        yield RawCall(name=None, args=value, missing=missing)


def _named(value: dict[str, Any], name_key: str, missing: int, depth: int) -> RawCall:
    args_key = next((key for key in ARGUMENT_KEYS if key in value), None)
    if args_key is not None:
        return RawCall(name=value[name_key], args=value[args_key], missing=max(0, missing - depth - 1))
    args = {key: entry for key, entry in value.items() if key not in (name_key, "id", "type")}
    # A wrapper that broke off before its arguments may have had some.
    return RawCall(name=value[name_key], args=args, missing=LOST if missing else 0)


def python_calls(text: str) -> Iterator[tuple[int, int, RawCall]]:
    """Calls of known tools in Python syntax, each with its start and end in the text."""
    for found in CALL.finditer(text):
        name = tool_name(found[1].removesuffix(".call"))
        if name not in ARGUMENTS:
            continue
        end = _close(text, found.end())
        if end is None:
            yield found.start(), len(text), RawCall(name=name, args=text[found.end() :])
        else:
            yield found.start(), end, RawCall(name=name, args=_python_args(name, text[found.end() : end - 1]))


def _close(text: str, start: int) -> int | None:
    """Where the bracket opened just before `start` is closed."""
    depth, quote = 1, ""
    for at in range(start, len(text)):
        char = text[at]
        if quote:
            quote = "" if char == quote and text[at - 1] != "\\" else quote
        elif char in "\"'":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth == 0:
                return at + 1
    return None


def _python_args(name: str, text: str) -> Mapping[str, Any] | str:
    """Arguments by name. One without a name is taken for a read's first field only: for a write that is a guess."""
    if text.strip().startswith("{"):
        return text
    source = re.sub(
        r"\b(true|false|null)\b", lambda found: {"true": "True", "false": "False"}.get(found[0], "None"), text
    )
    try:
        call = ast.parse(f"f({source})", mode="eval").body
        assert isinstance(call, ast.Call)
        args = {str(word.arg): ast.literal_eval(word.value) for word in call.keywords}
        unnamed = [ast.literal_eval(value) for value in call.args]
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError, AssertionError):
        return text
    model, tag = ARGUMENTS[name]
    if len(unnamed) == 1 and tag == "read" and model.model_fields and not args:
        return {next(iter(model.model_fields)): unnamed[0]}
    return {**args, **{f"unnamed_{number}": value for number, value in enumerate(unnamed, start=1)}}
