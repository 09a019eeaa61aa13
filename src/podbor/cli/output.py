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
    show_text(render(result))


def show_text(renderable: Any) -> None:
    """Print tables or lines; what shoppers and products say is data, in which brackets and colons mean nothing."""
    from rich.console import Console

    Console(markup=False, emoji=False).print(renderable)
