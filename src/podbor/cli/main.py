"""The command line: `podbor …`. Commands import what they need, so that `--help` is instant."""

import errno
import gc
import logging
import re
import sys
from typing import Any

import typer

from podbor.cli import bench, evals, planner, privacy, profile
from podbor.cli.ask import ask
from podbor.cli.chat import chat
from podbor.cli.doctor import doctor
from podbor.cli.ingest import ingest
from podbor.core.errors import PodborError

app = typer.Typer(
    name="podbor",
    help="A conversational recommender over several retail services, in Russian and English.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command()(chat)
app.command()(ask)
app.command()(planner.plan)
app.command()(ingest)
app.command()(doctor)
app.add_typer(planner.app, name="planner")
app.add_typer(profile.app, name="profile")
app.add_typer(privacy.app, name="privacy")
app.add_typer(bench.app, name="bench")
app.add_typer(evals.app, name="eval")


YOUNG_OBJECTS = 50_000
"""Allocations between two looks for garbage. What a start reads in stays; looking it over every 700 takes a tenth of the time."""

DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
"""What a write may fail with; such an error does not say in which file."""
PASSWORD = re.compile(r"(?<=://)\S*(?=@|⟨email⟩)")
"""Whoever signs in to an address, as `anna:secret` of a database; redaction may have taken its end for an e-mail address."""


def _redacted(*args: Any, **kwargs: Any) -> logging.LogRecord:
    # The words that names are told by are read with the first record, not with `--help`.
    from podbor.core.redaction.logs import RedactedRecord

    return RedactedRecord(*args, **kwargs)


def main() -> None:
    """Run the command line; an error of ours, or of the disk, is one line, another a trace without personal data."""
    gc.set_threshold(YOUNG_OBJECTS)
    logging.setLogRecordFactory(_redacted)
    try:
        app()
    except Exception as error:
        lines = _lines(error)
        typer.echo("\n".join(f"podbor: {line}" for line in lines) or redacted_trace(error), err=True)
        sys.exit(2 if lines else 1)


def _lines(error: Exception) -> list[str]:
    """What a known error says, each of a group; nothing of one that is not known, whose place must be seen."""
    if isinstance(error, ExceptionGroup):
        told = [_lines(one) for one in error.exceptions]
        return list(dict.fromkeys(line for lines in told for line in lines)) if all(told) else []
    if isinstance(error, PodborError):
        return [str(error)]
    if isinstance(error, OSError) and (error.filename is not None or error.errno in DISK):
        # Of a rename, the place that could not be taken.
        where = error.filename2 or error.filename
        return [f"{where}: {error.strerror}" if where else f"{error.strerror}"]
    return []


def redacted_trace(error: Exception) -> str:
    """Return the trace of an exception as the logs would have it, and without the passwords of addresses."""
    record = _redacted("podbor", logging.ERROR, "", 0, "", (), (type(error), error, error.__traceback__))
    return PASSWORD.sub("***", record.exc_text or "")


if __name__ == "__main__":
    main()
