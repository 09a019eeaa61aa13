"""Engines: SQLite in WAL mode by default, PostgreSQL by URL; migrations by Alembic."""

from pathlib import Path
from typing import Any
from weakref import finalize

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from podbor.core.errors import SetupError

BUSY_TIMEOUT_MS = 10_000


def open_engine(url: str) -> Engine:
    """Open an engine. SQLite gets WAL, a busy timeout and full synchronisation: what is acknowledged survives.

    Its files are closed by `dispose`, or with the last reference to the engine.
    """
    location = make_url(url)
    if location.get_backend_name() != "sqlite":
        return create_engine(location)
    if location.database and location.database != ":memory:":
        Path(location.database).parent.mkdir(parents=True, exist_ok=True)
    # Whichever thread drops the engine closes its connections.
    engine = create_engine(location, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _configure_sqlite)
    return engine


def migrate(engine: Engine, migrations: Path, *, revision: str = "head") -> None:
    """Bring a database to `revision`. `migrations` is an Alembic script folder; each keeps its own version table.

    Raises SetupError when the file is not a database.
    """
    config = Config()
    # Its values are templates of configparser: an installation may lie under a path with a percent sign.
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["engine"] = engine
    try:
        command.upgrade(config, revision)
    except DBAPIError as error:
        raise SetupError(
            f"database {engine.url.render_as_string()} cannot be used: {error.orig}",
            mend=f"move {engine.url.database} away and run: podbor doctor --fix",
        ) from error


def _configure_sqlite(connection: Any, record: Any) -> None:
    finalize(record, connection.close)
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()
