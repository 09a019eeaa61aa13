"""Telephone numbers: phonenumbers (libphonenumber) decides, the words around help where a number alone says too little."""

import re
from collections.abc import Iterator

import phonenumbers

from podbor.core.redaction.spans import DASH, Span, apart

REGIONS = ("RU", "US", "GB")
CANDIDATE = re.compile(rf"(?<![\w.,+])(?:\+\s?)?\(?\d(?:(?:\s|[().]|{DASH}){{0,3}}\d){{4,14}}(?![\w])")
SAID = re.compile(
    r"\b(?:тел\w*|тлф|мобил\w*|сотов\w*|домашн\w*|городск\w*|звон\w*|позвон\w*|набер\w*|набрат\w*|в[ао]тс\w*|смс\w*|номер\w*|связ\w*|"
    r"phone\w*|call|cell|mobile|ring|dial|text|sms|whats\s?app|whats\s?up|landline|reach|contact|number|desk|typed)\b",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:заказ\w*|артикул\w*|товар\w*|накладн\w*|штрих\s?-?код\w*|код\s+товара|чек\w*|трек\w*|гост|модел\w*|"
    r"order|article|sku|barcode|ean|invoice|tracking|item|model)\s*(?:№|#|:|no\.?|number|номер)?\s*$",
    re.IGNORECASE,
)
LOCAL_SHAPE = re.compile(rf"\d{{1,3}}{DASH}\d{{2}}{DASH}\d{{2}}|\d{{3}}{DASH}\d{{4}}")
US_SHAPE = re.compile(rf"\(?\d{{3}}\)?(?:[ .]|{DASH})?\d{{3}}(?:[ .]|{DASH})\d{{4}}")
DIGIT_WORDS = (
    "ноль|один|два|три|четыре|пять|шесть|семь|восемь|девять|(?:один|две|три|четыр|пят|шест|сем|восем|девят)надцать|"
    "десять|двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто|"
    "сто|двести|триста|четыреста|пятьсот|шестьсот|семьсот|восемьсот|девятьсот|"
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|double|triple|plus|плюс"
)
SPOKEN = re.compile(rf"\b(?:{DIGIT_WORDS})(?:[\s,-]+(?:{DIGIT_WORDS})){{4,}}\b", re.IGNORECASE)
"""Five words for numbers in a row that no thousand interrupts: nobody says a price like that."""


def phones(text: str) -> list[Span]:
    """Find telephone numbers."""
    spoken = [Span(start=m.start(), end=m.end(), kind="phone") for m in SPOKEN.finditer(text)]
    return apart([*_written(text), *spoken])


def _written(text: str) -> Iterator[Span]:
    for match in CANDIDATE.finditer(text):
        if OTHER.search(text[: match.start()]):
            continue
        if _is_phone(match[0], said=bool(SAID.search(text))):
            yield Span(start=match.start(), end=match.end(), kind="phone")


def _is_phone(written: str, *, said: bool) -> bool:
    digits = re.sub(r"\D", "", written)
    if written.startswith("+"):
        return phonenumbers.is_possible_number(phonenumbers.parse("+" + digits))
    if any(_valid(digits, region) for region in REGIONS) and (len(digits) > 10 or said or _formatted(written)):
        return True
    if US_SHAPE.fullmatch(written) and written[0] != "0":
        return True
    return said and (bool(LOCAL_SHAPE.fullmatch(written)) or len(digits) in (10, 11) and not written.startswith("0"))


def _formatted(written: str) -> bool:
    """Whether a ten-digit number is written in the groups of a telephone number, and is no row of other numbers."""
    return bool(re.fullmatch(rf"\(?\d{{3,5}}\)?(?:\s|\.|{DASH})*\d{{3,6}}(?:(?:\s|\.|{DASH})*\d{{2,4}})*", written))


def _valid(digits: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, region))
    except phonenumbers.NumberParseException:
        return False
