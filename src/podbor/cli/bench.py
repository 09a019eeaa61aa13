"""podbor bench …: figures, each with its own command; never part of the tests."""

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from podbor.cli.output import show

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

    show(run(data, attributes), render, as_json)


@app.command()
def experts(
    log: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="CSV of takes: shopper,item,service,at,kind")
    ] = None,
    data: Annotated[
        list[Path] | None, typer.Option(exists=True, dir_okay=False, help="user item item …; one file a service")
    ] = None,
    part: Annotated[Literal["validation", "test"], typer.Option(help="to choose by, or to read once")] = "test",
    cases: Annotated[int, typer.Option(min=1, help="takes to foresee")] = 3_000,
    as_json: Json = False,
) -> None:
    """Experts a service with a gate against one shared expert, random experts and no gate: nDCG@10, entropy, dead experts.

    Without --log or --data, on shoppers made up over the demo catalogue.
    """
    from podbor.evals.bench.expert_logs import read_services, read_takes
    from podbor.evals.bench.expert_simulation import simulate
    from podbor.evals.bench.experts import render, run

    if log and data:
        raise typer.BadParameter("--log or --data, not both")
    logs = read_takes(log) if log else read_services(data) if data else simulate()
    show(run(logs, part=part, cases=cases), render, as_json)


@app.command()
def privacy(
    data: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="one user a line: user item item …")],
    attributes: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="item → attribute ids, JSON: kinds of items")
    ] = None,
    shoppers: Annotated[int | None, typer.Option(min=1, help="users to measure quality on; all by default")] = None,
    keys: Annotated[int | None, typer.Option(min=1, help="most that one shopper adds to each statistic")] = None,
    as_json: Json = False,
) -> None:
    """Shared statistics under differential privacy: quality against epsilon, membership inference, canaries."""
    from podbor.cli.progress import progress
    from podbor.evals.bench.privacy import render, run

    show(run(data, attributes, shoppers=shoppers, keys=keys, progress=progress()), render, as_json)


@app.command()
def intervals(
    simulations: Annotated[int, typer.Option(min=10, help="made up runs a world")] = 200, as_json: Json = False
) -> None:
    """Intervals and tests of comparisons on made up runs: coverage, false alarms, and what is found."""
    from podbor.evals.bench.intervals import render, run

    show(run(simulations=simulations), render, as_json)


@app.command()
def dialogues(
    count: Annotated[int, typer.Option("--dialogues", min=1, help="random dialogues")] = 10_000,
    seed: Annotated[int, typer.Option(help="of the first one")] = 0,
    as_json: Json = False,
) -> None:
    """Random dialogues over the real tools: constraints obeyed, undo exact, nothing leaks. Exit status 1 when a law is broken."""
    from podbor.cli.progress import progress
    from podbor.evals.bench.dialogues import render, run

    result = run(dialogues=count, seed=seed, progress=progress())
    show(result, render, as_json)
    raise typer.Exit(1 if any(result["broken"].values()) else 0)


@app.command()
def critique(
    shoppers: Annotated[int, typer.Option(min=1, help="simulated shoppers, each with an item in mind")] = 100,
    seed: Annotated[int, typer.Option(help="of the items drawn")] = 0,
    as_json: Json = False,
) -> None:
    """Rank of a hidden target after 0 to 5 critiques, true, shuffled and none; unseen items when relaxing; time to the new list."""
    from podbor.cli.progress import progress
    from podbor.evals.bench.critique import render, run

    show(run(shoppers=shoppers, seed=seed, progress=progress()), render, as_json)


@app.command()
def turn(
    rounds: Annotated[int, typer.Option(min=1, help="conversations a language")] = 3, as_json: Json = False
) -> None:
    """Warm start of `podbor ask`, and the time of a turn with the settings' planner."""
    from podbor.evals.bench.turn import render, run

    show(run(rounds=rounds), render, as_json)


@app.command()
def defects(
    path: Annotated[Path, typer.Argument(exists=True, help="scenarios to plant the defects under")] = Path(
        "evals/scenarios"
    ),
    workers: Annotated[int, typer.Option(min=1, help="dialogues at a time")] = 8,
    as_json: Json = False,
) -> None:
    """Plant known defects and show whether `podbor eval compare` finds them and names the right scenarios."""
    from podbor.evals.bench.defects import render, run

    show(run(path, workers=workers), render, as_json)


