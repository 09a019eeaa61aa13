import gc
import sqlite3
from pathlib import Path

import pytest

from podbor.core.database import open_engine


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
