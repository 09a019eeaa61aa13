"""An embedder that remembers."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from podbor.core.ports import Embedder, Vectors
from podbor.tools.embedding.vector_cache import VectorCache, vector_key
from podbor.tools.embedding.vectors import empty

Progress = Callable[[int, int], None]
"""Called with (done, total)."""
BATCH = 64
QUERIES_KEPT = 512


class CachedEmbedder:
    """Passages are kept on disk by the content of model and text; queries only in this process's memory.

    What a shopper wrote must not outlive its erasure, so no trace of a query reaches the disk.
    """

    def __init__(self, inner: Embedder, cache: VectorCache) -> None:
        self._inner = inner
        self._cache = cache
        self._queries: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._inner.dimension

    @property
    def model_id(self) -> str:
        """The inner embedder's."""
        return self._inner.model_id

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension)."""
        with self._lock:
            known = {text: self._queries[text] for text in texts if text in self._queries}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(missing, self._inner.embed_queries(missing), strict=True))
        with self._lock:
            self._queries.update((text, known[text]) for text in missing)
            while len(self._queries) > QUERIES_KEPT:
                self._queries.popitem(last=False)
        return np.stack([known[text] for text in texts]) if texts else empty(self.dimension)

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Return (len(texts), dimension). Each batch of 64 is stored as it is done, so a killed run goes on from it."""
        keys = [vector_key(self.model_id, "passage", text) for text in texts]
        known = self._cache.get(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        pending = list(missing.items())
        if progress is not None:
            progress(len(texts) - len(pending), len(texts))
        for start in range(0, len(pending), BATCH):
            batch = pending[start : start + BATCH]
            vectors = self._inner.embed_passages([text for _, text in batch])
            fresh = {key: vector for (key, _), vector in zip(batch, vectors, strict=True)}
            self._cache.put(fresh)
            known.update(fresh)
            if progress is not None:
                progress(len(texts) - len(pending) + start + len(batch), len(texts))
        return np.stack([known[key] for key in keys]) if texts else empty(self.dimension)
