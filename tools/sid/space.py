"""The space of semantic IDs: codebooks, and which item has which SID."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from podbor.core.ports import Vectors
from podbor.tools.sid.prefixes import SEPARATOR
from podbor.tools.sid.quantiser import Codes, Projection, fit_levels, last_choices, level_sizes, quantise

NEIGHBOUR_WEIGHT = 0.3
CHOICES = 8
EPSILON = 1e-12


class SemanticIdSpace:
    """Gives each item one SID, for good: "a-b-c" by its vector.

    Where "a-b-c" is taken, the nearest free last code of the first 8 is; where none of them is free, "a-b-c-1" and so
    on. Near twins thus share all but the last code.

    A known item keeps its SID whatever happens to its text, and an SID of an item that is gone is never given again, so
    histories written in SIDs stay true. Only `fit` makes a new space, under a new version.
    """

    def __init__(
        self,
        projection: Projection,
        codebooks: Sequence[Vectors],
        *,
        model_id: str,
        assigned: dict[str, str] | None = None,
    ) -> None:
        self.projection = projection
        self.codebooks = tuple(codebooks)
        self.model_id = model_id
        self.version = _version((projection.mean, projection.axes, *self.codebooks), model_id)
        self._assigned = dict(assigned or {})
        self._next_suffix: dict[str, int] = {}
        for sid in self._assigned.values():
            self._take(sid)

    @classmethod
    def fit(
        cls,
        vectors: Vectors,
        *,
        model_id: str,
        neighbours: Vectors | None = None,
        sizes: Sequence[int] | None = None,
        seed: int = 0,
    ) -> "SemanticIdSpace":
        """Learn codebooks from (n, dimension) vectors.

        Args:
            vectors: unit text vectors, one an item.
            model_id: the embedder they come from; vectors of another one cannot be encoded here.
            neighbours: (n, dimension), the mean text vector of what is bought with the item, zeros where nothing is.
            sizes: codes a level; by the number of items when None.
            seed: the same seed and vectors give the same space.
        """
        rows = mixed(vectors, neighbours)
        projection = Projection.fit(rows)
        codebooks = fit_levels(projection(rows), sizes or level_sizes(len(rows)), seed=seed)
        return cls(projection, codebooks, model_id=model_id)

    @property
    def levels(self) -> int:
        """Number of levels."""
        return len(self.codebooks)

    @property
    def assigned(self) -> dict[str, str]:
        """Item id to SID, of all items ever encoded."""
        return dict(self._assigned)

    def sid(self, item_id: str) -> str:
        """Return the item's SID, "" for an unknown item."""
        return self._assigned.get(item_id, "")

    def codes(self, vectors: Vectors, *, neighbours: Vectors | None = None) -> Codes:
        """Return (n, levels) codes without assigning anything."""
        return quantise(self.projection(mixed(vectors, neighbours)), self.codebooks)

    def encode(self, item_ids: Sequence[str], vectors: Vectors, *, neighbours: Vectors | None = None) -> dict[str, str]:
        """Return item id to SID; unknown items get theirs now, in the order given."""
        if any(item_id not in self._assigned for item_id in item_ids):
            rows = self.projection(mixed(vectors, neighbours))
            codes = quantise(rows, self.codebooks)
            choices = last_choices(rows, self.codebooks, codes, choices=CHOICES)
            for item_id, row, last in zip(item_ids, codes[:, :-1].tolist(), choices.tolist(), strict=True):
                if item_id not in self._assigned:
                    self._assigned[item_id] = self._free([SEPARATOR.join(map(str, (*row, code))) for code in last])
        return {item_id: self._assigned[item_id] for item_id in item_ids}

    def _free(self, choices: Sequence[str]) -> str:
        free = (choice for choice in choices if choice not in self._next_suffix)
        sid = next(free, None) or f"{choices[0]}{SEPARATOR}{self._next_suffix[choices[0]]}"
        self._take(sid)
        return sid

    def _take(self, sid: str) -> None:
        parts = sid.split(SEPARATOR)
        code = SEPARATOR.join(parts[: self.levels])
        suffix = int(parts[self.levels]) if len(parts) > self.levels else 0
        self._next_suffix[code] = max(self._next_suffix.get(code, 0), suffix + 1)


def mixed(vectors: Vectors, neighbours: Vectors | None, *, weight: float = NEIGHBOUR_WEIGHT) -> Vectors:
    """Move each vector towards its neighbourhood and back to unit length; a row of zeros moves nothing."""
    if neighbours is None:
        return vectors
    rows = vectors + weight * neighbours
    unit: Vectors = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), EPSILON)).astype(np.float32)
    return unit


def _version(arrays: Sequence[Vectors], model_id: str) -> str:
    digest = blake2b(model_id.encode(), digest_size=6)
    for array in arrays:
        digest.update(array.tobytes())
    return digest.hexdigest()
