"""Redaction on the labelled messages: recall, precision and clean negatives, by kind."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast

from rich.table import Table

from podbor.core.errors import InputError
from podbor.core.redaction.redactor import find
from podbor.core.redaction.spans import KINDS, Kind, Span
from podbor.core.vocabulary import LOCALES, Locale
from podbor.evals.planner.labels import DATA as PLANNER
from podbor.evals.planner.labels import read_labels

DATA = Path(__file__).parents[1] / "redaction" / "data"
Part: TypeAlias = Literal["training", "validation", "test"]
MARK = re.compile(r"\{(\w+)\|([^{}]+)\}")
WORD = re.compile(r"\w+")
SPARE_WORDS = 1
"""Words of a found span that may lie outside the labelled ones: "квартира 5" for "5"."""


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A message with its personal data marked."""

    locale: Locale
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A message, what was found in it, and what of that is wrong."""

    message: Labelled
    found: tuple[Span, ...]
    missed: tuple[Span, ...]
    wrong: tuple[Span, ...]


def part_of(name: str) -> Part:
    """Name a part of the set to be measured. Raises InputError on an unknown one."""
    if name not in ("validation", "test"):
        raise InputError(file="arguments", line=0, field="part", reason=f"{name!r} is no part; valid: validation, test")
    return cast(Part, name)


def read(part: Part, folder: Path = DATA) -> list[Labelled]:
    """Read a part of the set. Raises InputError on an unknown kind."""
    return [
        _labelled(path, number, line, locale)
        for locale in LOCALES
        for path in [folder / f"{part}.{locale}.txt"]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.strip()
    ]


def _labelled(path: Path, number: int, line: str, locale: Locale) -> Labelled:
    text, at, spans = "", 0, []
    for mark in MARK.finditer(line):
        if mark[1] not in KINDS:
            reason = f"{mark[1]!r} is no kind; valid: {', '.join(KINDS)}"
            raise InputError(file=str(path), line=number, field="kind", reason=reason)
        text += line[at : mark.start()]
        spans.append(Span(start=len(text), end=len(text) + len(mark[2]), kind=cast(Kind, mark[1])))
        text += mark[2]
        at = mark.end()
    return Labelled(locale=locale, text=text + line[at:], spans=tuple(spans))


def judge(message: Labelled, found: Sequence[Span]) -> Judged:
    """Hold what was found against the labels: see evals/redaction/README.md."""
    return Judged(
        message=message,
        found=tuple(found),
        missed=tuple(span for span in message.spans if _left(message.text, span, _same(found, span))),
        wrong=tuple(span for span in found if not _right(message, span)),
    )


def _right(message: Labelled, span: Span) -> bool:
    labelled = _same(message.spans, span)
    touches = any(other.start < span.end and span.start < other.end for other in labelled)
    return touches and len(_left(message.text, span, labelled)) <= SPARE_WORDS


def _left(text: str, span: Span, covering: Iterable[Span]) -> list[str]:
    """The words of a span that are not wholly inside the covering ones."""
    inside = [range(other.start, other.end) for other in covering]
    words = [
        (span.start + word.start(), span.start + word.end()) for word in WORD.finditer(text[span.start : span.end])
    ]
    return [text[start:end] for start, end in words if not any(start in r and end - 1 in r for r in inside)]


def _same(spans: Iterable[Span], span: Span) -> list[Span]:
    return [other for other in spans if other.kind == span.kind]


def run(part: Part) -> dict[str, Any]:
    """Measure a part: by kind, by language and over all."""
    judged = [judge(message, find(message.text)) for message in read(part)]
    negatives = [one for one in judged if not one.message.spans]
    return {
        "part": part,
        "messages": len(judged),
        "kinds": {kind: _figures(judged, kind) for kind in KINDS},
        "languages": {locale: _figures([one for one in judged if one.message.locale == locale]) for locale in LOCALES},
        "all": _figures(judged),
        "negatives": {"messages": len(negatives), "clean": sum(not one.found for one in negatives)},
        "shopping": _shopping(),
        "errors": list(_errors(judged)) if part == "validation" else "not printed: the test part is not tuned on",
    }


def _shopping() -> dict[str, int]:
    """Hand-written messages of the planner's validation part, which hold no personal data, and how many are left alone."""
    texts = [label.text for label in read_labels([PLANNER / f"validation.{locale}.jsonl" for locale in LOCALES])]
    return {"messages": len(texts), "clean": sum(not find(text) for text in texts)}


def _figures(judged: Sequence[Judged], kind: Kind | None = None) -> dict[str, float | int | None]:
    count: Counter[str] = Counter()
    for one in judged:
        for name, spans in (
            ("labelled", one.message.spans), ("missed", one.missed), ("found", one.found), ("wrong", one.wrong),
        ):  # fmt: skip
            count[name] += sum(kind is None or span.kind == kind for span in spans)
    labelled, found = count["labelled"], count["found"]
    return {
        "labelled": labelled,
        "found": found,
        "recall": round(1 - count["missed"] / labelled, 4) if labelled else None,
        "precision": round(1 - count["wrong"] / found, 4) if found else None,
    }


def _errors(judged: Iterable[Judged]) -> Iterator[dict[str, str]]:
    for one in judged:
        for what, spans in (("missed", one.missed), ("wrong", one.wrong)):
            for span in spans:
                said = one.message.text
                yield {"what": what, "kind": span.kind, "span": said[span.start : span.end], "text": said}


def render(result: dict[str, Any]) -> Table:
    """Render for a terminal."""
    negatives, shopping = result["negatives"], result["shopping"]
    title = (
        f"{result['part']}: {result['messages']} messages; clean negatives {negatives['clean']} of {negatives['messages']}; "
        f"shopping messages left alone {shopping['clean']} of {shopping['messages']}"
    )
    table = Table("", "labelled", "found", "recall", "precision", title=title)
    for name, figures in {**result["kinds"], **result["languages"], "all": result["all"]}.items():
        table.add_row(name, *("–" if value is None else str(value) for value in figures.values()))
    return table
