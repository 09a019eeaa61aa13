import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from podbor.core.ports import Vectors
from podbor.tools.embedding import CachedEmbedder, VectorCache
from podbor.tools.embedding.vector_cache import FILE, vector_key


class CountingEmbedder:
    """Counts what reaches it; a vector is made of its text's length."""

    dimension = 4

    def __init__(self, model_id: str = "counting-1") -> None:
        self.model_id = model_id
        self.seen: list[str] = []
        self.fails_on: str | None = None

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if self.fails_on in texts:
            raise KeyboardInterrupt
        self.seen += texts
        return np.array([[len(text), 1, 2, 3] for text in texts], dtype=np.float32).reshape(-1, 4)


def test_a_second_start_embeds_nothing(tmp_path: Path) -> None:
    first = CachedEmbedder(CountingEmbedder(), VectorCache(tmp_path)).embed_passages(["чай", "кофе", "чай"])
    inner = CountingEmbedder()
    again = CachedEmbedder(inner, VectorCache(tmp_path)).embed_passages(["чай", "кофе", "чай"])
    assert np.array_equal(first, again)
    assert again[:, 0].tolist() == [3, 4, 3]
    assert inner.seen == []


def test_only_what_is_new_is_embedded(tmp_path: Path) -> None:
    inner = CountingEmbedder()
    embedder = CachedEmbedder(inner, VectorCache(tmp_path))
    embedder.embed_passages(["чай"])
    vectors = embedder.embed_passages(["кофе", "чай"])
    assert inner.seen == ["чай", "кофе"]
    assert vectors[:, 0].tolist() == [4, 3]


def test_another_model_shares_nothing(tmp_path: Path) -> None:
    CachedEmbedder(CountingEmbedder("a"), VectorCache(tmp_path)).embed_passages(["чай"])
    inner = CountingEmbedder("b")
    CachedEmbedder(inner, VectorCache(tmp_path)).embed_passages(["чай"])
    assert inner.seen == ["чай"]


def test_a_killed_run_keeps_its_finished_batches(tmp_path: Path) -> None:
    texts = [f"товар {number}" for number in range(200)]
    inner = CountingEmbedder()
    inner.fails_on = "товар 199"
    with pytest.raises(KeyboardInterrupt):
        CachedEmbedder(inner, VectorCache(tmp_path)).embed_passages(texts)
    done = len(inner.seen)
    resumed = CountingEmbedder()
    CachedEmbedder(resumed, VectorCache(tmp_path)).embed_passages(texts)
    assert done > 0
    assert len(resumed.seen) == 200 - done


def test_progress_rises_to_the_total(tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    embedder = CachedEmbedder(CountingEmbedder(), VectorCache(tmp_path))
    embedder.embed_passages(["a"])
    embedder.embed_passages(["a", *(f"товар {n}" for n in range(99))], progress=lambda *call: calls.append(call))
    assert calls[0] == (1, 100)
    assert calls[-1] == (100, 100)
    assert calls == sorted(calls)


def test_a_query_leaves_no_trace_on_disk(tmp_path: Path) -> None:
    inner = CountingEmbedder()
    embedder = CachedEmbedder(inner, VectorCache(tmp_path))
    before = (tmp_path / FILE).read_bytes()
    embedder.embed_queries(["секрет", "секрет"])
    embedder.embed_queries(["секрет"])
    assert inner.seen == ["секрет"]
    assert (tmp_path / FILE).read_bytes() == before
    assert not VectorCache(tmp_path).get([vector_key(inner.model_id, "passage", "секрет")])


def test_a_broken_file_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database, and long enough to be read as one" * 100)
    inner = CountingEmbedder()
    CachedEmbedder(inner, VectorCache(tmp_path)).embed_passages(["чай"])
    assert inner.seen == ["чай"]
    assert VectorCache(tmp_path).get([vector_key("counting-1", "passage", "чай")])


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    script = (
        "import sys, numpy as np; from pathlib import Path; from podbor.tools.embedding import VectorCache\n"
        "cache = VectorCache(Path(sys.argv[1])); start = int(sys.argv[2])\n"
        "for row in range(start, start + 60):\n"
        "    cache.put({row.to_bytes(16, 'big'): np.full(4, row, dtype=np.float32)})\n"
    )
    workers = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path), str(start)]) for start in (0, 30, 60)]
    assert [worker.wait() for worker in workers] == [0, 0, 0]
    known = VectorCache(tmp_path).get([row.to_bytes(16, "big") for row in range(120)])
    assert {int(vector[0]) for vector in known.values()} == set(range(120))


def test_the_last_reference_to_a_cache_closes_its_file(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path)
    cache.put({vector_key("чай"): np.ones(4, dtype=np.float32)})
    file = cache._connection
    del cache
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        file.execute("SELECT 1")
