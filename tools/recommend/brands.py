"""When two spellings are one brand."""

from functools import cache, lru_cache

import iuliia
from rapidfuzz.fuzz import ratio

from podbor.core.items import Item
from podbor.core.text import WORD, fold, stems, words
from podbor.core.vocabulary import LOCALES
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary

SAME_BRAND = 90.0
MIN_NAMED = 2
"""Letters that a brand has to have to be told in a title."""
MIN_PLAIN = 4
"""Letters of one that is told without a capital too."""


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
    while len(words) > 1 and kinds.kind_of_title(words[-1]):
        words.pop()
    while len(words) > 1 and kinds.kind_of_title(words[0]):
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


def of_brand_or_named(item: Item, brand: str) -> bool:
    """Whether the item is of `brand` or its title names it: its maker may stand where the feed has the brand."""
    return same_brand(item, brand) or any(_named(title, brand) for title in (item.title.ru, item.title.en))


def _named(title: str, brand: str) -> bool:
    """Whether neighbouring words of a title spell `brand`: "Альпен Гольд" does for "AlpenGold", "Apple juice" not for "Apple".

    What is short, or spelt a little otherwise, counts with a capital only: "and" is no AND, "брауни" no Braun.
    """
    key = latin(brand)
    if len(brand) < MIN_NAMED or fold(brand) in _ordinary():
        return False
    said = WORD.findall(title)
    sizes = range(1, len(words(brand)) + 2)
    runs = ["".join(said[at : at + size]) for size in sizes for at in range(len(said) - size + 1)]
    return any(_spells(run, key) for run in runs)


def _spells(run: str, key: str) -> bool:
    spelt = latin(run)
    if spelt == key and len(key) >= MIN_PLAIN:
        return True
    return run[0].isupper() and spelt[:1] == key[:1] and ratio(spelt, key) >= SAME_BRAND


@cache
def _ordinary() -> frozenset[str]:
    """Names of kinds and ingredients, which a title may have whatever the brand."""
    kinds, ingredients = KindVocabulary.load(), IngredientVocabulary.load()
    return frozenset(
        fold(vocabulary.name(key, locale))
        for vocabulary in (kinds, ingredients)
        for key in vocabulary
        for locale in LOCALES
    )
