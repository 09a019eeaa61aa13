"""Traces of a shopper in files: logs, caches, the index."""

import asyncio
import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import JsonValue

from podbor.core.file_bytes import count_matches

TEXT_SUFFIXES = frozenset({".log", ".jsonl", ".txt", ".csv"})
SQLITE_SUFFIXES = ("-wal", "-shm", "-journal")
DATABASE_SUFFIX = re.compile("(?:" + "|".join(SQLITE_SUFFIXES) + ")$")
SHORTEST_NAME = 4
"""Characters of a user name that is searched for on its own; a shorter one only after the word "user"."""
_PART_OF_NAME = rb"[\w@+\-\x80-\xff]"


class FolderData:
    """The files of one folder, as a PersonalDataStore.

    Args:
        name: what the scan calls it.
        root: searched with all folders below; need not exist.
        skip: names of files and folders right below `root` that other stores answer for.
        labelled_only: count a name only after the word "user". For files full of product texts, where a name may be
            a brand.
        disposable: the files are caches: one that mentions the shopper is deleted as a whole.
    """

    def __init__(
        self,
        *,
        name: str,
        root: Path,
        skip: Sequence[str] = (),
        labelled_only: bool = False,
        disposable: bool = False,
    ) -> None:
        self.name = name
        self._root = root
        self._skip = frozenset(skip)
        self._labelled_only = labelled_only
        self._disposable = disposable

    async def export(self, user_id: str) -> JsonValue:
        """Return, a file, the lines that mention the shopper, or their number where it is no text."""
        return await asyncio.to_thread(self._export, user_id)

    async def erase(self, user_id: str) -> int:
        """Delete the lines of text files that mention the shopper, and disposable files whole. Returns how many went.

        Other files are left as they are, and `scan` goes on reporting them.
        """
        return await asyncio.to_thread(self._erase, user_id)

    async def scan(self, user_id: str) -> int:
        """Count the mentions in all files."""
        return await asyncio.to_thread(lambda: sum(count for _, count in self._mentions(user_id)))

    def _export(self, user_id: str) -> JsonValue:
        pattern = self._pattern(user_id)
        found: dict[str, JsonValue] = {}
        for path, count in self._mentions(user_id):
            name = str(path.relative_to(self._root))
            found[name] = count
            # No other file is opened: `count_matches` says why.
            if path.suffix in TEXT_SUFFIXES:
                found[name] = [line.decode("utf-8", "replace") for line in _lines(path) if pattern.search(line)]
        return found

    def _erase(self, user_id: str) -> int:
        pattern, gone = self._pattern(user_id), 0
        for path, count in self._mentions(user_id):
            if self._disposable:
                for part in _database(path):
                    part.unlink(missing_ok=True)
                gone += count
            elif path.suffix in TEXT_SUFFIXES:
                lines = _lines(path)
                kept = [line for line in lines if not pattern.search(line)]
                # In place, so that a process that has the log open goes on writing to it.
                path.write_bytes(b"".join(kept))
                gone += len(lines) - len(kept)
        return gone

    def _mentions(self, user_id: str) -> list[tuple[Path, int]]:
        paths = list(self._files())
        counts = zip(paths, count_matches(paths, self._pattern(user_id)), strict=True)
        return [(path, count) for path, count in counts if count]

    def _files(self) -> Iterator[Path]:
        if not self._root.is_dir():
            return
        for top in sorted(self._root.iterdir()):
            if top.name not in self._skip:
                # Folders may vanish meanwhile; os.walk passes over them.
                below = sorted(Path(folder, name) for folder, _, names in os.walk(top) for name in names)
                yield from (path for path in (top, *below) if path.is_file() and not path.is_symlink())

    def _pattern(self, user_id: str) -> re.Pattern[bytes]:
        spelled = {user_id.encode(), json.dumps(user_id)[1:-1].encode()}
        name = b"(?:" + b"|".join(re.escape(spelling) for spelling in sorted(spelled)) + b")"
        name += rb"(?!" + _PART_OF_NAME + rb"|\.\w)"
        labelled = rb"(?i:user(?:_?id|name)?)[^A-Za-z0-9]{1,6}"
        if self._labelled_only or len(user_id) < SHORTEST_NAME:
            return re.compile(labelled + name)
        return re.compile(rb"(?<!" + _PART_OF_NAME + rb")" + name)


def _database(path: Path) -> list[Path]:
    """A file and what SQLite has beside it: a write-ahead log must not be left to the next database of that name."""
    name = DATABASE_SUFFIX.sub("", path.name)
    return [path.with_name(name + suffix) for suffix in ("", *SQLITE_SUFFIXES)]


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)
