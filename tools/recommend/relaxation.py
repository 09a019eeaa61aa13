"""Which constraints emptied a list, and which of them may be offered for relaxing."""

from collections.abc import Collection, Iterable

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
FIRM = ("allergen", "diet", "ingredient")
"""Never offered: what harms is said as a diet, or as an ingredient that the law does not list among allergens."""
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
    return _fewest(_movable(blockers))


def relaxable(blockers: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """Name the constraints that may be offered for relaxing and would bring an item, the lightest first; never a firm one.

    Each alone where one is enough; otherwise the smallest set without a firm one, all of which would have to go.

    >>> relaxable([frozenset({"allergen nuts"}), frozenset({"price_max"})])
    ('price_max',)
    >>> relaxable([frozenset({"price_max", "allergen nuts"})])
    ()
    """
    return _fewest({names for names in _movable(blockers) if all(map(_light, names))})


def _movable(blockers: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    return {names for names in blockers if names and names.isdisjoint(NEVER)}


def _fewest(movable: Collection[frozenset[str]]) -> tuple[str, ...]:
    alone = frozenset(name for names in movable if len(names) == 1 for name in names)
    if not alone and movable:
        alone = min(movable, key=_cost)
    return tuple(sorted(alone, key=lambda name: (_weight(name), name))[:MOST_NAMED])


def _light(name: str) -> bool:
    return name.split(" ", 1)[0] not in FIRM


def _cost(names: frozenset[str]) -> tuple[int, list[int], list[str]]:
    return len(names), sorted(map(_weight, names)), sorted(names)


def _weight(name: str) -> int:
    facet = name.split(" ", 1)[0]
    return ORDER.index(facet) if facet in ORDER else len(ORDER)
