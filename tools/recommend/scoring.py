"""The score of a candidate: a sum of named evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p

from podbor.core.items import Item, Offer
from podbor.core.ports import Hit
from podbor.core.preferences import SoftPreference
from podbor.core.slate import Evidence
from podbor.core.text import stems
from podbor.tools.catalog.kinds import Kind
from podbor.tools.recommend.brands import same_brand
from podbor.tools.recommend.constraints import ConstraintChecker
from podbor.tools.recommend.evidence import EvidenceName
from podbor.tools.recommend.intent import Group, Intent

NEUTRAL_RATING = 4.0
FULL_RATING_COUNT = 100
UNKNOWN_COUNT_TRUST = 0.5
FAST_MINUTES = 30
SIZE_TOLERANCE = 0.06
SHELF_LEVELS = 2
DENSE_SHARE, SPARSE_SHARE, COVERAGE_SHARE = 0.4, 0.2, 0.4
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
SAME_ITEM, SAME_MAKER, SAME_SHELF = 1.0, 0.7, 0.5


@dataclass(frozen=True, kw_only=True)
class Liking:
    """What is known of a shopper's liking: stated preferences, and the items taken before."""

    soft: tuple[SoftPreference, ...] = ()
    taken: tuple[Item, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scorer:
    """Scores the candidates of one group. `best_sparse` is the highest BM25 among them."""

    checker: ConstraintChecker
    intent: Intent
    group: Group
    liking: Liking
    best_sparse: float

    def evidence(self, item: Item, offers: Sequence[Offer], hit: Hit) -> tuple[Evidence, ...]:
        """Everything that speaks for or against the item; the score is its sum."""
        found = [*self._asked(item, hit), *self._personal(item, offers), *self._priors(item, offers)]
        return tuple(
            Evidence(name=name, value=WEIGHTS[name] * strength, detail=detail)
            for name, strength, detail in found
            if strength
        )

    def coverage(self, item: Item) -> float:
        """Share of the need's words that the item's title, brand, kind or category has."""
        asked = self.intent.stems if self.group.whole else frozenset(stems(self.group.text))
        if not asked:
            return 1.0
        kind = self.checker.kinds.get(item.kind)
        named = kind_stems(kind) if kind else frozenset()
        has = stems(f"{item.title.ru} {item.title.en} {item.brand} {' '.join(item.category_path)}")
        return len(asked & named.union(has)) / len(asked)

    def _asked(self, item: Item, hit: Hit) -> Iterator[tuple[EvidenceName, float, str]]:
        if self.group.text.strip():
            dense = max(hit.dense or 0.0, 0.0)
            sparse = (hit.sparse or 0.0) / self.best_sparse if self.best_sparse else 0.0
            near = DENSE_SHARE * dense + SPARSE_SHARE * sparse + COVERAGE_SHARE * self.coverage(item)
            yield "relevance", near, self.group.text
        if self.group.kind:
            yield "kind", 1.0, f"category {self.group.kind}"
        if item.brand and item.brand.casefold() in self.intent.brands:
            yield "brand_asked", 1.0, item.brand
        size = self.intent.size
        if size is not None and item.size is not None and item.unit == size.unit:
            yield "size_asked", float(abs(item.size - size.amount) <= SIZE_TOLERANCE * size.amount), ""
        for diet in sorted(self.intent.diets & item.diets):
            yield "diet_asked", 1.0, f"diet {diet}"

    def _personal(self, item: Item, offers: Sequence[Offer]) -> Iterator[tuple[EvidenceName, float, str]]:
        for preference in self.liking.soft:
            if preference.weight and self._fits(item, offers, preference):
                name: EvidenceName = "liked" if preference.weight > 0 else "disliked"
                yield name, preference.weight, f"{preference.facet} {preference.value}"
        yield "taken_before", max((_likeness(item, taken) for taken in self.liking.taken), default=0.0), item.brand

    def _priors(self, item: Item, offers: Sequence[Offer]) -> Iterator[tuple[EvidenceName, float, str]]:
        if item.rating is not None:
            trust = min(log1p(item.rating_count) / log1p(FULL_RATING_COUNT), 1.0)
            yield "rating", (item.rating - NEUTRAL_RATING) * (trust or UNKNOWN_COUNT_TRUST), f"{item.rating:g}"
        if any(offer.old_price and offer.old_price > offer.price for offer in offers):
            yield "discount", 1.0, ""
        if any(offer.eta_minutes <= FAST_MINUTES for offer in offers):
            yield "fast", 1.0, ""

    def _fits(self, item: Item, offers: Sequence[Offer], preference: SoftPreference) -> bool:
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
            case "service":
                return any(offer.service == value for offer in offers)


@lru_cache(maxsize=1024)
def kind_stems(kind: Kind) -> frozenset[str]:
    """Stems of all words a kind goes by."""
    return frozenset(stems(" ".join(kind.phrases)))


def _likeness(item: Item, taken: Item) -> float:
    if item.item_id == taken.item_id:
        return SAME_ITEM
    if not item.kind or item.kind != taken.kind:
        return 0.0
    if item.brand and item.brand == taken.brand:
        return SAME_MAKER
    shelf = item.sid.split("-")[:SHELF_LEVELS]
    return SAME_SHELF if item.sid and shelf == taken.sid.split("-")[:SHELF_LEVELS] else 0.0
