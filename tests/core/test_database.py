import asyncio
import gc
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Barrier, Timer

import numpy as np
import pytest
from sqlalchemy import event

from podbor import memory
from podbor.agent.checkpoints import open_checkpointer
from podbor.core.database import migrate, open_engine
from podbor.core.errors import SetupError
from podbor.core.settings import Settings
from podbor.tools.catalog.store import SqlCatalogStore
from podbor.tools.embedding.vector_cache import FILE, VectorCache, vector_key

MIGRATIONS = Path(memory.__file__).parent / "migrations"


def test_the_last_reference_to_an_engine_closes_its_files(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'some.db'}")
    with engine.connect() as connection:
        file = connection.connection.dbapi_connection
    assert isinstance(file, sqlite3.Connection)
    assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    del engine, connection
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        file.execute("SELECT 1")


@pytest.mark.parametrize("name", ["team?a", "a%20b", "лавка #1"])
def test_a_database_lies_in_its_home_whatever_that_is_called(tmp_path: Path, name: str) -> None:
    settings = Settings(home=tmp_path / name, database_url=None)
    for url in (settings.profile_url, settings.catalog_url):
        with open_engine(url).connect():
            pass
    assert {path.name for path in (tmp_path / name).glob("*.db")} == {"profile.db", "catalog.db"}
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_an_installation_may_lie_under_a_path_with_a_percent_sign(tmp_path: Path) -> None:
    folder = tmp_path / "100%s"
    shutil.copytree(MIGRATIONS, folder)
    engine = open_engine(f"sqlite:///{tmp_path / 'some.db'}")
    migrate(engine, folder)
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    assert "preference_events" in tables


def test_what_is_no_database_is_to_be_moved_away(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(SetupError) as caught:
        migrate(open_engine(f"sqlite:///{path}"), MIGRATIONS)
    assert caught.value.mend == f"move {path} away and run: podbor doctor --fix"


def test_what_is_damaged_is_to_be_moved_away(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE t (x)")
    content = bytearray(path.read_bytes())
    content[100:200] = b"\xff" * 100
    path.write_bytes(content)
    with pytest.raises(SetupError, match="malformed") as caught:
        migrate(open_engine(f"sqlite:///{path}"), MIGRATIONS)
    assert "away" in caught.value.mend


@pytest.mark.parametrize(
    ("what", "setting"),
    [("locked", "busy_timeout = 20"), ("full", "max_page_count = 1"), ("readonly", "query_only = ON")],
)
def test_a_database_that_is_sound_is_never_to_be_moved_away(tmp_path: Path, what: str, setting: str) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'some.db'}")
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {setting}"))
    with closing(sqlite3.connect(tmp_path / "some.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        if what == "locked":
            other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SetupError, match=what) as caught:
            migrate(engine, MIGRATIONS)
    assert "away" not in caught.value.mend
    assert "try again" in caught.value.mend


def test_a_server_that_does_not_answer_is_to_be_started(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="refused") as caught:
        migrate(open_engine("postgresql+psycopg://anna:secret@127.0.0.1:1/shop"), MIGRATIONS)
    assert "started" in caught.value.mend
    assert "away" not in caught.value.mend
    assert "secret" not in str(caught.value)


def test_a_connection_that_the_server_closed_is_replaced(new_postgres_database: Callable[[], str]) -> None:
    url = new_postgres_database()
    engine, other = open_engine(url), open_engine(url)
    with engine.connect() as connection:
        process = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    with other.connect() as connection:
        connection.exec_driver_sql(f"SELECT pg_terminate_backend({process}, 5000)")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
    engine.dispose()
    other.dispose()


def test_a_driver_that_is_not_installed_is_to_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SetupError, match=r"not installed: psycopg .* pip install 'podbor\[postgres\]'"):
        open_engine("postgresql+psycopg://anna:secret@127.0.0.1:1/shop")


@contextmanager
def written_to(path: Path) -> Iterator[None]:
    """A fresh SQLite file in which another connection writes, for a fifth of a second."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE theirs (a)")
        other.execute("BEGIN IMMEDIATE")
        release = Timer(0.2, other.rollback)
        release.start()
        yield
        release.join()


def test_a_fresh_file_is_switched_to_wal_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "held.db"
    with written_to(path):
        engine = open_engine(f"sqlite:///{path}")
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        engine.dispose()


def test_vectors_are_kept_in_a_fresh_file_in_which_another_process_writes(tmp_path: Path) -> None:
    key = vector_key("text")
    with written_to(tmp_path / FILE):
        cache = VectorCache(tmp_path)
        cache.put({key: np.ones(2, np.float32)})
        assert set(cache.get([key])) == {key}


def test_conversations_are_kept_in_a_fresh_file_in_which_another_process_writes(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)

    async def run() -> None:
        async with open_checkpointer(settings) as saver:
            assert await saver.aget_tuple({"configurable": {"thread_id": "t"}}) is None

    with written_to(settings.checkpoints_path):
        asyncio.run(run())


def test_threads_may_migrate_at_once(tmp_path: Path) -> None:
    together = Barrier(8)

    def count(number: int) -> int:
        engine = open_engine(f"sqlite:///{tmp_path / str(number)}.db")
        together.wait()
        try:
            return SqlCatalogStore.open(engine).count()
        finally:
            engine.dispose()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(count, range(8))) == [0] * 8
