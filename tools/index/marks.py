"""What each point of a generation was built of, so that the next one writes only what changed."""

import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

import numpy as np

from podbor.core.ports import IndexPoint
from podbor.tools.index.payload import payload

FILE = "points.npz"


def mark_of(point: IndexPoint) -> int:
    """64 bits of a digest of all that is written of a point."""
    digest = blake2b(json.dumps([point.text, payload(point)], sort_keys=True).encode(), digest_size=8)
    digest.update(point.vector.astype(np.float32).tobytes())
    return int.from_bytes(digest.digest(), "big")


class Changes:
    """Lets through the points of a stream that `known` (item id to mark) does not have as they are."""

    def __init__(self, known: dict[str, int]) -> None:
        self._known = known
        self.marks: dict[str, int] = {}
        """Of every point that went by."""
        self.written = 0

    def among(self, points: Iterable[IndexPoint]) -> Iterator[IndexPoint]:
        """Yield the new and the changed points."""
        for point in points:
            mark = self.marks[point.item_id] = mark_of(point)
            if self._known.get(point.item_id) != mark:
                self.written += 1
                yield point

    def gone(self) -> list[str]:
        """Known items that did not go by, once the stream has ended."""
        return sorted(self._known.keys() - self.marks.keys())


def save_marks(marks: dict[str, int], folder: Path) -> None:
    """Write marks into the folder of a generation."""
    names = np.frombuffer(json.dumps(list(marks), ensure_ascii=False).encode(), dtype=np.uint8)
    np.savez(folder / FILE, item_ids=names, marks=np.array(list(marks.values()), dtype=np.uint64))


def load_marks(folder: Path) -> dict[str, int]:
    """Read the marks of a generation, none where they are missing or damaged: then every point is written."""
    try:
        # From bytes: numpy leaves a file open when it is damaged.
        with np.load(BytesIO((folder / FILE).read_bytes()), allow_pickle=False) as arrays:
            item_ids: list[str] = json.loads(arrays["item_ids"].tobytes())
            return dict(zip(item_ids, arrays["marks"].tolist(), strict=True))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return {}
