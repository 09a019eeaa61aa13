"""Logs for `podbor bench experts`: a CSV of takes, files of histories as services, or shoppers simulated over a catalogue."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from podbor.core.errors import InputError
from podbor.evals.bench.sequence_data import read_sequences
from podbor.tools.ranking.experts import TakeLog
from podbor.tools.ranking.gate import Ints

COLUMNS = ("shopper", "item", "service", "at", "kind")
NOON = 12


@dataclass(frozen=True, kw_only=True)
class ExpertLogs:
    """Logs of shoppers, oldest take first; `needs[k]` numbers the kinds of log k's items, None where kinds are not known."""

    name: str
    logs: list[TakeLog]
    services: tuple[str, ...]
    n_items: int
    needs: list[Ints] | None


def read_takes(path: Path) -> ExpertLogs:
    """Read `shopper,item,service,at,kind` rows, `at` in ISO 8601; what a shopper takes again is left out.

    Rows of a shopper are put in order of time, equal times in order of the file. Raises `InputError` with file, line and field.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise InputError(file=str(path), line=1, field="header", reason=f"must be {','.join(COLUMNS)}")
            rows = [_row(row, path, line) for line, row in enumerate(reader, start=2)]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(file=str(path), line=0, field="file", reason=str(error)) from error
    if not rows:
        raise InputError(file=str(path), line=1, field="shopper", reason="the file is empty")
    rows.sort(key=lambda row: (row[0], row[3]))
    services = tuple(sorted({row[2] for row in rows}))
    items = _numbers([row[1] for row in rows], shuffled=True)
    kinds = _numbers([row[4] for row in rows])
    logs: dict[str, dict[str, tuple[int, int, int, int]]] = {}
    for shopper, item, service, at, kind in rows:
        logs.setdefault(shopper, {}).setdefault(item, (items[item], services.index(service), at.hour, kinds[kind]))
    tables = [np.array(list(log.values()), np.int64) for log in logs.values()]
    return ExpertLogs(
        name=path.name,
        logs=[TakeLog(items=table[:, 0], experts=table[:, 1], hours=table[:, 2]) for table in tables],
        services=services,
        n_items=len(items),
        needs=[table[:, 3] for table in tables] if any(kinds) else None,
    )


def read_services(paths: Sequence[Path]) -> ExpertLogs:
    """Read files of `user item item …` lines, each a service with shoppers and items of its own; hours are not known: noon."""
    if len({path.stem for path in paths}) < 2:
        raise InputError(file=str(paths[0]), line=0, field="data", reason="two files or more, one a service")
    logs: list[TakeLog] = []
    n_items = 0
    for number, path in enumerate(paths):
        read = read_sequences(path)
        for history in read.histories:
            same = np.ones(len(history), np.int64)
            logs.append(TakeLog(items=history + n_items, experts=same * number, hours=same * NOON))
        n_items += read.n_items
    services = tuple(path.stem for path in paths)
    return ExpertLogs(name=" + ".join(services), logs=logs, services=services, n_items=n_items, needs=None)


def _row(row: dict[str, str], path: Path, line: int) -> tuple[str, str, str, datetime, str]:
    for name in COLUMNS[:3]:
        if not row[name]:
            raise InputError(file=str(path), line=line, field=name, reason="is empty")
    try:
        at = datetime.fromisoformat(row["at"] or "")
    except ValueError as error:
        raise InputError(file=str(path), line=line, field="at", reason=f"{row['at']!r} is no ISO 8601 time") from error
    return row["shopper"], row["item"], row["service"], at, row["kind"] or ""


def _numbers(names: Sequence[str], *, shuffled: bool = False) -> dict[str, int]:
    known = sorted(set(names))
    order = np.random.default_rng(0).permutation(len(known)) if shuffled else np.arange(len(known))
    return {name: int(number) for name, number in zip(known, order, strict=True)}
