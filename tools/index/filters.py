"""An `IndexFilter` as conditions on payload fields; each backend only spells them in its own classes."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from podbor.core.ports import IndexFilter
from podbor.tools.index.payload import (
    ALLERGENS,
    BRAND,
    DIETS,
    INGREDIENTS,
    KINDS,
    PRICES,
    SERVICES,
    SID_PREFIXES,
    TASTES,
    folded,
    point_uuid,
    price_field,
)

PRICE_SLACK = 0.2
"""Prices in the index are those of the build; the live ones, in SQL, are checked by the recommender."""


@dataclass(frozen=True, kw_only=True)
class AnyValue:
    """The field holds one of `values`."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Between:
    """One value of the field lies within the bounds, both inclusive."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, kw_only=True)
class PointIn:
    """The point's id is one of `points`."""

    points: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AnyOf:
    """One of `conditions` holds."""

    conditions: tuple[Between, ...]


Condition: TypeAlias = AnyValue | Between | PointIn | AnyOf


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """All of `must` hold and none of `must_not`."""

    must: tuple[Condition, ...] = ()
    must_not: tuple[Condition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.must or self.must_not)


def conditions(where: IndexFilter) -> Conditions:
    """Translate `where`; a list that is required holds as a whole, one condition a value."""
    return Conditions(must=tuple(_must(where)), must_not=tuple(_must_not(where)))


def _must(where: IndexFilter) -> Iterator[Condition]:
    yield from _any_value(KINDS, where.any_kinds)
    yield from _any_value(BRAND, folded(where.any_brands))
    yield from _any_value(SID_PREFIXES, where.sid_prefixes)
    for field, values in (
        (DIETS, where.require_diets),
        (INGREDIENTS, folded(where.require_ingredients)),
        (TASTES, where.require_tastes),
    ):
        yield from (AnyValue(field=field, values=(value,)) for value in values)
    yield from _offers(where)
    if where.any_items:
        yield PointIn(points=tuple(point_uuid(item_id) for item_id in where.any_items))


def _must_not(where: IndexFilter) -> Iterator[Condition]:
    yield from _any_value(KINDS, where.exclude_kinds)
    yield from _any_value(ALLERGENS, where.exclude_allergens)
    yield from _any_value(DIETS, where.exclude_diets)
    yield from _any_value(INGREDIENTS, folded(where.exclude_ingredients))
    yield from _any_value(BRAND, folded(where.exclude_brands))
    yield from _any_value(TASTES, where.exclude_tastes)
    if where.exclude_items:
        yield PointIn(points=tuple(point_uuid(item_id) for item_id in where.exclude_items))


def _any_value(field: str, values: tuple[str, ...] | list[str]) -> Iterator[AnyValue]:
    if values:
        yield AnyValue(field=field, values=tuple(dict.fromkeys(values)))


def _offers(where: IndexFilter) -> Iterator[Condition]:
    low = None if where.price_min is None else math.floor(where.price_min * (1 - PRICE_SLACK))
    high = None if where.price_max is None else math.ceil(where.price_max * (1 + PRICE_SLACK))
    if low is None and high is None:
        yield from _any_value(SERVICES, where.any_services)
    elif where.any_services:
        fields = [price_field(service) for service in where.any_services]
        yield AnyOf(conditions=tuple(Between(field=field, low=low, high=high) for field in fields))
    else:
        yield Between(field=PRICES, low=low, high=high)
