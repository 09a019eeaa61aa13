"""Files of others, as they were published."""

from pathlib import Path

from podbor.core.errors import InputError


def read_utf8(path: Path) -> str:
    """The text of a file, its line ends as they are. Raises InputError with the line that is not UTF-8."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(file=str(path), line=line, field="file", reason="not UTF-8") from error
