"""The embedded index: Qdrant's engine in process, one immutable folder a generation."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import qdrant_edge as edge

from podbor.core.ports import IndexPoint
from podbor.tools.index.batches import in_batches
from podbor.tools.index.edge_index import EdgeIndex
from podbor.tools.index.generations import SHARD, Generations
from podbor.tools.index.payload import (
    DENSE,
    INTEGER_FIELDS,
    KEYWORD_FIELDS,
    SPARSE,
    payload,
    point_uuid,
    price_field,
)
from podbor.tools.index.terms import document_terms

BATCH = 256
HNSW_M = 16
HNSW_EF_CONSTRUCT = 128
FULL_SCAN_KB = 10_000
"""A filter that leaves less than this is scanned exactly: about 6,500 vectors of 384 numbers."""
INDEXING_KB = 1
"""Index whatever the size, so that the appendable segment of the build is always turned into a compact one."""


class EdgeIndexStore:
    """Generations of the embedded index below `root`."""

    def __init__(self, root: Path) -> None:
        self._generations = Generations(root)

    def build(self, points: Iterable[IndexPoint], *, dimension: int, generation: str) -> None:
        """Write a new generation in batches of 256 and publish it. A failure leaves the published one as it is."""
        with self._generations.writing() as folder:
            shard_path = folder / SHARD
            shard_path.mkdir()
            shard = edge.EdgeShard.create(str(shard_path), _config(dimension))
            try:
                count = _fill(shard, points)
            finally:
                shard.close()
            _reload(shard_path)
            self._generations.publish(folder, generation=generation, dimension=dimension, count=count)

    def open(self) -> EdgeIndex:
        """Open the published generation. Raises SetupError when there is none or it is damaged."""
        return EdgeIndex(self._generations.lease())


def _config(dimension: int) -> Any:
    return edge.EdgeConfig(
        vectors={DENSE: edge.EdgeVectorParams(size=dimension, distance=edge.Distance.Cosine)},
        sparse_vectors={SPARSE: edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf)},
        hnsw_config=edge.HnswIndexConfig(m=HNSW_M, ef_construct=HNSW_EF_CONSTRUCT, full_scan_threshold=FULL_SCAN_KB),
        optimizers=edge.EdgeOptimizersConfig(default_segment_number=1, indexing_threshold=INDEXING_KB),
        wal_enabled=False,
    )


def _fill(shard: Any, points: Iterable[IndexPoint]) -> int:
    services: set[str] = set()
    for batch in in_batches(points, BATCH):
        shard.update(edge.UpdateOperation.upsert_points([_point(point) for point in batch]))
        services.update(service for point in batch for service, _ in point.price)
    for field in KEYWORD_FIELDS:
        shard.update(edge.UpdateOperation.create_field_index(field, edge.PayloadSchemaType.Keyword))
    for field in (*INTEGER_FIELDS, *(price_field(service) for service in sorted(services))):
        shard.update(edge.UpdateOperation.create_field_index(field, edge.PayloadSchemaType.Integer))
    shard.optimize()
    shard.flush()
    return int(shard.count(edge.CountRequest(exact=True)))


def _point(point: IndexPoint) -> Any:
    sparse = document_terms(point.text)
    vectors: dict[str, Any] = {DENSE: point.vector.tolist()}
    if sparse:
        vectors[SPARSE] = edge.SparseVector(list(sparse.indices), list(sparse.values))
    return edge.Point(point_uuid(point.item_id), vectors, payload(point))


def _reload(shard_path: Path) -> None:
    # The first load rewrites the shard's configuration file; later ones write the same bytes again. Doing it before the
    # files are marked makes the marks hold.
    edge.EdgeShard.load(str(shard_path)).close()
