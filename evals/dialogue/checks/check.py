"""The result of one assertion."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict, JsonValue

from podbor.evals.dialogue.assertions import Bound, Range


class Check(BaseModel):
    """One assertion: where it stands ("turn 2", "end", "always"), what it is about, and what came instead."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    where: str
    what: str
    ok: bool
    expected: JsonValue = None
    got: JsonValue = None


class Checks:
    """Collects the assertions of one place."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.found: list[Check] = []

    def add(self, what: str, ok: bool, *, expected: Any = None, got: Any = None) -> None:
        """Add an assertion; what was expected and came is kept only where it failed."""
        shown = {} if ok else {"expected": plain(expected), "got": plain(got)}
        self.found.append(Check(where=self.where, what=what, ok=ok, **shown))

    def same(self, what: str, expected: Any, got: Any) -> None:
        """Assert equality."""
        self.add(what, expected == got, expected=expected, got=got)

    def bound(self, what: str, bound: Bound | None, value: float) -> None:
        """Assert a number against bounds, where there are some."""
        if bound is not None:
            self.add(what, within(value, bound), expected=bound, got=value)


def within(value: float | None, bound: Bound) -> bool:
    """Whether a number is inside bounds, both inclusive; what is not known is not.

    >>> within(3, 3), within(3, Range(min=4)), within(None, Range(max=9))
    (True, False, False)
    """
    if value is None:
        return False
    if not isinstance(bound, Range):
        return value == bound
    return (bound.min is None or value >= bound.min) and (bound.max is None or value <= bound.max)


def plain(value: Any) -> Any:
    """A value as JSON has it; unset fields of models are left out."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(part) for part in value]
    return value
