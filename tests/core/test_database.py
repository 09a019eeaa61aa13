import gc
import shutil
import sqlite3
from pathlib import Path

import pytest

from podbor import memory
from podbor.core.database import migrate, open_engine
from podbor.core.settings import Settings


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
    shutil.copytree(Path(memory.__file__).parent / "migrations", folder)
    engine = open_engine(f"sqlite:///{tmp_path / 'some.db'}")
    migrate(engine, folder)
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    assert "preference_events" in tables
