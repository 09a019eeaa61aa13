"""Precision, recall and F1 of one label."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Prf:
    """Figures of one label; 0 where a denominator is 0."""

    precision: float
    recall: float
    f1: float
    labelled: int
    found: int
    both: int

    def to_json(self) -> dict[str, Any]:
        """Plain numbers."""
        return asdict(self)


def prf(pairs: Sequence[tuple[bool, bool]]) -> Prf:
    """Figures of (labelled, found) pairs.

    P = |labelled ∧ found| / |found|, R = |labelled ∧ found| / |labelled|, F1 = 2PR / (P + R)

    >>> found = prf([(True, True), (True, False), (False, True), (False, False)])
    >>> found.precision, found.recall, found.f1
    (0.5, 0.5, 0.5)
    """
    labelled, found = sum(one for one, _ in pairs), sum(other for _, other in pairs)
    both = sum(one and other for one, other in pairs)
    precision, recall = both / found if found else 0.0, both / labelled if labelled else 0.0
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return Prf(precision=precision, recall=recall, f1=f1, labelled=labelled, found=found, both=both)
