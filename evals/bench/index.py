"""`podbor bench index`: build, size, latency and recall of the item index on synthetic items of any number.

The items stream: vectors around the centres of 600 kinds (384 numbers, like E5's), titles of eight words out of a skewed
vocabulary, allergens, diets, brands, and offers of three services. The latency is that of the hybrid query of a turn:
dense and BM25 branches under one filter (two allergens out, two services, a price bound), fused. Recall@10 compares the
dense branch without a filter with an exact scan.
"""

import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
from rich.table import Table

from podbor.core.ports import Index, IndexFilter, IndexPoint, IndexStore, Vectors
from podbor.core.vocabulary import ALLERGENS, DIETS

Backend = Literal["embedded", "local"]
DIMENSION = 384
KINDS = 600
WORDS = 20_000
BRANDS = 500
SPREAD = 0.9
"""Length of an item's own part beside its kind's centre of length 1: about E5's within-kind cosine of 0.55."""
CHUNK = 2_000
SERVICES = ("samokat", "megamarket", "kuper")
WHERE = IndexFilter(exclude_allergens=("nuts", "peanuts"), any_services=SERVICES[:2], price_max=30_000)
RECALL_AT = 10
CHANGED = 100


def run(items: int, *, queries: int = 200, backend: Backend = "embedded", folder: Path | None = None) -> dict[str, Any]:
    """Build an index of `items` synthetic items and query it.

    Returns seconds (`build_s`, `open_s`, and `update_s` of a build in which one item in 100 has changed, `update_items` of
    them), megabytes (`disk_mb`, `peak_rss_mb`), milliseconds (`hybrid_p50_ms`, `hybrid_p95_ms`, `dense_p50_ms`), `hybrid_hits`
    (mean number of hits) and `recall_at_10`. `build_cpu_s`, `update_cpu_s` and `hybrid_cpu_ms` (mean) are time on a core, the
    figures that hold on a machine which does something else as well. Memory stays bounded but for the engine's own and the
    marks of points; "local" is qdrant-client's local mode, which keeps everything in memory.
    """
    home = Path(tempfile.mkdtemp(prefix="podbor-bench-", dir=folder))
    try:
        return _measure(_store(backend, home), items, queries, backend, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def render(report: dict[str, Any]) -> Table:
    """The report of `run` as a table."""
    table = Table(title=f"{report['items']} synthetic items, {report['backend']} index, {report['queries']} queries")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in report.items():
        if name not in ("items", "backend", "queries"):
            table.add_row(name, f"{value:,.3f}" if isinstance(value, float) else f"{value:,}")
    return table


def _measure(store: IndexStore, items: int, queries: int, backend: Backend, home: Path) -> dict[str, Any]:
    started, cpu = time.perf_counter(), time.process_time()
    store.build(_points(items), dimension=DIMENSION, generation="bench")
    built, built_cpu = time.perf_counter(), time.process_time() - cpu
    index = store.open()
    opened = time.perf_counter()
    vectors, texts = _queries(queries)
    cpu = time.process_time()
    hybrid, hits = _timed(index, vectors, texts, WHERE)
    hybrid_cpu = time.process_time() - cpu
    dense, _ = _timed(index, vectors, [""] * queries, IndexFilter())
    report = {
        "items": items,
        "backend": backend,
        "queries": queries,
        "build_s": built - started,
        "build_cpu_s": built_cpu,
        "open_s": opened - built,
        "disk_mb": _disk_mb(home),
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "hybrid_p50_ms": float(np.percentile(hybrid, 50)),
        "hybrid_p95_ms": float(np.percentile(hybrid, 95)),
        "hybrid_cpu_ms": hybrid_cpu * 1e3 / queries,
        "dense_p50_ms": float(np.percentile(dense, 50)),
        "hybrid_hits": hits,
        "recall_at_10": _recall(index, vectors, items),
    }
    index.close()
    return report | _updated(store, items)


def _updated(store: IndexStore, items: int) -> dict[str, Any]:
    """A build of the same items, one in `CHANGED` of them at another price."""
    changed = (
        replace(point, price=(("samokat", 100),)) if number % CHANGED == 0 else point
        for number, point in enumerate(_points(items))
    )
    started, cpu = time.perf_counter(), time.process_time()
    written = store.build(changed, dimension=DIMENSION, generation="bench-2")
    return {
        "update_items": written,
        "update_s": time.perf_counter() - started,
        "update_cpu_s": time.process_time() - cpu,
    }


def _store(backend: Backend, home: Path) -> IndexStore:
    if backend == "embedded":
        from podbor.tools.index.edge_store import EdgeIndexStore

        return EdgeIndexStore(home / "index")
    from qdrant_client import QdrantClient

    from podbor.tools.index.server_store import ServerIndexStore

    return ServerIndexStore(QdrantClient(":memory:"), payload_indexes=False)


def _points(items: int) -> Iterator[IndexPoint]:
    for start in range(0, items, CHUNK):
        rng = np.random.default_rng((1, start))
        size = min(CHUNK, items - start)
        kinds, vectors = _vectors(start, size)
        words = (WORDS * rng.random((size, 8)) ** 3).astype(int)
        brands = rng.integers(BRANDS, size=size)
        allergens = rng.random((size, len(ALLERGENS))) < 0.08
        diets = rng.random((size, len(DIETS))) < 0.2
        prices = np.exp(rng.normal(9.8, 0.8, size=(size, len(SERVICES)))).astype(int)
        sold = rng.random((size, len(SERVICES))) < 0.5
        for row in range(size):
            yield IndexPoint(
                item_id=f"item-{start + row}",
                vector=vectors[row],
                text=" ".join([f"вид{kinds[row]}", *(f"слово{word}" for word in words[row])]),
                kind=f"kind-{kinds[row]}",
                kinds=(f"kind-{kinds[row]}", f"group-{kinds[row] % 30}"),
                brand=f"brand-{brands[row]}",
                allergens=tuple(name for name, has in zip(ALLERGENS, allergens[row], strict=True) if has),
                diets=tuple(name for name, has in zip(DIETS, diets[row], strict=True) if has),
                sid=f"{kinds[row] % 64}-{kinds[row] % 128}-{row}",
                price=tuple(
                    (service, int(price))
                    for service, price, has in zip(SERVICES, prices[row], sold[row], strict=True)
                    if has
                ),
            )


def _vectors(start: int, size: int) -> tuple[Any, Vectors]:
    """The kinds and vectors of the items from `start` on; the same whenever asked, so that nothing is kept."""
    rng = np.random.default_rng((2, start))
    kinds = rng.integers(KINDS, size=size)
    return kinds, _around(kinds, rng)


def _queries(count: int) -> tuple[Vectors, list[str]]:
    rng = np.random.default_rng(3)
    kinds = rng.integers(KINDS, size=count)
    words = (WORDS * rng.random((count, 2)) ** 3).astype(int)
    texts = [f"вид{kind} слово{first} слово{second}" for kind, (first, second) in zip(kinds, words, strict=True)]
    return _around(kinds, rng), texts


def _around(kinds: Any, rng: np.random.Generator) -> Vectors:
    centres = np.random.default_rng(4).normal(size=(KINDS, DIMENSION)).astype(np.float32)
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    own = rng.normal(size=(len(kinds), DIMENSION)).astype(np.float32)
    rows = centres[kinds] + SPREAD * own / np.linalg.norm(own, axis=1, keepdims=True)
    vectors: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return vectors


def _timed(index: Index, vectors: Vectors, texts: list[str], where: IndexFilter) -> tuple[list[float], float]:
    times, hits = [], 0
    for vector, text in zip(vectors, texts, strict=True):
        started = time.perf_counter()
        hits += len(index.search(vector=vector, text=text, where=where, limit=20))
        times.append((time.perf_counter() - started) * 1e3)
    return times, hits / len(times)


def _recall(index: Index, vectors: Vectors, items: int) -> float:
    exact = _exact(vectors, items)
    shares = []
    for vector, best in zip(vectors, exact, strict=True):
        hits = index.search(vector=vector, text="", where=IndexFilter(), limit=RECALL_AT)
        shares.append(len({hit.item_id for hit in hits} & best) / len(best))
    return float(np.mean(shares))


def _exact(vectors: Vectors, items: int) -> list[set[str]]:
    scores = np.full((len(vectors), RECALL_AT), -np.inf, dtype=np.float32)
    numbers = np.full((len(vectors), RECALL_AT), -1, dtype=np.int64)
    for start in range(0, items, CHUNK):
        _, rows = _vectors(start, min(CHUNK, items - start))
        scores = np.concatenate([scores, vectors @ rows.T], axis=1)
        numbers = np.concatenate(
            [numbers, np.broadcast_to(np.arange(start, start + len(rows)), (len(vectors), len(rows)))], axis=1
        )
        best = np.argpartition(-scores, RECALL_AT - 1, axis=1)[:, :RECALL_AT]
        scores, numbers = np.take_along_axis(scores, best, 1), np.take_along_axis(numbers, best, 1)
    return [{f"item-{number}" for number in row if number >= 0} for row in numbers]


def _disk_mb(folder: Path) -> float:
    """Megabytes that are really taken: the engine reserves much more than it writes."""
    files = (path.stat() for path in folder.rglob("*") if path.is_file())
    return sum(getattr(stat, "st_blocks", -(-stat.st_size // 512)) * 512 for stat in files) / 1e6
