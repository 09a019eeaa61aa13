"""Small helpers over rows of unit vectors."""

import numpy as np

from podbor.core.ports import Vectors

EPSILON = 1e-12


def unit(vectors: Vectors) -> Vectors:
    """Scale each row of (n, dimension) to length 1; a zero row stays zero."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(norms, EPSILON)).astype(np.float32)
    return scaled


def empty(dimension: int) -> Vectors:
    """Return (0, dimension)."""
    return np.empty((0, dimension), dtype=np.float32)
