"""What shoppers share: statistics of what all of them took, as they were released, and where a recommender reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias, get_args

Statistic: TypeAlias = Literal["popularity", "transitions", "kind_transitions", "co_purchase"]
"""popularity: who took an item; transitions: who took one and later another; kind_transitions: the same of their kinds,
which fewer shoppers suffice for; co_purchase: who took both in one basket."""
STATISTICS: tuple[Statistic, ...] = get_args(Statistic)


@dataclass(frozen=True, kw_only=True)
class SharedStatistics:
    """The latest release of each statistic, in shoppers (noisy, above zero); empty where there is none.

    Attributes:
        popularity: item id to shoppers.
        transitions: item id to the item ids taken later, to shoppers.
        kind_transitions: kind to the kinds taken later, the same kind too, to shoppers.
        co_purchase: item id to the item ids of the same basket, to shoppers; held both ways round.
    """

    popularity: Mapping[str, float] = field(default_factory=dict)
    transitions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    kind_transitions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    co_purchase: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


class SharedStatisticsSource(Protocol):
    """Where the latest releases are read; never the logs of shoppers."""

    def current(self) -> SharedStatistics:
        """The latest releases."""
        ...


class NothingShared:
    """A source that holds no release."""

    def __init__(self) -> None:
        self._nothing = SharedStatistics()

    def current(self) -> SharedStatistics:
        """Empty statistics, always the same."""
        return self._nothing
