"""The privacy ledger: what every release costs is written before it is made, and no release goes over the budget."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import reduce
from importlib.metadata import version

from pydantic import JsonValue
from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from podbor.core.errors import BudgetSpent
from podbor.core.shared import Statistic
from podbor.memory.privacy.contributions import Key
from podbor.memory.privacy.mechanism import Calibration, Loss, epsilon_of
from podbor.memory.store import PATIENCE_S, readable_errors
from podbor.memory.tables import LedgerRow, ReleasedRow
from podbor.memory.writing import writing

LEDGER_LOCK = 0x504F44424C44
INSERTED_AT_ONCE = 5000


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What all releases together may cost one shopper: (epsilon, delta)-DP."""

    epsilon: float
    delta: float


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One release in the ledger. `epsilon` and `delta` are those of this release alone; `loss` is what adds up.

    `released_at` is None, and so is `keys_released`, where the release failed after it was paid for.
    """

    entry_id: int
    at: datetime
    statistic: str
    epsilon: float
    delta: float
    loss: Loss
    keys_per_shopper: int
    scale: float
    threshold: float
    code_version: str
    released_at: datetime | None
    keys_released: int | None

    def to_json(self) -> dict[str, JsonValue]:
        """Return the fields, times as ISO 8601."""
        released = self.released_at.isoformat() if self.released_at else None
        return asdict(self) | {"at": self.at.isoformat(), "released_at": released}


class PrivacyLedger:
    """The ledger of one profile database. Any number of processes may release: they take turns at spending."""

    def __init__(self, engine: Engine, budget: Budget) -> None:
        self._engine = engine
        self.budget = budget

    def spend(
        self, statistic: Statistic, calibration: Calibration, *, epsilon: float, delta: float, at: datetime
    ) -> int:
        """Write down a release that is about to be made. Returns its number.

        Raises BudgetSpent, and writes nothing, when the total would go over the budget.
        """
        with readable_errors(self._engine), writing(self._engine, patience_s=PATIENCE_S) as connection:
            _take_turns(connection)
            before = _total(_entries(connection))
            after = self.epsilon_of(before + calibration.loss)
            if after > self.budget.epsilon:
                raise BudgetSpent(
                    statistic=statistic,
                    total=after,
                    budget=self.budget.epsilon,
                    delta=self.budget.delta,
                    spent=self.epsilon_of(before),
                )
            row = insert(LedgerRow).values(
                at=at,
                statistic=statistic,
                epsilon=epsilon,
                delta=delta,
                rho=calibration.loss.rho,
                threshold_delta=calibration.loss.delta,
                keys_per_shopper=calibration.keys,
                scale=calibration.scale,
                threshold=calibration.threshold,
                code_version=code_version(),
            )
            return int(connection.execute(row.returning(LedgerRow.seq)).scalar_one())

    def publish(self, entry_id: int, released: Mapping[Key, float], *, at: datetime) -> None:
        """Store what was released for entry `entry_id`, in place of the release of this statistic before it."""
        with readable_errors(self._engine), writing(self._engine, patience_s=PATIENCE_S) as connection:
            _take_turns(connection)
            same = select(LedgerRow.seq).where(
                LedgerRow.statistic == select(LedgerRow.statistic).where(LedgerRow.seq == entry_id).scalar_subquery(),
                LedgerRow.seq < entry_id,
            )
            connection.execute(delete(ReleasedRow).where(ReleasedRow.release.in_(same)))
            rows = [_row(entry_id, key, shoppers) for key, shoppers in sorted(released.items())]
            for start in range(0, len(rows), INSERTED_AT_ONCE):
                connection.execute(insert(ReleasedRow), rows[start : start + INSERTED_AT_ONCE])
            done = update(LedgerRow).where(LedgerRow.seq == entry_id)
            connection.execute(done.values(released_at=at, keys_released=len(released)))

    def entries(self) -> tuple[Entry, ...]:
        """All releases, oldest first, failed ones too."""
        with readable_errors(self._engine), self._engine.connect() as connection:
            return _entries(connection)

    def spent(self) -> float:
        """Epsilon of all releases together, at the budget's delta."""
        return self.epsilon_of(_total(self.entries()))

    def epsilon_of(self, loss: Loss) -> float:
        """Epsilon of a loss at the budget's delta."""
        return epsilon_of(loss, delta=self.budget.delta)


def code_version() -> str:
    """What draws the noise."""
    return f"podbor {version('podbor')}, opendp {version('opendp')}"


def _take_turns(connection: Connection) -> None:
    # Two sums read at once would both leave room for one more. SQLite has one writer at a time anyway.
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(LEDGER_LOCK)))


def _entries(connection: Connection) -> tuple[Entry, ...]:
    return tuple(_entry(row) for row in connection.execute(select(*LedgerRow.__table__.columns).order_by("seq")))


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    fields = dict(row._mapping)
    loss = Loss(rho=fields.pop("rho"), delta=fields.pop("threshold_delta"))
    return Entry(entry_id=fields.pop("seq"), loss=loss, **fields)


def _total(entries: Sequence[Entry]) -> Loss:
    return reduce(Loss.__add__, (entry.loss for entry in entries), Loss())


def _row(entry_id: int, key: Key, shoppers: float) -> dict[str, object]:
    item_id, other_id = (*key, "")[:2]
    return {"release": entry_id, "item_id": item_id, "other_id": other_id, "shoppers": shoppers}
