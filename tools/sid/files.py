"""A semantic ID space on disk: `space.json` names the version and the `npz` that holds the rest."""

import json
import os
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, ValidationError

from podbor.core.durable import flush_file, flush_folder
from podbor.core.errors import SetupError
from podbor.core.items import Bilingual
from podbor.tools.sid.quantiser import Projection
from podbor.tools.sid.space import SemanticIdSpace

HEAD = "space.json"
CAPTIONS = "captions.json"
MEND = "podbor doctor --fix"


class SpaceHead(BaseModel):
    """What `space.json` holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[2] = 2
    version: str
    model_id: str
    levels: int
    arrays: str
    """Name of the npz beside it."""


def save_space(space: SemanticIdSpace, folder: Path) -> None:
    """Write `space`; a crash at any point leaves the one that was there."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"space-{space.version}-{uuid4().hex[:8]}.npz"
    assigned = space.assigned
    arrays: dict[str, Any] = {f"level_{level}": codebook for level, codebook in enumerate(space.codebooks)}
    arrays |= {"mean": space.projection.mean, "axes": space.projection.axes}
    arrays |= {"item_ids": _packed(list(assigned)), "sids": _packed(list(assigned.values()))}
    np.savez_compressed(folder / name, **arrays)
    flush_file(folder / name)
    flush_folder(folder)
    head = SpaceHead(version=space.version, model_id=space.model_id, levels=space.levels, arrays=name)
    replace_text(folder / HEAD, head.model_dump_json())
    for old in folder.glob("space-*.npz"):
        if old.name != name:
            old.unlink(missing_ok=True)


def load_space(folder: Path) -> SemanticIdSpace:
    """Read a space. Raises SetupError when it is missing or damaged."""
    try:
        head = SpaceHead.model_validate_json((folder / HEAD).read_bytes())
        # From bytes: numpy leaves a file open when it is damaged.
        with np.load(BytesIO((folder / head.arrays).read_bytes()), allow_pickle=False) as arrays:
            codebooks = [arrays[f"level_{level}"] for level in range(head.levels)]
            projection = Projection(mean=arrays["mean"], axes=arrays["axes"])
            assigned = dict(zip(_unpacked(arrays["item_ids"]), _unpacked(arrays["sids"]), strict=True))
        space = SemanticIdSpace(projection, codebooks, model_id=head.model_id, assigned=assigned)
    # numpy and zipfile raise ValueError, KeyError, EOFError and zlib.error on damaged files.
    except (OSError, ValidationError, zipfile.BadZipFile, ValueError, KeyError, EOFError, zlib.error) as error:
        raise SetupError(f"the semantic ID space {folder} cannot be read: {error}", mend=MEND) from error
    if space.version != head.version:
        raise SetupError(f"the semantic ID space {folder} is damaged", mend=MEND)
    return space


def save_captions(captions: dict[str, Bilingual], folder: Path) -> None:
    """Write the captions of prefixes beside the space."""
    rows = {prefix: [caption.ru, caption.en] for prefix, caption in captions.items()}
    replace_text(folder / CAPTIONS, json.dumps(rows, ensure_ascii=False))


def load_captions(folder: Path) -> dict[str, Bilingual]:
    """Read the captions; there are none where the file is missing. Raises SetupError when it is damaged."""
    try:
        rows = json.loads((folder / CAPTIONS).read_text(encoding="utf-8"))
        return {prefix: Bilingual(ru=ru, en=en) for prefix, (ru, en) in rows.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise SetupError(f"{folder / CAPTIONS} cannot be read: {error}", mend=MEND) from error


def replace_text(path: Path, text: str) -> None:
    """Write `path` at once, or not at all; it is on the disk when this returns."""
    draft = path.with_name(f"{path.name}.{uuid4().hex[:8]}.new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    flush_folder(path.parent)


def _packed(texts: list[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(json.dumps(texts, ensure_ascii=False).encode(), dtype=np.uint8)


def _unpacked(array: npt.NDArray[np.uint8]) -> list[str]:
    texts: list[str] = json.loads(array.tobytes())
    return texts
