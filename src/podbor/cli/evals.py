"""podbor eval …: scripted and simulated dialogues, their reports, and comparison of two runs."""

import asyncio
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from podbor.cli import authoring, external
from podbor.cli.output import show, show_text

app = typer.Typer(help="Run dialogues, report them, compare two runs.", no_args_is_help=True)
app.add_typer(external.app, name="external")
app.command()(authoring.new)
app.command()(authoring.record)
SCENARIOS = Path("evals/scenarios")
REFERENCE = Path("docs/scenario-fields.md")
RUNS = Path("runs")
Run: TypeAlias = Annotated[Path, typer.Argument(exists=True, file_okay=False, help="folder of a run")]


@app.command()
def run(
    path: Annotated[Path, typer.Argument(exists=True, help="a scenario file or a folder of them")] = SCENARIOS,
    planner: Annotated[
        Literal["scripted", "embedded", "openai"],
        typer.Option(help="scripted: no model, the calls are the expected ones; or a planner of the settings"),
    ] = "scripted",
    shopper: Annotated[
        Literal["agenda", "llm"], typer.Option(help="who simulates: the agenda, or the endpoint of the settings")
    ] = "agenda",
    trials: Annotated[int, typer.Option(min=1, help="times each scenario is run")] = 1,
    workers: Annotated[int, typer.Option(min=1, help="dialogues at a time")] = 2,
    seed: Annotated[int, typer.Option(help="of the simulated shoppers")] = 1,
    tag: Annotated[list[str] | None, typer.Option(help="only scenarios with one of these tags")] = None,
    out: Annotated[
        Path | None, typer.Option(file_okay=False, help="folder of the run; a run that was killed goes on from there")
    ] = None,
) -> None:
    """Run scenarios and print the figures. Exit status 1 when one failed or none was judged, 3 when the infrastructure failed."""
    from podbor.cli.progress import progress
    from podbor.core.settings import Settings
    from podbor.evals.dialogue.loading import load_cases
    from podbor.evals.dialogue.run_folder import RunFolder, new_run
    from podbor.evals.dialogue.runner import RunOptions, open_planner_under_test
    from podbor.evals.dialogue.runner import run as run_cases
    from podbor.evals.report.summary import render_summary, summarise
    from podbor.evals.report.write import rescore
    from podbor.evals.simulator.choice import open_shoppers

    settings = Settings()
    known = load_cases(path)
    cases = [case for case in known if not tag or set(tag) & set(case.scenario.tags)]
    if known and not cases:
        tags = ", ".join(sorted({one for case in known for one in case.scenario.tags}))
        raise typer.BadParameter(f"no scenario has it; tags are: {tags}", param_hint="--tag")
    options = RunOptions(path=path, planner=planner, shopper=shopper, trials=trials, workers=workers, seed=seed)
    folder = RunFolder(out or new_run(RUNS))
    with open_planner_under_test(settings, planner) as inner:
        asyncio.run(
            run_cases(
                cases,
                folder,
                options,
                settings=settings,
                inner=inner,
                shoppers=open_shoppers(settings, shopper),
                progress=progress(),
            )
        )
    summary = summarise(folder, rescore(folder))
    show_text(render_summary(summary))
    typer.echo(f"run: {folder.root}; report: podbor eval report {folder.root}")
    status = summary["status"]
    raise typer.Exit(3 if status["error"] else 1 if status["failed"] or not status["passed"] else 0)


@app.command()
def rescore(
    run: Run,
    scenarios: Annotated[
        Path | None, typer.Option(exists=True, help="assertions as they are now; left out: as they were run")
    ] = None,
    price_in: Annotated[
        float | None, typer.Option(min=0, max=1e9, help="of a million tokens read, for the cost")
    ] = None,
    price_out: Annotated[float | None, typer.Option(min=0, max=1e9, help="of a million tokens written")] = None,
) -> None:
    """Score the recorded states of a run again; no model is asked. Exit status 1 when nothing could be judged."""
    from podbor.evals.dialogue.run_folder import RunFolder
    from podbor.evals.dialogue.scoring import Prices
    from podbor.evals.report.summary import render_summary, summarise
    from podbor.evals.report.write import rescore as score_again

    if (price_in is None) != (price_out is None):
        raise typer.BadParameter("give both prices or none", param_hint="--price-in, --price-out")
    prices = None if price_in is None or price_out is None else Prices(tokens_in=price_in, tokens_out=price_out)
    folder = RunFolder(run)
    summary = summarise(folder, score_again(folder, scenarios=scenarios, prices=prices))
    show_text(render_summary(summary))
    if summary["success"] is None:
        unscored = ", ".join(f"{count} {status}" for status, count in summary["status"].items() if count)
        typer.echo(f"nothing was judged: {unscored}; the last table says why", err=True)
        raise typer.Exit(1)


@app.command()
def report(run: Run) -> None:
    """Write report.json, junit.xml and report.html into the folder of a run."""
    from podbor.evals.dialogue.run_folder import RunFolder
    from podbor.evals.report.write import HTML, JSON, JUNIT, write_reports

    write_reports(RunFolder(run))
    for name in (JSON, JUNIT, HTML):
        typer.echo(run / name)


@app.command()
def compare(
    before: Run, after: Run, as_json: Annotated[bool, typer.Option("--json", help="print one object")] = False
) -> None:
    """Compare two runs, scenario by scenario. Exit status 1 when a metric is significantly worse, or more constraints are broken.

    Exit status 2 when no case was judged in both.
    """
    from podbor.core.errors import InputError
    from podbor.evals.dialogue.run_folder import RunFolder
    from podbor.evals.report.compare import compare as compare_scores
    from podbor.evals.report.compare import render_comparison
    from podbor.evals.report.write import scores_of

    result = compare_scores(scores_of(RunFolder(before)), scores_of(RunFolder(after)))
    show(result, render_comparison, as_json)
    if not result["cases"]:
        raise InputError(file=str(after), line=0, field="cases", reason=f"none was judged both here and in {before}")
    raise typer.Exit(1 if result["worse"] else 0)


@app.command()
def check(
    path: Annotated[Path, typer.Argument(exists=True, help="a scenario file or a folder of them")] = SCENARIOS,
) -> None:
    """Read scenarios and fixtures and print every mistake with file and line. Exit status 2 when there is one."""
    from podbor.core.figures import counted
    from podbor.evals.dialogue.loading import load_cases

    cases = load_cases(path)
    scenarios = counted(len({case.scenario.id for case in cases}), "scenario")
    typer.echo(f"{scenarios}, {len(cases)} with their languages, no mistake")


@app.command()
def schema(
    out: Annotated[Path, typer.Option(exists=True, file_okay=False, help="where the schemas go")] = SCENARIOS,
    reference: Annotated[Path, typer.Option(dir_okay=False, help="where the reference of the fields goes")] = REFERENCE,
) -> None:
    """Write the JSON Schemas of scenarios and fixtures and the reference of their fields, as the models have them."""
    from podbor.evals.dialogue.schema import write_schemas

    write_schemas(out, reference)
