"""podbor plan, and podbor planner …: what a message is understood as, and how the planner is trained and measured."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from podbor.agent.context import Planner

app = typer.Typer(help="Train and measure the embedded planner.", no_args_is_help=True)


def plan(
    text: Annotated[str | None, typer.Argument(help="a message")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print one object")] = False,
    batch: Annotated[
        Path | None, typer.Option("--batch", exists=True, dir_okay=False, help='lines {"text": …, "context": …}')
    ] = None,
) -> None:
    """Print the tool calls that a message is understood as, without running them."""
    from podbor.agent.planner.port import open_planner
    from podbor.core.settings import Settings

    if (text is None) == (batch is None):
        raise typer.BadParameter("give either TEXT or --batch FILE")
    rows = _rows(batch) if batch is not None else iter([{"text": text}])
    with open_planner(Settings()) as planner:
        for row in rows:
            result = asyncio.run(_planned(planner, row))
            typer.echo(json.dumps(result, ensure_ascii=False) if as_json or batch is not None else _readable(result))


async def _planned(planner: "Planner", row: dict[str, Any]) -> dict[str, Any]:
    from langchain_core.messages import HumanMessage

    from podbor.agent.language import clean
    from podbor.agent.planner.context import PlannerContext
    from podbor.agent.timing import Stopwatch

    watch = Stopwatch()
    context = PlannerContext.model_validate(row.get("context") or {})
    message = await planner.decide([HumanMessage(content=clean(row["text"]))], context)
    calls = [{"name": call["name"], "args": call["args"]} for call in message.tool_calls]
    return {"calls": calls, "ms": round(watch.ms, 1)}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    from podbor.core.errors import InputError

    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(file=str(path), line=number, field="line", reason=f"no JSON: {error.msg}") from error
            if not isinstance(row, dict) or not isinstance(row.get("text"), str):
                raise InputError(file=str(path), line=number, field="text", reason="missing, or not a string")
            yield row


def _readable(result: dict[str, Any]) -> str:
    lines = [f"{call['name']} {json.dumps(call['args'], ensure_ascii=False)}" for call in result["calls"]]
    return "\n".join(lines or ["no call"])
