"""Checksums of the engine's files, most of which are reserved space: 250 MB for 12 MB of index."""

import errno
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

BLOCK = 1 << 16
_ZEROS = bytes(BLOCK)


class FileMark(BaseModel):
    """Size of a file in bytes, how many of them lie in blocks that are not all zero, and the CRC-32 of those blocks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: int
    data: int
    crc: int


def mark_file(path: Path) -> FileMark:
    """Read `path`, stepping over its holes; a copy whose holes were written out as zeros has the same mark."""
    crc = data = 0
    with path.open("rb", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        for start in _blocks(file.fileno(), size):
            file.seek(start)
            block = file.read(BLOCK)
            if block != _ZEROS[: len(block)]:
                crc = zlib.crc32(block, zlib.crc32(start.to_bytes(8, "big"), crc))
                data += len(block)
    return FileMark(size=size, data=data, crc=crc)


def copy_sparse(source: Path, target: Path) -> None:
    """Copy a file, its holes as holes."""
    with source.open("rb", buffering=0) as reader, target.open("wb") as writer:
        size = reader.seek(0, os.SEEK_END)
        for start in _blocks(reader.fileno(), size):
            reader.seek(start)
            writer.seek(start)
            writer.write(reader.read(BLOCK))
        writer.truncate(size)


def _blocks(descriptor: int, size: int) -> Iterator[int]:
    """Yield the starts of the blocks that may hold data."""
    start = 0
    while start < size:
        start = max(start, _next_data(descriptor, start, size) // BLOCK * BLOCK)
        if start < size:
            yield start
        start += BLOCK


def _next_data(descriptor: int, start: int, size: int) -> int:
    if not hasattr(os, "SEEK_DATA"):
        return start
    try:
        return os.lseek(descriptor, start, os.SEEK_DATA)
    except OSError as error:
        if error.errno == errno.ENXIO:
            return size + BLOCK
        return start
