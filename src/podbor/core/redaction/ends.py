"""Where an address and a name begin and end: what of the sentence does not belong to one, and titles that do."""

import re

from podbor.core.morphology import has, parses
from podbor.core.redaction.address_words import COMPONENT
from podbor.core.redaction.english_words import UNCOMMON, is_rare, is_surname
from podbor.core.redaction.name_words import said_in, words
from podbor.core.redaction.spans import Span

OPENING = re.compile(r"[^,;!?:\d]{4,}?(?:[,;!?:]|(?<=\w{5})\.)\s+")
NO_PART = re.compile(
    r"\b(?:cottage|house|farm|lodge|barn|hall|court|mill|tower|building|block|floor|flat|room|top|ground|upper|lower|entrance|level|first|second|third|hotel|hostel|"
    r"bell|gate|door|left|right|rear|front|back|этаж|подъезд|корпус|вход|кв|квартира|дом|литер|стр|двор|дверь|слева|справа|половина|часть|крыльцо|секция|блок|перв\w+|втор\w+|трет\w+|ворота|звонок)\b",
    re.IGNORECASE,
)
"""Words that parts of addresses without a number have, besides its components."""
GOES_ON = re.compile(
    r"[\s,;.!?(—–-]+(?:(?:I|I'm|I'll|I've|we're|we'll|he's|she's|it's|they're|its|my|our|name's)\b|(?:tomorrow|today|tonight|asap|please|pls|thanks|cheers|завтра|сегодня|"
    r"послезавтра|пожалуйста|спасибо)\b|(?:at|by|before|after)\s+\d{1,2}(?::\d\d)?\s?(?:am|pm)\b|(?:в|к|до|после|с)\s+\d{1,2}(?:[:.]\d\d|\s*час\w*)(?=\s*(?:$|[,;.]))|в\s+\d{1,2}(?=\s*(?:$|[,;.]))|"
    r"\d+\s+(?:wks?|weeks?|days?|hours?|hrs?|mins?|minutes?|months?)\b|&?\s*(?:txt|text|call|ring|phone)\s+me\b).*$",
    re.DOTALL,
)
"""Where a sentence goes on after an address: "apt 3C, I'm at work"."""
NUMBER = re.compile(r"\d")
CAPITAL = re.compile(r"[A-ZА-ЯЁ]")
TITLES = re.compile(r"(?<![\w'-])([^\W\d_]+)\.?\s(?:and|&|и)\s$")
"""Another title and an "and" before one: "mr and mrs"."""
CALLED = frozenset("Big Little Old Young Wee Farmer".split())
BEFORE = re.compile(r"(?<![\w'-])([^\W\d_]+)\.?\s+$")
WORD = re.compile(r"[^\W\d_]+")
AFTER = re.compile(r"\s+([^\W\d_]+)(?!\w)")
LONGEST_TITLE = 20


def address_within(text: str, span: Span) -> Span:
    """The address without what stands around it in its sentence: "the warehouse gate, Dock 4, 350 Commerce Way"."""
    start, end = span.start, span.end
    goes_on = GOES_ON.search(text, start, end)
    if goes_on and NUMBER.search(text, start, goes_on.start()):
        end = goes_on.start()
    while (opening := OPENING.match(text, start, end)) and _is_no_part(text, opening.group()):
        start = opening.end()
    return Span(start=start, end=end, kind="address") if NUMBER.search(text, start, end) or end == span.end else span


def _is_no_part(text: str, part: str) -> bool:
    """Whether a part between commas has no number, no capital and no word of addresses, in a text that has capitals."""
    plain = part.strip(" ,;.!?:")
    if NUMBER.search(plain) or not CAPITAL.search(text) or len(plain.split()) < 2 or plain.isupper():
        return False
    first, rest = plain.split(maxsplit=1)
    opening = text.lstrip().startswith(first) and not _may_be_a_place(first)
    known = NO_PART.search(plain) or any(
        match.lastgroup not in ("name", "number") for match in COMPONENT.finditer(part)
    )
    return not CAPITAL.search(rest if opening else plain) and not known


def _may_be_a_place(word: str) -> bool:
    """Whether the word that opens a text may have its capital as a place."""
    if word[0].isascii():
        return is_rare(word, UNCOMMON) or is_surname(word)
    return not parses(word.lower()) or has(word.lower(), "Geox") or has(word.lower(), "ADJF")


def _is_title(word: str) -> bool:
    return word in CALLED or word.lower() in words("en_titles") or said_in(word, "ru_honorifics")


def with_title(text: str, span: Span) -> Span:
    """The name with the words before or after it that are part of how one is called: "mr and mrs Lee", "Айгуль апа"."""
    start, end = span.start, span.end
    while (before := _title_before(text, start, end)) is not None:
        start = before
    after = AFTER.match(text, end)
    if after and (after[1].lower() in words("en_called_after") or after[1].lower() in words("ru_called_after")):
        end = after.end()
    return Span(start=start, end=end, kind="name")


def _title_before(text: str, start: int, end: int) -> int | None:
    """Where the title before begins, or the one before that and an "and"."""
    before = BEFORE.search(text, max(0, start - LONGEST_TITLE), start)
    if before and _is_title(before[1]):
        return before.start()
    first = WORD.match(text, start, end)
    joint = TITLES.search(text, max(0, start - LONGEST_TITLE), start) if first and _is_title(first[0]) else None
    return joint.start() if joint and _is_title(joint[1]) else None
