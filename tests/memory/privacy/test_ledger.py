"""The ledger on both databases: paid before released, and never over the budget."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select

from podbor.core.database import open_engine
from podbor.core.errors import BudgetSpent, InputError
from podbor.core.shared import STATISTICS
from podbor.memory import SqlProfileStore
from podbor.memory.privacy.contributions import History, Taken
from podbor.memory.privacy.ledger import Budget, PrivacyLedger
from podbor.memory.privacy.mechanism import calibrate
from podbor.memory.privacy.release import release
from podbor.memory.privacy.released import SqlSharedStatistics
from podbor.memory.tables import ReleasedRow

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
BUDGET = Budget(epsilon=2.5, delta=1e-5)
FIT = 6
"""Releases at epsilon 1 and delta 1e-6 that the budget has room for: together 2.33; a seventh would make it 2.55."""


def crowd() -> Iterator[History]:
    """300 shoppers who took tea and then jam, and one who took something nobody else did."""
    yield from ([Taken(item_id=item, basket="b", kind=f"a {item}") for item in ("tea", "jam")] for _ in range(300))
    yield [Taken(item_id=item, basket="b", kind=item) for item in ("secret", "rare")]


@pytest.fixture
def ledger(store: SqlProfileStore) -> PrivacyLedger:
    return PrivacyLedger(store.engine, BUDGET)


def test_a_release_is_written_down_and_read_back(ledger: PrivacyLedger, engine: Engine) -> None:
    shared = SqlSharedStatistics(engine)
    assert shared.current().popularity == {}
    entries = [release(ledger, crowd, statistic) for statistic in STATISTICS]
    assert ledger.entries() == tuple(entries)
    assert [(entry.statistic, entry.keys_released) for entry in entries] == [
        ("popularity", 2),
        ("transitions", 1),
        ("kind_transitions", 1),
        ("co_purchase", 1),
    ]
    first = entries[0]
    assert (first.epsilon, first.delta, first.keys_per_shopper) == (1.0, 1e-6, 2)
    assert "opendp" in first.code_version
    assert first.released_at is not None
    current = shared.current()
    assert set(current.popularity) == {"tea", "jam"}
    assert current.popularity["tea"] == pytest.approx(300, abs=8 * first.scale)
    assert current.transitions.keys() == {"tea"}
    assert current.kind_transitions.keys() == {"a tea"}
    assert current.co_purchase["jam"]["tea"] == current.co_purchase["tea"]["jam"]
    assert shared.current() is current


def test_a_newer_release_takes_the_place_of_the_older(ledger: PrivacyLedger, engine: Engine) -> None:
    shared = SqlSharedStatistics(engine)
    release(ledger, crowd, "popularity")
    release(ledger, crowd, "transitions")
    before = shared.current()
    newest = release(ledger, lambda: ([Taken(item_id="tea", basket="b")] for _ in range(900)), "popularity")
    after = shared.current()
    assert after.popularity == {"tea": pytest.approx(900, abs=8 * newest.scale)}
    assert after.transitions == before.transitions
    with engine.connect() as connection:
        kept = set(connection.scalars(select(ReleasedRow.release).distinct()))
    assert kept == {2, newest.entry_id}


def test_overspending_is_refused_and_costs_nothing(ledger: PrivacyLedger) -> None:
    for _ in range(FIT):
        release(ledger, crowd, "popularity")
    spent = ledger.spent()
    with pytest.raises(BudgetSpent, match=r"popularity would bring the total to epsilon 2\.5.; spent: 2\.33 of 2\.5"):
        release(ledger, unread, "popularity")
    assert len(ledger.entries()) == FIT
    assert ledger.spent() == spent <= BUDGET.epsilon
    release(ledger, crowd, "transitions", epsilon=0.1)


def test_the_budget_outlives_the_process_and_the_statistic(ledger: PrivacyLedger, engine: Engine) -> None:
    release(ledger, crowd, "transitions", epsilon=2.7)
    with pytest.raises(BudgetSpent):
        release(PrivacyLedger(engine, BUDGET), unread, "co_purchase")
    release(PrivacyLedger(engine, Budget(epsilon=4, delta=1e-5)), crowd, "co_purchase")


def test_thresholds_use_up_the_budgets_delta(store: SqlProfileStore) -> None:
    ledger = PrivacyLedger(store.engine, Budget(epsilon=100, delta=9e-7))
    release(ledger, crowd, "popularity", epsilon=0.1)
    with pytest.raises(BudgetSpent, match="epsilon inf"):
        release(ledger, unread, "popularity", epsilon=0.1)


def test_a_release_is_paid_for_before_anything_is_read(ledger: PrivacyLedger, url: str) -> None:
    seen_from_elsewhere = []

    def broken() -> Iterator[History]:
        other = open_engine(url)
        seen_from_elsewhere.extend(PrivacyLedger(other, BUDGET).entries())
        other.dispose()
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk"):
        release(ledger, broken, "popularity")
    assert [entry.released_at for entry in seen_from_elsewhere] == [None]
    assert ledger.entries() == tuple(seen_from_elsewhere)
    assert ledger.spent() > 0
    assert SqlSharedStatistics(ledger._engine).current().popularity == {}


def test_writers_at_once_do_not_overspend(ledger: PrivacyLedger, url: str) -> None:
    calibration = calibrate(epsilon=1, delta=1e-6, keys=2)

    def spend(_: int) -> bool:
        engine = open_engine(url)
        try:
            own = PrivacyLedger(engine, BUDGET)
            own.spend("popularity", calibration, epsilon=1, delta=1e-6, at=NOW)
        except BudgetSpent:
            return False
        finally:
            engine.dispose()
        return True

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(spend, range(12))) == FIT
    assert len(ledger.entries()) == FIT


def test_a_wrong_value_costs_nothing(ledger: PrivacyLedger) -> None:
    with pytest.raises(InputError, match="epsilon: got 0; valid: 0.01 to 20"):
        release(ledger, unread, "popularity", epsilon=0)
    assert ledger.entries() == ()


def unread() -> Iterator[History]:
    raise AssertionError("the logs were read for a release that was refused")
