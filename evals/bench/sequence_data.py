"""Reading the files of sequential-recommendation research: `user item item …` lines and `item -> attributes` JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from podbor.core.errors import InputError


@dataclass(frozen=True, kw_only=True)
class SequenceData:
    """Histories as arrays of item indexes (oldest first), and the item number in the file that each index stands for."""

    histories: list[npt.NDArray[np.int64]]
    item_numbers: npt.NDArray[np.int64]

    @property
    def n_items(self) -> int:
        """Items that occur in the file: the full catalogue."""
        return len(self.item_numbers)


def read_sequences(path: Path) -> SequenceData:
    """Read one user a line in time order; raises `InputError` with file, line and field for the first line that is wrong.

    Items are renumbered in a fixed shuffle: published files number items in the order in which the users meet them, so
    that the number itself gives the answer away.
    """
    users: set[str] = set()
    rows = []
    for line, text in enumerate(_read_text(path).splitlines(), start=1):
        user, *items = text.split() or [""]
        if not user:
            raise InputError(file=str(path), line=line, field="user", reason="the line is empty")
        if user in users:
            raise InputError(file=str(path), line=line, field="user", reason=f"{user} has a line already")
        if not items:
            raise InputError(file=str(path), line=line, field="items", reason=f"{user} has no items")
        users.add(user)
        rows.append(np.array([_number(item, path, line) for item in items], np.int64))
    if not rows:
        raise InputError(file=str(path), line=1, field="user", reason="the file is empty")
    numbers = np.random.default_rng(0).permutation(np.unique(np.concatenate(rows)))
    order = np.argsort(numbers)
    return SequenceData(
        histories=[order[np.searchsorted(numbers, row, sorter=order)] for row in rows], item_numbers=numbers
    )


def read_attributes(path: Path, data: SequenceData) -> dict[int, list[int]]:
    """Attribute tokens of each item index; an item that no user has is left out. Raises `InputError` as above."""
    text = _read_text(path)
    try:
        table: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(file=str(path), line=error.lineno, field="JSON", reason=error.msg) from error
    if not isinstance(table, Mapping):
        raise InputError(file=str(path), line=1, field="JSON", reason="not an object of item numbers to attributes")
    index = {int(number): place for place, number in enumerate(data.item_numbers)}
    tokens: dict[str, int] = {}
    found = {}
    for item, values in table.items():
        try:
            number = _number(item, path, 0)
            checked = _tokens(values, field=f"item {item}", path=path)
        except InputError as error:
            line = text.count("\n", 0, max(text.find(json.dumps(item)), 0)) + 1
            raise InputError(file=str(path), line=line, field=error.field, reason=error.reason) from error
        if number in index:
            found[index[number]] = [tokens.setdefault(token, len(tokens)) for token in checked]
    return found


def _tokens(values: Any, *, field: str, path: Path) -> list[str]:
    if not isinstance(values, list) or not all(type(value) in (int, str) for value in values):
        raise InputError(file=str(path), line=0, field=field, reason="attributes are a list of whole numbers or words")
    return [repr(value) for value in values]


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError(file=str(path), line=line, field="text", reason="not UTF-8") from error
    except OSError as error:
        raise InputError(file=str(path), line=0, field="file", reason=error.strerror or str(error)) from error


def _number(item: str, path: Path, line: int) -> int:
    if not (item.isascii() and item.isdigit() and len(item) <= 18):
        raise InputError(file=str(path), line=line, field="item", reason=f"{item[:40]!r} is not a whole number")
    return int(item)
