"""A validated row to an item and an offer."""

from datetime import datetime

from podbor.core.items import Bilingual, Item, Nutrition, Offer
from podbor.core.settings import ServiceSettings
from podbor.core.vocabulary import Service
from podbor.tools.catalog.facts import FactInference
from podbor.tools.catalog.feeds.labels import allergens_told, without_label
from podbor.tools.catalog.feeds.models import FeedRow
from podbor.tools.catalog.sizes import size_of

UNKNOWN_STOCK = 10
"""Stock of an offer whose feed tells none: it is on sale, and how many there are is not known."""
NUTRIENTS = ("calories", "protein", "fat", "carbohydrates", "sugar", "salt")
DECLARABLE = ("ingredients", "allergens", "traces", "diets", "tastes")


def item_from(row: FeedRow, *, item_id: str, facts: FactInference) -> Item:
    """The item of a row, with what the feed left out inferred."""
    written = size_of(row.size_text) if row.size_text else None
    size, unit = row.size, row.unit
    if size is None and row.weight_g:
        size, unit = row.weight_g, "g"
    elif size is None and written:
        size, unit = written.amount, written.unit
    ingredients, label = without_label(row.ingredients or ())
    contains, traces = allergens_told(f"{row.allergen_text}\n{label}", facts.ingredients)
    item = Item(
        item_id=item_id,
        title=Bilingual(ru=row.title_ru, en=row.title_en),
        brand=row.brand,
        kind=row.kind if row.kind in facts.kinds else "",
        category_path=tuple(dict.fromkeys(filter(None, row.category_path))),
        size=size if unit else None,
        unit=unit if size is not None else None,
        ingredients=tuple(ingredient.casefold() for ingredient in ingredients if ingredient),
        allergens=contains | frozenset(row.allergens or ()),
        traces=traces | frozenset(row.traces or ()),
        diets=frozenset(row.diets or ()),
        nutrition=Nutrition(**{name: getattr(row, name) for name in NUTRIENTS}),
        tastes=frozenset(row.tastes or ()),
        rating=row.rating or None,
        rating_count=row.rating_count,
    )
    declared = frozenset(name for name in DECLARABLE if getattr(row, name) is not None)
    return facts.infer(item, declared=declared)


def offer_from(row: FeedRow, *, item_id: str, service: Service, terms: ServiceSettings, updated_at: datetime) -> Offer:
    """The offer of a row; what the feed does not tell comes from the service's settings."""
    old = _kopecks(row.old_price_rub)
    price = _kopecks(row.price_rub) or 1
    stock = UNKNOWN_STOCK if row.stock is None else row.stock
    return Offer(
        item_id=item_id,
        service=service,
        price=price,
        old_price=old if old and old > price else None,
        stock=0 if row.available is False else stock,
        eta_minutes=terms.eta_minutes if row.eta_minutes is None else row.eta_minutes,
        delivery_fee=_or(_kopecks(row.delivery_fee_rub), terms.delivery_fee),
        minimum_order=_or(_kopecks(row.minimum_order_rub), terms.minimum_order),
        updated_at=updated_at,
    )


def _kopecks(rub: float | None) -> int | None:
    return None if rub is None else round(rub * 100)


def _or(value: int | None, default: int) -> int:
    return default if value is None else value
