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

Match: TypeAlias = "re.Match[str]"
Pattern: TypeAlias = "re.Pattern[str]"
Span: TypeAlias = tuple[int, int, list[RawCall]]
Reader: TypeAlias = Callable[[Match], Iterable[RawCall]]

THOUGHT = r"think|thinking|thought|reasoning|reflection|seed:think"
THOUGHTS = (
    re.compile(rf"<({THOUGHT})>.*?</\1>", re.DOTALL | re.IGNORECASE),
    re.compile(r"\[THINK\].*?\[/THINK\]", re.DOTALL),
    # A template that opens the thoughts in the prompt leaves only their end in the answer.
    re.compile(rf"\A.*(?:</(?:{THOUGHT})>|\[/THINK\])", re.DOTALL | re.IGNORECASE),
    re.compile(rf"(?:<(?:{THOUGHT})>|\[THINK\]).*\Z", re.DOTALL | re.IGNORECASE),
)
CHANNEL = re.compile(
    r"(?:<\|start\|>assistant([^<]*))?<\|channel\|>([^<]*)(?:<\|constrain\|>[^<]*)?<\|message\|>(.*?)"
    r"(?=<\|(?:end|call|return|start|channel)\|>|\Z)",
    re.DOTALL,
)
DEEPSEEK = re.compile(
    r"<｜tool▁call▁begin｜>(?:function<｜tool▁sep｜>)?([\w.-]+)(?:<｜tool▁sep｜>)?\s*(.*?)(?:<｜tool▁call▁end｜>|\Z)",
    re.DOTALL,
)
KIMI = re.compile(
    r"<\|tool_call_begin\|>\s*([\w.]+)(?::\d+)?\s*<\|tool_call_argument_begin\|>(.*?)(?:<\|tool_call_end\|>|\Z)",
    re.DOTALL,
)
TAG = re.compile(
    r"<(\|?tool_call\|?|tool_calls|function_calls?)>((?:(?!<tool_call>).)*?)(?:</\1>|(?=<tool_call>)|\Z)", re.DOTALL
)
INVOKE = re.compile(r"<invoke\s+name=\"?([\w.:-]+)\"?>(.*?)(</invoke>|(?=<invoke\b)|\Z)", re.DOTALL)
FUNCTION = re.compile(r"<function(?:=|\s+name=\"?)([\w.:-]+)\"?>(.*?)(</function>|(?=<function\b)|\Z)", re.DOTALL)
PARAMETER = re.compile(
    r"<parameter(?:=|\s+name=\"?)(\w+)\"?[^>]*>\s*(.*?)\s*(</parameter>|(?=<parameter\b)|\Z)", re.DOTALL
)
PAIR = re.compile(r"<arg_key>\s*(.*?)\s*</arg_key>\s*<arg_value>\s*(.*?)\s*(</arg_value>|\Z)", re.DOTALL)
MISTRAL = re.compile(r"\[TOOL_CALLS\](.*)\Z", re.DOTALL)
MISTRAL_NAME = re.compile(r"\s*(?:\[TOOL_CALLS\])?\s*([A-Za-z_][\w.-]*)\s*(?:\[CALL_ID\]\w*)?(?:\[ARGS\])?\s*(?=\{)")
PYTHON_TAG = re.compile(r"<\|python_tag\|>(.*?)(?:<\|eom_id\|>|<\|eot_id\|>|\Z)", re.DOTALL)
FUNCTOOLS = re.compile(r"\bfunctools(\[.*)\Z", re.DOTALL)
REACT = re.compile(r"^Action:\s*([\w.]+)\s*\n+Action Input:\s*(\{.*?\})\s*$", re.DOTALL | re.MULTILINE)
FENCE = re.compile(r"```[ \t]*(\w*)[ \t]*\n?(.*?)(?:```|\Z)", re.DOTALL)
SPECIAL = re.compile(r"<\|[^|<>]*\|>|<｜[^｜<>]*｜>|</?s>|\[/?(?:TOOL_CALLS|AVAILABLE_TOOLS|INST)\]")
LEFTOVER = re.compile(r"</?(?:tool_calls?|tools|function_calls?|function|parameter|invoke)\b[^>]*>")
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
    fenced: list[RawCall] = []
    text = _take(text, FENCE, _fenced, fenced)
    text = LEFTOVER.sub(" ", text).strip()
    # Beside prose a fence may only quote what could be called.
    calls += [replace(call, loose=True) for call in fenced] if WRAPPING.sub("", text) else fenced
    if not calls:
        found, text = _bare(text)
        calls += found
    return Salvaged(calls=tuple(calls), prose=text.strip())


