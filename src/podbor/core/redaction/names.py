"""Names of people: those of pymorphy3's dictionary in all their cases, and the given names and surnames of a census in English.

A capital letter is not enough: products, dishes and books are called as people are. What stands around a name decides.
"""

import re

from podbor.core.redaction.brands import brands_in
from podbor.core.redaction.english_names import english_names
from podbor.core.redaction.russian_names import russian_names
from podbor.core.redaction.spans import Span, apart, matches

RUSSIAN, LATIN = r"[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?", r"[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?"
TOKEN = re.compile(r"[^\W\d_](?:[\w'-]*\w)?")
INITIALS = re.compile(
    rf"(?<![\w.])(?:{RUSSIAN}\s[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{RUSSIAN}|[A-Z]\.\s?[A-Z]\.\s?{LATIN}|[A-Z]\.\s?&\s?[A-Z]\.\s{LATIN})(?!\w)"
)


def names(text: str) -> list[Span]:
    """Find names of people."""
    return apart([*russian_names(text), *english_names(text), *with_initials(text)])


def with_initials(text: str) -> list[Span]:
    """Find two initials and a word with a capital beside them, whatever it is, but for authors and brands: "Бессмертная Р. В."."""
    return [
        span for span in matches(INITIALS, text, "name") if not brands_in(TOKEN.findall(text[span.start : span.end]))
    ]
