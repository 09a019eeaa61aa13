"""The numbers that makers give their goods: one title tells them, and most titles do not."""

import re

from podbor.core.text import fold
from podbor.tools.catalog.matching.notation import LOOKALIKES

ARTICLE = re.compile(
    r"(?<![\w-])(?:(?=[a-z./-]*\d)(?=[\dx./-]*[a-wyz])(?=(?:[a-z./-]*\d){2})[a-z\d][a-z\d./-]{4,}[a-z\d]|\d{3}-\d{4,})(?![\w%])",
    re.IGNORECASE,
)
"""A number of a product: "910-002235", "BL-G1-5T-B"."""
MODEL = re.compile(
    r"(?<![\w.,-])(?:[a-z]+-?\d{2,}[a-z]*|\d{3,}[a-z]+|\d{3,4})(?![\w%]|\s*(?:г|гр|мл|шт|мм|см|л)\b)", re.IGNORECASE
)
"""A number of a model in short: "M185", "510BT", "654"."""
MEASURED = re.compile(r"(?=.*[a-z])(?:\d+(?:gb|tb|mah|mm|ml|kg|hz|w|v|g|l)?[/+-]?)+", re.IGNORECASE)
SPLIT = re.compile(r"[./-]")
NOT_WORDS = re.compile(r"[\W_]")


def has_article(title: str) -> bool:
    """Whether a title may tell its maker's number."""
    return bool(ARTICLE.search(title))


def without_articles(title: str, other: str) -> str:
    """A title without the numbers that its maker gives the goods, where the other title tells no model of its own."""
    mine, said = _solid(title), _solid(other)
    if any(_solid(model[0]) not in mine for model in (*MODEL.finditer(other), *ARTICLE.finditer(other))):
        return title

    def left_out(match: re.Match[str]) -> str:
        kept = _solid(match[0]) in said or MEASURED.fullmatch(match[0])
        return match[0] if kept else _parts_said(match[0], said)

    return ARTICLE.sub(left_out, title)


def _parts_said(article: str, said: str) -> str:
    """The parts of a number that the other title has as well: "G1" of "BL-G1-5T-B"."""
    parts = (part for part in SPLIT.split(article) if len(part) > 1 and any(map(str.isdigit, part)))
    return f" {' '.join(part for part in parts if _solid(part) in said)} "


def _solid(text: str) -> str:
    return NOT_WORDS.sub("", fold(text)).translate(LOOKALIKES)
