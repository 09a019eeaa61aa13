"""The index on a Qdrant server or cluster: a collection behind an alias, brought up to date in place."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from qdrant_client import QdrantClient, models

from podbor.core.errors import SetupError
from podbor.core.ports import IndexPoint
from podbor.tools.index.batches import in_batches
from podbor.tools.index.generations import MEND
from podbor.tools.index.marks import Changes, mark_of
from podbor.tools.index.payload import (
    DENSE,
    INTEGER_FIELDS,
    ITEM_ID,
    KEYWORD_FIELDS,
    SPARSE,
    payload,
    point_uuid,
    price_field,
)
from podbor.tools.index.server_errors import FAILURES, unreachable
from podbor.tools.index.server_index import ServerIndex
from podbor.tools.index.terms import document_terms

ALIAS = "podbor"
BATCH = 256
GENERATION = "generation"
LAYOUT_KEY = "layout"
LAYOUT = 2
"""Raise it when the settings of a collection change."""
MARK = "mark"
HELD = 20_000
"""Changed points that wait in memory for the last one: 60 MB."""
SCROLLED = 10_000
_STAMP = "%Y%m%d%H%M%S"
ABANDONED_AFTER = timedelta(days=1)


class ServerIndexStore:
    """Generations on a server behind `alias`.

    `payload_indexes` is off for qdrant-client's local mode, which has none and warns.
    """

    def __init__(self, client: QdrantClient, *, alias: str = ALIAS, payload_indexes: bool = True) -> None:
        self._client = client
        self._alias = alias
        self._payload_indexes = payload_indexes

    def build(self, points: Iterable[IndexPoint], *, dimension: int, generation: str) -> int:
        """Bring the published collection up to date, or fill a new one and move the alias to it; returns the points written.

        Changes are written once all points have gone by, so that a failure before leaves what is published as it is; more
        than 20,000 of them are written as they come. The collection takes the name of the generation last: what breaks off
        in between is done again by the next build. Raises SetupError when the server does not answer.
        """
        try:
            published = self._published()
            known = self._known(published, dimension) if published else {}
            if published and known:
                return self._update(published, points, Changes(known), generation)
            self._remove_abandoned()
            collection = f"{self._alias}-{datetime.now(UTC).strftime(_STAMP)}-{uuid4().hex[:8]}"
            try:
                self._create(collection, dimension, generation)
                written = self._fill(collection, points)
            except BaseException:
                self._client.delete_collection(collection)
                raise
            self._publish(collection)
        except FAILURES as error:
            raise unreachable(error) from error
        return written

    def _known(self, collection: str, dimension: int) -> dict[str, int]:
        """Marks of the points of a collection; none where it is of another layout."""
        config = self._client.get_collection(collection).config
        vectors = config.params.vectors
        size = vectors[DENSE].size if isinstance(vectors, dict) and DENSE in vectors else 0
        if size != dimension or (config.metadata or {}).get(LAYOUT_KEY) != LAYOUT:
            return {}
        marks: dict[str, int] = {}
        page: Any = None
        while True:
            records, page = self._client.scroll(
                collection, limit=SCROLLED, offset=page, with_payload=[ITEM_ID, MARK], with_vectors=False
            )
            marks |= {fields[ITEM_ID]: int(fields[MARK], 16) for fields in (record.payload or {} for record in records)}
            if page is None:
                return marks

    def _update(self, collection: str, points: Iterable[IndexPoint], changes: Changes, generation: str) -> int:
        waiting: list[IndexPoint] = []
        for point in changes.among(points):
            waiting.append(point)
            if len(waiting) == HELD:
                self._fill(collection, waiting)
                waiting = []
        self._fill(collection, waiting)
        for gone in in_batches(changes.gone(), BATCH):
            self._client.delete(collection, points_selector=[point_uuid(item_id) for item_id in gone], wait=True)
        self._client.update_collection(collection, metadata={GENERATION: generation})
        return changes.written

    def open(self) -> ServerIndex:
        """Open what the alias names. Raises SetupError when it names nothing or the server does not answer."""
        try:
            collection = self._published()
            if collection is None:
                raise SetupError(f"there is no index behind the alias {self._alias}", mend=MEND)
            metadata = self._client.get_collection(collection).config.metadata or {}
        except FAILURES as error:
            raise unreachable(error) from error
        return ServerIndex(self._client, alias=self._alias, generation=str(metadata.get(GENERATION, collection)))

    def _create(self, collection: str, dimension: int, generation: str) -> None:
        self._client.create_collection(
            collection,
            vectors_config={DENSE: models.VectorParams(size=dimension, distance=models.Distance.COSINE)},
            sparse_vectors_config={SPARSE: models.SparseVectorParams(modifier=models.Modifier.IDF)},
            metadata={GENERATION: generation, LAYOUT_KEY: LAYOUT},
        )
        self._index_fields(collection, KEYWORD_FIELDS, models.PayloadSchemaType.KEYWORD)
        self._index_fields(collection, INTEGER_FIELDS, models.PayloadSchemaType.INTEGER)

    def _index_fields(self, collection: str, fields: Iterable[str], schema: models.PayloadSchemaType) -> None:
        if self._payload_indexes:
            for field in fields:
                self._client.create_payload_index(collection, field, field_schema=schema)

    def _fill(self, collection: str, points: Iterable[IndexPoint]) -> int:
        services: set[str] = set()
        written = 0
        for batch in in_batches(points, BATCH):
            new = {service for point in batch for service, _ in point.price} - services
            self._index_fields(collection, map(price_field, sorted(new)), models.PayloadSchemaType.INTEGER)
            services |= new
            self._client.upsert(collection, points=[_point(point) for point in batch], wait=True)
            written += len(batch)
        return written

    def _published(self) -> str | None:
        for known in self._client.get_aliases().aliases:
            if known.alias_name == self._alias:
                return known.collection_name
        return None

    def _publish(self, collection: str) -> None:
        before = self._published()
        operations: list[models.AliasOperations] = [
            models.CreateAliasOperation(
                create_alias=models.CreateAlias(collection_name=collection, alias_name=self._alias)
            )
        ]
        if before is not None:
            operations.insert(0, models.DeleteAliasOperation(delete_alias=models.DeleteAlias(alias_name=self._alias)))
        self._client.update_collection_aliases(change_aliases_operations=operations)
        if before is not None:
            self._client.delete_collection(before)

    def _remove_abandoned(self) -> None:
        """Delete what a killed build left behind a day ago or earlier: a younger one may still be going on."""
        published = self._published()
        limit = (datetime.now(UTC) - ABANDONED_AFTER).strftime(_STAMP)
        for collection in self._client.get_collections().collections:
            prefix, _, rest = collection.name.partition(f"{self._alias}-")
            stamp = rest.partition("-")[0]
            if not prefix and stamp.isdigit() and stamp < limit and collection.name != published:
                self._client.delete_collection(collection.name)


def _point(point: IndexPoint) -> models.PointStruct:
    terms = document_terms(point.text)
    vectors: dict[str, Any] = {DENSE: point.vector.tolist()}
    if terms:
        vectors[SPARSE] = models.SparseVector(indices=list(terms.indices), values=list(terms.values))
    fields = payload(point) | {MARK: f"{mark_of(point):x}"}
    return models.PointStruct(id=point_uuid(point.item_id), vector=vectors, payload=fields)
