"""Looks for bytes in files that may be open."""

import json
import pickle
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from podbor.core.errors import SetupError

BLOCK = 16 << 20
"""Bytes read at a time."""
OVERLAP = 1 << 16
"""Bytes of a match and of what a pattern looks at before and after it: in larger files, longer ones are not found."""


def count_matches(paths: Sequence[Path], pattern: re.Pattern[bytes]) -> list[int]:
    """How often each file holds `pattern`; 0 where there is no file. Raises SetupError when one cannot be read.

    Another process reads them. One that closes a file loses every POSIX lock that it has on it, SQLite's too, and then a
    third process may delete a write-ahead log that is in use. Source: https://www.sqlite.org/howtocorrupt.html, 2.2
    """
    there = [path for path in paths if path.is_file()]
    if not there:
        return [0] * len(paths)
    # With -P no file of the working directory takes the place of a module.
    reader = [sys.executable, "-P", "-m", __name__]
    done = subprocess.run(reader, input=pickle.dumps((pattern, there)), capture_output=True, check=False)
    if done.returncode:
        cause = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise SetupError(
            f"files cannot be searched: {cause or f'the reader ended with {done.returncode}'}",
            mend="make them readable for this user and try again",
        )
    found = dict(zip(there, json.loads(done.stdout), strict=True))
    return [found.get(path, 0) for path in paths]


def _count(path: Path, pattern: re.Pattern[bytes]) -> int:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return 0
    count, window, at, last = 0, b"", 0, False
    with file:
        while not last:
            block = file.read(BLOCK)
            last = len(block) < BLOCK
            window += block
            # A match that begins behind `end` may go on in the next block.
            end = len(window) + 1 if last else len(window) - OVERLAP
            for match in pattern.finditer(window, at):
                if match.start() >= end:
                    break
                count += 1
                at = match.end()
            at = max(at, end)
            kept = max(0, at - OVERLAP)
            window, at = window[kept:], at - kept
    return count


if __name__ == "__main__":
    sought, files = pickle.load(sys.stdin.buffer)
    json.dump([_count(file, sought) for file in files], sys.stdout)