def without_thoughts(text: str) -> str:
    """Drop what a reasoning model thought aloud, open-ended thoughts too: a call in them was only considered."""
    for pattern in THOUGHTS:
        text = pattern.sub("", text)
    return text


def _take(text: str, pattern: Pattern, read: Reader, calls: list[RawCall]) -> str:
    """Move the calls of each match to `calls`; a match without any stays."""

    def move(match: Match) -> str:
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


def _named_body(match: Match) -> list[RawCall]:
    return [RawCall(name=match[1], args=match[2].strip())]


def _tagged(match: Match) -> list[RawCall]:
    body = match[2]
    if FUNCTION.search(body):
        return [call for found in FUNCTION.finditer(body) for call in _function(found)]
    if INVOKE.search(body):
        return [call for found in INVOKE.finditer(body) for call in _function(found)]
    if PAIR.search(body):
        closed = match[0].rstrip().endswith(f"</{match[1]}>")
        return [RawCall(name=body.split("<arg_key>")[0].strip(), args=_pairs(PAIR, body), missing=int(not closed))]
    return _any_calls(body) or [RawCall(name=body.strip()[:80] or None, args=None)]


def _function(match: Match) -> list[RawCall]:
    body = match[2].strip()
    if PARAMETER.search(body):
        return [RawCall(name=match[1], args=_pairs(PARAMETER, body), missing=int(not match[3]))]
    return [RawCall(name=match[1], args=body)]


def _pairs(pattern: Pattern, body: str) -> dict[str, Any] | str:
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


def _mistral(match: Match) -> list[RawCall]:
    body, at, calls = match[1], 0, []
    while found := MISTRAL_NAME.match(body, at):
        at = skip_value(body, found.end())
        calls.append(RawCall(name=found[1], args=body[found.end() : at]))
    return calls or _any_calls(body)


def _listed(match: Match) -> list[RawCall]:
    return _any_calls(match[1])


def _any_calls(body: str) -> list[RawCall]:
    """Calls in a block that holds nothing else: JSON, or Python."""
    body = body.strip()
    if re.match(r"\[?\s*\{|\[\s*\]", body):
        return list(calls_in_json(body))
    leading = re.match(r"([\w.:-]+)\s*(\{.*)?\Z", body, re.DOTALL)
    if leading and tool_name(leading[1]) in ARGUMENTS:
        return [RawCall(name=leading[1], args=leading[2])]
    return _in_python(body) or list(calls_in_json(body))


def _in_python(body: str) -> list[RawCall]:
    """Calls in Python; what stands inside another call, in a string of it, is none."""
    spans = _apart([(start, end, [call]) for start, end, call in python_calls(body)])
    return [call for _, _, calls in spans for call in calls]


def _fenced(match: Match) -> list[RawCall]:
    body = match[2].strip()
    found = list(calls_in_json(body)) if body[:1] in ("{", "[") else []
    return found or _in_python(body)


def _react(match: Match) -> list[RawCall]:
    return [RawCall(name=match[1], args=match[2].strip())]


def _bare(text: str) -> tuple[list[RawCall], str]:
    """Calls without markup: the whole text, or something that prose talks about."""
    spans = [(start, end, [call]) for start, end, call in python_calls(text)]
    spans += _json_spans(text, taken=[(start, end) for start, end, _ in spans])
    spans = _apart(spans)
    found = [call for _, _, calls in spans for call in calls]
    if spans and not WRAPPING.sub("", _without(text, spans)):
        return found, ""
    named = [span for span in spans if any(call.name for call in span[2])]
    return [replace(call, loose=True) for call in found if call.name], _without(text, named)


def _without(text: str, spans: Sequence[Span]) -> str:
    for start, end, _ in reversed(spans):
        text = text[:start] + text[end:]
    return text


def _json_spans(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Span]:
    at = 0
    while found := OBJECT.search(text, at):
        start, at = found.start(), skip_value(text, found.start())
        if not any(first <= start < last for first, last in taken):
            yield start, at, list(calls_in_json(text[start:at]))


def _apart(spans: list[Span]) -> list[Span]:
    """Spans in the order of the text, those inside another one left out."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


MARKED: tuple[tuple[Pattern, Reader], ...] = (
    (DEEPSEEK, _named_body),
    (KIMI, _named_body),
    (TAG, _tagged),
    (INVOKE, _function),
    (FUNCTION, _function),
    (MISTRAL, _mistral),
    (PYTHON_TAG, _listed),
    (FUNCTOOLS, _listed),
    (REACT, _react),
)
"""Markup → its reader, in the order in which they are tried."""
