"""Domain objects to table rows and back."""

import hashlib
import json
from dataclasses import asdict
from typing import Any, cast

from sqlalchemy import Row

from podbor.core.items import Bilingual, Item, Nutrition, Offer
from podbor.core.vocabulary import Unit
from podbor.tools.catalog.listings import Listing
from podbor.tools.catalog.tables import OfferRow


def item_values(item: Item) -> dict[str, Any]:
    """Column values of an item, its digest among them."""
    values: dict[str, Any] = {
        "item_id": item.item_id,
        "title_ru": item.title.ru,
        "title_en": item.title.en,
        "brand": item.brand,
        "kind": item.kind,
        "category_path": list(item.category_path),
        "size": item.size,
        "unit": item.unit,
        "ingredients": list(item.ingredients),
        "allergens": sorted(item.allergens),
        "traces": sorted(item.traces),
        "diets": sorted(item.diets),
        "nutrition": asdict(item.nutrition),
        "tastes": sorted(item.tastes),
        "rating": item.rating,
        "rating_count": item.rating_count,
        "inferred": sorted(item.inferred),
        "demo": item.demo,
    }
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return values | {"sid": item.sid, "digest": hashlib.sha256(text.encode()).hexdigest()}


def item_of(row: Row[Any]) -> Item:
    """The item of a row."""
    return Item(
        item_id=row.item_id,
        title=Bilingual(ru=row.title_ru, en=row.title_en),
        brand=row.brand,
        kind=row.kind,
        category_path=tuple(row.category_path),
        size=row.size,
        unit=cast("Unit | None", row.unit),
        ingredients=tuple(row.ingredients),
        allergens=cast("Any", frozenset(row.allergens)),
        traces=cast("Any", frozenset(row.traces)),
        diets=cast("Any", frozenset(row.diets)),
        nutrition=Nutrition(**row.nutrition),
        tastes=cast("Any", frozenset(row.tastes)),
        rating=row.rating,
        rating_count=row.rating_count,
        inferred=frozenset(row.inferred),
        sid=row.sid,
        demo=row.demo,
    )


def offer_values(offer: Offer) -> dict[str, Any]:
    """Column values of an offer."""
    return {column: getattr(offer, column) for column in OfferRow.__table__.columns.keys()}


def offer_of(row: Row[Any]) -> Offer:
    """The offer of a row."""
    return Offer(**row._mapping)


def listing_values(listing: Listing) -> dict[str, Any]:
    """Column values of a listing."""
    return {
        "service": listing.service,
        "listing_id": listing.listing_id,
        "item_id": listing.item_id,
        "title_ru": listing.title.ru,
        "title_en": listing.title.en,
        "ingredients": list(listing.ingredients),
        "allergens": sorted(listing.allergens),
        "traces": sorted(listing.traces),
    }


def listing_of_row(row: Row[Any]) -> Listing:
    """The listing of a row."""
    return Listing(
        service=row.service,
        listing_id=row.listing_id,
        item_id=row.item_id,
        title=Bilingual(ru=row.title_ru, en=row.title_en),
        ingredients=tuple(row.ingredients),
        allergens=cast("Any", frozenset(row.allergens)),
        traces=cast("Any", frozenset(row.traces)),
    )
