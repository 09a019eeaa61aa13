"""Export, erasure and scan of the profile database."""

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection, Engine, delete, func, select

from podbor.core.errors import SetupError
from podbor.core.file_bytes import count_matches
from podbor.core.ports import PersonalDataStore
from podbor.memory.consent import SqlConsents
from podbor.memory.store import SqlProfileStore, readable_errors
from podbor.memory.tables import CONSENTS, EVENTS, ConsentRow, EventRow

TABLES = (EventRow, ConsentRow)
LONG_ENOUGH = 4
"""Characters of a user name below which its bytes turn up anywhere, and only rows are searched."""


class ProfileData:
    """The preference log and the consents, as a PersonalDataStore."""

    name = "profile"

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def export(self, user_id: str) -> JsonValue:
        """Return {"events": […], "consents": […]}, oldest first; events that were taken back are held and listed too."""
        return await asyncio.to_thread(self._export, user_id)

    async def erase(self, user_id: str) -> int:
        """Delete the rows, then what SQLite would keep of their bytes in free pages and in the write-ahead log.

        Raises SetupError when another process keeps the old bytes in use: the rows are gone by then, and erasing again
        removes the bytes. PostgreSQL frees the space; its own WAL and backups have their own retention.
        """
        return await asyncio.to_thread(self._erase, user_id)

    async def scan(self, user_id: str) -> int:
        """Count rows, and in SQLite's files also bytes that no row accounts for."""
        return await asyncio.to_thread(self._scan, user_id)

    def _export(self, user_id: str) -> JsonValue:
        events = SqlProfileStore(self._engine).events(user_id)
        consents = SqlConsents(self._engine).history(user_id)
        return {
            "events": [_json(asdict(event)) for event in events],
            "consents": [_json(asdict(consent)) for consent in consents],
        }

    def _erase(self, user_id: str) -> int:
        sqlite = self._engine.dialect.name == "sqlite"
        with readable_errors(self._engine):
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                if sqlite:
                    connection.exec_driver_sql("PRAGMA secure_delete = ON")
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                deleted = _delete(connection, user_id)
                if sqlite:
                    connection.exec_driver_sql("COMMIT")
                    rewrite(connection, self._engine)
                else:
                    connection.exec_driver_sql(f"VACUUM {EVENTS}, {CONSENTS}")
        return deleted

    def _scan(self, user_id: str) -> int:
        with readable_errors(self._engine), self._engine.connect() as connection:
            counts = [
                connection.scalar(select(func.count()).select_from(table).where(table.user_id == user_id))
                for table in TABLES
            ]
        return sum(count or 0 for count in counts) + self._remains(user_id)

    def _remains(self, user_id: str) -> int:
        path = self._engine.url.database
        if self._engine.dialect.name != "sqlite" or not path or len(user_id) < LONG_ENOUGH:
            return 0
        needle = re.compile(re.escape(user_id.encode()))
        with tempfile.TemporaryDirectory() as folder:
            clean = Path(folder) / "clean.db"
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("VACUUM INTO ?", (str(clean),))
            files = [clean, *(Path(f"{path}{suffix}") for suffix in ("", "-wal", "-journal"))]
            accounted, *held = count_matches(files, needle)
        return max(0, sum(held) - accounted)


def _delete(connection: Connection, user_id: str) -> int:
    return sum(connection.execute(delete(table).where(table.user_id == user_id)).rowcount for table in TABLES)


async def erase_everywhere(stores: Sequence[PersonalDataStore], user_id: str) -> AsyncIterator[tuple[str, int]]:
    """Erase a shopper from every store, whatever happens in another; yield a store's name and how many rows went.

    Raises the first error of a store after all were gone through.
    """
    failed: list[Exception] = []
    for store in stores:
        try:
            yield store.name, await store.erase(user_id)
        except Exception as error:
            # Of any sort: it is raised below, when the others are gone through.
            failed.append(error)
    if failed:
        raise failed[0]


def rewrite(connection: Connection, engine: Engine) -> None:
    """Leave nothing of deleted rows in a SQLite file or its write-ahead log. Raises SetupError when another process reads it."""
    for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
        row = connection.exec_driver_sql(statement)
        busy = row.returns_rows and row.one()[0]
    if busy:
        raise SetupError(
            f"{engine.url.database} is in use: the rows are erased, their bytes are still in the write-ahead log",
            mend="close the other Podbor processes and erase again",
        )


def _json(fields: Mapping[str, Any]) -> dict[str, JsonValue]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in fields.items()
        if value not in (None, (), "")
    }
