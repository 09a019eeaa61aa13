"""Mends what large models get wrong in tool calls; what cannot be mended without guessing becomes a ToolRetry.

Nothing is guessed for a call that writes: a write is either complete and valid, or it is not made.
"""

import ast
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage
from langchain_core.utils.json import parse_partial_json

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.resolve import Call
from podbor.core.errors import ToolRetry
from podbor.core.vocabulary import FACETS
from podbor.tools.contract import ARGUMENTS, parse_call

_THINK = re.compile(
    r"<(think|thinking|reasoning)>.*?(</\1>|\Z)|^.*?</(think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE
)
_TAGGED = re.compile(r"<(tool_call|tools?|function_calls?|invoke)>(.*?)(?:</\1>|(?=<\1>)|\Z)", re.DOTALL)
_FENCED = re.compile(r"```(?:json|python|tool_code|tool_call)?\s*\n?(.*?)(?:```|\Z)", re.DOTALL)
_XML_FUNCTION = re.compile(r"<function=([\w.-]+)>(.*?)(</function>|\Z)", re.DOTALL)
_XML_PARAMETER = re.compile(r"<parameter=(\w+)>\s*(.*?)\s*</parameter>", re.DOTALL)
_MARKERS = re.compile(r"<\|[^|>]*\|>|\[/?TOOL_CALLS?\]|</?s>")
_PYTHONIC = re.compile(r"(?:^|[\s\[,;(])((?:functions?\.|tools?\.)?[a-z_]+)\(")
_NAME_KEYS = ("name", "function", "tool", "tool_name", "function_name", "action")
_ARGUMENT_KEYS = ("arguments", "args", "parameters", "params", "input", "action_input", "kwargs")
_PREFIX = re.compile(r"^(functions?|tools?|api|default_api|podbor)[.:/]+", re.IGNORECASE)
_INTEGERS = {"price_min", "price_max", "item"}
_LISTS = {"services", "kinds", "items", "changes"}
_CLOSED_KEYS = {"facet", "stance", "scope", "attribute", "direction", "verdict"}
_NOTHING: tuple[Any, ...] = (None, "", "null", "None", "none", [])
MAX_TEXT = 20_000


@dataclass(frozen=True, kw_only=True)
class Repaired:
    """Calls that are valid, and why the others are not."""

    calls: tuple[Call, ...] = ()
    errors: tuple[ToolRetry, ...] = ()


@dataclass(kw_only=True)
class _Collected:
    calls: list[Call] = field(default_factory=list)
    errors: list[ToolRetry] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class _Raw:
    """A call as found: `complete` is False where the text broke off and was closed for it."""

    name: Any
    args: Any
    complete: bool = True


def repair(message: AIMessage, context: PlannerContext) -> Repaired:
    """Read the calls of a model's answer, wherever and however it wrote them."""
    found = _Collected()
    for raw in _raw_calls(message):
        try:
            call = _mend(raw, context)
        except ToolRetry as error:
            found.errors.append(error)
        else:
            if call not in found.calls:
                found.calls.append(call)
    return Repaired(calls=tuple(found.calls), errors=tuple(found.errors))


def answer_text(message: AIMessage) -> str:
    """The model's prose, without its thoughts."""
    return _THINK.sub("", message.text[:MAX_TEXT]).strip()


def _raw_calls(message: AIMessage) -> Iterator[_Raw]:
    for call in message.tool_calls:
        yield _Raw(name=call["name"], args=call["args"])
    for invalid in message.invalid_tool_calls:
        value, complete = read_json(invalid["args"] or "{}")
        yield _Raw(name=invalid["name"], args=value, complete=complete)
    if not message.tool_calls and not message.invalid_tool_calls:
        yield from _calls_in_text(_MARKERS.sub(" ", answer_text(message)))


def _calls_in_text(text: str) -> Iterator[_Raw]:
    functions = _XML_FUNCTION.findall(text)
    if functions:
        for name, body, end in functions:
            yield _xml_call(name, body, closed=bool(end))
        return
    tagged = [body for _, body in _TAGGED.findall(text)] or _FENCED.findall(text) or [text]
    for body in tagged:
        yield from _calls_in_block(body)


