"""Durability of the preference log: kill -9 at random points, and many writers on one profile.

`python -m podbor.evals.bench.crash [--url URL] [--runs 200] [--writers 64]` prints both reports as JSON and exits 1 when
anything was lost.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from podbor.core.database import open_engine
from podbor.evals.bench.crash_writer import READY, messages
from podbor.memory import SqlProfileStore

WRITER = "podbor.evals.bench.crash_writer"
USER = "crash"
CROWD = "crowd"


@dataclass(frozen=True, kw_only=True)
class CrashReport:
    """What was found after the kills.

    Attributes:
        acknowledged: messages that the store had said were written.
        lost: events of those that are not in the log.
        half_applied: messages of which the log has some events and not all.
    """

    runs: int
    acknowledged: int
    lost: int
    half_applied: int


@dataclass(frozen=True, kw_only=True)
class WritersReport:
    """What is left of what `writers` processes wrote to one profile at once.

    Attributes:
        written: events that the store had said were written; `lost` of them are not in the log.
        refused: messages that the store would not take, and said so.
        twice: events that are in the log more than once.
    """

    writers: int
    written: int
    lost: int
    refused: int
    twice: int


def crash(url: str, *, runs: int, seed: int = 0, careless: bool = False) -> CrashReport:
    """Kill a writing process `runs` times, each after a random number of acknowledged messages, and look what is left.

    `careless` is the control: a writer that writes a message event by event and acknowledges it after the first.
    """
    rng = random.Random(seed)
    store = _open(url)
    acknowledged: dict[str, int] = {}
    half = 0
    for run in range(runs):
        first, writer_seed = run * 1_000_000, rng.getrandbits(32)
        acknowledged |= _write_and_kill(
            url, first=first, seed=writer_seed, kill_after=rng.randint(1, 30), careless=careless
        )
        half += _half_applied(store, first=first, seed=writer_seed)
    found = Counter(event.turn_id for event in store.events(USER))
    lost = sum(size - found[turn] for turn, size in acknowledged.items())
    store.engine.dispose()
    return CrashReport(runs=runs, acknowledged=len(acknowledged), lost=lost, half_applied=half)


def many_writers(url: str, *, writers: int, each: int = 10) -> WritersReport:
    """Let `writers` processes append `each` messages to one profile, all at once."""
    store = _open(url)
    processes = [_start(url, CROWD, first=number * 1_000_000, seed=number, limit=each) for number in range(writers)]
    for process in processes:
        _await_ready(process)
    for process in processes:
        _tell_to_begin(process)
    lines = [line for process in processes for line in process.communicate()[0].splitlines()]
    sizes = _sizes(lines)
    log = store.events(CROWD)
    found = Counter(event.turn_id for event in log)
    store.engine.dispose()
    return WritersReport(
        writers=writers,
        written=sum(sizes.values()),
        lost=sum(max(0, size - found[turn]) for turn, size in sizes.items()),
        refused=writers * each - len(sizes),
        twice=len(log) - len({event.event_id for event in log}),
    )


def _await_ready(process: "subprocess.Popen[str]") -> None:
    if process.stdout is None or process.stdout.readline().strip() != READY:
        raise AssertionError("a writer did not start")


def _tell_to_begin(process: "subprocess.Popen[str]") -> None:
    if process.stdin is None:
        raise AssertionError("a writer has a pipe")
    process.stdin.write("go\n")
    process.stdin.flush()


def _open(url: str) -> SqlProfileStore:
    store = SqlProfileStore(open_engine(url))
    store.migrate()
    return store


def _start(
    url: str, user_id: str, *, first: int, seed: int, limit: int = 0, careless: bool = False
) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", WRITER, url, user_id, str(first), str(seed), str(limit), str(int(careless))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _write_and_kill(url: str, *, first: int, seed: int, kill_after: int, careless: bool) -> dict[str, int]:
    process = _start(url, USER, first=first, seed=seed, careless=careless)
    if process.stdout is None:
        raise AssertionError("the writer has a pipe")
    lines = [process.stdout.readline() for _ in range(kill_after)]
    # The writer does not wait for the reader: by now it is anywhere in one of its next transactions.
    process.kill()
    rest = process.communicate()[0]
    return _sizes([*lines, *rest.splitlines(keepends=True)])


def _sizes(lines: Iterable[str]) -> dict[str, int]:
    """Number of events by turn; a line that the kill cut off acknowledges nothing."""
    parts = [line.split() for line in lines]
    return {pair[0]: int(pair[1]) for pair in parts if len(pair) == 2}


def _half_applied(store: SqlProfileStore, *, first: int, seed: int) -> int:
    found = Counter(int(event.turn_id) for event in store.events(USER) if int(event.turn_id) >= first)
    said = islice(messages(USER, first=first, seed=seed), len(found) + 1)
    return sum(1 for number, events in said if found[number] not in (0, len(events)))


def main() -> int:
    """Run both benchmarks on a new SQLite file or on `--url`, and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="SQLAlchemy URL of an empty database; a new SQLite file by default")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--writers", type=int, default=64)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = arguments.url or f"sqlite:///{Path(folder) / 'profile.db'}"
        writers = many_writers(url, writers=arguments.writers)
        crashes = crash(url, runs=arguments.runs)
    sys.stdout.write(json.dumps({"crash": asdict(crashes), "writers": asdict(writers)}) + "\n")
    return 1 if crashes.lost or crashes.half_applied or writers.lost or writers.refused or writers.twice else 0


if __name__ == "__main__":
    sys.exit(main())
