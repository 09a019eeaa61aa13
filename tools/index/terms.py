"""Text to BM25 terms, for both backends: words, Russian and English stems, hashed into sparse vectors.

Source of the weight: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009; the inverse
document frequency is applied by Qdrant ("idf" modifier).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from podbor.core.text import stem, words
from podbor.tools.index.stop_words import STOP_WORDS

K1 = 1.2
B = 0.5
"""Below the usual 0.75: a product's text is long because more is known of it, not because it rambles."""
AVERAGE_LENGTH = 30.0
"""Terms of a typical passage; fixed, so that a text's weights do not depend on the catalogue around it."""


@dataclass(frozen=True, kw_only=True)
class SparseTerms:
    """A sparse vector: distinct 32-bit term ids and their weights."""

    indices: tuple[int, ...]
    values: tuple[float, ...]

    def __bool__(self) -> bool:
        return bool(self.indices)


def document_terms(text: str) -> SparseTerms:
    """Return the saturated term frequencies of a passage."""
    counts = Counter(_ids(text))
    norm = K1 * (1 - B + B * counts.total() / AVERAGE_LENGTH)
    values = (count * (K1 + 1) / (count + norm) for count in counts.values())
    return SparseTerms(indices=tuple(counts), values=tuple(values))


def query_terms(text: str) -> SparseTerms:
    """Return weight 1 for each distinct term of a need."""
    ids = tuple(dict.fromkeys(_ids(text)))
    return SparseTerms(indices=ids, values=(1.0,) * len(ids))


def _ids(text: str) -> Iterator[int]:
    for word in words(text):
        if word not in STOP_WORDS:
            yield _hash(stem(word.replace(",", ".")))


def _hash(stem: str) -> int:
    return int.from_bytes(blake2b(stem.encode(), digest_size=4).digest(), "big")
