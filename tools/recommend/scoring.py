"""The score of a candidate: a sum of named evidence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log, log1p
from os.path import commonprefix

from podbor.core.items import Item, Offer
from podbor.core.ports import Hit
from podbor.core.preferences import SoftPreference
from podbor.core.slate import Evidence
from podbor.core.text import stems
from podbor.tools.recommend.brands import same_brand
from podbor.tools.recommend.constraints import ConstraintChecker
from podbor.tools.recommend.crowd import Crowd
from podbor.tools.recommend.evidence import EvidenceName
from podbor.tools.recommend.glossary import Glossary
from podbor.tools.recommend.groups import Group
from podbor.tools.recommend.intent import Intent
from podbor.tools.recommend.relevance import Signal
from podbor.tools.recommend.service_experts import ServiceGate, Voices

NEUTRAL_RATING = 4.0
FULL_RATING_COUNT = 100
UNKNOWN_COUNT_TRUST = 0.5
FAST_MINUTES = 30
EXACT_SIZE = 1.05
FAR_SIZE = 1.6
KIN_LENGTH = 5
KIN_ADJECTIVE = 4
AGENT = "er"
"""What makes another thing of what an English title says: a "trainer" is no train, a "lighter" no light."""
KIN_MATCH = 0.8
GLOSS_MATCH = 0.9
SHELF_LEVELS = 2
DENSE_SHARE, SPARSE_SHARE, COVERAGE_SHARE = 0.4, 0.2, 0.4
WEIGHTS: Mapping[EvidenceName, float] = {
    "relevance": 1.0,
    "kind": 0.5,
    "brand_asked": 0.6,
    "size_asked": 0.15,
    "diet_asked": 0.3,
    "liked": 0.25,
    "disliked": 0.35,
    "taken_before": 0.15,
    "taken_after": 0.1,
    "kind_after": 0.05,
    "popular": 0.05,
    "service_next": 0.08,
    "usual_service": 0.05,
    "rating": 0.08,
    "discount": 0.02,
    "fast": 0.02,
}
"""What full evidence of each name adds. Relevance leads; the crowd, services, rating, discount and speed only break ties."""
SAME_ITEM, SAME_MAKER, SAME_SHELF = 1.0, 0.7, 0.5


@dataclass(frozen=True, kw_only=True)
class Liking:
    """What is known of a shopper's liking: stated preferences, the items taken before, and what others take."""

    soft: tuple[SoftPreference, ...] = ()
    taken: tuple[Item, ...] = ()
    crowd: Crowd = field(default_factory=Crowd)
    services: ServiceGate = field(default_factory=ServiceGate)

    @property
    def history(self) -> tuple[str, ...]:
        """Semantic IDs of what was taken, the latest last."""
        return tuple(item.sid for item in self.taken if item.sid)


@dataclass(frozen=True, kw_only=True)
class Scorer:
    """Scores the candidates of one group.

    `best_sparse` is the highest BM25 among them; `one_kind`: the group's kind is a leaf; `weights`: how much each word of
    the need tells the candidates apart.
    """

    checker: ConstraintChecker
    intent: Intent
    group: Group
    liking: Liking
    best_sparse: float
    one_kind: bool = True
    weights: Mapping[str, float] = field(default_factory=dict)
    unknown: float = 0.0
    agreement: float = 0.0
    bigness: Mapping[str, float] = field(default_factory=dict)
    """Place of a candidate by size among the candidates, 0 the smallest, 1 the largest."""
    voices: Voices = field(default_factory=Voices)

    def evidence(self, item: Item, offers: Sequence[Offer], hit: Hit) -> tuple[Evidence, ...]:
        """Everything that speaks for or against the item; the score is its sum."""
        crowd = list(self.liking.crowd.evidence(item, self.liking.taken))
        experts = self.voices.evidence(offers, crowd_strength(crowd))
        found = [*self._asked(item, hit), *self._personal(item, offers), *crowd, *experts, *self._priors(item, offers)]
        return tuple(
            Evidence(name=name, value=WEIGHTS[name] * strength, detail=detail)
            for name, strength, detail in found
            if WEIGHTS[name] * strength
        )

    def coverage(self, item: Item) -> float:
        """Share of the need's words that the item's title, brand, kind or category has; of those aside none need be there."""
        return self._covered(item, {})

    def _covered(self, item: Item, weights: Mapping[str, float]) -> float:
        """With `weights`, by what tells the item from others of its kind."""
        asked = self.intent.stems if self.group.whole else frozenset(stems(self.group.text))
        if self.group.whole and weights:
            asked |= self.intent.aside
        whole = sum(weights.get(word, 1.0) for word in asked)
        if not whole:
            return 1.0
        has = self.checker.own_names(item) if weights else self.checker.names(item)
        if self.intent.brands and same_as_asked(item, self.intent.brands):
            has |= self.intent.brand_stems
        return sum(weights.get(word, 1.0) * matched(word, has) for word in asked) / whole

    def signal(self, item: Item, hit: Hit) -> Signal:
        """What the relevance floor decides by."""
        return Signal(
            item_id=item.item_id,
            dense=max(hit.dense or 0.0, 0.0),
            coverage=self.coverage(item),
            kind=bool(self.group.kind),
            unknown=self.unknown,
            agreement=self.agreement,
        )

    def _asked(self, item: Item, hit: Hit) -> Iterator[tuple[EvidenceName, float, str]]:
        likeness = self._size_likeness(item)
        if self.group.text.strip():
            near = likeness * WEIGHTS["size_asked"] if likeness < 1.0 else 0.0
            yield "relevance", self._nearness(item, hit) + near, self.group.text
        if self.group.kind:
            yield "kind", 1.0, f"category {self.group.kind}"
        if same_as_asked(item, self.intent.brands):
            yield "brand_asked", 1.0, item.brand
        if likeness == 1.0:
            yield "size_asked", 1.0, ""
        for diet in sorted(self.intent.diets & item.diets):
            yield "diet_asked", 1.0, f"diet {diet}"

    def _size_likeness(self, item: Item) -> float:
        """How near the item is to the size asked for, 1 where it is of it."""
        size = self.intent.size
        if size is not None and item.size is not None and item.unit == size.unit:
            return _size_likeness(item.size, size.amount)
        if self.intent.scale and item.item_id in self.bigness:
            bigness = self.bigness[item.item_id]
            return bigness if self.intent.scale == "large" else 1 - bigness
        return 0.0

    def _nearness(self, item: Item, hit: Hit) -> float:
        """Meaning, BM25 and words in common, in 0 to 1. The name of a whole shelf ("сладкое") is no word of a title."""
        dense = max(hit.dense or 0.0, 0.0)
        if self.group.kind and not self.one_kind:
            return dense
        sparse = (hit.sparse or 0.0) / self.best_sparse if self.best_sparse else 0.0
        return DENSE_SHARE * dense + SPARSE_SHARE * sparse + COVERAGE_SHARE * self._covered(item, self.weights)

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


