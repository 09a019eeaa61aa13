"""The embedded index: Qdrant's engine in process, one immutable folder a generation."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import qdrant_edge as edge

from podbor.core.ports import IndexPoint
from podbor.tools.index.batches import in_batches
from podbor.tools.index.checksums import copy_sparse
from podbor.tools.index.edge_index import EdgeIndex
from podbor.tools.index.generations import SHARD, Generations
from podbor.tools.index.marks import Changes, load_marks, save_marks
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
SCANNED_SHARE = 0.05
"""Share of points that may lie outside the graph, where every query scans them, before it is built anew."""
INDEXING_KB = 1
"""Index whatever the size, so that the appendable segment of the build is always turned into a compact one."""


class EdgeIndexStore:
    """Generations of the embedded index below `root`."""

    def __init__(self, root: Path) -> None:
        self._generations = Generations(root)

    def build(self, points: Iterable[IndexPoint], *, dimension: int, generation: str) -> int:
        """Write a new generation and publish it; returns how many points were written.

        It starts as a copy of the published one, and only points that are not in that as they are now are written, in
        batches of 256. A failure leaves the published one as it is.
        """
        with self._generations.writing() as folder:
            shard_path = folder / SHARD
            changes, pending = self._begun(shard_path, dimension)
            shard = edge.EdgeShard.load(str(shard_path))
            try:
                _fill(shard, points, changes)
                count = int(shard.count(edge.CountRequest(exact=True)))
                pending = _settled(shard, count=count, pending=pending + changes.written + len(changes.gone()))
            finally:
                shard.close()
            _reload(shard_path)
            save_marks(changes.marks, folder)
            self._generations.publish(folder, generation=generation, dimension=dimension, count=count, pending=pending)
            return changes.written

    def _begun(self, shard_path: Path, dimension: int) -> tuple[Changes, int]:
        """Put a copy of the published shard, or an empty one, at `shard_path`; returns its marks and pending points."""
        shard_path.mkdir()
        with self._generations.base(dimension) as base:
            known = load_marks(base.shard.parent) if base else {}
            if base and known:
                shutil.copytree(base.shard, shard_path, copy_function=_copy, dirs_exist_ok=True)
                return Changes(known), base.manifest.pending
        edge.EdgeShard.create(str(shard_path), _config(dimension)).close()
        return Changes({}), 0

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


def _copy(source: str, target: str) -> str:
    copy_sparse(Path(source), Path(target))
    return target


def _fill(shard: Any, points: Iterable[IndexPoint], changes: Changes) -> None:
    """Write what changed and delete what is gone."""
    services: set[str] = set()
    for batch in in_batches(changes.among(points), BATCH):
        shard.update(edge.UpdateOperation.upsert_points([_point(point) for point in batch]))
        services.update(service for point in batch for service, _ in point.price)
    for gone in in_batches(changes.gone(), BATCH):
        shard.update(edge.UpdateOperation.delete_points([point_uuid(item_id) for item_id in gone]))
    has = shard.info().payload_schema
    wanted = dict.fromkeys(KEYWORD_FIELDS, edge.PayloadSchemaType.Keyword)
    wanted |= dict.fromkeys((*INTEGER_FIELDS, *map(price_field, sorted(services))), edge.PayloadSchemaType.Integer)
    for field, schema in wanted.items():
        if field not in has:
            shard.update(edge.UpdateOperation.create_field_index(field, schema))


def _settled(shard: Any, *, count: int, pending: int) -> int:
    """Build the graph anew once too many points are outside it; returns how many are."""
    if pending > SCANNED_SHARE * count:
        shard.optimize()
        pending = 0
    shard.flush()
    return pending


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
