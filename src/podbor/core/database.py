"""Engines: SQLite in WAL mode by default, PostgreSQL by URL; migrations by Alembic."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import StaticPool
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random

from podbor.core.errors import SetupError

BUSY_TIMEOUT_MS = 10_000
SHORTEST_WAIT_S = 0.005
LONGEST_WAIT_S = 0.05
ALEMBIC = Lock()
"""Alembic keeps the environment of a run in a global of its module: threads take turns."""
MIGRATION_LOCK = 0x504F44424F52
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def open_engine(url: str) -> Engine:
    """Open an engine. SQLite gets WAL, a busy timeout and full synchronisation: what is acknowledged survives.

    Its files are closed by `dispose`, or with the last reference to the engine. Raises SetupError when the driver of a
    server is not installed.
    """
    location = make_url(url)
    if location.get_backend_name() != "sqlite":
        return _server_engine(location)
    # Whichever thread drops the engine closes its connections.
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False}}
    if location.database and location.database != ":memory:":
        Path(location.database).parent.mkdir(parents=True, exist_ok=True)
    else:
        # A database in memory is that of its one connection, for all threads.
        options["poolclass"] = StaticPool
    engine = create_engine(location, **options)
    event.listen(engine, "connect", _configure_sqlite)
    return engine


def _server_engine(location: URL) -> Engine:
    try:
        # A server that was started anew has closed the connections that are kept here.
        return create_engine(location, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise SetupError(f"not installed: {error.name}", mend="pip install 'podbor[postgres]'") from error


def migrate(engine: Engine, migrations: Path, *, revision: str = "head") -> None:
    """Bring a database to `revision`. `migrations` is an Alembic script folder; each keeps its own version table.

    Raises SetupError when the file is not a database, or the database is locked, read-only, full or does not answer.
    """
    config = Config()
    # Its values are templates of configparser: an installation may lie under a path with a percent sign.
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes.update(engine=engine, to_head=revision == "head")
    try:
        with ALEMBIC:
            command.upgrade(config, revision)
    except DBAPIError as error:
        raise unusable(engine.url, error.orig) from error


def run_migrations(environment: Any, *, version_table: str, **options: Any) -> None:
    """What an Alembic environment does; `options` are those of `alembic.context.configure`.

    What is there already takes no lock, so that a start waits for nobody who writes.
    """
    engine: Engine = environment.config.attributes["engine"]
    # Where reading fails, as it may while another process makes the file, the lock is waited for.
    with suppress(OperationalError), engine.connect() as connection:
        there = MigrationContext.configure(connection, opts={"version_table": version_table}).get_current_heads()
        if environment.config.attributes.get("to_head") and set(there) == set(environment.script.get_heads()):
            return
    with _migrating(engine) as connection:
        environment.configure(connection=connection, version_table=version_table, transactional_ddl=True, **options)
        environment.run_migrations()


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    """Open the transaction of a migration, under a lock: processes may start together, and one that is killed leaves nothing."""
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        elif connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
        yield connection


def unusable(location: URL, cause: BaseException | None) -> SetupError:
    """What to say of a database that fails with `cause`: only a file that is damaged or no database is to be moved away."""
    if getattr(cause, "sqlite_errorcode", 0) & 0xFF in DAMAGED:
        mend = f"move {location.database} away and run: podbor doctor --fix"
    else:
        mend = "try again when the other Podbor process is done, the disk can be written, or the database is started"
    return SetupError(
        f"database {location.render_as_string()} cannot be used: {' '.join(str(cause).split())}",
        mend=mend,
    )


def use_wal(connection: sqlite3.Connection | sqlite3.Cursor) -> None:
    """Put a SQLite file into WAL mode, in which it stays.

    Where two connections switch one file, SQLite fails one of them at once, whatever its busy timeout; it is tried again
    for as long. Raises OperationalError when the file stays locked, or cannot be written.
    """
    for attempt in Retrying(**while_busy(BUSY_TIMEOUT_MS / 1000)):
        with attempt:
            connection.execute("PRAGMA journal_mode = WAL")


def while_busy(patience_s: float) -> dict[str, Any]:
    """Options of tenacity's Retrying: what finds a SQLite file locked is tried again for `patience_s` seconds.

    The waits do not grow, so that each of many has the same chance.
    """
    return {
        "retry": retry_if_exception(_is_busy),
        "wait": wait_random(SHORTEST_WAIT_S, LONGEST_WAIT_S),
        "stop": stop_after_delay(patience_s),
        "reraise": True,
    }


def _is_busy(error: BaseException) -> bool:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def _configure_sqlite(connection: Any, record: Any) -> None:
    finalize(record, connection.close)
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    use_wal(cursor)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
