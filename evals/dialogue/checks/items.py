"""Items of a list against patterns: the facts are the fixture's, the offers those that were shown."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from podbor.core.items import Item
from podbor.core.text import stems
from podbor.evals.dialogue.assertions import Bound, ItemPattern, OneOrMore
from podbor.evals.dialogue.checks.check import within
from podbor.evals.dialogue.record import OfferRecord, ShownRecord
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.brands import brands_match

KOPECKS = 100


@dataclass(frozen=True, kw_only=True)
class View:
    """An item as it was shown."""

    item: Item
    offers: Sequence[OfferRecord]
    need: int = 0


def views(slate: Iterable[ShownRecord], items: Mapping[str, Item]) -> list[View]:
    """The list with the facts of its items."""
    return [View(item=items[shown.item], offers=shown.offers, need=shown.need) for shown in slate]


def matches(view: View, pattern: ItemPattern) -> bool:
    """Whether all that the pattern names is so."""
    return next(mismatches(view, pattern), None) is None


def mismatches(view: View, pattern: ItemPattern) -> Iterator[str]:
    """Names of the pattern's fields that do not hold."""
    for name in pattern.model_fields_set:
        if not HOLDS[name](view, getattr(pattern, name)):
            yield name


def value_of(view: View, attribute: str) -> float | None:
    """An attribute of what is shown: the cheapest price in roubles, the fastest delivery; None where it is not known."""
    if attribute == "price":
        return min((offer.price / KOPECKS for offer in view.offers), default=None)
    if attribute == "delivery_time":
        return min((float(offer.eta) for offer in view.offers), default=None)
    return _fact(view, attribute)


def values_of(view: View, attribute: str) -> list[float]:
    """Every value that is shown: all offers' for price and delivery."""
    if attribute == "price":
        return [offer.price / KOPECKS for offer in view.offers]
    if attribute == "delivery_time":
        return [float(offer.eta) for offer in view.offers]
    fact = _fact(view, attribute)
    return [] if fact is None else [fact]


def in_kind(item: Item, kinds: Iterable[str]) -> bool:
    """Whether an item is of one of the kinds, or in one of the groups."""
    own = {item.kind, *kind_vocabulary().ancestors(item.kind)} if item.kind else set()
    return not own.isdisjoint(kinds)


def has_ingredient(item: Item, word: str) -> bool:
    """Whether an item contains what a word stands for, in either language."""
    vocabulary = ingredient_vocabulary()
    return not vocabulary.item_keys(item).isdisjoint(vocabulary.keys(word))


@cache
def kind_vocabulary() -> KindVocabulary:
    """Read once."""
    return KindVocabulary.load()


@cache
def ingredient_vocabulary() -> IngredientVocabulary:
    """Read once."""
    return IngredientVocabulary.load()


def _fact(view: View, attribute: str) -> float | None:
    if attribute in ("size", "rating"):
        fact: float | None = getattr(view.item, attribute)
    else:
        fact = getattr(view.item.nutrition, attribute)
    return fact


def _many(value: OneOrMore) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _titled(view: View, words: OneOrMore) -> bool:
    said = stems(f"{view.item.title.ru} {view.item.title.en}")
    return all(set(stems(word)).issubset(said) for word in _many(words))


def _all_within(name: str) -> Callable[[View, Bound], bool]:
    def holds(view: View, bound: Bound) -> bool:
        values = values_of(view, name)
        return bool(values) and all(within(value, bound) for value in values)

    return holds


HOLDS: Mapping[str, Callable[[View, Any], bool]] = {
    "id": lambda view, ids: view.item.item_id in _many(ids),
    "kind": lambda view, kinds: in_kind(view.item, _many(kinds)),
    "brand": lambda view, brands: any(brands_match(view.item.brand, brand) for brand in _many(brands)),
    "title": _titled,
    "contains": lambda view, values: set(values) <= view.item.allergens | view.item.traces,
    "free_from": lambda view, values: (view.item.allergens | view.item.traces).isdisjoint(values),
    "diets": lambda view, values: set(values) <= view.item.diets,
    "not_diets": lambda view, values: view.item.diets.isdisjoint(values),
    "tastes": lambda view, values: set(values) <= view.item.tastes,
    "not_tastes": lambda view, values: view.item.tastes.isdisjoint(values),
    "ingredients": lambda view, words: all(has_ingredient(view.item, word) for word in words),
    "without_ingredients": lambda view, words: not any(has_ingredient(view.item, word) for word in words),
    "services": lambda view, names: {offer.service for offer in view.offers} <= set(names),
    "offers": lambda view, bound: within(len(view.offers), bound),
    "eta": _all_within("delivery_time"),
    **{name: _all_within(name) for name in "price size rating calories sugar fat salt protein".split()},
}
"""Field of a pattern → whether it holds of an item as shown."""
