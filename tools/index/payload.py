"""What a point of the index keeps: one definition for both backends."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from podbor.core.ports import IndexPoint
from podbor.core.vocabulary import Service
from podbor.tools.sid.prefixes import prefixes

DENSE = "dense"
SPARSE = "sparse"

ITEM_ID = "item_id"
KINDS = "kinds"
BRAND = "brand"
ALLERGENS = "allergens"
DIETS = "diets"
INGREDIENTS = "ingredients"
TASTES = "tastes"
SID_PREFIXES = "sid_prefixes"
SERVICES = "services"
PRICES = "prices"

KEYWORD_FIELDS = (KINDS, BRAND, ALLERGENS, DIETS, INGREDIENTS, TASTES, SID_PREFIXES, SERVICES)
INTEGER_FIELDS = (PRICES,)

_NAMESPACE = UUID("8d2f1d2e-6a5c-4a86-9a51-5e7d5d3f0c1b")


def point_uuid(item_id: str) -> str:
    """Return the point's id: Qdrant takes only integers and UUIDs."""
    return str(uuid5(_NAMESPACE, item_id))


def price_field(service: Service) -> str:
    """Return the name of the field of `service`'s price; anything but ASCII letters, digits and _ is spelled in hex."""
    plain = service.isascii() and service.replace("_", "").isalnum()
    return f"price_{service}" if plain else f"price-{service.encode().hex()}"


def folded(values: Iterable[str]) -> list[str]:
    """Casefold, since filters compare exactly."""
    return [value.casefold() for value in values]


def payload(point: IndexPoint) -> dict[str, Any]:
    """Return the stored fields. Empty ones are left out; numbers are integers, as a stored boolean never matches."""
    fields: dict[str, Any] = {
        ITEM_ID: point.item_id,
        KINDS: list(dict.fromkeys((*((point.kind,) if point.kind else ()), *point.kinds))),
        BRAND: point.brand.casefold(),
        ALLERGENS: list(point.allergens),
        DIETS: list(point.diets),
        INGREDIENTS: folded(point.ingredients),
        TASTES: list(point.tastes),
        SID_PREFIXES: list(prefixes(point.sid)),
        SERVICES: [service for service, _ in point.price],
        PRICES: [kopecks for _, kopecks in point.price],
        **{price_field(service): kopecks for service, kopecks in point.price},
    }
    return {name: value for name, value in fields.items() if value not in ("", [])}
