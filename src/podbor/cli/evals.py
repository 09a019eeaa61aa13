"""podbor eval …: scripted and simulated dialogues, their reports, and comparison of two runs."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Run dialogues, report them, compare two runs.", no_args_is_help=True)
SCENARIOS = Path("evals/scenarios")
REFERENCE = Path("docs/scenario-fields.md")


@app.command()
def check(
    path: Annotated[Path, typer.Argument(exists=True, help="a scenario file or a folder of them")] = SCENARIOS,
) -> None:
    """Read scenarios and fixtures and print every mistake with file and line. Exit status 2 when there is one."""
    from podbor.evals.dialogue.loading import load_cases

    cases = load_cases(path)
    typer.echo(f"{len({case.scenario.id for case in cases})} scenarios, {len(cases)} with their languages, no mistake")


@app.command()
def schema(
    out: Annotated[Path, typer.Option(exists=True, file_okay=False, help="where the schemas go")] = SCENARIOS,
    reference: Annotated[Path, typer.Option(help="where the reference of the fields goes")] = REFERENCE,
) -> None:
    """Write the JSON Schemas of scenarios and fixtures and the reference of their fields, as the models have them."""
    from podbor.evals.dialogue.schema import write_schemas

    write_schemas(out, reference)
