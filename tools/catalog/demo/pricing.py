"""Who sells a demo product, and on what terms."""

from collections.abc import Mapping
from datetime import datetime
from random import Random

from podbor.core.items import Item, Offer
from podbor.core.settings import ServiceSettings
from podbor.core.vocabulary import Diet
from podbor.tools.catalog.demo.recipes import Recipe

FRESH = frozenset(("dairy", "bakery", "meat", "fish_seafood", "produce", "ready_meals", "frozen"))
DAILY = frozenset(("baby", "pets", "household", "beauty"))
SHARES: dict[str, dict[str, float]] = {
    "fresh": {"samokat": 0.5, "kuper": 0.85, "megamarket": 0.06},
    "food": {"samokat": 0.42, "kuper": 0.75, "megamarket": 0.5},
    "daily": {"samokat": 0.2, "kuper": 0.4, "megamarket": 0.95},
    "other": {"samokat": 0.03, "kuper": 0.08, "megamarket": 1.0},
}
"""How likely a service sells a product of a class."""
LEVEL = {"samokat": 1.09, "kuper": 1.0, "megamarket": 0.96}
STOCK = {"samokat": 24, "kuper": 90, "megamarket": 240}
ETA_SPREAD = {"samokat": (0.8, 1.7), "kuper": (0.7, 1.5), "megamarket": (1.0, 3.0)}
PREMIUM: dict[Diet, float] = {
    "organic": 1.4,
    "gluten_free": 1.3,
    "keto": 1.2,
    "vegan": 1.15,
    "sugar_free": 1.12,
    "lactose_free": 1.15,
    "halal": 1.08,
    "kosher": 1.15,
}
SIZE_EXPONENT = 0.86
"""A double pack costs less than double."""
SOLD_OUT = 0.05
DISCOUNTED = 0.18


def base_price(rng: Random, recipe: Recipe, *, tier: float, size: float | None, claims: frozenset[Diet]) -> float:
    """Fair price in RUB, before the services differ."""
    price = rng.uniform(*recipe.price) * tier
    if size is not None and recipe.sizes:
        price *= (size / recipe.sizes[0]) ** SIZE_EXPONENT
    for claim in sorted(claims):
        price *= PREMIUM.get(claim, 1.0) if claim in ("organic", "gluten_free") else PREMIUM.get(claim, 1.0) ** 0.5
    return price


def make_offers(
    rng: Random,
    item: Item,
    price: float,
    groups: tuple[str, ...],
    services: Mapping[str, ServiceSettings],
    updated_at: datetime,
) -> list[Offer]:
    """One to three offers at different prices."""
    shares = SHARES[_class(groups)]
    sellers = [service for service in sorted(shares) if service in services and rng.random() < shares[service]]
    sellers = sellers or [max(shares, key=lambda service: shares[service])]
    offers: list[Offer] = []
    for service in sellers:
        asked = kopecks(price * LEVEL[service] * rng.uniform(0.94, 1.07), service)
        while any(offer.price == asked for offer in offers):
            asked += 100
        offers.append(_offer(rng, item, service, asked, services[service], updated_at))
    return offers


def _offer(rng: Random, item: Item, service: str, price: int, terms: ServiceSettings, updated_at: datetime) -> Offer:
    old = kopecks(price / 100 * rng.uniform(1.1, 1.4), service) if rng.random() < DISCOUNTED else None
    stock = 0 if rng.random() < SOLD_OUT else rng.randint(1, STOCK[service])
    return Offer(
        item_id=item.item_id,
        service=service,
        price=price,
        old_price=old if old and old > price else None,
        stock=stock,
        eta_minutes=max(10, round(terms.eta_minutes * rng.uniform(*ETA_SPREAD[service]))),
        delivery_fee=terms.delivery_fee,
        minimum_order=terms.minimum_order,
        updated_at=updated_at,
    )


def kopecks(rub: float, service: str) -> int:
    """A price as its service writes it: whole roubles, nines at the end, .99 at the supermarket."""
    whole = max(15, round(rub))
    if whole >= 1000:
        whole = round(whole / 100) * 100 - 10
    elif whole >= 100:
        whole = round(whole / 10) * 10 - 1
    return whole * 100 + (99 if service == "kuper" and whole < 1000 else 0)


def _class(groups: tuple[str, ...]) -> str:
    if groups[-1] == "food":
        return "fresh" if FRESH & set(groups) else "food"
    return "daily" if groups[-1] in DAILY else "other"
