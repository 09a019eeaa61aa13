"""Candidates of one group: hybrid search and semantic IDs under one filter, then the live predicate."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from podbor.core.items import Item, Offer
from podbor.core.ports import CatalogStore, Embedder, Hit, Index, IndexFilter, Vectors
from podbor.core.preferences import Constraints
from podbor.core.slate import Need
from podbor.core.text import stems
from podbor.tools.index.batches import in_batches
from podbor.tools.recommend.constraints import ConstraintChecker
from podbor.tools.recommend.crowd import Crowd
from podbor.tools.recommend.glossary import Glossary
from podbor.tools.recommend.groups import Group
from podbor.tools.recommend.lexicon import Lexicon
from podbor.tools.recommend.scoring import matched
from podbor.tools.recommend.sid_branch import SidBranch

CACHED_KINDS = 512
VOTERS = 30
HEAD_VOTE = 1.3
"""How much more the likeliest head of a phrase counts than its rivals."""
WIDER = 6
"""How many times more candidates are asked for, again and again, while the live predicate leaves too few."""
MOST_JUDGED = 20_000
"""Hits that are looked into for one group. The index knows no delivery times, nutrition, ratings and sizes: what obeys may stand
behind all that does not, yet a shopper does not wait for millions to be read: these many take a core one to four seconds."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """An item found, with all its live offers and those that may be shown."""

    item: Item
    hit: Hit
    offers: tuple[Offer, ...]
    admissible: tuple[Offer, ...]


class Retriever:
    """Searches the index and reads the catalogue."""

    def __init__(
        self,
        *,
        index: Index,
        catalog: CatalogStore,
        embedder: Embedder,
        checker: ConstraintChecker,
        lexicon: Lexicon,
        crowd: Callable[[], Crowd] = Crowd,
        sids: SidBranch | None = None,
    ) -> None:
        self._index = index
        self._catalog = catalog
        self._embedder = embedder
        self._checker = checker
        self._lexicon = lexicon
        self._crowd = crowd
        self._sids = sids
        self._said = lru_cache(maxsize=CACHED_KINDS)(self._said_of)

    def embed(self, texts: Collection[str]) -> dict[str, Vectors]:
        """Embed all texts of a message in one call."""
        asked = [text for text in dict.fromkeys(texts) if text.strip()]
        return dict(zip(asked, self._embedder.embed_queries(asked), strict=True)) if asked else {}

    def settle(self, group: Group, vectors: Mapping[str, Vectors]) -> Group:
        """Decide between the kinds that a phrase may be about by what it finds: "black tea bags" finds tea, not bags."""
        rivals = tuple(key for key in group.rivals if self._may_be(key, group))
        if not rivals:
            return replace(group, rivals=())
        hits = self._index.search(vector=vectors.get(group.text), text=group.text, where=IndexFilter(), limit=VOTERS)
        items = self._catalog.items([hit.item_id for hit in hits])
        votes = dict.fromkeys((group.kind, *rivals), 0.0)
        for hit in hits:
            kind = items[hit.item_id].kind if hit.item_id in items else ""
            for key in {kind, *self._checker.kinds.ancestors(kind)}.intersection(votes):
                votes[key] += hit.score
        votes[group.kind] *= HEAD_VOTE
        return replace(group, kind=max(votes, key=lambda key: votes[key]), rivals=())

    def _may_be(self, rival: str, group: Group) -> bool:
        """Whether titles of a rival say the word for the likeliest head: "oat biscuits" are no oats, "black tea bags" are tea.

        Or what the query tells besides, and those of the head do not: an "E27" is no screw's in "light bulb fat screw E27".
        """
        said, head, named = set(stems(group.text)), self._named(group.kind), self._named(rival)
        own = head & said - named
        return (
            not own
            or self.says(rival, own)
            or any(self.says(rival, (word,)) and not self.says(group.kind, (word,)) for word in said - head - named)
        )

    def says(self, kind: str, words: Iterable[str]) -> bool:
        """Whether titles of a kind have all of the stems, in either language."""
        return all(matched(word, self._said(kind)) for word in words)

    def _said_of(self, kind: str) -> frozenset[str]:
        below = (kind, *self._checker.kinds.descendants(kind))
        return Glossary.load().with_concepts(word for key in below for word in self._lexicon.said.get(key, ()))

    def _named(self, key: str) -> frozenset[str]:
        kind = self._checker.kinds.get(key)
        return frozenset(stems(" ".join(kind.phrases))) if kind else frozenset()

    def find(
        self,
        group: Group,
        need: Need,
        constraints: Constraints,
        *,
        vectors: Mapping[str, Vectors],
        seen: Collection[str],
        limit: int,
        enough: int,
        history: Sequence[str] = (),
    ) -> list[Candidate]:
        """Return what is inside every constraint; searches wider while fewer than `enough` are left and the index has more.

        What the services that are not excluded had when the index was built comes first; the wider search leaves that open.
        """
        limits = self._checker.applicable(constraints, group.kind)
        where = self._checker.where(need, limits, kind=group.kind, seen=seen)
        if where is None:
            return []
        first = replace(where, any_services=where.any_services or self._checker.unexcluded_services(limits))
        found: dict[str, Candidate] = {}
        judged: set[str] = set()
        for within, width in ((first, limit), *((where, width) for width in _widths(limit))):
            hits = self.search(group, within, vectors=vectors, limit=width, history=history, wide=width > limit)
            ranked = {hit.item_id: hit for hit in hits}
            found = {key: replace(known, hit=ranked.get(key, known.hit)) for key, known in found.items()}
            unjudged = (hit for hit in hits if hit.item_id not in judged)
            for some in in_batches(unjudged, limit * WIDER):
                judged.update(hit.item_id for hit in some)
                read = self.read(some, need, constraints)
                found |= {candidate.item.item_id: candidate for candidate in read if candidate.admissible}
                if len(found) >= enough:
                    return list(found.values())
            if within == where and len(hits) < width and (width > limit or group.text.strip()):
                break
        return list(found.values())

    def search(
        self,
        group: Group,
        where: IndexFilter,
        *,
        vectors: Mapping[str, Vectors],
        limit: int,
        history: Sequence[str] = (),
        wide: bool = False,
    ) -> list[Hit]:
        """Hits of the group, those of the hybrid search first, then what only its semantic IDs found.

        For a need without words: what most shoppers take, well rated items and the shelves of the shopper's `history`; if
        `wide`, all others too.
        """
        vector = vectors.get(group.text)
        by_sid = self._sids.find(vector, history, where) if self._sids else []
        if group.text.strip():
            text = Glossary.load().expand(group.text, self._lexicon.words)
            hits = self._index.search(vector=vector, text=text, where=where, limit=limit)
        else:
            hits = [] if group.kind else self._popular(where, limit)
            if wide or not hits:
                popular = {hit.item_id for hit in hits}
                others = self._index.search(vector=None, text="", where=where, limit=limit)
                hits = [*hits, *(hit for hit in others if hit.item_id not in popular)][:limit]
        known = {hit.item_id for hit in hits}
        return [*hits, *(hit for hit in by_sid if hit.item_id not in known)]

    def _popular(self, where: IndexFilter, limit: int) -> list[Hit]:
        found: dict[str, Hit] = {}
        for ids in (self._crowd().most_taken[: limit // 2], self._lexicon.popular):
            if ids:
                hits = self._index.search(vector=None, text="", where=replace(where, any_items=ids), limit=limit)
                found |= {hit.item_id: hit for hit in hits if hit.item_id not in found}
        return list(found.values())[:limit]

    def read(self, hits: list[Hit], need: Need, constraints: Constraints) -> Iterator[Candidate]:
        """Items that break no constraint that concerns their own kind, with their offers, as they are now."""
        items = self._catalog.items([hit.item_id for hit in hits])
        fit = {
            item_id: item
            for item_id, item in items.items()
            if next(self._checker.violations(item, self._checker.applicable(constraints, item.kind)), None) is None
        }
        offers = self._catalog.offers(list(fit))
        for hit in hits:
            if hit.item_id in fit:
                live = offers.get(hit.item_id, ())
                yield Candidate(
                    item=fit[hit.item_id],
                    hit=hit,
                    offers=live,
                    admissible=self._checker.admissible(live, need, constraints),
                )


def _widths(limit: int) -> Iterator[int]:
    """How many hits the wider searches ask for, one after the other.

    >>> list(_widths(80))
    [480, 2880, 17280, 20000]
    """
    width = limit
    while width < MOST_JUDGED:
        width = min(width * WIDER, MOST_JUDGED)
        yield width
