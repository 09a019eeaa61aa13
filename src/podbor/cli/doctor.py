"""podbor doctor: says what is wrong with an installation, and mends it."""

from typing import Annotated

import typer


def doctor(fix: Annotated[bool, typer.Option("--fix", help="mend what can be mended")] = False) -> None:
    """Check settings, databases, index and model files. Exit status 1 when something is wrong."""
    from podbor.agent.health import check, mend
    from podbor.cli.progress import progress
    from podbor.core.settings import Settings

    settings = Settings()
    if fix:
        mend(settings, progress=progress())
    findings = check(settings)
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.ok else 'BAD '} {finding.part}: {finding.text}")
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)
