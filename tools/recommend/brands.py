"""When two spellings are one brand."""

from functools import lru_cache

import iuliia
from rapidfuzz.fuzz import ratio

from podbor.core.items import Item
from podbor.core.text import fold, stems
from podbor.tools.catalog.kinds import KindVocabulary

SAME_BRAND = 90.0


@lru_cache(maxsize=16_384)
def latin(text: str) -> str:
    """Fold a name into Latin letters and digits."""
    return "".join(char for char in iuliia.WIKIPEDIA.translate(fold(text)) if char.isalnum())


@lru_cache(maxsize=16_384)
def bare_brand(text: str) -> str:
    """Drop the name of a kind that a shopper says along with a brand: "Greenfield tea", "печенье Яшкино".

    >>> bare_brand("Yashkino Cookies"), bare_brand("Tea"), bare_brand("Домик в деревне")
    ('Yashkino', 'Tea', 'Домик в деревне')
    """
    words, kinds = text.split(), KindVocabulary.load()
    while len(words) > 1 and kinds.match(words[-1]):
        words.pop()
    while len(words) > 1 and kinds.match(words[0]):
        words.pop(0)
    return " ".join(words)


def brands_match(one: str, other: str) -> bool:
    """Whether two spellings are one brand: case, alphabet and a letter more or less do not count ("Данон", "Danone")."""
    return one == other or ratio(latin(bare_brand(one)), latin(bare_brand(other))) >= SAME_BRAND


def same_brand(item: Item, brand: str) -> bool:
    """Whether the item is of `brand`, in either alphabet; by its title where the feed names no brand apart."""
    if item.brand:
        return brands_match(item.brand, brand)
    return set(stems(brand)).issubset(stems(f"{item.title.ru} {item.title.en}"))
