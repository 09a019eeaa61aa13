"""The relevance floor: how sure we are that an item is what the query means, and not the nearest noise."""

from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, kw_only=True)
class Floor:
    """A logistic model of two signals, for queries in which the vocabulary knows no kind.

    `dense` is the centred cosine, `coverage` the share of the query's words that the item's names have. Fitted by
    `podbor.evals.bench.retrieval.calibrate` on the judged needs; the value is a probability.
    """

    bias: float = -5.0
    dense: float = 7.0
    coverage: float = 4.0
    least: float = 0.5

    def probability(self, *, dense: float, coverage: float) -> float:
        """Chance that an item with these signals is relevant."""
        return 1.0 / (1.0 + exp(-(self.bias + self.dense * dense + self.coverage * coverage)))

    def passes(self, *, dense: float, coverage: float) -> bool:
        """Whether the item may be shown."""
        return self.probability(dense=dense, coverage=coverage) >= self.least
