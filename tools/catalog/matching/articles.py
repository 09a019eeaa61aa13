"""The numbers that makers give their goods: one title tells them, and most titles do not."""

import re

from podbor.core.text import fold
from podbor.tools.catalog.matching.notation import LOOKALIKES

ARTICLE = re.compile(
    r"(?<![\w-])(?:(?=[a-z./-]*\d)(?=[\dx./-]*[a-wyz])(?=(?:[a-z./-]*\d){2})[a-z\d][a-z\d./-]{4,}[a-z\d]|\d{3}-\d{4,}|\d{4,}/\d{2,}|\d[a-zа-я]\d{3,}-\d{2})(?![\w%])",
    re.IGNORECASE,
)
"""A number of a product: "910-002235", "BL-G1-5T-B"."""
MODEL = re.compile(
    r"(?<![\w.,-])(?:[a-z]+-?\d{2,}[a-z]*|\d{3,}[a-z]+|\d{3,4})(?![\w%]|\s*(?:г|гр|мл|шт|мм|см|л)\b)", re.IGNORECASE
)
"""A number of a model in short: "M185", "510BT", "654"."""
PART_NUMBER = re.compile(r"(?<![\w-])(?=[A-Z\d/-]*\d)[A-Z][A-Z\d]+(?:[/-][A-Z\d]+)*(?![\w%-])")
"""A number of a part as makers write it: "MTJV3", "JBLFLIP6BLK", "DTX/64GB"."""
BRACKETED = re.compile(r"\((?:\d{1,2}[-./,]\d{1,2}|[a-z][a-z-]*\d[\w./-]*|\d{4,}[/-]\d{2,})\)", re.IGNORECASE)
"""A maker's number in brackets: "(A3092)"."""
LEAST_PART = 5
MEASURED = re.compile(
    r"a{2,3}/(?:lr|r|fr)\d+|(?=.*[a-zгтбквм])(?:\d+(?:[.,]\d+)?(?:gb|tb|гб|тб|mah|mm|cm|ml|cl|oz|lb|lm|kg|pcs|pc|pk|pack|ct|sh|tabs|caps|bags|rolls|washes|кг|г|мл|л|шт|gsm|hz|w|v|вт|g|l|k|x|х)?[/+-]?)+",
    re.IGNORECASE,
)
"""What is measured, or a size of batteries: "AAA/LR03"."""
NUMBER = re.compile(r"\d+")
NOT_MODEL = re.compile(r"\d+(?:[.,]\d+)?\s*(?:гб|gb|тб|tb|шт|pcs|г|g|кг|kg|мл|ml|л|l|см|cm|мм|mm|вт|w|%)(?!\w)")
SPLIT = re.compile(r"[./-]")
NOT_WORDS = re.compile(r"[\W_]")


def has_article(title: str) -> bool:
    """Whether a title may tell its maker's number."""
    return bool(ARTICLE.search(title) or PART_NUMBER.search(title) or BRACKETED.search(title))


def without_articles(title: str, other: str) -> str:
    """A title without the numbers that its maker gives the goods, where the other title tells no model of its own."""
    mine, said = _solid(title), _solid(other)
    title = BRACKETED.sub(
        lambda match: match[0] if _solid(match[0]) in said else _parts_said(match[0][1:-1], said), title
    )
    models = (model[0] for pattern in (MODEL, ARTICLE) for model in pattern.finditer(other))
    if any(_solid(model) not in mine for model in models if not MEASURED.fullmatch(fold(model))):
        return title

    def left_out(match: re.Match[str]) -> str:
        kept = _solid(match[0]) in said or MEASURED.fullmatch(fold(match[0]))
        return match[0] if kept else _parts_said(match[0], said)

    def part_left_out(match: re.Match[str]) -> str:
        kept = len(match[0]) < LEAST_PART or MEASURED.fullmatch(fold(match[0])) or not numbered
        return match[0] if kept or _solid(match[0]) in said else " "

    numbered = _share_number(title, other)
    left = ARTICLE.sub(left_out, title)
    return left if title.isupper() else PART_NUMBER.sub(part_left_out, left)


def _share_number(title: str, other: str) -> bool:
    """Whether both titles name a model by a number: "Flip 6"."""
    mine, theirs = (set(NUMBER.findall(NOT_MODEL.sub(" ", fold(text)))) for text in (title, other))
    return bool(mine & theirs)


def _parts_said(article: str, said: str) -> str:
    """The parts of a number that the other title has as well: "G1" of "BL-G1-5T-B"."""
    parts = (part for part in SPLIT.split(article) if len(part) > 1 and any(map(str.isdigit, part)))
    return f" {' '.join(part for part in parts if _solid(part) in said)} "


def _solid(text: str) -> str:
    return NOT_WORDS.sub("", fold(text)).translate(LOOKALIKES)
