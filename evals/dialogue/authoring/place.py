"""Where a new scenario is written; never over one that is there."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from podbor.core.errors import InputError
from podbor.evals.dialogue.scenario import Slug


def place(folder: Path, scenario_id: str) -> Path:
    """The file of a new scenario. Raises InputError on an id that is none, or a file that is there."""
    try:
        TypeAdapter(Slug).validate_python(scenario_id)
    except ValidationError as error:
        reason = f"{scenario_id!r} is none: lower case letters and digits, hyphens between them, at most 44"
        raise InputError(file="arguments", line=0, field="id", reason=reason) from error
    path = folder / f"{scenario_id}.yaml"
    if path.exists():
        raise InputError(file=str(path), line=0, field="id", reason="is there already: give another id")
    return path
