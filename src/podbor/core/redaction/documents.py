"""Numbers of documents: passports, SNILS, INN, SSN, driving licences."""

import re

from podbor.core.redaction.spans import DASH, Span, apart, matches

WORDS = (
    r"паспорт\w*|загран\w*|водительск\w*|удостоверени\w*|снилс\w*|инн|"
    r"passport|snils|inn|ssn|social\s+security|driver'?s\s+licen[sc]e|driving\s+licen[sc]e|id\s+card"
)
FILLER = r"(?:[^\w\d]+[^\W\d]\w*){0,3}?[^\w]*"
NUMBER = rf"(?-i:\b[A-ZА-Я]{{1,3}}\s?)?\d[\d]*(?:(?:\s|{DASH}|№|#|\s*номер\s*|\s*number\s*)*\d+)*"
NAMED = re.compile(rf"\b(?:{WORDS}){FILLER}(?P<it>{NUMBER})", re.IGNORECASE)
BARE = re.compile(rf"(?<![\w-])(?P<it>\d{{3}}{DASH}\d{{3}}{DASH}\d{{3}}[ -]\d{{2}}|\d{{3}}-\d{{2}}-\d{{4}})(?![\w-])")
FEWEST_DIGITS = 6


def documents(text: str) -> list[Span]:
    """Find document numbers: by the word before them, SNILS and SSN also by their shape."""
    named = [
        s for s in matches(NAMED, text, "document") if sum(c.isdigit() for c in text[s.start : s.end]) >= FEWEST_DIGITS
    ]
    return apart([*named, *matches(BARE, text, "document")])
