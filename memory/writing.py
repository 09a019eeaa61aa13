"""Write transactions: on SQLite, a fair chance for each of many writers."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from tenacity import Retrying

from podbor.core.database import while_busy


@contextmanager
def writing(engine: Engine, *, patience_s: float) -> Iterator[Connection]:
    """Open a transaction that may write; it is committed at the end, or rolled back on an error.

    Raises OperationalError when SQLite stays locked for `patience_s` seconds.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            _begin(connection, patience_s)
        yield connection


def _begin(connection: Connection, patience_s: float) -> None:
    # SQLite's own busy handler waits ever longer, so that late comers overtake and one of 64 writers starves. Waits
    # that do not grow give each the same chance.
    timeout_ms = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        for attempt in Retrying(**while_busy(patience_s)):
            with attempt:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {timeout_ms}")
