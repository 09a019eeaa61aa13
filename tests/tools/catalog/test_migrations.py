"""Processes that start together on a fresh home, and one that is killed while it makes the tables."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from podbor.core.database import open_engine
from podbor.tools.catalog.store import SqlCatalogStore
from tests.processes import run_at_once

STARTING = """
import sys
from podbor.core.database import open_engine
from podbor.tools.catalog.store import SqlCatalogStore
engine = open_engine(sys.argv[1])
input(".")
print(SqlCatalogStore.open(engine).count())
"""
KILLED = """
import os, signal, sys
from sqlalchemy import event
from podbor.core.database import open_engine
from podbor.tools.catalog.store import SqlCatalogStore
engine = open_engine(sys.argv[1])

@event.listens_for(engine, "before_cursor_execute")
def kill(connection, cursor, statement, *_):
    if "CREATE TABLE catalog_offers" in statement:
        os.kill(os.getpid(), signal.SIGKILL)

SqlCatalogStore.open(engine)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty database, of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'catalog.db'}"
    new_database: Callable[[], str] = request.getfixturevalue("new_postgres_database")
    return new_database()


def test_processes_may_start_at_once(url: str) -> None:
    assert run_at_once(STARTING, url) == [("0\n", "")] * 4


def test_one_that_is_killed_leaves_nothing_half_made(url: str) -> None:
    assert subprocess.run([sys.executable, "-c", KILLED, url], check=False).returncode < 0
    engine = open_engine(url)
    assert SqlCatalogStore.open(engine).count() == 0
    engine.dispose()


def test_a_start_waits_for_nobody_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "catalog.db"
    first = open_engine(f"sqlite:///{path}")
    SqlCatalogStore.open(first)
    first.dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        second = open_engine(f"sqlite:///{path}")
        event.listen(second, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 20"))
        assert SqlCatalogStore.open(second).count() == 0
        second.dispose()
