"""podbor eval external …: published data of others, through adapters."""

from collections.abc import Sized
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from podbor.cli.output import show
from podbor.cli.planner import need_embedded
from podbor.core.errors import InputError

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
    """Precision, recall and F1 of each intent in human dialogues, and the confusion table."""
    from podbor.agent.planner.embedded import EmbeddedPlanner
    from podbor.cli.progress import progress
    from podbor.core.settings import Settings
    from podbor.evals.external.iard import judge, read_iard, render, report, sample

    settings = Settings()
    need_embedded(settings)
    everything = read_iard(data)
    _need(everything, data, "dialogues", "no seeker says anything")
    examples = sample(everything, limit)
    planner = EmbeddedPlanner.from_settings(settings)
    try:
        judged = judge(examples, planner.plan, progress())
    finally:
        planner.close()
    show(report(judged, total=len(everything)), render, as_json)


@app.command()
def tau2(
    data: Data,
    fixture: Annotated[str, typer.Option(help="catalogue that the scenarios run over, beside or above the folder")],
    out: Annotated[Path, typer.Option(file_okay=False, help="folder of the scenarios")],
    language: Annotated[Literal["ru", "en"], typer.Option(help="of the tasks")] = "en",
    as_json: Json = False,
) -> None:
    """Write the tasks of a τ²-bench file that this assistant's tools can do as scenarios, and tell why the others cannot be."""
    from podbor.evals.external.tau2 import read_tau2, render, report, write_scenarios

    translated = read_tau2(data, fixture=fixture, language=language)
    _need(translated, data, "tasks", "there are none")
    write_scenarios(translated, out)
    show(report(translated), render, as_json)


@app.command()
def redial(data: Data, as_json: Json = False) -> None:
    """R@1, R@10, R@50 of what people recommended in ReDial's dialogues, or IARD's, what was mentioned before left out."""
    from podbor.evals.external.redial import read_redial

    _recall(data, *read_redial(data), as_json)


@app.command()
def opendialkg(data: Data, as_json: Json = False) -> None:
    """R@1, R@10, R@50 of what OpenDialKG's dialogues recommend, what was mentioned before left out."""
    from podbor.evals.external.opendialkg import read_opendialkg

    _recall(data, *read_opendialkg(data), as_json)


def _need(found: Sized, data: Path, field: str, reason: str) -> None:
    """Raise InputError where a file has nothing to measure: no figure of it would mean anything."""
    if not found:
        raise InputError(file=str(data), line=0, field=field, reason=reason)


def _recall(data: Path, moments: "list[Moment]", catalogue: "Titles", as_json: bool) -> None:
    _need(moments, data, "dialogues", "nothing is recommended in them")
    from podbor.core.settings import Settings
    from podbor.evals.external.moments import render, report
    from podbor.evals.external.rankers import nearest, popularity
    from podbor.tools.embedding.factory import open_embedder

    rankers = {
        "popular in other dialogues": popularity(moments, catalogue),
        "nearest to the last words": nearest(open_embedder(Settings()), catalogue),
    }
    show(report(moments, catalogue, rankers), render, as_json)
