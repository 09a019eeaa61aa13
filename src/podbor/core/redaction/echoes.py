"""What is said twice in a message: a name put right after a misspelt one, a house that is not the other one of its street."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from podbor.core.morphology import has, parses
from podbor.core.redaction.brands import brands_in
from podbor.core.redaction.english_words import SELDOM, is_given, is_rare, is_surname
from podbor.core.redaction.name_words import words
from podbor.core.redaction.russian_words import is_only
from podbor.core.redaction.spans import Span

WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
INSTEAD = re.compile(
    r"[\s,;.!?(—–-]+(?:instead\s+of|rather\s+than|and\s+not|but\s+not|but\s+its|but\s+it's|"
    r"а\s+не|и\s+не|то\s+есть|а\s+надо)\s+",
    re.IGNORECASE,
)
"""What stands between an address and the one that it was taken for."""
PUT_RIGHT = re.compile(r"(?:\bnot|а\s+не|,\s+не)\s+$", re.IGNORECASE)
HOUSE = re.compile(
    r"\W{1,3}(?:(?:д|дом|house|no)\.?\s?)?(\d+(?:[/-]\d+)?\s?(?:(?:к|корп\.?|с|стр\.?)\s?\d+|[а-яa-z](?!\w))?)",
    re.IGNORECASE,
)
SHORTEST, SHORTEST_STREET = 5, 5
"""Letters of a word that may be another, misspelt."""
NUMBER = re.compile(r"\d")


def joined(text: str, addresses: Sequence[Span]) -> list[Span]:
    """Addresses in order, those with nothing but a comma between them as one: a house, and the flat that others found."""
    found: list[Span] = []
    for span in addresses:
        if found and re.fullmatch(r"\s*,?\s*", text[found[-1].end : span.start]):
            span = Span(start=found.pop().start, end=span.end, kind="address")
        found.append(span)
    return found


def parted(text: str, address: Span) -> Iterator[Span]:
    """Yield the addresses that one holds: "suite 1650 instead of suite 900"."""
    start = address.start
    for match in INSTEAD.finditer(text, address.start, address.end):
        if NUMBER.search(text, start, match.start()) and NUMBER.search(text, match.end(), address.end):
            yield Span(start=start, end=match.start(), kind="address")
            start = match.end()
    yield Span(start=start, end=address.end, kind="address")


def echoed_names(text: str, names: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Words that are a found name again, or but for a letter or two: "Dhaliwal, not Dhaliwel", "lucia, not lucya"."""
    said = [word[0] for name in names for word in WORD.finditer(text[name.start : name.end])]
    known = {word.lower() for word in said if len(word) >= SHORTEST}
    if not known:
        return []
    free = [match for match in WORD.finditer(text) if not _is_within(match, (*names, *others))]
    return [
        Span(start=match.start(), end=match.end(), kind="name")
        for match in free
        if _is_echo(text, match, known) and not _is_thing(text, match)
    ]


def echoed_addresses(text: str, addresses: Sequence[Span], others: Iterable[Span]) -> list[Span]:
    """Another house of a street of a found address: "Лазурная 6, а не Лазурная 6/1"."""
    found: list[Span] = []
    taken = [*addresses, *others]
    for address in addresses:
        for street in WORD.finditer(text, address.start, address.end):
            if len(street[0]) < SHORTEST_STREET or not street[0][0].isupper() or not HOUSE.match(text, street.end()):
                continue
            for again in re.finditer(rf"(?<!\w){re.escape(street[0])}(?!\w)", text):
                house = HOUSE.match(text, again.end())
                if house and not _is_within(again, taken):
                    found.append(Span(start=again.start(), end=house.end(), kind="address"))
                    taken.append(found[-1])
    return found


def _is_within(match: re.Match[str], spans: Iterable[Span]) -> bool:
    return any(span.start < match.end() and match.start() < span.end for span in spans)


def _is_thing(text: str, match: re.Match[str]) -> bool:
    """Whether the word is part of a brand of several words, or stands in one with figures after it."""
    before = WORD.findall(text[max(0, match.start() - 40) : match.start()])[-2:]
    after = WORD.findall(text[match.end() : match.end() + 40])[:2]
    return any(len(before) in brand for brand in brands_in([*before, match[0], *after]))


def _is_echo(text: str, match: re.Match[str], known: Iterable[str]) -> bool:
    """Whether a word is a known name again, or is one but for a letter or two; without a capital where it may be no other word."""
    word, put_right = match[0].lower(), PUT_RIGHT.search(text[: match.start()]) is not None
    if word in known:
        return match[0][0].isupper() or _is_nothing_else(word)
    sure = match[0][0].isupper() or put_right
    return sure and _may_be_a_name(word) and any(_is_alike(word, other) for other in known)


def _is_nothing_else(word: str) -> bool:
    """Whether a word without a capital is no word but a name."""
    if word[0].isascii():
        return is_rare(word) and not any(word in words(f"en_{name}") for name in ("called_alike", "products", "brands"))
    return is_only(word, "Name") or is_only(word, "Surn")


def _may_be_a_name(word: str) -> bool:
    if word[0].isascii():
        return word not in words("en_ambiguous") and (is_rare(word, SELDOM) or is_given(word) or is_surname(word))
    return not parses(word) or has(word, "Name") or has(word, "Surn")


def _is_alike(word: str, other: str) -> bool:
    """Whether words begin alike and differ in two letters at most."""
    if min(len(word), len(other)) < SHORTEST or word[:2] != other[:2] or abs(len(word) - len(other)) > 1:
        return False
    return Levenshtein.distance(word, other) <= (1 if len(word) < SHORTEST + 3 else 2)
