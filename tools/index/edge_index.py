"""The embedded index, open for reading."""

from typing import Any

import qdrant_edge as edge

from podbor.core.errors import SetupError
from podbor.core.ports import Hit, IndexFilter, Vectors
from podbor.tools.index.edge_filters import edge_filter
from podbor.tools.index.filters import conditions
from podbor.tools.index.fusion import depth, fuse
from podbor.tools.index.generations import MEND, LeasedGeneration
from podbor.tools.index.payload import DENSE, ITEM_ID, SPARSE
from podbor.tools.index.terms import query_terms


class EdgeIndex:
    """A shard without a write-ahead log: any number of processes read it at once. Nothing here writes to it."""

    def __init__(self, leased: LeasedGeneration) -> None:
        self._leased = leased
        try:
            self._shard = edge.EdgeShard.load(str(leased.shard))
        # The engine reports broken files by plain exceptions and by panics, which are not even Exceptions.
        except BaseException as error:
            leased.release()
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            raise SetupError(f"the index {leased.shard} cannot be read: {error}", mend=MEND) from error

    @property
    def generation(self) -> str:
        """The name it was built under."""
        return self._leased.manifest.generation

    def count(self) -> int:
        """Number of items."""
        return int(self._shard.count(edge.CountRequest(exact=True)))

    def search(self, *, vector: Vectors | None, text: str, where: IndexFilter, limit: int) -> list[Hit]:
        """Hybrid search; without a vector and terms, items that match `where` in a fixed order, scored 0."""
        matching = edge_filter(conditions(where))
        terms = query_terms(text)
        if vector is None and not terms:
            return self._scroll(matching, limit)
        branches = {
            DENSE: None if vector is None else vector.tolist(),
            SPARSE: edge.SparseVector(list(terms.indices), list(terms.values)) if terms else None,
        }
        asked = {name: query for name, query in branches.items() if query is not None}
        requests = [_request(name, query, matching, depth(limit)) for name, query in asked.items()]
        answers = self._shard.query_batch(edge.QueryBatchRequest(requests))
        found = {name: _scores(points) for name, points in zip(asked, answers, strict=True)}
        return fuse(found.get(DENSE, {}), found.get(SPARSE, {}), limit=limit)

    def close(self) -> None:
        """Close the shard and give the lease back."""
        self._shard.close()
        self._leased.release()

    def _scroll(self, matching: Any, limit: int) -> list[Hit]:
        request = edge.ScrollRequest(limit=limit, filter=matching, with_payload=[ITEM_ID], with_vector=False)
        records, _ = self._shard.scroll(request)
        return [Hit(item_id=(record.payload or {})[ITEM_ID], score=0.0) for record in records]


def _request(name: str, query: Any, matching: Any, limit: int) -> Any:
    return edge.QueryRequest(
        query=edge.Query.Nearest(query, using=name), filter=matching, limit=limit, with_payload=[ITEM_ID]
    )


def _scores(points: Any) -> dict[str, float]:
    return {(point.payload or {})[ITEM_ID]: point.score for point in points}
