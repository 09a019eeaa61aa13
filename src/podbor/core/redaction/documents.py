"""Numbers of documents: passports, SNILS, INN, SSN, driving licences and other papers that name one person."""

import re

from podbor.core.redaction.spans import DASH, Span, apart, matches
from podbor.core.redaction.spoken import spoken

WORDS = (
    r"паспорт\w*|загран\w*|водительск\w*|удостоверени\w*|снилс\w*|инн|права|ву|в/у|омс|полис\w*|свидетельств\w*|св-во|военн\w+\s+билет\w*|военник\w*|"
    r"пенсионн\w+|виза|внж|вид\s+на\s+жительство|иин|студенческ\w*|серия\s+и\s+номер|"
    r"passport|aadhaa?r|iqama|curp|cnic|cpf|dni|nie|pinfl|пинфл|snils|inn|ssn|social(?:\s+security)?|driver'?s?'?\s+licen[sc]e|driving\s+licen[sc]e|licen[sc]e|dl|id(?:\s+card)?|itin|ein|nric|"
    r"ni(?=\s+(?:number|no))|nino|national\s+insurance|nhs|medicare|medicaid|green\s+card|visa|pan(?:\s+card)?|tfn|abn|tax\s+file|tax\s+(?:id|number)|state\s+id"
)
FILLER = r"(?:[^\w\d]+[^\W\d]\w*){0,3}?[^\w]*"
JOINT = rf"(?:\s|{DASH}|№|#|/|,?\s*(?:номер|number|[nN][oO]\.?|[nNнН](?=\s?\d))\s*)*"
DIGITS = r"\d[\dA-ZА-Я]*"
NUMBER = (
    rf"(?-i:(?:\b[IVX]{{1,4}}{DASH}?\s?)?(?:\b[A-ZА-Я]{{1,5}}{DASH}?\s?)?(?:№\s?)?"
    rf"{DIGITS}(?:{JOINT}(?:[A-ZА-Я]{{1,4}}\s?)?{DIGITS})*(?:\s[A-Z]\b)?)"
)
NAMED = re.compile(rf"\b(?:{WORDS})\b{FILLER}(?P<it>{NUMBER})", re.IGNORECASE)
LICENCE = r"\b[A-Z]{4,6}\s?\d{5,6}\s?[A-Z\d]{4,6}\b"
TOLD_LATER = re.compile(
    rf"\b(?:паспорт\w*|загран\w*|снилс\w*|инн|passport|licen[sc]e|ssn|snils)\b[^.!?\d]{{0,60}}\b(?:mine|it|мой|он|вот)\b\W*"
    rf"(?:is\b|'s\b)?\W*(?P<it>{NUMBER})",
    re.IGNORECASE,
)
"""The number that a clause of its own tells: "… asking for a passport; mine is 5…"."""
PASSPORT = r"\d{2}\s?\d{2}\s(?:(?:№|[nN][oO]\.?|number|номер)\s?)?\d{6}"
SHAPES = rf"(?-i:{PASSPORT}|\d{{12}}|\d{{9}}|[A-Z]{{1,2}}\s?\d{{6,9}}|[A-Z]\d{{7}}[A-Z])(?![\w-])"
ISSUED = (
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)|\d{1,2}(?=\s[а-яa-z])|(?:19|20)\d{2}(?!\d)|\d{3}-\d{3}(?![\d-])"
)
"""When and by which office one was issued."""
TOLD_APART = re.compile(
    rf"\b(?:паспорт\w*|загран\w*|снилс\w*|инн|номер\s+прав|права(?=\s+(?:выдан|получен))|водительск\w*|passport|licen[sc]e|ssn|snils|inn|id\s+card)\b"
    rf"(?P<between>(?:[^\d\x00]|(?:16|18|21)\+|{ISSUED}){{1,90}}?)(?<![\w-])(?P<it>{SHAPES})",
    re.IGNORECASE,
)
"""A number of the shape of a document's, with a clause between it and the word: "права годятся? 77 16 402198"; dates, too."""
OTHER = re.compile(
    r"\b(?:тел|звон|позвон|набер|номер\s+заказ|заказ\w*\s*(?:№|номер|$)|артикул|трек|карт|сч[её]т|phone|call|text|ring|order|card\s+(?!says)|track|sku|"
    r"invoice|account|gift|voucher)",
    re.IGNORECASE,
)
TAX_NUMBER = re.compile(r"\b(?:инн|inn)\b.{1,120}?(?<![\w-])(?P<it>\d{12})(?![\w-])", re.IGNORECASE)
MEDICARE = rf"\b\d[A-Z]{{2}}\d{DASH}?[A-Z]{{2}}\d{DASH}?[A-Z]{{2}}\d\d"
LETTERED = re.compile(rf"\b(?:{WORDS})\b{FILLER}(?P<it>(?-i:{LICENCE}|{MEDICARE}))", re.IGNORECASE)
SERIES = re.compile(
    r"\bseri(?:es|ya)\s*:?\s*\d{2}\s?\d{2},?\s*(?:number|no\.?|№)?\s*:?\s*\d{6}(?!\d)|"
    r"\bсери\w+\s*:?\s*\d{2}\s?\d{2},?\s*(?:номер|№)?\s*:?\s*\d{6}(?!\d)",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"(?<![\w-])(?P<it>\d{{3}}{DASH}\d{{3}}{DASH}\d{{3}}[ -]\d{{2}}|\d{{3}}-\d{{2}}-\d{{4}}"
    r"|[A-Z]{2}(?:\s?\d{2}){3}\s?[A-D]|[A-Z]{5}\d{4}[A-Z]|[A-Z]{5}\s?\d{6}\s?[A-Z\d]{5})(?![\w-])"
)
"""SNILS, SSN, NI, PAN and British licences by their shapes."""
AHEAD = re.compile(
    r"(?<![\w-])(?<!\)\s)(?P<it>(?:[A-ZА-Я]{2}\s?)?\d[\d -]{5,16}\d)\s*[—–,(-]?\s*(?:это\s+)?(?:мой\s+|is\s+my\s+|my\s+)?"
    r"(?:паспорт|снилс|инн|права|загран|удостоверение|passport|ssn|snils)(?!\w)"
    r"(?!\W*(?:(?:серия|номер|series|number)\W*)?\d)",
    re.IGNORECASE,
)
"""A number before the word, where none stands after it."""
BEFORE = re.compile(rf"\b(?:{WORDS})\b{FILLER}$", re.IGNORECASE)
MONEY = re.compile(r"\s*(?:₽|руб|\$|€|тыс)", re.IGNORECASE)
FEWEST_DIGITS = 6
FEWEST_WITH_LETTERS = 5


def documents(text: str) -> list[Span]:
    """Find document numbers: by the word before them, SNILS, SSN and NI also by their shape, dictated ones too."""
    named = [
        span
        for pattern in (NAMED, LETTERED, TOLD_LATER)
        for span in matches(pattern, text, "document")
        if _is_number(text[span.start : span.end]) and not MONEY.match(text[span.end :])
    ]
    told = [
        Span(start=one.start, end=one.end, kind="document")
        for one in spoken(text)
        if len(one.digits) >= FEWEST_DIGITS and BEFORE.search(text[: one.start])
    ]
    apart_told = [
        Span(start=one.start("it"), end=one.end("it"), kind="document")
        for one in TOLD_APART.finditer(text)
        if not OTHER.search(one["between"])
    ]
    return apart(
        [
            *named,
            *told,
            *apart_told,
            *matches(TAX_NUMBER, text, "document"),
            *matches(SERIES, text, "document"),
            *matches(AHEAD, text, "document"),
            *matches(BARE, text, "document"),
        ]
    )


def _is_number(code: str) -> bool:
    digits = sum(char.isdigit() for char in code)
    return digits >= (FEWEST_WITH_LETTERS if any(char.isalpha() for char in code) else FEWEST_DIGITS)
