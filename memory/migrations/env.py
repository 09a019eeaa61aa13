"""Alembic environment of the profile database: one transaction under a lock, so that processes may start together."""

from alembic import context
from sqlalchemy import Connection, Engine

from podbor.memory.tables import VERSION_TABLE, Base

MIGRATION_LOCK = 0x504F44424F52


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")


def _run() -> None:
    engine: Engine = context.config.attributes["engine"]
    with engine.begin() as connection:
        _lock(connection)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            version_table=VERSION_TABLE,
            transactional_ddl=True,
        )
        context.run_migrations()


_run()
