"""A fixture cut out of a catalogue: the items of a conversation, and others of their kinds that it might have shown."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from podbor.core.items import Item, Offer
from podbor.core.ports import CatalogStore
from podbor.core.settings import SERVICES
from podbor.evals.dialogue.fixtures import Fixture

KOPECKS = 100
BESIDE = 12
"""Items of a kind that are taken along: a list has to be chosen out of something."""


def cut_fixture(catalog: CatalogStore, items: Collection[str], *, about: str) -> Fixture:
    """The items with these ids, as many others of their kinds as `BESIDE`, and all their offers."""
    named = catalog.items(list(items))
    chosen = {**named, **{item.item_id: item for item in _beside(catalog.iter_items(), named.values())}}
    offers = catalog.offers(list(chosen))
    rows = [_row(item, offers.get(item.item_id, ())) for item in chosen.values()]
    return Fixture.model_validate({"about": about, "items": [row for row in rows if row["offers"]]})


def _beside(everything: Iterable[Item], named: Iterable[Item]) -> Iterator[Item]:
    kinds, known = {item.kind for item in named if item.kind}, {item.item_id for item in named}
    taken: Counter[str] = Counter()
    for item in everything:
        if item.kind in kinds and item.item_id not in known and taken[item.kind] < BESIDE:
            taken[item.kind] += 1
            yield item


def _row(item: Item, offers: Iterable[Offer]) -> dict[str, Any]:
    """An item as a fixture writes it; a title that one language lacks is said in the other."""
    nutrition = {name: value for name, value in vars(item.nutrition).items() if value is not None}
    return {
        "id": item.item_id,
        "title": {"ru": item.title.text("ru"), "en": item.title.text("en")},
        "brand": item.brand,
        "kind": item.kind,
        "size": item.size,
        "unit": item.unit,
        "ingredients": list(item.ingredients),
        **{name: sorted(getattr(item, name)) for name in ("allergens", "traces", "diets", "tastes")},
        "per_100": nutrition,
        "rating": item.rating,
        "rating_count": item.rating_count,
        "offers": {offer.service: _terms(offer) for offer in offers if offer.service in SERVICES},
    }


def _terms(offer: Offer) -> dict[str, Any]:
    return {
        "price": offer.price / KOPECKS,
        "old_price": None if offer.old_price is None else offer.old_price / KOPECKS,
        "stock": offer.stock,
        "eta": offer.eta_minutes,
        "fee": offer.delivery_fee / KOPECKS,
        "minimum": offer.minimum_order / KOPECKS,
    }
