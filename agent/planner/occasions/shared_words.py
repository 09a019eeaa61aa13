"""How many telling words two texts share: cosines of TF-IDF vectors of their stems (Salton & Buckley 1988, IPM 24)."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from podbor.agent.planner.words import stem, words_of


class SharedWords:
    """Compares texts with those it was made of. Threads may share it."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [_counted(text) for text in texts]
        texts_with = Counter(word for counted in counts for word in counted)
        self._columns = {word: column for column, word in enumerate(texts_with)}
        self._rarity = np.log((1 + len(texts)) / (1 + np.array(list(texts_with.values())))) + 1
        self._vectors = self._embedded(counts)

    def likeness(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(texts it was made of, `texts`) cosines, 0 to 1."""
        shared = self._vectors @ self._embedded([_counted(text) for text in texts]).T
        return np.asarray(shared.toarray(), dtype=np.float32)

    def _embedded(self, counts: Sequence[Counter[str]]) -> csr_array:
        """(texts, words) vectors of unit length, without words that are not known."""
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for row, counted in enumerate(counts):
            known = {self._columns[word]: 1 + np.log(count) for word, count in counted.items() if word in self._columns}
            weights = np.array(list(known.values())) * self._rarity[list(known)]
            rows += [row] * len(known)
            columns += list(known)
            values += (weights / np.linalg.norm(weights)).tolist() if known else []
        shape = (len(counts), len(self._columns))
        return csr_array((np.array(values, dtype=np.float32), (rows, columns)), shape=shape)


def _counted(text: str) -> Counter[str]:
    return Counter(map(stem, words_of(text)))
