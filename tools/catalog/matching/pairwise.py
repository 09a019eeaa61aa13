"""What a title means beside another one: its abbreviations, its maker's number, its "№10" and its "100л"."""

import re
from functools import cache
from itertools import pairwise

from podbor.core.text import fold
from podbor.tools.catalog.matching.abbreviations import spelled_out
from podbor.tools.catalog.matching.articles import without_articles
from podbor.tools.catalog.matching.fingerprint import Fingerprint, Reader
from podbor.tools.catalog.matching.lexicon import Lexicon
from podbor.tools.catalog.matching.quantities import UNITS

NUMBER_OF_PIECES = re.compile(r"(?:№|(?<![^\W\d])(?:[Nn]\.?|[TТ](?=\d)))\s*(\d{1,3})(?![\d,./]*\d)")
SHEETS = re.compile(r"(?<![\d,.])(\d{2,3})\s*л(?!\w)\.?", re.IGNORECASE)
NUMBERED_NOUN = re.compile(
    r"(?<![\w,.№#-])(\d{1,4})\s+([а-яё]{4,}(?:ов|ев|ей|ек|ок|ки|ки|ы|и|а|я|ь))(?!\w)", re.IGNORECASE
)
"""Things counted: "4 кассеты", "20 полосок"."""
ENGLISH_NOUN = re.compile(r"(?<![\w,.№#-])(\d{1,4})\s+((?:[a-z]{3,}[ -]){0,3}[a-z]{3,}s)(?!\w)", re.IGNORECASE)
"""The same in English: "7 sticks", "80 unbleached teabags"."""
PLURAL = re.compile(r"(?<![\w,.-])(\d{1,3})['’]?s(?!\w)", re.IGNORECASE)
"""Pieces in "6s"."""
SIDES = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d)?)\s*[xх×*]\s*(\d{1,3}(?:[.,]\d)?)(?![\w])", re.IGNORECASE)
SIDES_IN = {"см": 10.0, "мм": 1.0}
BARE = re.compile(r"(?<=\s)(\d{1,3})(?=\s*(?:$|[,(]))")
"""A number that ends a title, or a part of it."""
FRACTION = re.compile(r"(?<![\w/.,-])(\d{2,3})/(\d{2,3})(?![\w/%.,×*-]|\s*(?:[xх]|[а-яa-z]{1,3}\b))", re.IGNORECASE)
STATIONERY = "stationery"
"""Goods that makers number as "70/24"."""
SIZE_LETTERS = {"xs": "extra small", "s": "small", "m": "medium", "l": "large", "xl": "extra large"}
SIZE_LETTER = re.compile(r"(?<![\w'’&.-])(?<!\d )(?:X[SL]|[SML])(?![\w'’&.-])")
"""A size of clothes and of pets' things in letters; after a number it is a unit, "71 L"."""
NAPPIES = "diapers"
NUMBERED_LETTER = re.compile(r"(?<![\w,])(?<!\d\.)([1-7])\s*[(/,-]?\s*(?:XX?L|XS|[SML])(?![\w'’&.-])\)?")
"""The letter beside a numbered size: "размер 4 L"."""
LETTERS = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
LEAST_JOINED = 6
LITRE = 1000.0


def written_out(left: Fingerprint, right: Fingerprint) -> tuple[Fingerprint, Fingerprint]:
    """Two titles, each read again where the other one explains it."""
    return _beside(left, right), _beside(right, left)


def _beside(title: Fingerprint, other: Fingerprint) -> Fingerprint:
    whole = _joined(without_articles(title.title, other.title) if title.coded else title.title, other.title)
    if title.terse and title.cyrillic and other.cyrillic:
        whole = spelled_out(whole, other.title, _reader().known)
    if (lengths := other.quantities.get("length")) and not title.quantities.get("length"):
        whole = SIDES.sub(lambda match: _measured(match, lengths), whole)
    if not title.quantities.get("count") and (counts := other.quantities.get("count")):
        whole = NUMBER_OF_PIECES.sub(r" \1 шт ", whole)
        whole = NUMBERED_NOUN.sub(
            lambda match: f" {match[1]} шт {match[2]} " if float(match[1]) in counts else match[0], whole
        )
        for noun in (ENGLISH_NOUN, PLURAL, BARE):
            whole = noun.sub(
                lambda match: (
                    f" {match[1]} шт {''.join(match.groups()[1:])} "
                    if float(match[1]) in counts and UNITS.keys().isdisjoint(match[0].casefold().split())
                    else match[0]
                ),
                whole,
            )
        if any(LITRE * count in title.quantities.get("volume") for count in counts):
            whole = SHEETS.sub(r" \1 шт ", whole)
    said = fold(other.title)
    if Lexicon.load().under(title.kind, STATIONERY):
        whole = FRACTION.sub(lambda match: match[0] if any(part in said for part in match.groups()) else " ", whole)
    if not SIZE_LETTER.search(other.title):
        whole = SIZE_LETTER.sub(
            lambda match: size if (size := SIZE_LETTERS[fold(match[0])]) in said else match[0], whole
        )
        if NAPPIES in (title.kind, other.kind):
            whole = NUMBERED_LETTER.sub(r" \1 ", whole)
    lexicon = Lexicon.load()
    beside = (
        other.kind if title.kind != other.kind and lexicon.unsure(title.kind) and not lexicon.unsure(other.kind) else ""
    )
    if whole == title.title and not beside:
        return title
    return _reader().read(whole, kind=title.told_kind, beside=beside)


def _joined(title: str, other: str) -> str:
    """A title with neighbours joined that the other title writes as one word: "Super White" beside "Superwhite"."""
    said = set(LETTERS.findall(title.casefold()))
    solid = {word for word in LETTERS.findall(other.casefold()) if len(word) >= LEAST_JOINED and word not in said}
    if not solid:
        return title
    found = list(LETTERS.finditer(title))
    gaps = [
        one.end()
        for one, two in pairwise(found)
        if two.start() - one.end() == 1 and (one[0] + two[0]).casefold() in solid
    ]
    return "".join(letter for place, letter in enumerate(title) if place not in gaps)


def _measured(match: re.Match[str], lengths: frozenset[float]) -> str:
    """Two sides with their unit, where another title tells the same two: "70х50" beside "50х70 см"."""
    sides = {float(match[1].replace(",", ".")), float(match[2].replace(",", "."))}
    return next(
        (f"{match[0]} {unit}" for unit, factor in SIDES_IN.items() if {side * factor for side in sides} == lengths),
        match[0],
    )


@cache
def _reader() -> Reader:
    return Reader()
