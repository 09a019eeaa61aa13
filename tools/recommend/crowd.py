"""What other shoppers take: the released statistics as evidence for an item. Their logs are never read here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest
from math import log1p

from podbor.core.items import Item
from podbor.core.shared import NothingShared, SharedStatistics, SharedStatisticsSource
from podbor.tools.recommend.evidence import EvidenceName

RECENCY = 0.8
"""What one step back among the items taken before counts."""
MOST_TAKEN = 400


@dataclass(frozen=True)
class Crowd:
    """The releases in force. Strengths are in 0 to 1."""

    statistics: SharedStatistics = field(default_factory=SharedStatistics)

    @cached_property
    def most_taken(self) -> tuple[str, ...]:
        """Ids of the items that most shoppers took, best first."""
        popularity = self.statistics.popularity
        return tuple(nlargest(MOST_TAKEN, popularity, key=lambda item_id: (popularity[item_id], item_id)))

    def evidence(self, item: Item, taken: Sequence[Item]) -> Iterator[tuple[EvidenceName, float, str]]:
        """What speaks for `item` of a shopper who took `taken`, oldest first."""
        yield "popular", self._popular(item.item_id), ""
        yield "taken_after", self._after(item, taken), ""
        yield "kind_after", self._kind_after(item, taken), item.kind

    def _popular(self, item_id: str) -> float:
        shoppers = self.statistics.popularity.get(item_id, 0.0)
        return log1p(shoppers) / log1p(self._most) if shoppers else 0.0

    @cached_property
    def _most(self) -> float:
        return max(self.statistics.popularity.values(), default=0.0)

    def _after(self, item: Item, taken: Sequence[Item]) -> float:
        tables = (self.statistics.transitions, self.statistics.co_purchase)
        pairs = ((age, table.get(past.item_id, {})) for age, past in enumerate(reversed(taken)) for table in tables)
        return max((RECENCY**age * _share(row, item.item_id) for age, row in pairs), default=0.0)

    def _kind_after(self, item: Item, taken: Sequence[Item]) -> float:
        pairs = ((age, self.statistics.kind_transitions.get(past.kind, {})) for age, past in enumerate(reversed(taken)))
        return max((RECENCY**age * _share(row, item.kind) for age, row in pairs), default=0.0)


class CurrentCrowd:
    """Follows a source: a release that is published while Podbor runs counts from the next list on."""

    def __init__(self, source: SharedStatisticsSource | None = None) -> None:
        self._source = source or NothingShared()
        self._crowd = Crowd()

    def __call__(self) -> Crowd:
        """The crowd as it is now."""
        statistics = self._source.current()
        if statistics is not self._crowd.statistics:
            self._crowd = Crowd(statistics)
        return self._crowd


def _share(row: Mapping[str, float], key: str) -> float:
    """What `key` has of the most frequent one; a sum of noisy counts would be no better known than its largest."""
    return row[key] / max(row.values()) if key in row else 0.0
