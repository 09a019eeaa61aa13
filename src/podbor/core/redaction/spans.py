"""Spans of personal data in a text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["email", "card", "document", "phone", "address", "name"]
KINDS: tuple[Kind, ...] = ("email", "card", "document", "phone", "address", "name")
"""In the order in which they claim a stretch of text: what an earlier kind took is not looked at again."""

DASH = r"[-‐‑‒–—−]"
"""The dashes that people and their keyboards write."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """`text[start:end]` is personal data of `kind`."""

    start: int
    end: int
    kind: Kind


def matches(pattern: re.Pattern[str], text: str, kind: Kind) -> list[Span]:
    """Return the spans of a pattern: of its group "it" where it has one."""
    group: str | int = "it" if "it" in pattern.groupindex else 0
    return [Span(start=m.start(group), end=m.end(group), kind=kind) for m in pattern.finditer(text)]


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Return the text with the spans taken out, all other offsets as they were."""
    for span in spans:
        text = text[: span.start] + "\x00" * (span.end - span.start) + text[span.end :]
    return text


def apart(spans: Iterable[Span]) -> list[Span]:
    """Return spans of one kind in order, those that overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if merged and span.start < merged[-1].end:
            end = max(span.end, merged[-1].end)
            merged[-1] = Span(start=merged[-1].start, end=end, kind=span.kind)
        else:
            merged.append(span)
    return merged


def replaced(text: str, spans: Sequence[Span]) -> str:
    """Return the text with ⟨kind⟩ in place of each span; `spans` do not overlap."""
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        text = f"{text[: span.start]}⟨{span.kind}⟩{text[span.end :]}"
    return text
