"""The index on a Qdrant server or cluster, open for reading."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from qdrant_client import QdrantClient, models

from podbor.core.ports import Hit, IndexFilter, Vectors
from podbor.tools.index.filters import conditions
from podbor.tools.index.fusion import depth, fuse
from podbor.tools.index.payload import DENSE, ITEM_ID, SPARSE
from podbor.tools.index.server_errors import FAILURES, unreachable
from podbor.tools.index.server_filters import server_filter
from podbor.tools.index.terms import query_terms

T = TypeVar("T")


class ServerIndex:
    """Asks through the alias: a query in flight sees one generation, the next one may see a newer."""

    def __init__(self, client: QdrantClient, *, alias: str, generation: str) -> None:
        self._client = client
        self._alias = alias
        self._generation = generation

    @property
    def generation(self) -> str:
        """The generation that was published when this was opened."""
        return self._generation

    def count(self) -> int:
        """Number of items."""
        return _ask(lambda: self._client.count(self._alias, exact=True).count)

    def search(self, *, vector: Vectors | None, text: str, where: IndexFilter, limit: int) -> list[Hit]:
        """Hybrid search; without a vector and terms, items that match `where` in a fixed order, scored 0."""
        matching = server_filter(conditions(where))
        terms = query_terms(text)
        if vector is None and not terms:
            return self._scroll(matching, limit)
        branches: dict[str, Any] = {}
        if vector is not None:
            branches[DENSE] = vector.tolist()
        if terms:
            branches[SPARSE] = models.SparseVector(indices=list(terms.indices), values=list(terms.values))
        requests = [_request(name, query, matching, depth(limit)) for name, query in branches.items()]
        answers = _ask(lambda: self._client.query_batch_points(self._alias, requests=requests))
        found = {name: _scores(answer.points) for name, answer in zip(branches, answers, strict=True)}
        return fuse(found.get(DENSE, {}), found.get(SPARSE, {}), limit=limit)

    def close(self) -> None:
        """Leave the connections to the store, which owns them."""

    def _scroll(self, matching: models.Filter | None, limit: int) -> list[Hit]:
        records, _ = _ask(
            lambda: self._client.scroll(self._alias, scroll_filter=matching, limit=limit, with_payload=[ITEM_ID])
        )
        return [Hit(item_id=(record.payload or {})[ITEM_ID], score=0.0) for record in records]


def _ask(call: Callable[[], T]) -> T:
    try:
        return call()
    except FAILURES as error:
        raise unreachable(error) from error


def _request(name: str, query: Any, matching: models.Filter | None, limit: int) -> models.QueryRequest:
    return models.QueryRequest(query=query, using=name, filter=matching, limit=limit, with_payload=[ITEM_ID])


def _scores(points: Sequence[models.ScoredPoint]) -> dict[str, float]:
    return {(point.payload or {})[ITEM_ID]: point.score for point in points}
