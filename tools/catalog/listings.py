"""What several services tell about one product, put together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from podbor.core.items import Bilingual, Item
from podbor.core.vocabulary import Allergen, Service
from podbor.tools.catalog.ingredients import BROKEN_BY


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

    An allergen or a trace that any of them names is kept, and the diets it breaks are given up; a missing title or
    composition is filled.
    """
    for listing in listings:
        allergens = item.allergens | listing.allergens
        new = (listing.allergens - item.allergens) | (listing.traces - item.allergens - item.traces)
        item = replace(
            item,
            title=Bilingual(ru=item.title.ru or listing.title.ru, en=item.title.en or listing.title.en),
            ingredients=item.ingredients or listing.ingredients,
            allergens=allergens,
            traces=(item.traces | listing.traces) - allergens,
            diets=frozenset(diet for diet in item.diets if new.isdisjoint(BROKEN_BY.get(diet, ()))),
        )
    return item
