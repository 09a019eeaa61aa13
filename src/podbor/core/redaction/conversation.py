"""Personal data of a whole conversation: what one message gives away is hidden wherever it is said again."""

import re
from collections.abc import Callable, Iterable

from podbor.core.redaction.redactor import find
from podbor.core.redaction.spans import Kind, Span, blanked, replaced
from podbor.core.text import stems

WORD = re.compile(r"[^\W\d_]{3,}")


def redactor_of(messages: Iterable[str]) -> Callable[[str], str]:
    """Return what redacts any text of a conversation: a message, or a query or fact that was made of one.

    Besides what the text shows by itself goes what a message showed, in the same words, and a name in any of its forms:
    a query alone may not tell that a word is somebody's name.
    """
    said: dict[str, Kind] = {
        message[span.start : span.end]: span.kind for message in messages for span in find(message)
    }
    names = {
        stem
        for text, kind in said.items()
        if kind == "name"
        for word in WORD.findall(text)
        if word[0].isupper()
        for stem in stems(word)
    }

    def redacted(text: str) -> str:
        spans = list(find(text))
        for again in sorted(said, key=len, reverse=True):
            same = re.compile(rf"(?<!\w){re.escape(again)}(?!\w)", re.IGNORECASE)
            spans += [_span(match, said[again]) for match in same.finditer(blanked(text, spans))]
        spans += [_span(match, "name") for match in WORD.finditer(blanked(text, spans)) if names & {*stems(match[0])}]
        return replaced(text, spans)

    return redacted


def _span(match: re.Match[str], kind: Kind) -> Span:
    return Span(start=match.start(), end=match.end(), kind=kind)