def _xml_call(name: str, body: str, *, closed: bool) -> _Raw:
    if body.strip().startswith("{"):
        value, complete = read_json(body)
        return _Raw(name=name, args=value, complete=complete and closed)
    args = {key: _scalar(value) for key, value in _XML_PARAMETER.findall(body)}
    return _Raw(name=name, args=args, complete=closed)


def _scalar(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def _calls_in_block(text: str) -> Iterator[_Raw]:
    starts = [at for at in (text.find("{"), text.find("[")) if at >= 0]
    if starts and (text[min(starts)] == "{" or re.match(r"\[\s*[{\[]", text[min(starts) :])):
        rest = text[min(starts) :]
        while rest:
            value, complete, rest = _next_json(rest)
            yield from _calls_in_value(value, complete=complete)
        return
    yield from _pythonic(text)


def _next_json(text: str) -> tuple[Any, bool, str]:
    """The JSON value `text` starts with, whether it was complete, and the text from the next value on."""
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError:
        value, complete = read_json(text)
        return value, complete, ""
    following = re.search(r"[{\[]", text[end:])
    return value, True, text[end + following.start() :] if following else ""


def read_json(text: str) -> tuple[Any, bool]:
    """Read JSON that may be Python, loosely written or cut off: the value (None if unreadable), and whether it was whole."""
    text = text.strip().rstrip(";")
    loose = re.sub(r",\s*([}\]])", r"\1", text)
    for candidate in (text, loose, loose.rstrip("}") + "}" * loose.count("{")):
        try:
            return json.loads(candidate), True
        except json.JSONDecodeError:
            continue
    python = re.sub(
        r"\b(true|false|null)\b", lambda word: {"true": "True", "false": "False"}.get(word[0], "None"), loose
    )
    try:
        return ast.literal_eval(python), True
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        pass
    try:
        return parse_partial_json(loose), False
    except (json.JSONDecodeError, ValueError, RecursionError):
        return None, False


def _calls_in_value(value: Any, *, complete: bool) -> Iterator[_Raw]:
    if isinstance(value, list):
        for position, entry in enumerate(value):
            yield from _calls_in_value(entry, complete=complete or position < len(value) - 1)
        return
    if not isinstance(value, dict):
        return
    for key in ("tool_calls", "calls", "actions"):
        if isinstance(value.get(key), list):
            yield from _calls_in_value(value[key], complete=complete)
            return
    name = next((value[key] for key in _NAME_KEYS if key in value), None)
    if isinstance(name, dict):
        yield from _calls_in_value(name, complete=complete)
    elif name is not None:
        keys = [key for key in _ARGUMENT_KEYS if key in value]
        rest = {key: entry for key, entry in value.items() if key not in (*_NAME_KEYS, "id", "type")}
        yield _Raw(name=name, args=value[keys[0]] if keys else rest, complete=complete)
    elif len(value) == 1 and _tool_name(next(iter(value))) in ARGUMENTS:
        ((only, args),) = value.items()
        yield _Raw(name=only, args=args, complete=complete)


def _pythonic(text: str) -> Iterator[_Raw]:
    """Calls written as Python: `[search_catalog(query="сыр"), show_more()]`."""
    for found in _PYTHONIC.finditer(text):
        if _tool_name(found[1]) not in ARGUMENTS:
            continue
        source, depth, end = text[found.start(1) :], 0, None
        for at, char in enumerate(source):
            depth += (char == "(") - (char == ")")
            if char == ")" and depth == 0:
                end = at + 1
                break
        try:
            tree = ast.parse(source[:end], mode="eval").body
            arguments = tree.keywords if isinstance(tree, ast.Call) and not tree.args else None
            args = {word.arg: ast.literal_eval(word.value) for word in arguments} if arguments is not None else None
        except (SyntaxError, ValueError, RecursionError):
            args = None
        yield _Raw(name=found[1], args=args, complete=end is not None)


def _tool_name(name: Any) -> str:
    text = _PREFIX.sub("", str(name).strip().strip("`'\"()"))
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text).lower().replace("-", "_").replace(" ", "_")


