"""What a shopper took, as a text with semantic IDs: OneRec-Think (arXiv 2510.11639) writes histories for its planner so."""

from collections.abc import Mapping, Sequence

from podbor.core.items import Bilingual, Item
from podbor.core.vocabulary import Locale
from podbor.tools.sid.captions import caption_of

LONGEST = 12


def history_lines(items: Sequence[Item], captions: Mapping[str, Bilingual], locale: Locale) -> list[str]:
    """Return a line an item, the latest first: "[12-7-201] Шоколад Милка (шоколад · молочный)"; at most the last 12."""
    return [_line(item, captions, locale) for item in reversed(items[-LONGEST:])]


def _line(item: Item, captions: Mapping[str, Bilingual], locale: Locale) -> str:
    shelf = caption_of(captions, item.sid, locale)
    code = f"[{item.sid}] " if item.sid else ""
    return f"{code}{item.title.text(locale)}{f' ({shelf})' if shelf else ''}"
