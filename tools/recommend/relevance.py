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
        unknown: share of the query's words that no title of the catalogue and no kind has: "швейная" of "швейная машинка".
        agreement: share of the nearest items that have the commonest first code of a semantic ID; noise is scattered.
    """

    item_id: str
    dense: float
    coverage: float
    kind: bool
    unknown: float = 0.0
    agreement: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Floor:
    """A logistic model of the signals; what is likelier than `least` may be shown.

    Fitted by `podbor.evals.bench.floor` on the judged needs.
    """

    bias: float = -5.10
    dense: float = 2.57
    coverage: float = 5.31
    kind: float = 1.27
    unknown: float = -1.98
    agreement: float = 1.76
    least: float = 0.34

    def probability(self, signal: Signal) -> float:
        """Chance that an item with these signals is relevant."""
        logit = (
            self.bias
            + self.dense * signal.dense
            + self.coverage * signal.coverage
            + self.kind * signal.kind
            + self.unknown * signal.unknown
            + self.agreement * signal.agreement
        )
        return 1.0 / (1.0 + exp(-logit))

    def passes(self, signal: Signal) -> bool:
        """Whether the item may be shown."""
        return self.probability(signal) >= self.least
