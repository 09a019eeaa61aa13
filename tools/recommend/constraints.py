"""Hard constraints twice: as a filter of the index, and as a predicate over an item and its live offers."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from podbor.core.items import Item, Offer
from podbor.core.ports import IndexFilter
from podbor.core.preferences import Constraints, Shift
from podbor.core.slate import Need
from podbor.core.text import stems
from podbor.core.vocabulary import Service
from podbor.tools.catalog.ingredients import FLESH, IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.brands import brands_match, of_brand_or_named, same_brand
from podbor.tools.recommend.exclusions import Exclusions
from podbor.tools.recommend.glossary import Glossary
from podbor.tools.recommend.lexicon import Lexicon
from podbor.tools.recommend.sorts import Sorts

OFFER_ATTRIBUTES = ("price", "delivery_time")
OUT_OF_STOCK = "stock"
REJECTED = "rejected"
Holds: TypeAlias = Callable[[Item, str], bool]
"""Whether an item is of what a word names."""
CACHED_WORDS = 1024
CACHED_ITEMS = 8192


class ConstraintChecker:
    """Knows what the shopper's words stand for and which services sell. Holds no shopper; may be shared by threads."""

    def __init__(
        self,
        *,
        kinds: KindVocabulary,
        ingredients: IngredientVocabulary,
        lexicon: Lexicon,
        services: Collection[Service],
    ) -> None:
        self.kinds = kinds
        self.ingredients = ingredients
        self._lexicon = lexicon
        self._exclusions = Exclusions(kinds, ingredients)
        self._sorts = Sorts(kinds, ingredients, lexicon)
        self._sellers = frozenset(services)
        self.kinds_of = lru_cache(maxsize=CACHED_WORDS)(kinds.match)
        self._ingredients_of = lru_cache(maxsize=CACHED_WORDS)(ingredients.own_keys)
        self._names = lru_cache(maxsize=CACHED_ITEMS)(self._names_of)
        self._own_names = lru_cache(maxsize=CACHED_ITEMS)(self._own_names_of)
        self._item_keys = lru_cache(maxsize=CACHED_ITEMS)(ingredients.item_keys)

    def applicable(self, constraints: Constraints, kind: str) -> Constraints:
        """The constraints that concern a kind: diets and tastes are about what is eaten. An unknown kind may be."""
        if not (constraints.require_diets or constraints.require_tastes) or self._exclusions.is_eaten(kind):
            return constraints
        return replace(constraints, require_diets=frozenset(), require_tastes=frozenset())

    def where(
        self, need: Need, constraints: Constraints, *, kind: str = "", seen: Iterable[str] = ()
    ) -> IndexFilter | None:
        """Translate into an index filter: necessary conditions, the live predicate decides. None: nothing can pass."""
        any_kinds = self._any_kinds(kind, constraints)
        services = self._services(need, constraints)
        if any_kinds is None or services is None:
            return None
        price = [shift for shift in constraints.shifts if shift.attribute == "price"]
        return IndexFilter(
            any_kinds=any_kinds,
            exclude_kinds=self._each(self._whole_kinds, constraints.exclude_categories),
            exclude_allergens=tuple(sorted(constraints.exclude_allergens)),
            require_diets=tuple(sorted(constraints.require_diets)),
            exclude_diets=tuple(sorted(constraints.exclude_diets)),
            exclude_ingredients=self._each(self._ingredients_of, constraints.exclude_ingredients),
            require_ingredients=self._each(self._sole_key, constraints.require_ingredients),
            any_brands=self._brands(constraints.require_brands),
            exclude_brands=self._each(self._spelt, constraints.exclude_brands),
            require_tastes=tuple(sorted(constraints.require_tastes)),
            exclude_tastes=tuple(sorted(constraints.exclude_tastes)),
            any_services=services,
            price_min=_tightest(need.price_min, (s.bound for s in price if s.direction == "higher"), max),
            price_max=_tightest(need.price_max, (s.bound for s in price if s.direction == "lower"), min),
            exclude_items=(*sorted(constraints.exclude_items), *seen),
        )

    def unexcluded_services(self, constraints: Constraints) -> tuple[str, ...]:
        """The services that are left where some are excluded: a preference, since the index knows no later stock."""
        return tuple(sorted(self._sellers - constraints.exclude_services)) if constraints.exclude_services else ()

    def violations(self, item: Item, constraints: Constraints) -> Iterator[str]:
        """Name every constraint that the item itself breaks, whatever it costs: "allergen nuts", "shift sugar lower"."""
        for allergen in constraints.exclude_allergens:
            if allergen in item.allergens | item.traces or self._exclusions.may_contain(item, allergen):
                yield f"allergen {allergen}"
        for diet in constraints.require_diets - item.diets:
            yield f"diet {diet}"
        for diet in constraints.exclude_diets & item.diets:
            yield f"diet {diet}"
        for taste in (constraints.exclude_tastes & item.tastes) | (constraints.require_tastes - item.tastes):
            yield f"taste {taste}"
        if item.item_id in constraints.exclude_items:
            yield REJECTED
        for shift in constraints.shifts:
            if shift.attribute not in OFFER_ATTRIBUTES and not _obeys(item, shift):
                yield _name(shift)
        yield from self._word_violations(item, constraints)

    def offer_violations(self, offer: Offer, need: Need, constraints: Constraints) -> Iterator[str]:
        """Name every bound that an offer breaks: "price_max", "shift price lower", "service kuper", "stock"."""
        if not offer.in_stock:
            yield OUT_OF_STOCK
        if need.price_min is not None and offer.price < need.price_min:
            yield "price_min"
        if need.price_max is not None and offer.price > need.price_max:
            yield "price_max"
        for shift in constraints.shifts:
            if shift.attribute in OFFER_ATTRIBUTES and not _offer_obeys(offer, shift):
                yield _name(shift)
        if offer.service in constraints.exclude_services:
            yield f"service {offer.service}"
        for allowed in (frozenset(need.services), constraints.require_services):
            if allowed and offer.service not in allowed:
                yield f"service {min(allowed)}"

    def admissible(self, offers: Iterable[Offer], need: Need, constraints: Constraints) -> tuple[Offer, ...]:
        """The offers that may be shown, cheapest first."""
        allowed = (offer for offer in offers if next(self.offer_violations(offer, need, constraints), None) is None)
        return tuple(sorted(allowed, key=lambda offer: (offer.price, offer.eta_minutes, offer.service)))

    def blockers(
        self, item: Item, offers: Iterable[Offer], need: Need, constraints: Constraints
    ) -> frozenset[str] | None:
        """The fewest constraints that would have to go for the item to be shown; None where there is no offer."""
        own = frozenset(self.violations(item, constraints))
        by_offer = (frozenset(self.offer_violations(offer, need, constraints)) for offer in offers)
        least = min(by_offer, key=lambda names: (len(names), sorted(names)), default=None)
        return None if least is None else own | least

    def names_category(self, item: Item, word: str) -> bool:
        """Whether the item belongs to what the shopper calls `word`: a kind, a sort of it that it tells, or a word of its title."""
        sort = self._sorts.of(word)
        return self._is_called(item, word) and (sort is None or self._sorts.includes(sort, item))

    def _is_called(self, item: Item, word: str) -> bool:
        keys = self.kinds_of(word)
        if keys:
            return any(key == item.kind or key in self.kinds.ancestors(item.kind) for key in keys)
        asked = set(stems(word))
        return bool(asked) and asked.issubset(stems(f"{item.title.ru} {item.title.en} {' '.join(item.category_path)}"))

    def falls_under(self, item: Item, word: str) -> bool:
        """Whether the item belongs to an excluded category, or is food of its meat or fish: "мясо" excludes dumplings with beef.

        Of an excluded sort, what tells no other sort may be: "зелёный чай" excludes sencha, and no black tea.
        """
        if self._is_called(item, word):
            sort = self._sorts.of(word)
            return sort is None or self._sorts.may_include(sort, item)
        flesh = not FLESH.isdisjoint(self.ingredients.flags(self._ingredients_of(word)))
        return flesh and self._exclusions.is_eaten(item.kind) and self._exclusions.may_hold(item, word)

    def _whole_kinds(self, word: str) -> tuple[str, ...]:
        return () if self._sorts.of(word) else self.kinds_of(word)

    def names(self, item: Item) -> frozenset[str]:
        """Stems of everything the item goes by, and what they stand for: title, brand, shelves and its kind's words."""
        return self._names(item)

    def _names_of(self, item: Item) -> frozenset[str]:
        kind = self.kinds.get(item.kind)
        return self._own_names_of(item) | _meant(kind.phrases if kind else ())

    def own_names(self, item: Item) -> frozenset[str]:
        """The same without the other names of its kind: not all that is chocolate is "dark chocolate"."""
        return self._own_names(item)

    def _own_names_of(self, item: Item) -> frozenset[str]:
        kind = self.kinds.get(item.kind)
        names = (kind.ru, kind.en) if kind else ()
        return _meant((item.title.ru, item.title.en, item.brand, *item.category_path, *names))

    def has_ingredient(self, item: Item, word: str) -> bool:
        """Whether the item contains what the shopper calls `word`, by its ingredients or its title."""
        return not self._item_keys(item).isdisjoint(self._ingredients_of(word))

    def _word_violations(self, item: Item, constraints: Constraints) -> Iterator[str]:
        """Constraints in the shopper's own words. One brand or category of those required is enough; ingredients all count."""
        excluded: tuple[tuple[str, Holds, frozenset[str]], ...] = (
            ("brand", of_brand_or_named, constraints.exclude_brands),
            ("category", self.falls_under, constraints.exclude_categories),
            ("ingredient", self._exclusions.may_hold, constraints.exclude_ingredients),
        )
        required: tuple[tuple[str, Holds, frozenset[str]], ...] = (
            ("brand", same_brand, constraints.require_brands),
            ("category", self.names_category, constraints.require_categories),
        )
        for facet, holds, said in excluded:
            yield from (f"{facet} {word}" for word in sorted(said) if holds(item, word))
        for facet, holds, said in required:
            if said and not any(holds(item, word) for word in said):
                yield f"{facet} {min(said)}"
        for word in sorted(constraints.require_ingredients):
            if not self.has_ingredient(item, word):
                yield f"ingredient {word}"

    def _any_kinds(self, kind: str, constraints: Constraints) -> tuple[str, ...] | None:
        """Kinds that satisfy both the need and the required categories; None where they exclude each other."""
        wanted = {kind, *self.kinds.descendants(kind)} if kind else set()
        if not constraints.require_categories or not all(map(self.kinds_of, constraints.require_categories)):
            return (kind,) if kind else ()
        named = self._each(self.kinds_of, constraints.require_categories)
        required = {key for name in named for key in (name, *self.kinds.descendants(name))}
        both = wanted & required if wanted else required
        return tuple(sorted(both)) or None

    def _services(self, need: Need, constraints: Constraints) -> tuple[str, ...] | None:
        asked = [set(allowed) for allowed in (need.services, constraints.require_services) if allowed]
        if not asked:
            return ()
        return tuple(sorted(set.intersection(*asked) - constraints.exclude_services)) or None

    def _sole_key(self, word: str) -> tuple[str, ...]:
        """The key that all of an ingredient has in the index; none for a word of several, any of which is enough."""
        keys = self.ingredients.own_keys(word)
        return keys if len(keys) == 1 else ()

    def _brands(self, required: frozenset[str]) -> tuple[str, ...]:
        """Spellings in the catalogue; no filter when one is not among its brands, since titles may still name it."""
        spelt = [self._spelt(brand) for brand in sorted(required)]
        return tuple(name for names in spelt for name in names) if all(spelt) else ()

    def _spelt(self, brand: str) -> tuple[str, ...]:
        return tuple(name for name in self._lexicon.spelt(brand) if brands_match(name, brand))

    @staticmethod
    def _each(meaning: Callable[[str], tuple[str, ...]], said: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key for word in sorted(said) for key in meaning(word)))


def _name(shift: Shift) -> str:
    return f"shift {shift.attribute} {shift.direction}"


def _obeys(item: Item, shift: Shift) -> bool:
    """What is not known, or is measured in another unit, does not obey."""
    if shift.attribute == "size":
        value = item.size if item.unit == shift.unit else None
    else:
        value = _attribute(item, shift.attribute)
    return value is not None and shift.admits(value)


def _attribute(item: Item, attribute: str) -> float | None:
    value: float | None = item.rating if attribute == "rating" else getattr(item.nutrition, attribute)
    return value


def _offer_obeys(offer: Offer, shift: Shift) -> bool:
    return shift.admits(offer.price if shift.attribute == "price" else offer.eta_minutes)


def _tightest(bound: int | None, shifts: Iterable[float], tighter: Callable[[Sequence[int]], int]) -> int | None:
    bounds = [*([] if bound is None else [bound]), *(int(shift) for shift in shifts)]
    return tighter(bounds) if bounds else None


def _meant(said: Iterable[str]) -> frozenset[str]:
    return Glossary.load().with_concepts(stems(" ".join(said)))
