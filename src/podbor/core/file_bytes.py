"""Looks for bytes in files that may be open."""

import mmap
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path


def count_matches(paths: Sequence[Path], pattern: re.Pattern[bytes]) -> list[int]:
    """How often each file holds `pattern`; 0 where there is no file.

    Another process reads them. One that closes a file loses every POSIX lock that it has on it, SQLite's too, and then a
    third process may delete a write-ahead log that is in use. Source: https://www.sqlite.org/howtocorrupt.html, 2.2
    """
    there = [path for path in paths if path.is_file()]
    if not there:
        return [0] * len(paths)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as reader:
        found = dict(zip(there, reader.submit(_counts, there, pattern).result(), strict=True))
    return [found.get(path, 0) for path in paths]


def _counts(paths: Sequence[Path], pattern: re.Pattern[bytes]) -> list[int]:
    return [_count(path, pattern) for path in paths]


def _count(path: Path, pattern: re.Pattern[bytes]) -> int:
    try:
        with path.open("rb") as file:
            if not path.stat().st_size:
                return 0
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                return sum(1 for _ in pattern.finditer(content))
    except FileNotFoundError:
        return 0
