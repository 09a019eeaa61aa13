"""When two spellings are one brand."""

from functools import lru_cache

import iuliia
from rapidfuzz.fuzz import ratio

from podbor.core.items import Item
from podbor.core.text import fold, stems

SAME_BRAND = 90.0


@lru_cache(maxsize=16_384)
def latin(text: str) -> str:
    """Fold a name into Latin letters and digits."""
    return "".join(char for char in iuliia.WIKIPEDIA.translate(fold(text)) if char.isalnum())


def brands_match(one: str, other: str) -> bool:
    """Whether two spellings are one brand: case, alphabet and a letter more or less do not count ("Данон", "Danone")."""
    return one == other or ratio(latin(one), latin(other)) >= SAME_BRAND


def same_brand(item: Item, brand: str) -> bool:
    """Whether the item is of `brand`, in either alphabet; by its title where the feed names no brand apart."""
    if item.brand:
        return brands_match(item.brand, brand)
    return set(stems(brand)).issubset(stems(f"{item.title.ru} {item.title.en}"))
