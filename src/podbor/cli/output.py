"""Results on standard output: one JSON object, or tables for people."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

import typer

Result = TypeVar("Result", bound=dict[str, Any])


def show(result: Result, render: Callable[[Result], Any], as_json: bool) -> None:
    """Print `result` as one object, or as `render` makes it readable."""
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False))
        return
    from rich.console import Console

    Console().print(render(result))
