"""From needs and a profile to a list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from podbor.core.items import Item
from podbor.core.ports import CatalogStore, Embedder, Hit, Index
from podbor.core.preferences import Constraints, Profile
from podbor.core.slate import Need, Slate, SlateItem
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.constraints import ConstraintChecker
from podbor.tools.recommend.diversity import diverse, round_robin
from podbor.tools.recommend.intent import Group, Intent, understand
from podbor.tools.recommend.relaxation import relaxations
from podbor.tools.recommend.scoring import Scorer, Taste

CANDIDATES = 120
DENSE_FLOOR = 0.45
COVERAGE_FLOOR = 0.5
TAKEN_KEPT = 20
FOUND_BY_NAME = 5


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What one need gave: the list in order, and whether anything at all of the kind is carried."""

    items: list[SlateItem]
    carried: bool


class Recommender:
    """Retrieves, filters, scores and diversifies. Keeps no state of shoppers and may be shared by threads."""

    def __init__(
        self,
        *,
        index: Index,
        catalog: CatalogStore,
        embedder: Embedder,
        kinds: KindVocabulary,
        ingredients: IngredientVocabulary,
        terms: Terms | None = None,
    ) -> None:
        self._index = index
        self._catalog = catalog
        self._embedder = embedder
        self._kinds = kinds
        self._terms = terms or Terms.load()
        self._checker = ConstraintChecker(kinds=kinds, ingredients=ingredients)

    def recommend(
        self, needs: Sequence[Need], profile: Profile, *, size: int, seen: Collection[str] = (), locale: Locale
    ) -> Slate:
        """Return up to `size` items for `needs`, shared out evenly, inside every constraint, without the `seen` ones.

        An empty list names the constraints each of which, dropped alone, would give something.
        """
        taste = Taste(soft=profile.soft, taken=self._taken(profile))
        constraints = profile.constraints
        answers = [self._answer(need, constraints, taste, tuple(seen)) for need in needs]
        items: list[SlateItem] = []
        for number, (answer, share) in enumerate(zip(answers, _shares(size, len(needs)), strict=True)):
            items += [replace(item, need=number) for item in answer.items[:share]]
        missing = tuple(need.query for need, answer in zip(needs, answers, strict=True) if not answer.carried)
        emptied = () if items or len(missing) == len(needs) or seen else self._emptied_by(needs, constraints)
        return Slate(needs=tuple(needs), items=tuple(items), not_carried=missing, emptied_by=emptied)

    def find_items(self, query: str) -> Sequence[Item]:
        """Return the items that a name means, best first; none when nothing comes near it."""
        answer = self._answer(Need(query=query), Constraints(), Taste(), ())
        return [shown.item for shown in answer.items[:FOUND_BY_NAME]]

    def _answer(self, need: Need, constraints: Constraints, taste: Taste, seen: tuple[str, ...]) -> Answered:
        intent = understand(need, self._kinds, self._terms)
        strict = replace(
            constraints,
            require_diets=constraints.require_diets | intent.diets,
            exclude_allergens=constraints.exclude_allergens | intent.without,
        )
        groups = [self._group(group, intent, need, strict, taste, seen) for group in intent.groups]
        if not any(groups) and intent.diets:
            groups = [self._group(group, intent, need, constraints, taste, seen) for group in intent.groups]
        items = list(round_robin(groups))
        return Answered(items=items, carried=bool(items) or self._carries(intent))

    def _group(
        self, group: Group, intent: Intent, need: Need, constraints: Constraints, taste: Taste, seen: tuple[str, ...]
    ) -> list[SlateItem]:
        """Rank one group, diversified; without a kind or words in common only what is near in meaning passes."""
        hits = self._retrieve(group, need, constraints, seen)
        known = self._catalog.items([hit.item_id for hit in hits])
        offers = self._catalog.offers(list(known))
        scorer = Scorer(
            checker=self._checker,
            intent=intent if len(intent.groups) == 1 else replace(intent, stems=frozenset()),
            group=group,
            taste=taste,
            best_sparse=max((hit.sparse or 0.0 for hit in hits), default=0.0),
        )
        ranked = []
        for hit in hits:
            item = known.get(hit.item_id)
            if item is None or next(self._checker.violations(item, constraints), None) is not None:
                continue
            admissible = self._checker.admissible(offers.get(item.item_id, ()), need, constraints)
            if not admissible or not self._relevant(group, scorer, item, hit):
                continue
            evidence = scorer.evidence(item, admissible, hit)
            ranked.append(
                SlateItem(item=item, offers=admissible, score=sum(part.value for part in evidence), evidence=evidence)
            )
        ranked.sort(key=lambda shown: (-shown.score, shown.item.item_id))
        one_brand = any(part.name == "brand_asked" for shown in ranked[:1] for part in shown.evidence)
        return diverse(ranked, size=len(ranked), one_brand=one_brand)

    def _retrieve(self, group: Group, need: Need, constraints: Constraints, seen: tuple[str, ...]) -> list[Hit]:
        text = " ".join([group.text, *sorted(constraints.require_brands), *sorted(constraints.require_ingredients)])
        where = self._checker.where(need, constraints, kind=group.kind, seen=seen)
        vector = self._embedder.embed_queries([text])[0] if text.strip() else None
        return self._index.search(vector=vector, text=text, where=where, limit=CANDIDATES)

    def _relevant(self, group: Group, scorer: Scorer, item: Item, hit: Hit) -> bool:
        if group.kind or not group.text.strip():
            return True
        return scorer.coverage(item) >= COVERAGE_FLOOR or (hit.dense or 0.0) >= DENSE_FLOOR

    def _carries(self, intent: Intent) -> bool:
        """Whether there would be something without any constraint."""
        bare = Need(query="")
        return any(self._group(group, intent, bare, Constraints(), Taste(), ()) for group in intent.groups)

    def _emptied_by(self, needs: Sequence[Need], constraints: Constraints) -> tuple[str, ...]:
        return tuple(
            name
            for name, relaxed_needs, relaxed in relaxations(needs, constraints)
            if any(self._answer(need, relaxed, Taste(), ()).items for need in relaxed_needs)
        )

    def _taken(self, profile: Profile) -> list[Item]:
        recent = profile.accepted[-TAKEN_KEPT:]
        return list(self._catalog.items(recent).values()) if recent else []


def _shares(size: int, needs: int) -> list[int]:
    """Share a list out over the needs, at least one each."""
    if not needs:
        return []
    return [max(1, size // needs + (number < size % needs)) for number in range(needs)]
