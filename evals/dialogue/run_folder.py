"""The folder of a run: what was run, every trial as it ended, and the scores."""

import json
import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from podbor.core.errors import InputError
from podbor.evals.dialogue.loading import FIXTURES, Case, fixtures_for, load_cases
from podbor.evals.dialogue.record import TrialRecord
from podbor.evals.mistakes import first_mistake
from podbor.evals.text_files import read_utf8, write_whole

MANIFEST, TRIALS, SCORES, SCENARIOS = "run.json", "trials.jsonl", "scores.jsonl", "scenarios"
Row = TypeVar("Row", bound=BaseModel)


class Manifest(BaseModel):
    """What a run was asked to do. A run is resumed only when all of it is the same."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    planner: str
    shopper: str
    trials: int
    seed: int
    cases: list[str]
    files: str = ""
    """Digest of the scenario files and fixtures that the cases use; "" in runs of a program that kept none."""
    settings: dict[str, str] = {}
    """Digest of each setting that a dialogue may depend on: values are not published."""
    started_at: str


class RunFolder:
    """Appends trials durably and reads them back. The scenarios are copied, so a run stays what it was."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def scenarios(self) -> Path:
        """The copy of the scenarios that were run."""
        return self.root / SCENARIOS

    def begin(self, manifest: Manifest, cases: list[Case]) -> None:
        """Start a run here, or go on with the one that is here.

        Raises InputError, and changes nothing, when that one is another, the folder holds something else, or the cases lie
        where their copies go.
        """
        self._refuse_own_copies(cases)
        if (self.root / MANIFEST).exists():
            self._check_same(manifest)
            self._drop_torn_line()
            return
        draft = self.root / f"{MANIFEST}.new"
        # A draft is of a run that was killed as it began; hidden files are of the system.
        if (
            not draft.exists()
            and self.root.exists()
            and any(not path.name.startswith(".") for path in self.root.iterdir())
        ):
            raise self._error("out", "holds something that is no run; give an empty folder or a new one")
        self.root.mkdir(parents=True, exist_ok=True)
        draft.write_text(manifest.model_dump_json(indent=1) + "\n", encoding="utf-8")
        self._copy_scenarios(cases)
        draft.replace(self.root / MANIFEST)

    def manifest(self) -> Manifest:
        """What was run. Raises InputError when there is no run here."""
        try:
            return Manifest.model_validate_json((self.root / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            reason = "no run here: give a folder that `podbor eval run --out` wrote"
            raise InputError(file=str(self.root), line=0, field=MANIFEST, reason=reason) from error

    def append(self, record: TrialRecord) -> None:
        """Add a trial; it is on the disk when this returns."""
        with (self.root / TRIALS).open("a", encoding="utf-8") as file:
            file.write(record.model_dump_json() + "\n")
            file.flush()
            os.fsync(file.fileno())

    def trials(self) -> list[TrialRecord]:
        """The trials in the order of cases; of one that was run again after an infrastructure error, the last."""
        latest = {(record.case_id, record.trial): record for record in read_rows(self.root / TRIALS, TrialRecord)}
        order = {case_id: number for number, case_id in enumerate(self.manifest().cases)}
        return sorted(latest.values(), key=lambda record: (order.get(record.case_id, len(order)), record.trial))

    def cases(self) -> list[Case]:
        """The cases as they were when the run began."""
        wanted = set(self.manifest().cases)
        return [case for case in load_cases(self.scenarios) if case.case_id in wanted]

    def write_rows(self, name: str, rows: Iterable[BaseModel]) -> None:
        """Replace a file of rows, whole or not at all."""
        write_whole({self.root / name: "".join(row.model_dump_json() + "\n" for row in rows)})

    def _check_same(self, manifest: Manifest) -> None:
        before = self.manifest()
        for field in ("path", "planner", "shopper", "trials", "seed", "cases"):
            was, now = getattr(before, field), getattr(manifest, field)
            if was != now:
                shown = "other scenarios" if field == "cases" else f"{was!r}, and this is {now!r}"
                raise self._error(field, f"the run that is here has {shown}; give another --out")
        if before.files != manifest.files:
            reason = "scenarios or fixtures are not those of the run that is here; give another --out"
            raise self._error("files", reason)
        names = before.settings.keys() | manifest.settings.keys()
        changed = sorted(name for name in names if before.settings.get(name) != manifest.settings.get(name))
        if changed:
            raise self._error("settings", f"the run that is here had another {', '.join(changed)}; give another --out")

    def _refuse_own_copies(self, cases: list[Case]) -> None:
        copies = self.scenarios.resolve()
        for path in (path for case in cases for path in (Path(case.file), case.fixture)):
            if path.resolve().is_relative_to(copies):
                raise self._error("out", f"{path} lies in {SCENARIOS}/ there, where copies go; give another --out")

    def _error(self, field: str, reason: str) -> InputError:
        return InputError(file=str(self.root), line=0, field=field, reason=reason)

    def _drop_torn_line(self) -> None:
        """A process that was killed while it wrote leaves half a line: that trial is run again."""
        path = self.root / TRIALS
        text = path.read_bytes() if path.exists() else b""
        if text and not text.endswith(b"\n"):
            os.truncate(path, text.rfind(b"\n") + 1)

    def _copy_scenarios(self, cases: list[Case]) -> None:
        files = sorted({Path(case.file).resolve() for case in cases})
        common = Path(os.path.commonpath([file.parent for file in files])) if files else Path()
        for file in files:
            target = self.scenarios / file.relative_to(common)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        (self.scenarios / FIXTURES).mkdir(parents=True, exist_ok=True)
        # Every fixture that a file may use: it is read whole, and a run may have chosen some of its scenarios.
        for fixture in {path for file in files for path in fixtures_for(file).values()}:
            below = fixture.relative_to(common) if fixture.is_relative_to(common) else Path(FIXTURES, fixture.name)
            (self.scenarios / below).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(fixture, self.scenarios / below)


def digest_of(cases: Iterable[Case]) -> str:
    """Digest of the names and bytes of the scenario files and fixtures of cases."""
    found = blake2b(digest_size=16)
    for path in sorted({path for case in cases for path in (Path(case.file), case.fixture)}):
        content = path.read_bytes()
        found.update(f"{path.name} {len(content)} ".encode() + content)
    return found.hexdigest()


def read_rows(path: Path, model: type[Row]) -> list[Row]:
    """Read a file of rows; a last line that is cut is left out. Raises InputError on any other broken line.

    A row ends at a newline only: what else breaks lines, as U+2028 does, may stand in a message.
    """
    if not path.exists():
        return []
    *whole, _torn = read_utf8(path).split("\n")
    rows: list[Row] = []
    for number, line in enumerate(whole, start=1):
        try:
            rows.append(model.model_validate(json.loads(line)))
        except (ValidationError, json.JSONDecodeError) as error:
            raise InputError(file=str(path), line=number, field="row", reason=first_mistake(error)) from error
    return rows


def new_run(default: Path) -> Path:
    """A folder for a run that named none."""
    return default / datetime.now(UTC).strftime("%Y%m%d-%H%M%S")


def as_json(value: Any) -> str:
    """One object, as reports are written."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
