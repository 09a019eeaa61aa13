"""Reads JSON as models write it. Punctuation is mended, words never are: what is read says exactly what was written."""

import ast
import json
import re
from dataclasses import dataclass
from typing import Any

import json_repair

from podbor.core.errors import PodborError

MAX_CHARS = 20_000
CLOSERS = {"{": "}", "[": "]"}
LITERALS = {"true": "True", "false": "False", "null": "None"}
FENCE = re.compile(r"^```\w*\s*|\s*```$")
UNREADABLE_ERRORS = (ValueError, SyntaxError, TypeError, MemoryError, RecursionError)


class UnreadableJson(PodborError):
    """Text that is not JSON, or broke off where what was meant to follow is not known."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A value, and how many of its closing brackets were missing at the end: 0 for a whole one."""

    value: Any
    missing: int = 0


def read_json(text: str) -> Reading:
    """Read one value. Raises UnreadableJson.

    >>> read_json('{"query": "сыр"').missing
    1
    >>> read_json("{'query': 'сыр',}").value
    {'query': 'сыр'}
    """
    text = FENCE.sub("", text[:MAX_CHARS].strip()).strip().rstrip(";").strip()
    for read in (_plain, _repeated, _python, _unclosed, _punctuation):
        found = read(text)
        if found is not None:
            return found
    raise UnreadableJson(f"not JSON: {text[:80]!r}")


def skip_value(text: str, start: int) -> int:
    """Return where the brackets opened at `start` are closed, the end of the text when they never are."""
    end, open_brackets, _ = _scan(text, start)
    return end if not open_brackets else len(text)


def _plain(text: str) -> Reading | None:
    try:
        return Reading(value=json.loads(text, strict=False, object_pairs_hook=unambiguous))
    except UNREADABLE_ERRORS:
        return None


def unambiguous(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object that gives one key two values."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found and found[key] != value:
            raise UnreadableJson(f"{key!r} is given twice")
        found[key] = value
    return found


def _repeated(text: str) -> Reading | None:
    """A value that is followed by surplus brackets, or by itself again."""
    try:
        decoder = json.JSONDecoder(strict=False, object_pairs_hook=unambiguous)
        value, end = decoder.raw_decode(text)
    except UNREADABLE_ERRORS:
        return None
    rest = text[end:].strip()
    surplus = not rest.strip("]})> ") or rest == text[:end]
    return Reading(value=value) if isinstance(value, dict | list) and surplus else None


def _python(text: str) -> Reading | None:
    """A Python literal, or one with JSON's true, false and null."""
    for candidate in (text, re.sub(r"\b(true|false|null)\b", lambda found: LITERALS[found[0]], text)):
        try:
            value = ast.literal_eval(candidate)
            whole = len(_words(json.dumps(value, ensure_ascii=False))) == len(_words(text))
        except UNREADABLE_ERRORS:
            continue
        return Reading(value=value) if isinstance(value, dict | list) and whole else None
    return None


def _unclosed(text: str) -> Reading | None:
    """Add closing brackets where the text ends right behind a value that cannot go on."""
    if text[:1] not in CLOSERS:
        return None
    _, open_brackets, in_string = _scan(text, 0)
    if in_string or (open_brackets and text[-1:].isalnum() and not text.endswith(tuple(LITERALS))):
        raise UnreadableJson(f"broke off inside a value: {text[:80]!r}")
    if not open_brackets:
        return None
    closed = _plain(text + "".join(CLOSERS[bracket] for bracket in reversed(open_brackets)))
    if closed is None:
        raise UnreadableJson(f"broke off: {text[:80]!r}")
    return Reading(value=closed.value, missing=len(open_brackets))


def _punctuation(text: str) -> Reading | None:
    """Mend quotes, commas and colons, and take the result only when every word is where it was."""
    try:
        value = json_repair.loads(text, skip_json_loads=True)
    except UNREADABLE_ERRORS:
        return None
    if not isinstance(value, dict | list) or _words(json.dumps(value, ensure_ascii=False)) != _words(text):
        return None
    return Reading(value=value)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _scan(text: str, start: int) -> tuple[int, list[str], bool]:
    """Where the first value ends, the brackets open at the end of the text, and whether it ends inside a string."""
    stack: list[str] = []
    in_string = escaped = False
    for at in range(start, len(text)):
        char = text[at]
        if in_string:
            in_string = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            in_string = True
        elif char in CLOSERS:
            stack.append(char)
        elif stack and char == CLOSERS[stack[-1]]:
            stack.pop()
            if not stack:
                return at + 1, [], False
    return len(text), stack, in_string
