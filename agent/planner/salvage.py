"""Finds calls in a model's text: what a server's tool parser did not recognise arrives there, in each family's own markup.

Formats: Hermes and Qwen (`<tool_call>`), Qwen-Coder (`<function=…><parameter=…>`), GLM (`<arg_key>`), Llama (`<|python_tag|>`,
`<function=…>`, Python lists), Mistral (`[TOOL_CALLS]`), DeepSeek, Kimi, gpt-oss (`<|channel|>`), Phi (`functools[…]`), Gemma
(fenced `tool_code`), `<invoke>`, ReAct, fenced and bare JSON.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from podbor.agent.planner.loose_json import MAX_CHARS, UnreadableJson, read_json, skip_value
from podbor.agent.planner.raw_calls import RawCall, calls_in_json, python_calls
from podbor.agent.planner.spelling import tool_name
from podbor.tools.contract import ARGUMENTS

Reader: TypeAlias = Callable[["re.Match[str]"], Iterable[RawCall]]

THOUGHT = r"think|thinking|thought|reasoning|reflection|seed:think"
THOUGHTS = (
    re.compile(rf"<({THOUGHT})>.*?</\1>", re.DOTALL | re.IGNORECASE),
    re.compile(r"\[THINK\].*?\[/THINK\]", re.DOTALL),
    # A template that opens the thoughts in the prompt leaves only their end in the answer.
    re.compile(rf"\A.*(?:</(?:{THOUGHT})>|\[/THINK\])", re.DOTALL | re.IGNORECASE),
    re.compile(rf"(?:<(?:{THOUGHT})>|\[THINK\]).*\Z", re.DOTALL | re.IGNORECASE),
)
FUNCTION = re.compile(r"<function(?:=|\s+name=\"?)([\w.:-]+)\"?>(.*?)(</function>|(?=<function\b)|\Z)", re.DOTALL)
PARAMETER = re.compile(r"<parameter(?:=|\s+name=\"?)(\w+)\"?[^>]*>\s*(.*?)\s*(</parameter>|(?=<parameter\b)|\Z)", re.DOTALL)
PAIR = re.compile(r"<arg_key>\s*(.*?)\s*</arg_key>\s*<arg_value>\s*(.*?)\s*(</arg_value>|\Z)", re.DOTALL)
CHANNEL = re.compile(
    r"(?:<\|start\|>assistant([^<]*))?<\|channel\|>([^<]*)(?:<\|constrain\|>[^<]*)?<\|message\|>(.*?)"
    r"(?=<\|(?:end|call|return|start|channel)\|>|\Z)",
    re.DOTALL,
)
MISTRAL = re.compile(r"\s*(?:\[TOOL_CALLS\])?\s*([A-Za-z_][\w.-]*)\s*(?:\[CALL_ID\]\w*)?(?:\[ARGS\])?\s*(?=\{)")
SPECIAL = re.compile(r"<\|[^|<>]*\|>|<｜[^｜<>]*｜>|</?s>|\[/?(?:TOOL_CALLS|AVAILABLE_TOOLS|INST)\]")
LEFTOVER = re.compile(r"</?(?:tool_calls?|tools|function_calls?|function|parameter|invoke)\b[^>]*>")
FENCE = re.compile(r"```[ \t]*(\w*)[ \t]*\n?(.*?)(?:```|\Z)", re.DOTALL)
OBJECT = re.compile(r"\{|\[\s*\{")
WRAPPING = re.compile(r"[\s\[\],;()]|print|tool_outputs?|result *=")


@dataclass(frozen=True, kw_only=True)
class Salvaged:
    """Calls in the order of the text, and what is left of it for the shopper."""

    calls: tuple[RawCall, ...]
    prose: str


def salvage(text: str) -> Salvaged:
    """Take the calls out of a text."""
    text = without_thoughts(text[:MAX_CHARS])
    calls: list[RawCall] = []
    if "<|channel|>" in text:
        text = _channels(text, calls)
    for pattern, read in MARKED:
        text = _take(text, pattern, read, calls)
    text = SPECIAL.sub(" ", text)
    text = _take(text, FENCE, _fenced, calls)
    text = LEFTOVER.sub(" ", text).strip()
    if not calls:
        found, text = _bare(text)
        calls += found
    return Salvaged(calls=tuple(calls), prose=text.strip())


def without_thoughts(text: str) -> str:
    """Drop what a reasoning model thought aloud, open-ended thoughts too: a call in them was only considered."""
    for pattern in THOUGHTS:
        text = pattern.sub("", text)
    return text


def _take(text: str, pattern: "re.Pattern[str]", read: Reader, calls: list[RawCall]) -> str:
    """Move the calls of each match to `calls`; a match without any stays."""

    def move(match: "re.Match[str]") -> str:
        found = list(read(match))
        calls.extend(found)
        return " " if found else match[0]

    return pattern.sub(move, text)


def _channels(text: str, calls: list[RawCall]) -> str:
    """Read gpt-oss channels: thoughts are dropped, messages to a function are calls, the rest is for the shopper."""
    prose = [text[: text.index("<|channel|>")].removesuffix("<|start|>assistant")]
    for match in CHANNEL.finditer(text):
        header = f"{match[1] or ''} {match[2]}"
        recipient = re.search(r"to=([\w.]+)", header)
        if recipient:
            calls.append(RawCall(name=recipient[1], args=match[3].strip()))
        elif "analysis" not in header:
            prose.append(match[3])
    return " ".join(prose)


def _named_body(match: "re.Match[str]") -> Iterator[RawCall]:
    yield RawCall(name=match[1], args=match[2].strip())


def _tagged(match: "re.Match[str]") -> Iterable[RawCall]:
    body = match[2]
    if FUNCTION.search(body):
        return [call for found in FUNCTION.finditer(body) for call in _function(found)]
    if PAIR.search(body):
        closed = match[0].rstrip().endswith(f"</{match[1]}>")
        return [RawCall(name=body.split("<arg_key>")[0].strip(), args=_pairs(PAIR, body), missing=int(not closed))]
    return _any_calls(body) or [RawCall(name=body.strip()[:80] or None, args=None)]


def _function(match: "re.Match[str]") -> Iterator[RawCall]:
    body = match[2].strip()
    if PARAMETER.search(body):
        yield RawCall(name=match[1], args=_pairs(PARAMETER, body), missing=int(not match[3]))
    else:
        yield RawCall(name=match[1], args=body)


def _pairs(pattern: "re.Pattern[str]", body: str) -> dict[str, Any] | str:
    """Arguments given one by one; the text itself when the last one broke off."""
    found = list(pattern.finditer(body))
    if not found[-1][3]:
        return body
    return {match[1]: _scalar(match[2]) for match in found}


def _scalar(text: str) -> Any:
    if text[:1] not in ("{", "["):
        return text
    try:
        reading = read_json(text)
    except UnreadableJson:
        return text
    return reading.value if not reading.missing else text


def _mistral(match: "re.Match[str]") -> Iterator[RawCall]:
    body = match[1]
    at = 0
    while found := MISTRAL.match(body, at):
        end = skip_value(body, found.end())
        yield RawCall(name=found[1], args=body[found.end() : end])
        at = end
    if at == 0:
        yield from _any_calls(body)


def _any_calls(body: str) -> list[RawCall]:
    """Calls in a block that holds nothing else: JSON, or Python."""
    body = body.strip()
    if re.match(r"\[?\s*\{|\[\s*\]", body):
        return list(calls_in_json(body))
    found = [call for _, _, call in python_calls(body)]
    if found:
        return found
    leading = re.match(r"([\w.:-]+)\s*(\{.*)?\Z", body, re.DOTALL)
    if leading and tool_name(leading[1]) in ARGUMENTS:
        return [RawCall(name=leading[1], args=leading[2])]
    return list(calls_in_json(body))


def _fenced(match: "re.Match[str]") -> list[RawCall]:
    body = match[2].strip()
    if body[:1] in ("{", "["):
        found = list(calls_in_json(body))
        if found:
            return found
    return [call for _, _, call in python_calls(body)]


def _react(match: "re.Match[str]") -> Iterator[RawCall]:
    if tool_name(match[1]) in ARGUMENTS or match[2].strip().startswith("{"):
        yield RawCall(name=match[1], args=match[2].strip())


def _bare(text: str) -> tuple[list[RawCall], str]:
    """Calls without markup: the whole text, or something that prose talks about."""
    spans = [(start, end, [call]) for start, end, call in python_calls(text)]
    spans += _json_spans(text, taken=[(start, end) for start, end, _ in spans])
    rest = text
    for start, end, _ in sorted(spans, key=lambda span: -span[0]):
        rest = rest[:start] + rest[end:]
    found = [call for _, _, calls in sorted(spans, key=lambda span: span[0]) for call in calls]
    if not WRAPPING.sub("", rest):
        return found, ""
    return [replace(call, loose=True) for call in found if call.name is not None], rest


def _json_spans(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, list[RawCall]]]:
    at = 0
    while found := OBJECT.search(text, at):
        start, at = found.start(), skip_value(text, found.start())
        if not any(first <= start < last for first, last in taken):
            yield start, at, list(calls_in_json(text[start:at]))


MARKED:
        text = _take(text, pattern, read, calls)
    text = SPECIAL.sub(" ", text)
    text = _take(text, FENCE, _fenced, calls)
    text = LEFTOVER.sub(" ", text).strip()
    if not calls:
        found, text = _bare(text)
        calls += found
    return Salvaged(calls=tuple(calls), prose=text.strip())


def without_thoughts(text: str) -> str:
    """Drop what a reasoning model thought aloud, open-ended thoughts too: a call in them was only considered."""
    for pattern in THOUGHTS:
        text = pattern.sub("", text)
    return text


def _take(text: str, pattern: "re.Pattern[str]", read: Reader, calls: list[RawCall]) -> str:
    """Move the calls of each match to `calls`; a match without any stays."""

    def move(match: "re.Match[str]") -> str:
        found = list(read(match))
        calls.extend(found)
        return " " if found else match[0]

    return pattern.sub(move, text)


def _channels(text: str, calls: list[RawCall]) -> str:
    """Read gpt-oss channels: thoughts are dropped, messages to a function are calls, the rest is for the shopper."""
    prose = [text[: text.index("<|channel|>")].removesuffix("<|start|>assistant")]
    for match in CHANNEL.finditer(text):
        header = f"{match[1] or ''} {match[2]}"
        recipient = re.search(r"to=([\w.]+)", header)
        if recipient:
            calls.append(RawCall(name=recipient[1], args=match[3].strip()))
        elif "analysis" not in header:
            prose.append(match[3])
    return " ".join(prose)


def _named_body(match: "re.Match[str]") -> Iterator[RawCall]:
    yield RawCall(name=match[1], args=match[2].strip())


def _tagged(match: "re.Match[str]") -> Iterable[RawCall]:
    body = match[2]
    if FUNCTION.search(body):
        return [call for found in FUNCTION.finditer(body) for call in _function(found)]
    if PAIR.search(body):
        closed = match[0].rstrip().endswith(f"</{match[1]}>")
        return [RawCall(name=body.split("<arg_key>")[0].strip(), args=_pairs(PAIR, body), missing=int(not closed))]
    return _any_calls(body) or [RawCall(name=body.strip()[:80] or None, args=None)]


def _function(match: "re.Match[str]") -> Iterator[RawCall]:
    body = match[2].strip()
    if PARAMETER.search(body):
        yield RawCall(name=match[1], args=_pairs(PARAMETER, body), missing=int(not match[3]))
    else:
        yield RawCall(name=match[1], args=body)


def _pairs(pattern: "re.Pattern[str]", body: str) -> dict[str, Any] | str:
    """Arguments given one by one; the text itself when the last one broke off."""
    found = list(pattern.finditer(body))
    if not found[-1][3]:
        return body
    return {match[1]: _scalar(match[2]) for match in found}


def _scalar(text: str) -> Any:
    if text[:1] not in ("{", "["):
        return text
    try:
        reading = read_json(text)
    except UnreadableJson:
        return text
    return reading.value if not reading.missing else text


def _mistral(match: "re.Match[str]") -> Iterator[RawCall]:
    body = match[1]
    at = 0
    while found := MISTRAL.match(body, at):
        end = skip_value(body, found.end())
        yield RawCall(name=found[1], args=body[found.end() : end])
        at = end
    if at == 0:
        yield from _any_calls(body)


def _any_calls(body: str) -> list[RawCall]:
    """Calls in a block that holds nothing else: JSON, or Python."""
    body = body.strip()
    if re.match(r"\[?\s*\{|\[\s*\]", body):
        return list(calls_in_json(body))
    found = [call for _, _, call in python_calls(body)]
    if found:
        return found
    leading = re.match(r"([\w.:-]+)\s*(\{.*)?\Z", body, re.DOTALL)
    if leading and tool_name(leading[1]) in ARGUMENTS:
        return [RawCall(name=leading[1], args=leading[2])]
    return list(calls_in_json(body))


def _fenced(match: "re.Match[str]") -> list[RawCall]:
    body = match[2].strip()
    if body[:1] in ("{", "["):
        found = list(calls_in_json(body))
        if found:
            return found
    return [call for _, _, call in python_calls(body)]


def _react(match: "re.Match[str]") -> Iterator[RawCall]:
    if tool_name(match[1]) in ARGUMENTS or match[2].strip().startswith("{"):
        yield RawCall(name=match[1], args=match[2].strip())


def _bare(text: str) -> tuple[list[RawCall], str]:
    """Calls without markup: the whole text, or something that prose talks about."""
    spans = [*_json_spans(text), *_python_spans(text)]
    rest = text
    for start, end, _ in sorted(spans, key=lambda span: -span[0]):
        rest = rest[:start] + rest[end:]
    alone = not WRAPPING.sub("", rest)
    kept = [call for _, _, call in sorted(spans, key=lambda span: span[0])]
    if alone:
        return kept, ""
    return [replace(call, loose=True) for call in kept if call.name is not None], rest


def _json_spans(text: str) -> Iterator[tuple[int, int, RawCall]]:
    at = 0
    while found := re.compile(r"\{|\[\s*\{").search(text, at):
        at = skip_value(text, found.start())
        try:
            reading = read_json(text[found.start() : at])
        except UnreadableJson:
            broken = list(calls_in_json(text[found.start() : at]))
            yield from ((found.start(), at, call) for call in broken[:1])
        else:
            for call in calls_in_value(reading.value, missing=reading.missing):
                yield found.start(), at, call


def _python_spans(text: str) -> Iterator[tuple[int, int, RawCall]]:
    for start, end, call in python_calls(text):
        yield start, end, call


MARKED: tuple[tuple["re.Pattern[str]", Reader], ...] = (
    (
        re.compile(
            r"<｜tool▁call▁begin｜>(?:function<｜tool▁sep｜>)?([\w.-]+)(?:<｜tool▁sep｜>)?\s*(.*?)(?:<｜tool▁call▁end｜>|\Z)",
            re.DOTALL,
        ),
        _named_body,
    ),
    (
        re.compile(
            r"<\|tool_call_begin\|>\s*([\w.]+)(?::\d+)?\s*<\|tool_call_argument_begin\|>(.*?)(?:<\|tool_call_end\|>|\Z)",
            re.DOTALL,
        ),
        _named_body,
    ),
    (
        re.compile(
            r"<(\|?tool_call\|?|tool_calls|function_calls?)>((?:(?!<tool_call>).)*?)(?:</\1>|(?=<tool_call>)|\Z)", re.DOTALL
        ),
        _tagged,
    ),
    (re.compile(r"<invoke\s+name=\"?([\w.:-]+)\"?>(.*?)(</invoke>|(?=<invoke\b)|\Z)", re.DOTALL), _function),
    (FUNCTION, _function),
    (re.compile(r"\[TOOL_CALLS\](.*)\Z", re.DOTALL), _mistral),
    (re.compile(r"<\|python_tag\|>(.*?)(?:<\|eom_id\|>|<\|eot_id\|>|\Z)", re.DOTALL), lambda match: _any_calls(match[1])),
    (re.compile(r"\bfunctools(\[.*)\Z", re.DOTALL), lambda match: _any_calls(match[1])),
    (re.compile(r"^Action:\s*([\w.]+)\s*\n+Action Input:\s*(\{.*?\})\s*$", re.DOTALL | re.MULTILINE), _react),
)
"""Markup → its reader, in the order in which they are tried."""
