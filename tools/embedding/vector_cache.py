"""A content-addressed store of vectors in one SQLite file, shared by any number of processes."""

import sqlite3
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from weakref import finalize

import numpy as np

from podbor.core.database import use_wal
from podbor.core.ports import Vectors

FILE = "embeddings.db"
CHUNK = 500
"""Keys in one SELECT; SQLite takes 999 variables at the least."""
BUSY_TIMEOUT_S = 30.0
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"


def vector_key(*parts: str) -> bytes:
    """Return the 16-byte BLAKE2 of `parts` (model, role, text)."""
    return blake2b("\x1f".join(parts).encode(), digest_size=16).digest()


class VectorCache:
    """Vectors by key. It holds nothing that cannot be computed again, so a broken file is thrown away.

    Rows are only ever added, each in a transaction: a killed process loses its last batch and nothing else.
    The file is closed with the last reference to the cache.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self._lock = Lock()
        self._connection = self._connect()
        finalize(self, self._connection.close)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        """Return the vectors of those `keys` that are known."""
        found: dict[bytes, Vectors] = {}
        for start in range(0, len(keys), CHUNK):
            chunk = keys[start : start + CHUNK]
            query = f"SELECT key, vector FROM vectors WHERE key IN ({','.join('?' * len(chunk))})"
            with self._lock:
                rows = self._connection.execute(query, chunk).fetchall()
            found.update((key, np.frombuffer(blob, dtype=np.float32)) for key, blob in rows)
        return found

    def put(self, vectors: Mapping[bytes, Vectors]) -> None:
        """Add `vectors`; a key that is there already stays as it is."""
        rows = [(key, vector.astype(np.float32).tobytes()) for key, vector in vectors.items()]
        with self._lock, self._connection:
            self._connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)

    def _connect(self) -> sqlite3.Connection:
        try:
            return _open(self._path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)
            return _open(self._path)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, check_same_thread=False)
    try:
        use_wal(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_SCHEMA)
        connection.execute("SELECT count(*) FROM (SELECT key FROM vectors LIMIT 1)").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
