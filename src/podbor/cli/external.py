"""podbor eval external …: published data of others, through adapters."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from podbor.cli.output import show

if TYPE_CHECKING:
    from podbor.evals.external.moments import Moment, Titles

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


@app.command()
def redial(data: Data, as_json: Json = False) -> None:
    """R@1, R@10, R@50 of what people recommended in ReDial's dialogues, or IARD's, what was mentioned before left out."""
    from podbor.evals.external.redial import read_redial

    _recall(*read_redial(data), as_json)


@app.command()
def opendialkg(data: Data, as_json: Json = False) -> None:
    """R@1, R@10, R@50 of what OpenDialKG's dialogues recommend, what was mentioned before left out."""
    from podbor.evals.external.opendialkg import read_opendialkg

    _recall(*read_opendialkg(data), as_json)


def _recall(moments: "list[Moment]", catalogue: "Titles", as_json: bool) -> None:
    from podbor.core.settings import Settings
    from podbor.evals.external.moments import render, report
    from podbor.evals.external.rankers import nearest, popularity
    from podbor.tools.embedding.factory import open_embedder

    rankers = {
        "popular in other dialogues": popularity(moments, catalogue),
        "nearest to the last words": nearest(open_embedder(Settings()), catalogue),
    }
    show(report(moments, catalogue, rankers), render, as_json)
