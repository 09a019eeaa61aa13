"""podbor eval external …: published data of others, through adapters."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from podbor.cli.output import show

app = typer.Typer(help="Measure on published data.", no_args_is_help=True)
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="print one object")]
Data: TypeAlias = Annotated[Path, typer.Option(exists=True, dir_okay=False, help="the file as it was published")]


@app.command()
def iard(
    data: Data,
    limit: Annotated[int | None, typer.Option(min=1, help="utterances drawn at random; all when left out")] = None,
    as_json: Json = False,
) -> None:
    """Precision, recall and F1 of critique, reject and accept in human dialogues, and the confusion table."""
    from podbor.agent.planner.embedded import EmbeddedPlanner
    from podbor.cli.progress import progress
    from podbor.core.settings import Settings
    from podbor.evals.external.iard import judge, read_iard, render, report, sample

    examples = sample(read_iard(data), limit)
    planner = EmbeddedPlanner.from_settings(Settings())
    try:
        judged = judge(examples, planner.plan, progress())
    finally:
        planner.close()
    show(report(judged), render, as_json)
