"""podbor eval new, podbor eval record: scenarios that are written for you."""

import asyncio
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from podbor.cli.values import named

SCENARIOS = Path("evals/scenarios")
Id: TypeAlias = Annotated[str, typer.Argument(metavar="ID", help="lower case letters, digits and hyphens")]
Out: TypeAlias = Annotated[Path, typer.Option("--out", file_okay=False, help="folder of the scenario")]


def new(
    scenario_id: Id,
    fixture: Annotated[str | None, typer.Option(help="a catalogue beside or above; left out: a small one")] = None,
    out: Out = SCENARIOS,
) -> None:
    """Write a starter scenario that reads without a mistake and passes without a model."""
    from podbor.evals.dialogue.authoring.starter import write_starter

    _tell(write_starter(out, scenario_id, fixture=fixture))


def record(
    scenario_id: Id,
    user: Annotated[str, typer.Option("--user", "-u", callback=named, help="whose conversation")] = "local",
    thread: Annotated[str | None, typer.Option("--thread", "-t", help="left out: the last one")] = None,
    out: Out = SCENARIOS,
) -> None:
    """Write a conversation that took place as a scenario, with what came of it as assertions, and a fixture of its items."""
    from podbor.core.settings import Settings
    from podbor.evals.dialogue.authoring.write import record_scenario

    written = record_scenario(Settings(), out, scenario_id, user_id=user, thread_id=thread)
    _tell(asyncio.run(written))


def _tell(paths: list[Path]) -> None:
    for path in paths:
        typer.echo(path)
    typer.echo(f"podbor eval run {paths[0]}")
