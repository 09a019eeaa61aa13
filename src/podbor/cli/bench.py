"""podbor bench …: figures, each with its own command; never part of the tests."""

import json
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

app = typer.Typer(help="Print measured figures.", no_args_is_help=True)
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="print one object")]


@app.command()
def sequence(
    data: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="one user a line: user item item …")],
    attributes: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="item → attribute ids, JSON")
    ] = None,
    as_json: Json = False,
) -> None:
    """Next-item ranking, leave-one-out over the full catalogue: popularity, the transition graph and the sequence expert."""
    from podbor.evals.bench.sequence import render, run

    _print(run(data, attributes), render, as_json)


@app.command()
def turn(rounds: Annotated[int, typer.Option(help="conversations a language")] = 3, as_json: Json = False) -> None:
    """Warm start of `podbor ask`, and the time of a turn with the settings' planner."""
    from podbor.evals.bench.turn import render, run

    _print(run(rounds=rounds), render, as_json)


def _print(result: dict[str, Any], render: Any, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False))
        return
    from rich.console import Console

    Console().print(render(result))
