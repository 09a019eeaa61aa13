"""Whether a list obeys the constraints in force: a second opinion, made from the fixture's facts and the recorded offers.

Nothing of the filters or of the product's own checker is used; only its vocabularies of words.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from podbor.core.items import Item
from podbor.core.text import stems
from podbor.evals.dialogue.checks.items import (
    View,
    has_ingredient,
    in_kind,
    ingredient_vocabulary,
    kind_vocabulary,
    value_of,
    views,
)
from podbor.evals.dialogue.record import NeedRecord, ShiftRecord, TurnRecord
from podbor.tools.recommend.brands import bare_brand, brands_match

EATEN = frozenset("food baby_puree baby_cereal baby_formula baby_snacks baby_drinks baby_dairy vitamins".split())
"""Diets and required tastes are about what is eaten: these, what is below them, and what is of no known kind."""
FLESH = frozenset(("meat", "fish", "crustaceans", "molluscs"))
"""A category of these is also what food is made of: whoever wants no meat wants no sausages."""


def violations(turn: TurnRecord, items: Mapping[str, Item]) -> list[str]:
    """Every constraint that an item of the list breaks, as "item: constraint"."""
    found = []
    for view in views(turn.slate, items):
        need = turn.needs[view.need] if view.need < len(turn.needs) else NeedRecord(query="")
        about = [shift for shift in turn.shifts if shift.need in ("", need.query)]
        constraints = turn.constraints if need.constraints is None else need.constraints
        broken = [*_item(view.item, constraints), *_offers(view, need, constraints), *_shifts(view, about)]
        found += [f"{view.item.item_id}: {what}" for what in broken]
    return found


def _item(item: Item, constraints: Mapping[str, list[str]]) -> Iterator[str]:
    def those(name: str) -> list[str]:
        return constraints.get(name, [])

    eaten = _eaten(item)
    for allergen in those("exclude_allergens"):
        if allergen in item.allergens | item.traces:
            yield f"allergen {allergen}"
    for diet in those("require_diets"):
        if eaten and diet not in item.diets:
            yield f"diet {diet}"
    yield from (f"diet {diet}" for diet in those("exclude_diets") if diet in item.diets)
    yield from (f"taste {taste}" for taste in those("exclude_tastes") if taste in item.tastes)
    yield from (f"taste {taste}" for taste in those("require_tastes") if eaten and taste not in item.tastes)
    yield from (f"ingredient {word}" for word in those("exclude_ingredients") if has_ingredient(item, word))
    yield from (f"ingredient {word}" for word in those("require_ingredients") if not has_ingredient(item, word))
    yield from (f"brand {brand}" for brand in those("exclude_brands") if _of_brand(item, brand))
    if those("require_brands") and not any(brands_match(item.brand, brand) for brand in those("require_brands")):
        yield "brand"
    yield from (f"category {word}" for word in those("exclude_categories") if _falls_under(item, word))
    if those("require_categories") and not any(_named(item, word) for word in those("require_categories")):
        yield "category"
    if item.item_id in those("exclude_items"):
        yield "rejected"


def _offers(view: View, need: NeedRecord, constraints: Mapping[str, list[str]]) -> Iterator[str]:
    allowed = [set(names) for names in (need.services, constraints.get("require_services", [])) if names]
    for offer in view.offers:
        if need.price_max is not None and offer.price > need.price_max:
            yield "price_max"
        if need.price_min is not None and offer.price < need.price_min:
            yield "price_min"
        if offer.service in constraints.get("exclude_services", []):
            yield f"service {offer.service}"
        if any(offer.service not in names for names in allowed):
            yield f"service {offer.service}"
    if not view.offers:
        yield "no offer"


def _shifts(view: View, shifts: list[ShiftRecord]) -> Iterator[str]:
    for shift in shifts:
        for value in _shifted(view, shift):
            if not (value < shift.bound if shift.direction == "lower" else value > shift.bound):
                yield f"shift {shift.attribute} {shift.direction}"


def _shifted(view: View, shift: ShiftRecord) -> list[float]:
    if shift.attribute == "price":
        return [float(offer.price) for offer in view.offers]
    if shift.attribute == "delivery_time":
        return [float(offer.eta) for offer in view.offers]
    if shift.attribute == "size" and view.item.unit != shift.unit:
        return [float("nan")]
    value: Any = value_of(view, shift.attribute)
    return [float("nan") if value is None else float(value)]


def _eaten(item: Item) -> bool:
    return item.kind not in kind_vocabulary() or in_kind(item, EATEN)


def _of_brand(item: Item, brand: str) -> bool:
    """Whether the item is of a brand, or its title has it as a whole word with a capital, unless it is that of a kind."""
    said = bare_brand(brand)
    if brands_match(item.brand, brand) or not said or kind_vocabulary().match(said):
        return brands_match(item.brand, brand)
    whole = re.compile(rf"(?<!\w){re.escape(said)}(?![\w-])", re.IGNORECASE)
    titles = (item.title.ru, item.title.en)
    return any(found[0][0].isupper() for title in titles for found in whole.finditer(title))


def _falls_under(item: Item, word: str) -> bool:
    vocabulary = ingredient_vocabulary()
    flesh = not FLESH.isdisjoint(vocabulary.flags(vocabulary.keys(word)))
    return (_named(item, word) and _says_sort(item, word)) or (flesh and _eaten(item) and has_ingredient(item, word))


def _named(item: Item, word: str) -> bool:
    kinds = kind_vocabulary().match(word)
    if kinds:
        return in_kind(item, kinds)
    asked = set(stems(word))
    return bool(asked) and asked.issubset(stems(f"{item.title.ru} {item.title.en}"))


def _says_sort(item: Item, word: str) -> bool:
    """Whether the titles of an item say what a category says beyond its kind: black tea is no "зелёный чай"."""
    kinds = (kind_vocabulary().get(key) for key in kind_vocabulary().match(word))
    heads = {stem for kind in kinds if kind for stem in stems(f"{kind.ru} {kind.en}")}
    asked = set(stems(word))
    return asked.isdisjoint(heads) or asked <= heads | set(stems(f"{item.title.ru} {item.title.en}"))