def _mend(raw: _Raw, context: PlannerContext) -> Call:
    name = _tool_name(raw.name)
    if name not in ARGUMENTS:
        raise ToolRetry(field="tool", got=raw.name, valid=ARGUMENTS)
    writes = ARGUMENTS[name][1] == "write"
    args = _unwrap(raw.args)
    if not isinstance(args, dict) or (writes and not raw.complete):
        raise ToolRetry(field=f"{name}.arguments", got=raw.args, valid="one complete JSON object; the answer broke off")
    args = _fields(name, args, drop_unknown=not writes)
    parse_call(name, args)
    _check_positions(name, args, context)
    return Call(name=name, args=args)


def _unwrap(args: Any) -> Any:
    """Undo arguments encoded twice, or wrapped in another object."""
    for _ in range(3):
        if isinstance(args, str):
            args = read_json(args)[0] if args.strip() else {}
        elif args is None:
            return None
        elif isinstance(args, dict) and len(args) == 1 and next(iter(args)) in _ARGUMENT_KEYS:
            args = next(iter(args.values()))
    return args


def _fields(name: str, args: dict[str, Any], *, drop_unknown: bool) -> dict[str, Any]:
    known = ARGUMENTS[name][0].model_fields
    if name == "update_preferences" and "changes" not in args and "facet" in args:
        args = {"changes": [args]}
    if name == "forget" and "what" not in args and "facet" in args:
        args = {"what": args}
    mended = {key: _value(key, value) for key, value in args.items() if key in known or not drop_unknown}
    optional = {key for key in known if not known[key].is_required()}
    return {key: value for key, value in mended.items() if key not in optional or value not in _NOTHING}


def _value(key: str, value: Any) -> Any:
    if key in _LISTS and value not in _NOTHING:
        entries = _entries(key, value)
        return [_value(key.removesuffix("s"), entry) for entry in entries]
    if key in ("change", "what") and isinstance(value, dict):
        return _fact(value)
    if key in _INTEGERS:
        return _integer(value)
    if key == "service" and isinstance(value, str):
        return value.strip().lower()
    if key in _CLOSED_KEYS and isinstance(value, str):
        return value.strip().lower().replace(" ", "_").replace("-", "_")
    if key == "what" and isinstance(value, str) and value.strip().lower() in ("all", "everything", "всё", "все"):
        return "everything"
    return value.strip() if isinstance(value, str) else value


def _entries(key: str, value: Any) -> Sequence[Any]:
    if isinstance(value, str) and value.strip().startswith(("[", "{")):
        value = read_json(value)[0]
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value if isinstance(value, list) else [value]


def _fact(fact: dict[str, Any]) -> dict[str, Any]:
    mended = {key: _value(key, value) for key, value in fact.items()}
    if mended.get("facet") in ("allergen", "diet", "taste", "service") and isinstance(mended.get("value"), str):
        mended["value"] = mended["value"].lower().replace("-", "_").replace(" ", "_")
    if str(mended.get("facet")).removesuffix("s") in FACETS:
        mended["facet"] = str(mended["facet"]).removesuffix("s")
    return mended


def _integer(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        digits = re.fullmatch(
            r"#?\s*(\d[\d\s]*)(?:[.,]0+)?\s*(?:₽|руб\w*\.?|р\.?|rub\w*)?", value.strip(), re.IGNORECASE
        )
        return int(re.sub(r"\s", "", digits[1])) if digits else value
    return value


def _check_positions(name: str, args: dict[str, Any], context: PlannerContext) -> None:
    on_screen = [item.position for item in context.slate]
    for key in ("item", "items"):
        asked = args.get(key)
        for position in asked if isinstance(asked, list) else [] if asked is None else [asked]:
            if position not in on_screen:
                raise ToolRetry(field=f"{name}.{key}", got=position, valid=on_screen or "nothing is on screen")
