"""A real SQLite file and a real PostgreSQL server, and a few ways to speak."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from podbor.core.database import open_engine
from podbor.memory import SqlProfileStore, TurnFacts

# The same dialogues every time; "thorough" looks for new ones.
settings.register_profile(
    "quick", max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", parent=settings.get_profile("quick"), max_examples=10_000, derandomize=False)
settings.load_profile("quick")
NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty database, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'profile.db'}"
    new_database: Callable[[], str] = request.getfixturevalue("new_postgres_database")
    return new_database()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> SqlProfileStore:
    store = SqlProfileStore(engine)
    store.migrate()
    return store


class Speaker:
    """One shopper's messages, a minute apart."""

    def __init__(self, user_id: str = "vera", thread_id: str = "t1") -> None:
        self.user_id, self.thread_id, self._count = user_id, thread_id, 0

    def says(self, utterance: str = "…", *, thread_id: str | None = None) -> TurnFacts:
        self._count += 1
        return TurnFacts(
            user_id=self.user_id,
            thread_id=thread_id or self.thread_id,
            turn_id=f"{self.user_id}-{self._count}",
            at=NOW + timedelta(minutes=self._count),
            utterance=utterance,
        )


@pytest.fixture
def vera() -> Speaker:
    return Speaker()


@pytest.fixture
def speaker() -> Callable[[str], Speaker]:
    return Speaker
