"""The preference log in SQL: SQLite or PostgreSQL."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError

from podbor.core.database import migrate
from podbor.core.errors import PodborError, SetupError
from podbor.core.preferences import PreferenceEvent, Profile
from podbor.core.vocabulary import Person
from podbor.memory.consent import SqlConsents, for_the_conversation
from podbor.memory.log import RETRACTING
from podbor.memory.resolver import resolve
from podbor.memory.rows import to_columns, to_event
from podbor.memory.tables import EventRow
from podbor.memory.writing import writing

MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE_S = 60.0
"""What was said must not be lost to a crowd: this outlasts 64 processes that write without a pause on two cores."""


class SqlProfileStore:
    """A ProfileStore over SQLAlchemy. It may be shared by threads, and any number of processes may use one database.

    Args:
        engine: from `podbor.core.database.open_engine`.
        patience_s: how long an append waits for other writers of a SQLite file.
        require_consent: until a shopper consented to lasting memory, what is said holds in its conversation only; taking
            back needs no consent.
    """

    def __init__(self, engine: Engine, *, require_consent: bool = False, patience_s: float = PATIENCE_S) -> None:
        self.engine = engine
        self.consents = SqlConsents(engine)
        self._require_consent = require_consent
        self._patience_s = patience_s

    def migrate(self) -> None:
        """Create the tables or bring them up to date. Raises SetupError when the file is no database."""
        migrate(self.engine, MIGRATIONS)

    def append(self, events: Sequence[PreferenceEvent]) -> tuple[PreferenceEvent, ...]:
        """Write all of `events` or none; those already in the log are skipped. Returns those that were new.

        Raises SetupError when the database is locked for longer than `patience_s`, full, or cannot be written.
        """
        if not events:
            return ()
        events = [self._allowed(event) for event in events]
        with readable_errors(self.engine), writing(self.engine, patience_s=self._patience_s) as connection:
            _lock_shoppers(connection, events)
            return tuple(event for event in events if _insert(connection, event))

    def events(self, user_id: str) -> tuple[PreferenceEvent, ...]:
        """The whole log of a shopper, oldest first."""
        return self._read(EventRow.user_id == user_id)

    def profile(self, user_id: str, *, thread_id: str, now: datetime, people: Collection[Person] = ()) -> Profile:
        """The fold of the log as conversation `thread_id` sees it, for the shopper and `people`."""
        # What is taken back is taken back everywhere, consent or not.
        relevant = or_(EventRow.thread_id == thread_id, EventRow.type.in_(RETRACTING))
        if self._remembers(user_id):
            relevant = or_(relevant, EventRow.scope == "lasting")
        events = self._read(and_(EventRow.user_id == user_id, relevant))
        return resolve(events, user_id=user_id, thread_id=thread_id, now=now, people=people)

    def _read(self, where: ColumnElement[bool]) -> tuple[PreferenceEvent, ...]:
        # Plain rows: mapped objects take twice as long, and a log is read every turn.
        query = select(*EventRow.__table__.columns).where(where).order_by(EventRow.seq)
        with readable_errors(self.engine), self.engine.connect() as connection:
            return tuple(to_event(row) for row in connection.execute(query))

    def _remembers(self, user_id: str) -> bool:
        return not self._require_consent or self.consents.active(user_id) is not None

    def _allowed(self, event: PreferenceEvent) -> PreferenceEvent:
        allowed = event.type in RETRACTING or self._remembers(event.user_id)
        return event if allowed else for_the_conversation(event)


@contextmanager
def readable_errors(engine: Engine) -> Iterator[None]:
    """Turn what the database says (locked, full, read-only, no such table) into a SetupError of one line."""
    try:
        yield
    except StatementError as error:
        if isinstance(error.orig, PodborError):
            raise error.orig from error
        raise SetupError(
            f"profile database {engine.url.render_as_string()}: {error.orig}", mend="podbor doctor"
        ) from error


def _lock_shoppers(connection: Connection, events: Sequence[PreferenceEvent]) -> None:
    # PostgreSQL hands out sequence numbers before the commit: without the lock a later number could be seen first and
    # the order of one shopper's log would change under a reader. SQLite has one writer at a time anyway.
    if connection.dialect.name != "postgresql":
        return
    for user_id in sorted({event.user_id for event in events}):
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(user_id, 0))))


def _insert(connection: Connection, event: PreferenceEvent) -> bool:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(EventRow).on_conflict_do_nothing(index_elements=["event_id"]).returning(EventRow.seq)
    return connection.execute(statement, to_columns(event)).first() is not None
