"""podbor ingest: load a feed."""

from pathlib import Path
from typing import Annotated

import typer


def ingest(
    feed: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="YML (.xml, .yml), JSONL or CSV")
    ],
    service: Annotated[str, typer.Option("--service", "-s", help="whose feed it is: a key of the settings' services")],
    full: Annotated[
        bool, typer.Option("--full", help="the feed is all that the service has: its other offers are removed")
    ] = False,
    most_errors: Annotated[int, typer.Option(min=0, help="broken rows to print")] = 20,
    matches: Annotated[
        int, typer.Option(min=0, help="products matched with other services' to print, with reasons")
    ] = 0,
) -> None:
    """Load a feed into the catalogue and rebuild the index. Exit status 1 when rows were rejected, 2 when nothing was loaded."""
    from podbor.agent.assembly import ingest_feed
    from podbor.cli.progress import progress
    from podbor.core.figures import counted
    from podbor.core.settings import Settings

    report = ingest_feed(Settings(), feed, service, full=full, progress=progress())
    for error in report.rejected[:most_errors]:
        typer.echo(f"rejected {error}", err=True)
    if len(report.rejected) > most_errors:
        typer.echo(f"… and {len(report.rejected) - most_errors} more", err=True)
    for match in report.matches[:matches]:
        told = ", ".join(
            f"{found.aspect}: {found.left or '–'} / {found.right or '–'}" for found in match.verdict.differences
        )
        typer.echo(f"{match.verdict.score:.2f}\t{match.title}\t{match.item_title}\t{told or 'nothing differs'}")
    typer.echo(
        f"loaded {counted(report.loaded, 'product')} into {service}, {len(report.matches)} of them offers of products already "
        f"there, rejected {counted(len(report.rejected), 'row')}"
    )
    if full:
        because = "rows were rejected" if report.rejected else "the feed has no products"
        typer.echo(
            f"removed nothing: {because}"
            if report.removed is None
            else f"removed {counted(report.removed, 'offer')} of {service} that the feed does not mention"
        )
        if report.removed and 2 * report.removed > report.offered:
            typer.echo(
                f"more than half of the {report.offered} that {service} had: if the feed is not all, load one that is",
                err=True,
            )
    raise typer.Exit(2 if not report.loaded else 1 if report.rejected else 0)
