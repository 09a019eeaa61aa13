"""The score of a candidate: a sum of named evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log1p

from podbor.core.items import Item, Offer
from podbor.core.ports import Hit
from podbor.core.preferences import SoftPreference
from podbor.core.slate import Evidence
from podbor.core.text import stem, stems, words
from podbor.tools.recommend.constraints import ConstraintChecker, same_brand
from podbor.tools.recommend.evidence import EvidenceName
from podbor.tools.recommend.intent import Group, Intent

NEUTRAL_RATING = 4.0
FULL_RATING_COUNT = 100
FAST_MINUTES = 30
SIZE_TOLERANCE = 0.06
WEIGHTS: Mapping[EvidenceName, float] = {
    "relevance": 1.0,
    "kind": 0.5,
    "brand_asked": 0.6,
    "size_asked": 0.3,
    "diet_asked": 0.3,
    "liked": 0.25,
    "disliked": 0.35,
    "taken_before": 0.15,
    "rating": 0.08,
    "discount": 0.02,
    "fast": 0.02,
}
"""What full evidence of each name adds. Relevance leads; rating, discount and speed only break ties."""


@dataclass(frozen=True, kw_only=True)
class Taste:
    """What is known of a shopper's liking: stated preferences, and the items taken before."""

    soft: tuple[SoftPreference, ...] = ()
    taken: Sequence[Item] = field(default_factory=tuple)


@dataclass(frozen=True, kw_only=True)
class Scorer:
    """Scores the candidates of one group."""

    checker: ConstraintChecker
    intent: Intent
    group: Group
    taste: Taste
    best_sparse: float

    def evidence(self, item: Item, offers: Sequence[Offer], hit: Hit) -> tuple[Evidence, ...]:
        """Everything that speaks for or against the item; the score is its sum."""
        found = [*self._asked(item, hit), *self._personal(item), *self._priors(item, offers)]
        return tuple(
            Evidence(name=name, value=WEIGHTS[name] * strength, detail=detail)
            for name, strength, detail in found
            if strength
        )

    def coverage(self, item: Item) -> float:
        """Share of the need's words that the item's title, brand, kind or category has."""
        asked = self.intent.stems
        if not asked:
            return 1.0
        kind = self.checker.kinds.get(item.kind)
        names = " ".join((kind.ru, kind.en, *kind.synonyms)) if kind else ""
        has = set(stems(f"{item.title.ru} {item.title.en} {item.brand} {names} {' '.join(item.category_path)}"))
        return len(asked & has) / len(asked)

    def _asked(self, item: Item, hit: Hit) -> Iterator[tuple[EvidenceName, float, str]]:
        dense = max(hit.dense or 0.0, 0.0)
        sparse = (hit.sparse or 0.0) / self.best_sparse if self.best_sparse else 0.0
        yield "relevance", (dense + sparse + self.coverage(item)) / 3, self.group.text
        if self.group.kind:
            yield "kind", 1.0, self.group.kind
        if item.brand and {stem(word) for word in words(item.brand)} <= self.intent.stems:
            yield "brand_asked", 1.0, item.brand
        size = self.intent.size
        if size is not None and item.size is not None and item.unit == size.unit:
            yield "size_asked", float(abs(item.size - size.amount) <= SIZE_TOLERANCE * size.amount), ""
        for diet in sorted(self.intent.diets & item.diets):
            yield "diet_asked", 1.0, f"diet {diet}"

    def _personal(self, item: Item) -> Iterator[tuple[EvidenceName, float, str]]:
        for preference in self.taste.soft:
            if preference.weight and self._fits(item, preference):
                name: EvidenceName = "liked" if preference.weight > 0 else "disliked"
                yield name, preference.weight, f"{preference.facet} {preference.value}"
        for taken in self.taste.taken:
            same_kind = bool(item.kind) and item.kind == taken.kind
            if item.item_id == taken.item_id or (same_kind and item.brand == taken.brand and item.brand):
                yield "taken_before", 1.0, taken.brand
                return

    def _priors(self, item: Item, offers: Sequence[Offer]) -> Iterator[tuple[EvidenceName, float, str]]:
        if item.rating is not None:
            trust = min(log1p(item.rating_count) / log1p(FULL_RATING_COUNT), 1.0) if item.rating_count else 0.5
            yield "rating", (item.rating - NEUTRAL_RATING) * trust, f"{item.rating:g}"
        if any(offer.old_price and offer.old_price > offer.price for offer in offers):
            yield "discount", 1.0, ""
        if any(offer.eta_minutes <= FAST_MINUTES for offer in offers):
            yield "fast", 1.0, ""

    def _fits(self, item: Item, preference: SoftPreference) -> bool:
        value = preference.value
        match preference.facet:
            case "allergen":
                return value in item.allergens
            case "diet":
                return value in item.diets
            case "taste":
                return value in item.tastes
            case "brand":
                return same_brand(item, value)
            case "category":
                return item.kind == value or self.checker.names_category(item, value)
            case "ingredient":
                return self.checker.has_ingredient(item, value)
            case _:
                return False
