"""The index on a Qdrant server or cluster: a collection a generation, published by moving an alias."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from qdrant_client import QdrantClient, models

from podbor.core.errors import SetupError
from podbor.core.ports import IndexPoint
from podbor.tools.index.batches import in_batches
from podbor.tools.index.generations import MEND
from podbor.tools.index.payload import (
    DENSE,
    INTEGER_FIELDS,
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
        """Fill a new collection in batches of 256 and move the alias to it. A failure leaves the alias where it is.

        Returns how many points were written: all of them. Raises SetupError when the server does not answer.
        """
        try:
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
            metadata={GENERATION: generation},
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
    return models.PointStruct(id=point_uuid(point.item_id), vector=vectors, payload=payload(point))
