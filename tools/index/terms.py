"""Text to BM25 terms, for both backends: words, Russian and English stems, hashed into sparse vectors.

Source of the weight: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009; the inverse
document frequency is applied by Qdrant ("idf" modifier).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

import snowballstemmer

from podbor.tools.index.stop_words import STOP_WORDS

K1 = 1.2
B = 0.5
"""Below the usual 0.75: a product's text is long because more is known of it, not because it rambles."""
AVERAGE_LENGTH = 30.0
"""Terms of a typical passage; fixed, so that a text's weights do not depend on the catalogue around it."""
STEMS_KEPT = 200_000
_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+")


@dataclass(frozen=True, kw_only=True)
class SparseTerms:
    """A sparse vector: distinct 32-bit term ids and their weights."""

    indices: tuple[int, ...]
    values: tuple[float, ...]

    def __bool__(self) -> bool:
        return bool(self.indices)


class TermEncoder:
    """Encodes texts; one instance may serve several threads."""

    def __init__(self) -> None:
        self._russian = snowballstemmer.stemmer("russian")
        self._english = snowballstemmer.stemmer("english")
        self._stems: dict[str, int] = {}
        self._lock = Lock()

    def document(self, text: str) -> SparseTerms:
        """Return the saturated term frequencies of a passage."""
        counts = Counter(self._ids(text))
        norm = K1 * (1 - B + B * counts.total() / AVERAGE_LENGTH)
        values = (count * (K1 + 1) / (count + norm) for count in counts.values())
        return SparseTerms(indices=tuple(counts), values=tuple(values))

    def query(self, text: str) -> SparseTerms:
        """Return weight 1 for each distinct term."""
        ids = tuple(dict.fromkeys(self._ids(text)))
        return SparseTerms(indices=ids, values=(1.0,) * len(ids))

    def _ids(self, text: str) -> Iterator[int]:
        for word in words(text):
            if word not in STOP_WORDS:
                yield self._stem_id(word)

    def _stem_id(self, word: str) -> int:
        known = self._stems.get(word)
        if known is not None:
            return known
        with self._lock:
            stemmer = self._english if word.isascii() else self._russian
            stem_id = _hash(stemmer.stemWord(word))
            if len(self._stems) < STEMS_KEPT:
                self._stems[word] = stem_id
        return stem_id


def words(text: str) -> list[str]:
    """Split into lower-case words and numbers, ё as е.

    >>> words("Мёд Dove, 2,5%, 500г")
    ['мед', 'dove', '2.5', '500', 'г']
    """
    folded = unicodedata.normalize("NFC", text).casefold().replace("ё", "е")
    return [word.replace(",", ".") for word in _WORD.findall(folded)]


def _hash(stem: str) -> int:
    return int.from_bytes(blake2b(stem.encode(), digest_size=4).digest(), "big")
