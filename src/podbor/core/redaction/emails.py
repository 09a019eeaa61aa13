"""E-mail addresses, also the ones that are spelled out so that robots do not see them."""

import re

from podbor.core.redaction.spans import Span, apart, matches

LOCAL = r"[\w][\w.+%'-]*"
DOT = r"(?:\s*(?:\.|[\[(]\s*(?:dot|точка)\s*[\])])\s*|\s+(?:dot|точка)\s+)"
PLAIN = re.compile(rf"(?<![\w.+-])(?P<it>{LOCAL}@[\w-]+(?:\.[\w-]+)*\.[^\W\d_][\w-]+)")
SPELLED = re.compile(
    rf"(?<![\w.+-])(?P<it>{LOCAL}\s*[\[(]\s*(?:at|эт|собака)\s*[\])]\s*[\w-]+(?:{DOT}[\w-]+)+"
    rf"|(?:\w+\s+(?:dot|точка)\s+)?{LOCAL}\s+(?:собака|собачка|@|at|эт)\s+[\w-]+(?:\s+(?:dot|точка)\s+[\w-]+)+"
    rf"|(?:\w+\s+точка\s+)?{LOCAL}\s+(?:собака|собачка|@)\s*[\w-]+(?:{DOT}[\w-]+)+"
    rf"|{LOCAL}\s?@\s?[\w-]+(?:{DOT}[\w-]+)+)",
    re.IGNORECASE,
)


def emails(text: str) -> list[Span]:
    """Find e-mail addresses."""
    return apart([*matches(PLAIN, text, "email"), *matches(SPELLED, text, "email")])
