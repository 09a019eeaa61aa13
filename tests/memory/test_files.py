import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from podbor.memory.files import FolderData


@pytest.mark.parametrize("label", ["user=", "USER=", 'userId": "'])
def test_a_name_is_another_in_other_letters(tmp_path: Path, label: str) -> None:
    log = tmp_path / "server.log"
    log.write_text(f"{label}anna asked for milk\n{label}Anna asked for tea\n")
    folder = FolderData(name="logs", root=tmp_path, labelled_only=True)

    assert asyncio.run(folder.erase("anna")) == 1
    assert log.read_text() == f"{label}Anna asked for tea\n"


OPEN_AND_CLOSE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM t").fetchone()[0])
connection.close()
"""


def rows_elsewhere(path: Path) -> int:
    """What another process finds, which closes the database thereafter."""
    done = subprocess.run([sys.executable, "-c", OPEN_AND_CLOSE, path], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.parametrize("look", [FolderData.scan, FolderData.export])
def test_a_database_that_is_open_keeps_its_locks(tmp_path: Path, look: Any) -> None:
    path = tmp_path / "catalog.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE t (user_id TEXT)")
        connection.execute("INSERT INTO t VALUES ('user_id=anna')")
        folder = FolderData(name="home", root=tmp_path, labelled_only=True)
        assert asyncio.run(look(folder, "anna"))
        assert rows_elsewhere(path) == 1
        connection.execute("INSERT INTO t VALUES ('user_id=vera')")
        assert rows_elsewhere(path) == 2


def test_a_disposable_database_goes_with_its_log(tmp_path: Path) -> None:
    for name in ("a.db", "a.db-wal", "a.db-shm", "b.db", "b.db-wal"):
        (tmp_path / name).write_bytes(b"user_id=anna" if name == "a.db-wal" else b"nobody")
    folder = FolderData(name="cache", root=tmp_path, labelled_only=True, disposable=True)
    assert asyncio.run(folder.erase("anna")) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"b.db", "b.db-wal"}


def test_a_folder_may_vanish_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index" / "old").mkdir(parents=True)
    (tmp_path / "index" / "new.log").write_text("user=anna\n")
    listed = os.scandir

    def late(folder: Any) -> Any:
        if str(folder).endswith("old") and os.path.exists(folder):
            os.rmdir(folder)
        return listed(folder)

    monkeypatch.setattr(os, "scandir", late)
    assert asyncio.run(FolderData(name="home", root=tmp_path).scan("anna")) == 1
    assert not (tmp_path / "index" / "old").exists()
