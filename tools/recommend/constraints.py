"""Hard constraints twice: as a filter of the index, and as a predicate over an item and its live offers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import iuliia
from rapidfuzz.fuzz import ratio

from podbor.core.items import Item, Offer
from podbor.core.ports import IndexFilter
from podbor.core.preferences import Constraints, Shift
from podbor.core.slate import Need
from podbor.core.text import fold, stems
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary

SAME_BRAND = 90.0


@dataclass(frozen=True, kw_only=True)
class ConstraintChecker:
    """Knows what the shopper's words stand for."""

    kinds: KindVocabulary
    ingredients: IngredientVocabulary

    def where(self, need: Need, constraints: Constraints, *, kind: str = "", seen: Sequence[str] = ()) -> IndexFilter:
        """Translate into an index filter: necessary conditions, the live predicate decides."""
        price = [shift for shift in constraints.shifts if shift.attribute == "price"]
        return IndexFilter(
            any_kinds=(kind,) if kind else (),
            exclude_kinds=tuple(
                key for word in sorted(constraints.exclude_categories) for key in self.kinds.match(word)
            ),
            exclude_allergens=tuple(sorted(constraints.exclude_allergens)),
            require_diets=tuple(sorted(constraints.require_diets)),
            exclude_diets=tuple(sorted(constraints.exclude_diets)),
            exclude_ingredients=tuple(
                key for word in sorted(constraints.exclude_ingredients) for key in self.ingredients.keys(word)
            ),
            exclude_brands=tuple(sorted(constraints.exclude_brands)),
            require_tastes=tuple(sorted(constraints.require_tastes)),
            exclude_tastes=tuple(sorted(constraints.exclude_tastes)),
            any_services=self._services(need, constraints),
            price_min=_tightest(need.price_min, (s.bound for s in price if s.direction == "higher"), high=True),
            price_max=_tightest(need.price_max, (s.bound for s in price if s.direction == "lower"), high=False),
            exclude_items=(*sorted(constraints.exclude_items), *seen),
        )

    def violations(self, item: Item, constraints: Constraints) -> Iterator[str]:
        """Name every constraint that the item itself breaks, whatever it costs: "allergen nuts", "shift sugar lower"."""
        for allergen in constraints.exclude_allergens & (item.allergens | item.traces):
            yield f"allergen {allergen}"
        for diet in constraints.require_diets - item.diets:
            yield f"diet {diet}"
        for diet in constraints.exclude_diets & item.diets:
            yield f"diet {diet}"
        yield from self._word_violations(item, constraints)
        for taste in (constraints.exclude_tastes & item.tastes) | (constraints.require_tastes - item.tastes):
            yield f"taste {taste}"
        if item.item_id in constraints.exclude_items:
            yield "rejected"
        for shift in constraints.shifts:
            if shift.attribute not in ("price", "delivery_time") and not _obeys(item, shift):
                yield f"shift {shift.attribute} {shift.direction}"

    def admissible(self, offers: Sequence[Offer], need: Need, constraints: Constraints) -> tuple[Offer, ...]:
        """The offers that may be shown, cheapest first."""
        services = self._services(need, constraints)
        allowed = (
            offer
            for offer in offers
            if offer.in_stock
            and (not services or offer.service in services)
            and offer.service not in constraints.exclude_services
            and (need.price_min is None or offer.price >= need.price_min)
            and (need.price_max is None or offer.price <= need.price_max)
            and all(_offer_obeys(offer, shift) for shift in constraints.shifts)
        )
        return tuple(sorted(allowed, key=lambda offer: (offer.price, offer.eta_minutes, offer.service)))

    def names_category(self, item: Item, word: str) -> bool:
        """Whether the item belongs to what the shopper calls `word`: a kind, or a word of its title."""
        keys = self.kinds.match(word)
        if keys:
            return any(key == item.kind or key in self.kinds.ancestors(item.kind) for key in keys)
        asked = set(stems(word))
        return bool(asked) and asked.issubset(stems(f"{item.title.ru} {item.title.en} {' '.join(item.category_path)}"))

    def has_ingredient(self, item: Item, word: str) -> bool:
        """Whether the item contains what the shopper calls `word`, by its ingredients or its title."""
        return not self.ingredients.item_keys(item).isdisjoint(self.ingredients.keys(word))

    def _word_violations(self, item: Item, constraints: Constraints) -> Iterator[str]:
        """Constraints in the shopper's own words. One brand or category of those required is enough; ingredients all count."""
        rules: tuple[tuple[str, Callable[[Item, str], bool], frozenset[str], frozenset[str]], ...] = (
            ("brand", same_brand, constraints.exclude_brands, constraints.require_brands),
            ("category", self.names_category, constraints.exclude_categories, constraints.require_categories),
        )
        for facet, holds, excluded, required in rules:
            yield from (f"{facet} {word}" for word in sorted(excluded) if holds(item, word))
            if required and not any(holds(item, word) for word in required):
                yield f"{facet} {min(required)}"
        for word in sorted(constraints.exclude_ingredients ^ constraints.require_ingredients):
            if self.has_ingredient(item, word) == (word in constraints.exclude_ingredients):
                yield f"ingredient {word}"

    def _services(self, need: Need, constraints: Constraints) -> tuple[str, ...]:
        """Services of the need, else those required; none left means no offer can pass, which `admissible` decides."""
        asked = set(need.services) or set(constraints.require_services)
        return tuple(sorted(asked - constraints.exclude_services)) or tuple(sorted(asked))


def same_brand(item: Item, brand: str) -> bool:
    """Whether the item is of `brand`, in either alphabet; by its title where the feed names no brand apart."""
    if item.brand:
        return brands_match(item.brand, brand)
    return set(stems(brand)).issubset(stems(f"{item.title.ru} {item.title.en}"))


def brands_match(one: str, other: str) -> bool:
    """Whether two spellings are one brand: case, alphabet and a letter more or less do not count ("Данон", "Danone")."""
    return one == other or ratio(latin(one), latin(other)) >= SAME_BRAND


def latin(text: str) -> str:
    """Fold a name into Latin letters and digits."""
    return "".join(char for char in iuliia.WIKIPEDIA.translate(fold(text)) if char.isalnum())


def _obeys(item: Item, shift: Shift) -> bool:
    value = item.size if shift.attribute == "size" else _attribute(item, shift.attribute)
    if value is None or (shift.attribute == "size" and item.unit != shift.unit):
        return False
    return value < shift.bound if shift.direction == "lower" else value > shift.bound


def _attribute(item: Item, attribute: str) -> float | None:
    return item.rating if attribute == "rating" else getattr(item.nutrition, attribute)


def _offer_obeys(offer: Offer, shift: Shift) -> bool:
    if shift.attribute not in ("price", "delivery_time"):
        return True
    value = offer.price if shift.attribute == "price" else offer.eta_minutes
    return value < shift.bound if shift.direction == "lower" else value > shift.bound


def _tightest(bound: int | None, shifts: Iterator[float], *, high: bool) -> int | None:
    bounds = [*([] if bound is None else [bound]), *(int(shift) for shift in shifts)]
    if not bounds:
        return None
    return max(bounds) if high else min(bounds)
