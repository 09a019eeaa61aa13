"""Telephone numbers: phonenumbers (libphonenumber) decides, the words around help where a number alone says too little."""

import re
from collections.abc import Iterator

import phonenumbers

from podbor.core.redaction.address_words import MEASURE
from podbor.core.redaction.plain import digits_plain
from podbor.core.redaction.spans import DASH, Span, apart, matches
from podbor.core.redaction.spoken import spoken

REGIONS = ("RU", "US", "GB")
SEPARATOR = rf"(?:\s(?!/\s)|[().*_/~]|{DASH})"
CANDIDATE = re.compile(
    rf"(?:(?<![\w+/*])(?<!\d[.,])(?<!\d\d\d{DASH})(?<![A-Z]{DASH})|(?<=/)(?=\+))(?:\+\s?)?\(?\d(?:{SEPARATOR}{{0,3}}\d){{4,14}}(?:(?!\w)|(?=x\d{{1,5}}(?!\w)))(?!{DASH}\d)"
)
BEFORE_ANOTHER = re.compile(rf"(?<![\w.])(\+?\(?\d(?:(?:\s|[().]|{DASH}){{0,3}}\d){{9,13}})[,/](?=\+?\(?\d)")
"""What a second number may follow without a blank: 89161234567,89261234567."""
SAID = re.compile(
    r"\b(?:тел\w*|тлф|мобил\w*|моб|сотов\w*|домашн\w*|городск\w*|рабоч(?:ий|его|ем)|звон\w*|позвон\w*|зв|набер\w*|набрат\w*|в[ао]тс\w*|вайбер\w*|телег\w*|"
    r"смс\w*|номер\w*|связ\w*|дозвон\w*|телегр\w*|whats\s?app|whats\s?up|viber|telegram|signal|"
    r"phone\w*|ph|call\w*|cell|mobile|mob|tel|ring|dial|text|sms|landline|area\s+code|reach|contact|number\w*|desk|typed)\b",
    re.IGNORECASE,
)
SAID_BEFORE = re.compile(rf"(?:{SAID.pattern})[\s:.,№#'s-]*(?:[^\W\d_]+[\s:.,-]+){{0,2}}$", re.IGNORECASE)
SAID_AFTER = re.compile(
    r"\s*[,(—–-]?\s*(?:это\s+)?(?:(?:мой|моя|наш)\s+)?(?:(?:that\'?s|is|it\'s)\s+)?(?:(?:my|our|the|a|his|her)\s+(?:[a-z]+\s+)?)?(?:городск|домашн|рабоч|сотов|мобил|телефон|тел\b|вайбер|ватсап|номер\s+(?:муж|жен|мам|пап|сын|доч|сосед)|landline|home|office|direct|work|cell|mobile|phone|number)",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:заказ\w*|артикул\w*|арт|товар\w*|накладн\w*|штрих\s?-?код\w*|код\s+товара|чек\w*|трек\w*|гост|модел\w*|промокод\w*|счет\w*|сч[её]т\w*|"
    r"order|article|art|sku|barcode|ean|upc|isbn|invoice|tracking|item|model|coupon|voucher|receipt|ref|reference)\.?\s*"
    r"(?:(?:№|#|:|no\.?|number(?:'s)?|номер)\s*)*$",
    re.IGNORECASE,
)
QUANTITY = re.compile(rf"\s*(?:{MEASURE}\b|[%₽$€])", re.IGNORECASE)
LOCAL_SHAPE = re.compile(rf"\d{{1,3}}{DASH}\d{{2}}{DASH}\d{{2}}|\d{{3}}(?:{DASH}|\s)\d{{4}}")
APART_BY_TWO = re.compile(r"\d\d\s\d\d\s\d\d")
APART = re.compile(rf"(?:\d(?:\s|[.,_/]\s?|{DASH})){{9,10}}\d")
"""Each digit apart, as it is dictated."""
LISTED = re.compile(r"(?<![\w,.])[78](?:, ?\d){10}(?![\w,])")
"""Each digit after a comma, as dictation programs write it."""
US_SHAPE = re.compile(rf"\(?[2-9]\d{{2}}\)?(?:[ ./_]|{DASH})?\d{{3}}(?:[ ._]|{DASH})\d{{4}}")
UK_SHAPE = re.compile(
    rf"\(?0\d{{2,4}}\)?(?:[\s.]|{DASH})\d{{3,4}}(?:[\s.]|{DASH})?\d{{3,4}}|\(0[2378]\)\s?\d{{4}}[\s-]?\d{{4}}|04\d{{2}}\s\d{{3}}\s\d{{3}}|\(0\)\s?\d{{2,4}}\s?\d{{3,4}}\s?\d{{3,4}}"
)
HOME_SHAPE = re.compile(r"0\d(?:\s\d\d){4}|0\d{3}\s\d{3}\s\d\d\s\d\d")
"""Numbers with their zero, as France and Turkey write them."""
EIGHT = re.compile(rf"\d{{4}}(?:\s|{DASH})\d{{4}}")
LETTERED = re.compile(
    rf"(?<![\w.])(?:1{DASH})?\(?\d{{3}}\)?[ .-]\d{{3}}[ .-][A-Z]{{4}}\b|\b1{DASH}8\d\d{DASH}[A-Z]{{4,9}}\b"
)
SHORTEST_ABROAD = 9
"""Digits of a number with its zero, where the word before says that it is one: 01 555 0142."""
LONG_ROW = 3
"""Groups of a number that begins with a zero, as numbers at home do."""
FEWEST_SPOKEN, SHORTEST_SPOKEN, SHORTEST_LOCAL = 5, 7, 6
"""Five words for numbers in a row that no thousand interrupts: nobody says a price like that."""


