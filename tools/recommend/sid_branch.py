"""The branch of retrieval by semantic ID: guessed prefixes, expanded in the index under the filters of the need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from podbor.core.ports import Hit, Index, IndexFilter, Vectors
from podbor.tools.sid.prediction import PrefixPredictor

EXPANDED = 24


@dataclass(frozen=True, kw_only=True)
class SidBranch:
    """Finds items by where they lie in the space of semantic IDs.

    Only items of the index come back: a prefix is a filter there, not an answer.
    """

    index: Index
    predictor: PrefixPredictor

    def find(
        self, vector: Vectors | None, history: Sequence[str], where: IndexFilter, *, limit: int = EXPANDED
    ) -> list[Hit]:
        """Return up to `limit` items of the guessed prefixes; none where there is neither a need nor a history."""
        return expand(self.index, self.predictor.guess(vector, history), where, vector=vector, limit=limit)


def expand(
    index: Index, levels: Sequence[Sequence[str]], where: IndexFilter, *, vector: Vectors | None, limit: int
) -> list[Hit]:
    """Expand the longest prefixes first and back off to shorter ones until there are `limit` items.

    A prefix of four parts names one item, one of three its near twins, of two a shelf, of one an aisle. `levels` holds
    prefixes a level, the longest first; within a level the nearest to `vector` come first.
    """
    found: dict[str, Hit] = {}
    for prefixes in levels:
        narrowed = replace(where, sid_prefixes=tuple(prefixes))
        for hit in index.search(vector=vector, text="", where=narrowed, limit=limit):
            found.setdefault(hit.item_id, hit)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]
