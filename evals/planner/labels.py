"""Labelled planner messages: the files of `data/`, in the format of ANNOTATION.md."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.resolve import Call
from podbor.core.errors import InputError
from podbor.core.vocabulary import Locale

Row = TypeVar("Row", bound=BaseModel)
DATA = Path(__file__).parent / "data"


class LabelledCall(BaseModel):
    """One expected call."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    args: dict[str, Any]


class Label(BaseModel):
    """One labelled message; `second` is what another labeller, who saw neither these calls nor a plan, would call."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    locale: Locale
    text: str
    context: PlannerContext = Field(default_factory=PlannerContext)
    calls: list[LabelledCall]
    act: str
    difficulty: Literal["easy", "medium", "hard"]
    tags: list[str] = Field(default_factory=list)
    second: list[LabelledCall] | None = None


class Occasion(BaseModel):
    """A vague need and the product kinds that a sensible assistant could fetch for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    locale: Locale
    text: str
    relevant: list[str]


def called(calls: Iterable[LabelledCall | Call]) -> list[tuple[str, dict[str, Any]]]:
    """Return names and arguments, as they are compared."""
    return [(call.name, call.args) for call in calls]


def read_labels(paths: Sequence[Path]) -> list[Label]:
    """Read label files. Raises InputError that names file and line."""
    return [label for path in paths for label in _read(path, Label)]


def read_occasions(paths: Sequence[Path]) -> list[Occasion]:
    """Read occasion files. Raises InputError that names file and line."""
    return [occasion for path in paths for occasion in _read(path, Occasion)]


def _read(path: Path, model: type[Row]) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            rows.append(model.model_validate(json.loads(line)))
        except (ValidationError, json.JSONDecodeError) as error:
            raise InputError(file=str(path), line=number, field=model.__name__, reason=str(error)) from error
    return rows
