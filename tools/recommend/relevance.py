"""The relevance floor: how sure we are that an item is what the query means, and not the nearest noise."""

from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, kw_only=True)
class Signal:
    """What speaks for an item's relevance.

    Attributes:
        dense: centred cosine, 0 where the dense branch did not find it.
        coverage: share of the query's words that the item's names have.
        kind: the item is of a kind that the query names.
    """

    item_id: str
    dense: float
    coverage: float
    kind: bool


@dataclass(frozen=True, kw_only=True)
class Floor:
    """A logistic model of the signals; what is likelier than `least` may be shown.

    Fitted by `podbor.evals.bench.floor` on the judged needs.
    """

    bias: float = -3.92
    dense: float = 2.42
    coverage: float = 4.20
    kind: float = 1.71
    least: float = 0.28

    def probability(self, signal: Signal) -> float:
        """Chance that an item with these signals is relevant."""
        logit = self.bias + self.dense * signal.dense + self.coverage * signal.coverage + self.kind * signal.kind
        return 1.0 / (1.0 + exp(-logit))

    def passes(self, signal: Signal) -> bool:
        """Whether the item may be shown."""
        return self.probability(signal) >= self.least
