"""Names of people: those of pymorphy3's dictionary in all their cases, and the given names and surnames of a census in English.

A capital letter is not enough: products, dishes and books are called as people are. What stands around a name decides.
"""

from podbor.core.redaction.english_names import english_names
from podbor.core.redaction.russian_names import russian_names
from podbor.core.redaction.spans import Span, apart


def names(text: str) -> list[Span]:
    """Find names of people."""
    return apart([*russian_names(text), *english_names(text)])
