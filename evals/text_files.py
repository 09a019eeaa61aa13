"""Text files: read with the line that is no text, written whole or not at all."""

from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from podbor.core.durable import flush_file
from podbor.core.errors import InputError


def read_utf8(path: Path) -> str:
    """The text of a file, its line ends as they are. Raises InputError with the line that is not UTF-8."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(file=str(path), line=line, field="file", reason="not UTF-8") from error


def write_whole(texts: Mapping[Path, str]) -> None:
    """Write each text to its path, folders that are missing too. No file takes its place before all of them are on the disk."""
    drafts = {path: path.with_name(f".{path.name}.{uuid4().hex[:8]}.new") for path in texts}
    try:
        for path, draft in drafts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(texts[path], encoding="utf-8")
            flush_file(draft)
        for path, draft in drafts.items():
            draft.replace(path)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
