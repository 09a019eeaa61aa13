"""Reading the latest releases: all that a recommender may know of other shoppers."""

from collections import defaultdict

from sqlalchemy import Connection, Engine, Result, func, select

from podbor.core.shared import SharedStatistics
from podbor.memory.store import readable_errors
from podbor.memory.tables import LedgerRow, ReleasedRow


class SqlSharedStatistics:
    """A SharedStatisticsSource over the profile database. Holds the latest releases; may be shared by threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: tuple[dict[str, int], SharedStatistics] = ({}, SharedStatistics())

    def current(self) -> SharedStatistics:
        """The latest releases; they are read again only when there is a newer one. One short query otherwise."""
        releases, statistics = self._held
        with readable_errors(self._engine), self._engine.begin() as connection:
            latest = _latest(connection)
            if latest != releases:
                statistics = _read(connection, latest)
                self._held = (latest, statistics)
        return statistics


def _latest(connection: Connection) -> dict[str, int]:
    published = select(LedgerRow.statistic, func.max(LedgerRow.seq)).where(LedgerRow.released_at.is_not(None))
    return {statistic: release for statistic, release in connection.execute(published.group_by(LedgerRow.statistic))}


def _read(connection: Connection, latest: dict[str, int]) -> SharedStatistics:
    def rows(statistic: str) -> Result[str, str, float]:
        columns = select(ReleasedRow.item_id, ReleasedRow.other_id, ReleasedRow.shoppers)
        return connection.execute(columns.where(ReleasedRow.release == latest.get(statistic)))

    def pairs(statistic: str) -> dict[str, dict[str, float]]:
        table: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for one, other, shoppers in rows(statistic):
            table[one][other] = shoppers
        return dict(table)

    return SharedStatistics(
        popularity={item_id: shoppers for item_id, _, shoppers in rows("popularity")},
        transitions=pairs("transitions"),
        kind_transitions=pairs("kind_transitions"),
        co_purchase=_both_ways(pairs("co_purchase")),
    )


def _both_ways(pairs: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    table: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for one, others in pairs.items():
        for other, shoppers in others.items():
            table[one][other] = table[other][one] = shoppers
    return dict(table)
