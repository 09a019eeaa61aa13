"""What several services tell about one product, put together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from podbor.core.items import Bilingual, Item
from podbor.core.text import words
from podbor.core.vocabulary import Allergen, Service
from podbor.tools.catalog.ingredients import ANIMAL, BROKEN_BY, IngredientVocabulary


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A service's own row, by its own id, for a product that is kept as `item_id`."""

    service: Service
    listing_id: str
    item_id: str
    title: Bilingual
    ingredients: tuple[str, ...] = ()
    allergens: frozenset[Allergen] = frozenset()
    traces: frozenset[Allergen] = frozenset()


def listing_of(item: Item, *, service: Service, item_id: str) -> Listing:
    """The listing of a feed's row, read as `item`, for the product kept as `item_id`."""
    return Listing(
        service=service,
        listing_id=item.item_id,
        item_id=item_id,
        title=item.title,
        ingredients=item.ingredients,
        allergens=item.allergens,
        traces=item.traces,
    )


def combined(item: Item, listings: Iterable[Listing]) -> Item:
    """The item with what the other services tell of it.

    An allergen or a trace that any of them names is kept, and the diets that it or an ingredient breaks are given up; a
    missing title or composition is filled.
    """
    for listing in listings:
        allergens = item.allergens | listing.allergens
        traces = listing.traces - item.traces
        new = (listing.allergens | (traces - ANIMAL if _imitates(item) else traces)) - item.allergens
        broken = new | _flags(item, listing) | ({"lactose"} if "milk" in new else set())
        if broken & {"crustaceans", "molluscs"}:
            broken |= {"unkosher"}
        item = replace(
            item,
            title=Bilingual(ru=item.title.ru or listing.title.ru, en=item.title.en or listing.title.en),
            ingredients=item.ingredients or listing.ingredients,
            allergens=allergens,
            traces=(item.traces | listing.traces) - allergens,
            diets=frozenset(diet for diet in item.diets if broken.isdisjoint(BROKEN_BY.get(diet, ()))),
        )
    return item


def _imitates(item: Item) -> bool:
    """Whether the name says vegan: traces of what it imitates do not refute that."""
    return any(word.startswith(("веган", "vegan")) for word in words(f"{item.title.ru} {item.title.en}"))


def _flags(item: Item, listing: Listing) -> frozenset[str]:
    """Flags of a listing's ingredients that may break a diet of the item.

    What the item's own name has ("вегетарианская колбаса") was judged with its claims, and so was the lactose of what is
    known to be of milk.
    """
    vocabulary = IngredientVocabulary.load()
    named = vocabulary.in_text(f"{item.title.ru} . {item.title.en}")
    told = {key for text in listing.ingredients for key in vocabulary.in_text(text)}.difference(named)
    return vocabulary.flags(told) - ({"lactose"} if "milk" in item.allergens else set())