def crowd_strength(evidence: Iterable[tuple[EvidenceName, float, str]]) -> float:
    """How much the crowd speaks for an item, by what each kind of its evidence weighs."""
    return sum(WEIGHTS[name] * strength for name, strength, _ in evidence)


def same_as_asked(item: Item, brands: Sequence[str]) -> bool:
    """Whether the item is of one of the brands, casefolded, that a need names."""
    return bool(item.brand) and item.brand.casefold() in brands


def bigness(items: Sequence[Item]) -> dict[str, float]:
    """Place of each item by size among those measured in the commonest unit: 0 the smallest, 1 the largest."""
    unit = Counter(item.unit for item in items if item.size is not None).most_common(1)
    sized = [item for item in items if item.size is not None and unit and item.unit == unit[0][0]]
    order = sorted({item.size or 0.0 for item in sized})
    return {item.item_id: order.index(item.size or 0.0) / max(len(order) - 1, 1) for item in sized}


def word_weights(asked: Iterable[str], names: Sequence[frozenset[str]]) -> dict[str, float]:
    """Weight of each word among candidates known by `names`: log(1 + n / (1 + those that have it)).

    In a list of canned vegetables "canned" tells nothing, "corn" everything.
    """
    counts = {word: sum(matched(word, has) > 0 for has in names) for word in asked}
    return {word: log1p(len(names) / (1 + count)) for word, count in counts.items()}


def matched(word: str, has: frozenset[str]) -> float:
    """1 for the word itself, less for its kin ("шоколадное" and "шоколад") and for the word in the other language."""
    if word in has:
        return 1.0
    if not has.isdisjoint(Glossary.load().concepts(word)):
        return GLOSS_MATCH
    return KIN_MATCH if any(_kin(word, other) for other in has) else 0.0


@lru_cache(maxsize=65_536)
def _kin(one: str, other: str) -> bool:
    if one == other + AGENT:
        return False
    common = len(commonprefix((one, other)))
    if common >= KIN_LENGTH:
        return max(len(one), len(other)) - common <= KIN_LENGTH - 2
    adjective = one.endswith(("н", "в")) or other.endswith(("н", "в"))
    return adjective and common >= KIN_ADJECTIVE and max(len(one), len(other)) - common <= 2


def _size_likeness(size: float, asked: float) -> float:
    """1 within a twentieth, falling to 0 where one is 1.6 times the other."""
    times = max(size, asked) / min(size, asked) if min(size, asked) > 0 else FAR_SIZE
    return 1.0 - min(max(log(times / EXACT_SIZE) / log(FAR_SIZE / EXACT_SIZE), 0.0), 1.0)


def _likeness(item: Item, taken: Item) -> float:
    if item.item_id == taken.item_id:
        return SAME_ITEM
    if not item.kind or item.kind != taken.kind:
        return 0.0
    if item.brand and item.brand == taken.brand:
        return SAME_MAKER
    shelf = item.sid.split("-")[:SHELF_LEVELS]
    return SAME_SHELF if item.sid and shelf == taken.sid.split("-")[:SHELF_LEVELS] else 0.0
