"""Four small operations on sparse rows that scipy lacks or does slowly."""

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp


def scale(matrix: Any, factors: npt.NDArray[np.float32]) -> Any:
    """Multiply column c of a CSR matrix by `factors[c]`; shares the index arrays with `matrix`."""
    data = matrix.data * factors[matrix.indices]
    return sp.csr_matrix((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def unit_rows(matrix: Any) -> Any:
    """Divide each row of a non-negative CSR matrix by its sum; an empty row stays empty."""
    totals = np.asarray(matrix.sum(axis=1), dtype=np.float32).ravel()
    data = matrix.data / np.repeat(np.maximum(totals, 1e-9), np.diff(matrix.indptr))
    return sp.csr_matrix((data.astype(np.float32), matrix.indices, matrix.indptr), shape=matrix.shape)


def cap_rows(matrix: Any, width: int) -> Any:
    """Keep the `width` largest values of each row of a CSR matrix; ties are broken by the column, so it is repeatable."""
    keep = np.ones(len(matrix.data), dtype=bool)
    for start, stop in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        if stop - start > width:
            order = np.argpartition(-matrix.data[start:stop], width)
            keep[start + order[width:]] = False
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))[keep]
    return sp.csr_matrix((matrix.data[keep], (rows, matrix.indices[keep])), shape=matrix.shape)


def root(matrix: Any) -> Any:
    """Square root of the stored values of a CSR matrix; zeros stay zeros."""
    return sp.csr_matrix((np.sqrt(matrix.data), matrix.indices, matrix.indptr), shape=matrix.shape)
