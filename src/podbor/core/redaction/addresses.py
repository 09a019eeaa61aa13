"""Postal addresses in Russian and English: what leads to one door.

Components (house, flat, street, city …) are found by shape and chained over commas and spaces. A chain is an address when
it has a flat, an entrance or a plot, or a street with a house. A street or a city alone is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from podbor.core.redaction.address_words import COMPONENT, CUE, GLUE, RUSSIAN_STREET
from podbor.core.redaction.english_names import is_given
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


ENGLISH_END = re.compile(r"\s*(?:$|[.,;!?)]|(?:for|please|by|before|but|or|is|and|at)\b)")
"""What may follow the town that ends an address."""


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
        return not (is_place(piece.text) or _is_street(text, run, at))
    return False


def _after_address(text: str, run: list[Component]) -> bool:
    """Whether the last piece goes on with the sentence: "…, 5, Анна откроет"."""
    last, before = run[-1], run[:-1]
    if last.part != "name":
        return False
    if not any(piece.part in HOUSES or piece.part == "unit" for piece in before):
        return True
    if is_place(last.text):
        return False
    return not last.text[0].isascii() or is_given(last.text) or not ENGLISH_END.match(text[last.end :])


def _is_address(text: str, chain: list[Component]) -> bool:
    parts = {piece.part for piece in chain}
    if "unit" in parts or (parts & {"street", "place"} and parts & HOUSES):
        return True
    if "house" in parts and "name" in parts:
        return True
    return any(_is_street(text, chain, at) or _is_numbered(chain, at) for at in range(len(chain)))


def _is_numbered(chain: list[Component], at: int) -> bool:
    """Whether a house stands before a street whose type nobody says: "200 Broadway, 5th floor"."""
    pair, rest = [piece.part for piece in chain[at : at + 2]], chain[at + 2 :]
    return pair == ["number", "name"] and any(piece.part in ("weak", "floor", "index") for piece in rest)


def _is_street(text: str, run: list[Component], at: int) -> bool:
    """Whether a name is that of a street whose type nobody says: "на Пушкина 10", "Lesnaya 14, apt 3"."""
    piece, rest = run[at], run[at + 1 :]
    if piece.part != "name" or not rest or rest[0].part not in HOUSES:
        return False
    word = piece.text.split()[-1]
    inside = any(other.part in ("unit", "weak") for other in rest)
    if word[0].isascii():
        return inside or bool(RUSSIAN_STREET.search(word))
    alone = not text[: piece.start].strip() and not text[rest[-1].end :].strip()
    in_town = at > 0 and run[at - 1].part in ("name", "place") and is_place(run[at - 1].text)
    said = inside or alone or in_town or bool(CUE.search(text[: piece.start]))
    return said and any(has(word, grammeme) for grammeme in ("gent", "ADJF", "Geox", "Surn"))


def is_place(words: str) -> bool:
    """Whether the dictionary knows a town or a land by that name, in whatever case."""
    word = words.split()[-1].split("-")[0]
    if word[0].isascii():
        return word.lower() in EXONYMS or has(cyrillic(word), "Geox")
    return has(word, "Geox") or (has(word, "ADJF", "femn") and len(words.split()) == 1)
