"""Bank cards: 15 to 19 digits that pass Luhn, or that are grouped and spoken of as a card."""

import re

from stdnum import luhn

from podbor.core.redaction.spans import DASH, Span

DIGITS = re.compile(rf"(?<![\w+])(?<!\d[.,])[2-6]\d{{3}}(?:(?:\s|\.|{DASH}){{0,2}}\d){{11,15}}(?!\w)")
GROUPED = re.compile(rf"\d{{4}}(?:[ \u00a0.]|{DASH})\d{{4}}(?:[ \u00a0.]|{DASH})\d{{4}}(?:[ \u00a0.]|{DASH})\d{{4}}")
SAID = re.compile(r"карт[аыуое]|\b(?:мир|виза|сбер|card|visa|mastercard|maestro|amex|mir)\b", re.IGNORECASE)
OTHER = re.compile(
    r"\b(?:заказ\w*|артикул\w*|накладн\w*|трек\w*|order|sku|tracking|invoice)\s*(?:№|#|number|номер)?\s*$", re.I
)


def cards(text: str) -> list[Span]:
    """Find card numbers."""
    return [Span(start=m.start(), end=m.end(), kind="card") for m in DIGITS.finditer(text) if _is_card(m, text)]


def _is_card(match: re.Match[str], text: str) -> bool:
    if OTHER.search(text[: match.start()]):
        return False
    number = re.sub(r"\D", "", match[0])
    return bool(luhn.is_valid(number) or GROUPED.fullmatch(match[0]) or SAID.search(text))
