"""Postal addresses in Russian and English: what leads to one door.

Components (house, flat, street, city …) are found by shape and chained over commas and spaces. A chain is an address when
it has a flat, an entrance or a plot, or a street with a house. A street or a city alone is none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from podbor.core.redaction.address_words import COMPONENT, CUE, GLUE, RUSSIAN_STREET
from podbor.core.redaction.morphology import cyrillic, has
from podbor.core.redaction.spans import Span

Part: TypeAlias = Literal["index", "unit", "weak", "floor", "street", "house", "place", "number", "name"]
EXONYMS = frozenset({"moscow", "petersburg", "city", "york", "london", "paris", "berlin"})
"""Towns whose English name does not spell the Russian one."""
HOUSES: frozenset[Part] = frozenset({"house", "number"})


@dataclass(frozen=True, kw_only=True)
class Component:
    """A piece of an address."""

    start: int
    end: int
    part: Part
    text: str


def addresses(text: str) -> list[Span]:
    """Find addresses."""
    return [
        Span(start=chain[0].start, end=chain[-1].end, kind="address")
        for run in _runs(text)
        if (chain := _trimmed(text, run)) and _is_address(text, chain)
    ]


def _runs(text: str) -> Iterator[list[Component]]:
    """Components with nothing but commas, spaces and a preposition between them."""
    run: list[Component] = []
    for match in COMPONENT.finditer(text):
        piece = Component(start=match.start(), end=match.end(), part=cast(Part, match.lastgroup), text=match[0])
        if run and not GLUE.fullmatch(text[run[-1].end : piece.start]):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _trimmed(text: str, run: list[Component]) -> list[Component]:
    """Take off names and numbers at the ends that belong to the sentence and not to the address."""
    first = next((i for i, piece in enumerate(run) if not _before_address(text, run, i)), len(run))
    run = run[first:]
    while run and _after_address(text, run):
        run = run[:-1]
    return run


def _before_address(text: str, run: list[Component], at: int) -> bool:
    """Whether the piece at `at`, with all before it taken off, does not open an address."""
    piece, rest = run[at], run[at + 1 :]
    if piece.part in ("floor", "weak"):
        return not rest
    if piece.part == "number":
        return not rest or rest[0].part not in ("street", "name", "unit") or "," in text[piece.end : rest[0].start]
    if piece.part == "name":
        return not (is_place(piece.text) or _is_street(text, piece, rest))
    return False


def _after_address(text: str, run: list[Component]) -> bool:
    """Whether the last piece goes on with the sentence: "…, 5, Анна откроет"."""
    last, before = run[-1], run[:-1]
    if last.part != "name":
        return False
    if not any(piece.part in HOUSES or piece.part == "unit" for piece in before):
        return True
    if last.text[0].isascii():
        return bool(text[last.end :].strip()) and text[last.end :].lstrip()[0] not in ".,;!?)"
    return not is_place(last.text)


def _is_address(text: str, chain: list[Component]) -> bool:
    parts = {piece.part for piece in chain}
    if "unit" in parts or (parts & {"street", "place"} and parts & HOUSES):
        return True
    return any(
        piece.part == "name" and _is_street(text, piece, chain[index + 1 :]) for index, piece in enumerate(chain)
    ) or ("house" in parts and "name" in parts)


def _is_street(text: str, piece: Component, rest: list[Component]) -> bool:
    """Whether a name is that of a street whose type nobody says: "на Пушкина 10", "Lesnaya 14, apt 3"."""
    if not rest or rest[0].part not in HOUSES:
        return False
    word = piece.text.split()[-1]
    inside = any(other.part in ("unit", "weak") for other in rest)
    if word[0].isascii():
        return inside or bool(RUSSIAN_STREET.search(word))
    alone = not text[: piece.start].strip() and not text[rest[-1].end :].strip()
    said = inside or alone or bool(CUE.search(text[: piece.start]))
    return said and any(has(word, grammeme) for grammeme in ("gent", "ADJF", "Geox", "Surn"))


def is_place(words: str) -> bool:
    """Whether the dictionary knows a town or a land by that name, in whatever case."""
    word = words.split()[-1].split("-")[0]
    if word[0].isascii():
        return word.lower() in EXONYMS or has(cyrillic(word), "Geox")
    return has(word, "Geox") or (has(word, "ADJF", "femn") and len(words.split()) == 1)
