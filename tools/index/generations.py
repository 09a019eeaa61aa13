"""Immutable generations of the embedded index on disk.

```
index/LOCK              held by the one writer
index/CURRENT           the folder that is published, replaced atomically
index/<folder>/         one generation: manifest.json, leases/, the shard and the marks of its points
```
A reader holds a lease, a locked file, in the folder it reads; the writer removes folders that nobody leases. The lock
of a process that died is free, so nothing has to be cleaned after a crash.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from podbor.core.durable import flush_folder
from podbor.core.errors import SetupError
from podbor.tools.index.checksums import FileMark, mark_file

MEND = "podbor doctor --fix"
CURRENT = "CURRENT"
LOCK = "LOCK"
LEASES = "leases"
MANIFEST = "manifest.json"
SHARD = "shard"
BUILDING = "building-"
LAYOUT = 2
"""Raise it when the settings of the engine change, so that no generation is built on one that has others."""
WRITER_WAIT_S = 900
CHECKED_BYTES = 1 << 27
"""Generations up to 128 MB (about 40,000 items) are read and compared on opening, larger ones by file sizes."""


class Manifest(BaseModel):
    """What was built."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int = 1
    generation: str
    dimension: int
    count: int
    pending: int = 0
    """Points written since the graph was built: they are scanned."""
    files: dict[str, FileMark]


@dataclass(frozen=True, kw_only=True)
class LeasedGeneration:
    """A published generation that stays on disk until `release`."""

    shard: Path
    manifest: Manifest
    lock: FileLock

    def release(self) -> None:
        """Give the lease back; a second call does nothing."""
        _release(self.lock)


class Generations:
    """The folder `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Hold the writer's lock and give a new folder; it is removed unless it was published."""
        self._root.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._root / LOCK, timeout=WRITER_WAIT_S):
                self._remove_leftovers()
                folder = self._root / f"{BUILDING}{uuid4().hex[:12]}"
                (folder / LEASES).mkdir(parents=True)
                try:
                    yield folder
                finally:
                    shutil.rmtree(folder, ignore_errors=True)
        except Timeout as error:
            raise SetupError(f"another process is building the index in {self._root}", mend=MEND) from error

    @contextmanager
    def base(self, dimension: int) -> Iterator["LeasedGeneration | None"]:
        """Lease the published generation to build on; None where there is none that is whole and of this layout."""
        try:
            leased = self.lease()
        except SetupError:
            yield None
            return
        fits = leased.manifest.version == LAYOUT and leased.manifest.dimension == dimension
        try:
            yield leased if fits else None
        finally:
            leased.release()

    def publish(self, folder: Path, *, generation: str, dimension: int, count: int, pending: int) -> None:
        """Write the manifest of `folder`, switch to it, remove the generations that nobody reads."""
        manifest = Manifest(
            version=LAYOUT,
            generation=generation,
            dimension=dimension,
            count=count,
            pending=pending,
            files=_marks(folder / SHARD),
        )
        _write_synced(folder / MANIFEST, manifest.model_dump_json())
        final = self._root / folder.name.removeprefix(BUILDING)
        folder.rename(final)
        draft = self._root / f"{CURRENT}.new"
        _write_synced(draft, final.name)
        draft.replace(self._root / CURRENT)
        flush_folder(self._root)
        self._remove_unused(keep=final.name)

    def lease(self) -> "LeasedGeneration":
        """Lease the published generation and check its files.

        Raises SetupError when nothing is published or a file is missing, cut or changed.
        """
        while True:
            name = self._current()
            try:
                leased = _lease(self._root / name)
            except SetupError:
                # A writer may remove what is current no more and not leased yet.
                if self._current() == name:
                    raise
                continue
            if self._current() == name:
                return leased
            leased.release()

    def _current(self) -> str:
        try:
            name = (self._root / CURRENT).read_text().strip()
        except FileNotFoundError as error:
            raise SetupError(f"there is no index in {self._root}", mend=MEND) from error
        except (OSError, UnicodeDecodeError) as error:
            raise SetupError(f"{self._root / CURRENT} cannot be read: {error}", mend=MEND) from error
        if not name or Path(name).name != name:
            raise SetupError(f"{self._root / CURRENT} names no index", mend=MEND)
        return name

    def _remove_leftovers(self) -> None:
        for folder in self._root.glob(f"{BUILDING}*"):
            shutil.rmtree(folder, ignore_errors=True)

    def _remove_unused(self, *, keep: str) -> None:
        for folder in self._root.iterdir():
            if folder.is_dir() and folder.name != keep and not _leased(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _lease(folder: Path) -> LeasedGeneration:
    if not (folder / LEASES).is_dir():
        raise SetupError(f"there is no index {folder}", mend=MEND)
    lock = FileLock(folder / LEASES / f"{uuid4().hex}.lock", thread_local=False)
    try:
        lock.acquire()
        return LeasedGeneration(shard=folder / SHARD, manifest=_checked_manifest(folder), lock=lock)
    except OSError as error:
        with suppress(OSError):
            _release(lock)
        raise SetupError(f"the index {folder} cannot be read: {error}", mend=MEND) from error
    except SetupError:
        _release(lock)
        _remove_empty(folder)
        raise


def _remove_empty(folder: Path) -> None:
    """Remove what the lock has made again of a generation that was removed meanwhile."""
    with suppress(OSError):
        if [path.name for path in folder.iterdir()] == [LEASES]:
            (folder / LEASES).rmdir()
            folder.rmdir()


def _release(lock: FileLock) -> None:
    lock.release()
    Path(lock.lock_file).unlink(missing_ok=True)


def _leased(folder: Path) -> bool:
    for path in (folder / LEASES).glob("*.lock"):
        try:
            with FileLock(path, timeout=0):
                path.unlink(missing_ok=True)
        except Timeout:
            return True
    return False


def _checked_manifest(folder: Path) -> Manifest:
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (OSError, ValidationError, json.JSONDecodeError) as error:
        raise SetupError(f"{folder / MANIFEST} cannot be read", mend=MEND) from error
    whole = sum(mark.data for mark in manifest.files.values()) <= CHECKED_BYTES
    for name, mark in manifest.files.items():
        path = folder / SHARD / name
        if not path.is_file() or path.stat().st_size != mark.size or (whole and mark_file(path) != mark):
            raise SetupError(f"the index file {path} is damaged", mend=MEND)
    return manifest


def _marks(folder: Path) -> dict[str, FileMark]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): mark_file(path) for path in files}


def _write_synced(path: Path, text: str) -> None:
    with path.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
