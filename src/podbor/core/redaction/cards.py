"""Bank cards: 15 to 19 digits that pass Luhn, or that are grouped and spoken of as a card, or dictated."""

import re

from stdnum import luhn

from podbor.core.redaction.plain import digits_plain
from podbor.core.redaction.spans import DASH, Span, apart
from podbor.core.redaction.spoken import spoken

SEPARATOR = rf"(?:\s|[._/*]|{DASH})"
GROUP = rf"(?:[ \u00a0._/*\n]|{DASH})"
GROUPS = rf"\d{{3}}(?:{GROUP}{{1,3}}\d{{4}}){{3}}(?=\s?/\s|\s\d\d/\d\d)"
"""What an expiry date follows."""
DIGITS = re.compile(
    rf"(?<![\w+])(?<!\d[.,])(?:(?:8600|9860)(?:{GROUP}?\d{{4}}){{3}}|[2-6]{GROUPS}|[2-6](?:{SEPARATOR}{{0,3}}\d){{14,18}})(?!\w)"
)
GROUPED = re.compile(rf"\d{{4}}{GROUP}+\d{{4}}{GROUP}+\d{{4}}{GROUP}+\d{{3,5}}")
SAID = re.compile(
    r"карт[аыуое]|карточк|\b(?:мир|виза|сбер\w*|тиньк\w*|альфа\w*|card|visa|mastercard|maestro|amex|mir|debit|credit|exp|expir\w*|срок|cvv|cvc)\b",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:заказ\w*|артикул\w*|накладн\w*|трек\w*|полис\w*|омс|order|sku|tracking|invoice)\s*(?:(?:№|#|no\.?|number(?:'s)?|номер\w*|is|:)\s*)*$",
    re.I,
)
NUMBERED = re.compile(
    r"\b(?:номер|number|оплат\w*|спис\w*|спиш\w*|перевед\w*|перечисл\w*|верн\w*|charge\w*|pay|paid|debit\w*|refund\w*)\s*(?:is|:|это|с|на|with|to|from)?\s*$",
    re.IGNORECASE,
)
OF_A_SHOP = re.compile(
    r"\b(?:подарочн\w*|лояльност\w*|бонусн\w*|скидочн\w*|дисконтн\w*|клубн\w*|gift|loyalty|membership|rewards?|discount|store|club|points)\s*"
    r"(?:карт\w*|card\w*|сертификат\w*|voucher)(?!.*\d)|\bкарт\w+\s+(?:лояльности|магазина|покупателя|клуба)"
    r"(?!.*\d)",
    re.IGNORECASE,
)
"""A card that no bank gave: only one that passes Luhn is taken for a bank's."""
FULL = 16
FEWEST_DIGITS = 13
"""Of a number that is dictated: one may lose some."""


def cards(text: str) -> list[Span]:
    """Find card numbers."""
    text = digits_plain(text)
    written = [Span(start=m.start(), end=m.end(), kind="card") for m in DIGITS.finditer(text) if _is_card(m, text)]
    told = [
        Span(start=one.start, end=one.end, kind="card")
        for one in spoken(text)
        if len(one.digits) >= FEWEST_DIGITS and (SAID.search(text) or len(one.digits) >= FEWEST_DIGITS + 2)
    ]
    return apart([*written, *told])


def _is_card(match: re.Match[str], text: str) -> bool:
    if OTHER.search(text[: match.start()]):
        return False
    number = re.sub(r"\D", "", match[0])
    if OF_A_SHOP.search(text[: match.start()]) and not luhn.is_valid(number):
        return False
    together = not re.search(rf"\d{SEPARATOR}+\d{{1,2}}{SEPARATOR}+\d{{1,2}}{SEPARATOR}", match[0])
    if len(number) == FULL and NUMBERED.search(text[: match.start()]):
        return True
    return bool((luhn.is_valid(number) and together) or GROUPED.fullmatch(match[0]) or SAID.search(text))