@app.command()
def retrieval(
    test: Annotated[bool, typer.Option("--test", help="the needs that nothing was chosen on")] = False,
    as_json: Json = False,
) -> None:
    """Judged needs in both languages over the catalogue: nDCG@10 and success@5 by branch, and how "not carried" is told."""
    from podbor.core.settings import Settings
    from podbor.evals.bench.retrieval import open_bench, render, run

    show(run(open_bench(Settings()), split="test" if test else "validation"), render, as_json)


@app.command()
def floor(
    home: Annotated[
        list[Path] | None,
        typer.Option(exists=True, file_okay=False, help="homes of the catalogues to fit on; the own by default"),
    ] = None,
    as_json: Json = False,
) -> None:
    """Fit the relevance floor on the judged needs that are for choosing; its precision and recall on folds left out."""
    from podbor.core.settings import Settings
    from podbor.evals.bench.floor import render, run
    from podbor.evals.bench.retrieval import open_bench

    settings = [Settings(home=path) for path in home] if home else [Settings()]
    show(run([open_bench(one) for one in settings]), render, as_json)


@app.command()
def faithfulness(
    items: Annotated[int, typer.Option(min=2, help="shown items to measure")] = 500, as_json: Json = False
) -> None:
    """How far an item moves without the evidence that `explain` cites, against as much evidence drawn at random."""
    from podbor.agent.assembly import open_catalog, open_recommender, prepare
    from podbor.core.settings import Settings
    from podbor.evals.bench.faithfulness import render, run

    settings = Settings()
    prepare(settings)
    show(run(open_recommender(settings, open_catalog(settings)), items=items), render, as_json)


@app.command()
def index(items: Annotated[int, typer.Option(min=10, help="synthetic items")] = 10_000, as_json: Json = False) -> None:
    """Build time, size, p50 and p95 of the hybrid filtered query, recall against exact search."""
    from podbor.evals.bench.index import render, run

    show(run(items), render, as_json)


@app.command()
def sids(
    industrial: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="MiniOneRec's Industrial folder")
    ] = None,
    sequences: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="one user a line: user item item …; with --attributes"),
    ] = None,
    attributes: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="item → attribute ids, JSON")
    ] = None,
    as_json: Json = False,
) -> None:
    """Semantic IDs of the catalogue: uniqueness, use and entropy of codes, same-kind share within a prefix.

    With --sequences, of its items instead: how many of the pairs bought together share a prefix, with and without co-purchases.
    """
    if sequences and attributes:
        from podbor.evals.bench.sid_pairs import run_sequences
        from podbor.evals.bench.sids import render

        show(run_sequences(sequences, attributes), render, as_json)
        return
    if sequences or attributes:
        raise typer.BadParameter("--sequences and --attributes go together")
    from podbor.agent.assembly import open_catalog, prepare
    from podbor.core.settings import Settings
    from podbor.evals.bench.sids import render, run, run_industrial
    from podbor.tools.embedding.factory import open_embedder

    settings = Settings()
    prepare(settings)
    reports = {"catalogue": run(open_catalog(settings).iter_items())}
    if industrial is not None:
        reports |= run_industrial(industrial, open_embedder(settings))
    show(reports, render, as_json)


@app.command()
def redaction(
    part: Annotated[str, typer.Option(help="test, or validation to choose rules by")] = "test", as_json: Json = False
) -> None:
    """Personal data found in labelled messages: recall and precision by kind and language, and what is left alone."""
    from podbor.evals.bench.redaction import part_of, render, run

    show(run(part_of(part)), render, as_json)


@app.command(name="train-redaction")
def train_redaction() -> None:
    """Train the tagger of names and addresses on the messages labelled for it and on validation, never on the test part."""
    from podbor.evals.bench.redaction import read
    from podbor.evals.redaction.made_up import Message
    from podbor.evals.redaction.training import train

    labelled = [*read("training"), *read("validation")]
    train([Message(text=message.text, spans=message.spans) for message in labelled])


@app.command()
def matching(
    part: Annotated[Literal["validation", "test"], typer.Option(help="to choose by, or to read once")] = "validation",
    items: Annotated[int, typer.Option(min=0, help="instead, time so many listings against as many items")] = 0,
    as_json: Json = False,
) -> None:
    """Labelled pairs of titles, one product or two: precision, recall and F1 with intervals, and every error."""
    from podbor.evals.bench.matching import render, render_scale, run, run_scale

    if items:
        show(run_scale(items), render_scale, as_json)
    else:
        show(run(part), render, as_json)
