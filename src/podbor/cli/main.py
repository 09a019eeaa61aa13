"""The command line: `podbor …`. Commands import what they need, so that `--help` is instant."""

import gc
import logging
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


def _redacted(*args: Any, **kwargs: Any) -> logging.LogRecord:
    # The words that names are told by are read with the first record, not with `--help`.
    from podbor.core.redaction.logs import RedactedRecord

    return RedactedRecord(*args, **kwargs)


def main() -> None:
    """Run the command line; an error of ours is one line, not a trace."""
    gc.set_threshold(YOUNG_OBJECTS)
    logging.setLogRecordFactory(_redacted)
    try:
        app()
    except PodborError as error:
        typer.echo(f"podbor: {error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
