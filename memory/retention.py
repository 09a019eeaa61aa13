"""Retention: what may be held no longer, and deleting it. Lasting facts in force are held until the shopper takes them back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from podbor.core.preferences import PreferenceEvent
from podbor.memory.log import RETRACTING, alive, reach
from podbor.memory.personal import rewrite
from podbor.memory.rows import to_event
from podbor.memory.store import PATIENCE_S, SqlProfileStore, readable_errors
from podbor.memory.tables import EventRow
from podbor.memory.writing import writing

AT_ONCE = 500
UNDONE = tuple(event_type for event_type in RETRACTING if event_type != "undo")
"""What takes back and may itself be undone; an undo stays done."""


def expired(log: Sequence[PreferenceEvent], before: datetime) -> frozenset[str]:
    """Return the ids of what was said before `before` and is needed no longer. `log`: one shopper's, oldest first.

    That is what was said for a conversation only, what was taken back, and what took it back; never a lasting fact in force,
    nor what an undo of something said since `before` brings back. Without them the log folds as it did, as any conversation
    that began since then sees it.
    """
    kept = alive(log)
    standing = {event.event_id for event in kept}
    restorable = {
        event_id for event in kept if event.at >= before and event.type in UNDONE for event_id in event.retracts
    }
    gone: set[str] = set()
    staying = {event.event_id for event in log}
    for event in log:
        # An event takes back earlier ones only, so that whatever it names is decided by now.
        if event.at < before and event.event_id not in restorable and _needless(event, standing, staying):
            gone.add(event.event_id)
            staying.discard(event.event_id)
    return frozenset(gone)


def purge(store: SqlProfileStore, before: datetime) -> int:
    """Delete what is expired of every shopper, bytes and all; return how many events went. Raises SetupError as an erasure does.

    What an earlier purge deleted and could not rewrite goes too.
    """
    with readable_errors(store.engine), store.engine.connect() as connection:
        old = select(EventRow.user_id).where(EventRow.at < before).distinct()
        shoppers = connection.scalars(old).all()
    gone = sum(_purge(store, user_id, before) for user_id in shoppers)
    if store.engine.dialect.name == "sqlite":
        with readable_errors(store.engine):
            with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                rewrite(connection, store.engine)
    return gone


def _purge(store: SqlProfileStore, user_id: str, before: datetime) -> int:
    with readable_errors(store.engine), writing(store.engine, patience_s=PATIENCE_S) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
        rows = connection.execute(
            select(*EventRow.__table__.columns).where(EventRow.user_id == user_id).order_by(EventRow.seq)
        )
        gone = sorted(expired([to_event(row) for row in rows], before))
        for start in range(0, len(gone), AT_ONCE):
            _delete(connection, gone[start : start + AT_ONCE])
    return len(gone)


def _delete(connection: Connection, event_ids: Sequence[str]) -> None:
    connection.execute(delete(EventRow).where(EventRow.event_id.in_(event_ids)))


def _needless(event: PreferenceEvent, standing: set[str], staying: set[str]) -> bool:
    if event.event_id not in standing:
        return True
    if event.type in RETRACTING:
        # A retraction that also states something ("peanuts are fine") is a fact as long as it stands.
        return staying.isdisjoint(event.retracts) and event.change is None
    return reach(event) == "session"
