"""What of an item is searched, in both languages: one text for the embedder, a longer one for BM25."""

from collections.abc import Iterable

from podbor.core.items import Bilingual, Item
from podbor.core.vocabulary import LOCALES, Diet, Taste
from podbor.tools.sid.captions import KindNames

PASSAGE_VERSION = 4
"""Part of a generation's name: raise it when a text, its terms or a filter's keys change, so that every index is built anew."""
CATEGORY_DEPTH = 2
"""The last shelves of the path; the root says nothing that the kind does not."""

DIET_NAMES: dict[Diet, Bilingual] = {
    "vegan": Bilingual(ru="веганское", en="vegan"),
    "vegetarian": Bilingual(ru="вегетарианское", en="vegetarian"),
    "halal": Bilingual(ru="халяль", en="halal"),
    "kosher": Bilingual(ru="кошерное", en="kosher"),
    "keto": Bilingual(ru="кето", en="keto"),
    "lactose_free": Bilingual(ru="без лактозы, безлактозное", en="lactose free"),
    "gluten_free": Bilingual(ru="без глютена, безглютеновое", en="gluten free"),
    "sugar_free": Bilingual(ru="без сахара", en="sugar free"),
    "organic": Bilingual(ru="органическое, эко", en="organic"),
    "fasting": Bilingual(ru="постное", en="for fasting"),
}
TASTE_NAMES: dict[Taste, Bilingual] = {
    "sweet": Bilingual(ru="сладкое", en="sweet"),
    "salty": Bilingual(ru="солёное", en="salty"),
    "sour": Bilingual(ru="кислое", en="sour"),
    "bitter": Bilingual(ru="горькое", en="bitter"),
    "spicy": Bilingual(ru="острое", en="spicy"),
    "umami": Bilingual(ru="умами", en="umami"),
    "smoky": Bilingual(ru="копчёное", en="smoky"),
    "mild": Bilingual(ru="нежное", en="mild"),
}


def passage(item: Item, kinds: KindNames) -> str:
    """Return what is embedded: titles and kind names, or the last shelf where the kind is not known.

    No more than that: with brand, shelves, tastes and diets, the names of kinds found 0.87 (Russian) and 0.80 (English)
    of their kind in the demo catalogue, without them 0.92 and 0.91, in half the time.
    """
    return ". ".join(_once((item.title.ru, item.title.en, *(_kind_names(item, kinds) or item.category_path[-1:]))))


def search_text(item: Item, kinds: KindNames) -> str:
    """Return what BM25 reads: titles, brand, kind names, last shelves, tastes and diets, each said once."""
    facts = [
        *(TASTE_NAMES[taste] for taste in sorted(item.tastes)),
        *(DIET_NAMES[diet] for diet in sorted(item.diets)),
    ]
    said = ", ".join([fact.ru for fact in facts] + [fact.en for fact in facts])
    shelves = item.category_path[-CATEGORY_DEPTH:]
    return ". ".join(_once((item.title.ru, item.title.en, item.brand, *_kind_names(item, kinds), *shelves, said)))


def _kind_names(item: Item, kinds: KindNames) -> tuple[str, ...]:
    return tuple(kinds.name(item.kind, locale) for locale in LOCALES) if item.kind else ()


def _once(parts: Iterable[str]) -> list[str]:
    kept: dict[str, str] = {}
    for part in parts:
        text = part.strip()
        if text:
            kept.setdefault(text.casefold(), text)
    return list(kept.values())
