"""Which constraints emptied a list."""

from collections.abc import Iterable

ORDER = (
    "shift",
    "price_max",
    "price_min",
    "service",
    "brand",
    "taste",
    "category",
    "ingredient",
    "diet",
    "allergen",
    "rejected",
)
"""Lightest first: a shopper gives up a price bound more gladly than a diet."""
NEVER = ("stock",)
MOST_NAMED = 5


def emptied_by(blockers: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """Name each constraint without which, alone, an item would be there, the lightest first.

    Where no single one suffices, the smallest set that together keeps an item off. `blockers` holds, an item, all the
    constraints that keep it off.

    >>> emptied_by([frozenset({"diet vegan"}), frozenset({"price_max"}), frozenset({"price_max", "allergen nuts"})])
    ('price_max', 'diet vegan')
    >>> emptied_by([frozenset({"price_max", "allergen nuts"})])
    ('price_max', 'allergen nuts')
    """
    movable = {names for names in blockers if names and names.isdisjoint(NEVER)}
    alone = frozenset(name for names in movable if len(names) == 1 for name in names)
    if not alone and movable:
        alone = min(movable, key=_cost)
    return tuple(sorted(alone, key=lambda name: (_weight(name), name))[:MOST_NAMED])


def _cost(names: frozenset[str]) -> tuple[int, list[int], list[str]]:
    return len(names), sorted(map(_weight, names)), sorted(names)


def _weight(name: str) -> int:
    facet = name.split(" ", 1)[0]
    return ORDER.index(facet) if facet in ORDER else len(ORDER)
