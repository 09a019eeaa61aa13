"""Processes that do the same at one moment."""

import subprocess
import sys
from pathlib import Path


def run_at_once(code: str, *arguments: str | Path, count: int = 4) -> list[tuple[str, str]]:
    """Start `count` processes of Python; `code` gets ready, waits with `input(".")` and goes on with all others.

    Returns what each printed thereafter, and its errors.
    """
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.read(1) == "."
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return [process.communicate() for process in processes]