def phones(text: str) -> list[Span]:
    """Find telephone numbers."""
    text = BEFORE_ANOTHER.sub(_parted, digits_plain(text))
    told = [
        Span(start=one.start, end=one.end, kind="phone")
        for one in spoken(text)
        if one.pieces >= FEWEST_SPOKEN and len(one.digits) >= SHORTEST_SPOKEN and not OTHER.search(text[: one.start])
    ]
    lettered = [Span(start=match.start(), end=match.end(), kind="phone") for match in LETTERED.finditer(text)]
    return apart([*_written(text), *told, *lettered, *matches(LISTED, text, "phone")])


def _parted(match: re.Match[str]) -> str:
    """A telephone number and a sign that no number goes on over, where a comma or a slash stands after it."""
    return f"{match[1]}\x00" if _is_phone(match[1], said=False, near=False) else match[0]


def _written(text: str) -> Iterator[Span]:
    said = bool(SAID.search(text))
    for match in CANDIDATE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if OTHER.search(before) or QUANTITY.match(after):
            continue
        near = bool(SAID_BEFORE.search(before) or SAID_AFTER.match(after))
        if _is_phone(match[0], said=said, near=near):
            yield Span(start=match.start(), end=match.end(), kind="phone")


def _is_phone(written: str, *, said: bool, near: bool) -> bool:
    digits = re.sub(r"\D", "", written)
    if written.startswith("+") or (digits.startswith("00") and len(digits) > 11):
        number = _parsed("+" + digits.removeprefix("00"))
        return number is not None and phonenumbers.is_possible_number(number)
    if any(_valid(digits, region) for region in REGIONS) and (len(digits) > 10 or said or _formatted(written)):
        return True
    if near and len(digits) in (11, 12) and _valid("+" + digits, "RU"):
        return True
    if re.fullmatch(r"07\d{9}", digits):
        return True
    if APART.fullmatch(written) and digits not in "0123456789" * 2 and "12345678910" not in digits:
        return True
    if any(shape.fullmatch(written) for shape in (US_SHAPE, UK_SHAPE, HOME_SHAPE)):
        return True
    if (
        written.startswith("0")
        and len(digits) in (SHORTEST_ABROAD, 10, 11)
        and (near or len(digits) > SHORTEST_ABROAD and said and len(re.findall(r"\d+", written)) > LONG_ROW)
    ):
        return True
    if near and EIGHT.fullmatch(written):
        return True
    if near and len(digits) >= SHORTEST_LOCAL and len(digits) <= 7 and _local(written):
        return True
    return said and (bool(LOCAL_SHAPE.fullmatch(written)) or len(digits) in (10, 11) and not written.startswith("0"))


def _local(written: str) -> bool:
    return written.isdigit() or bool(LOCAL_SHAPE.fullmatch(written)) or bool(APART_BY_TWO.fullmatch(written))


def _formatted(written: str) -> bool:
    """Whether a ten-digit number is written in the groups of a telephone number, and is no row of other numbers."""
    return bool(re.fullmatch(rf"\(?\d{{3,5}}\)?(?:\s|\.|{DASH})*\d{{2,6}}(?:(?:\s|\.|{DASH})*\d{{2,4}})*", written))


def _valid(digits: str, region: str) -> bool:
    number = _parsed(digits, region)
    return number is not None and phonenumbers.is_valid_number(number)


def _parsed(digits: str, region: str | None = None) -> phonenumbers.PhoneNumber | None:
    """The number; None where it cannot be one, as with the code of no country."""
    try:
        return phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
