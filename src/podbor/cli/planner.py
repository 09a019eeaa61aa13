"""podbor plan, and podbor planner …: what a message is understood as, and how the planner is trained and measured."""

import asyncio
import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from podbor.cli.output import show

if TYPE_CHECKING:
    from podbor.agent.context import Planner
    from podbor.core.settings import Settings

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
    context = row.get("context") or PlannerContext()
    message = await planner.decide([HumanMessage(content=clean(row["text"]))], context)
    calls = [{"name": call["name"], "args": call["args"]} for call in message.tool_calls]
    return {"calls": calls, "ms": round(watch.ms, 1)}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    from pydantic import ValidationError

    from podbor.agent.planner.context import PlannerContext
    from podbor.core.errors import InputError

    empty = True
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8"))
            except UnicodeDecodeError as error:
                raise InputError(file=str(path), line=number, field="line", reason="not UTF-8") from error
            except json.JSONDecodeError as error:
                raise InputError(file=str(path), line=number, field="line", reason=f"no JSON: {error.msg}") from error
            if not isinstance(row, dict) or not isinstance(row.get("text"), str):
                raise InputError(file=str(path), line=number, field="text", reason="missing, or not a string")
            given = row.get("context")
            try:
                context = PlannerContext.model_validate({} if given is None else given)
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                field = ".".join(map(str, ("context", *first["loc"])))
                raise InputError(file=str(path), line=number, field=field, reason=first["msg"]) from error
            empty = False
            yield row | {"context": context}
    if empty:
        raise InputError(file=str(path), line=0, field="text", reason="no messages here")


def _readable(result: dict[str, Any]) -> str:
    lines = [f"{call['name']} {json.dumps(call['args'], ensure_ascii=False)}" for call in result["calls"]]
    return "\n".join(lines or ["no call"])


@app.command()
def train(
    out: Annotated[
        Path,
        typer.Option(file_okay=False, help="folder of checkpoints and the log; training goes on from what is there"),
    ],
    base: Annotated[
        str | None, typer.Option(help="GGUF file, Hugging Face folder or name; default the packaged weights")
    ] = None,
    adapter: Annotated[
        Path | None, typer.Option(dir_okay=False, help="where the adapter goes; default OUT/podbor-planner.gguf")
    ] = None,
    init: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="GGUF adapter to go on from, of the same rank or a lower one"),
    ] = None,
    minutes: Annotated[float | None, typer.Option(min=0, help="fit the schedule into so much time")] = None,
    epochs: Annotated[int, typer.Option(min=1, help="epochs, each with freshly drawn examples")] = 3,
    per_lang: Annotated[int, typer.Option(min=1, help="examples a language and epoch")] = 12_000,
    rank: Annotated[int, typer.Option(min=1, help="rank of the LoRA")] = 16,
    newest: Annotated[
        float, typer.Option(min=0, max=1, help="share of the examples that are of the newest lines")
    ] = 0.25,
    russian: Annotated[float, typer.Option(min=0, max=1, help="share of the examples that is Russian")] = 0.5,
    focus: Annotated[
        bool, typer.Option(help="weigh the lines first, and draw those that INIT reads surely less often")
    ] = False,
    learning_rate: Annotated[float, typer.Option(min=0, help="at its highest")] = 4e-4,
    seed: Annotated[int, typer.Option(help="of the corpus, the order and the initial weights")] = 7,
    compiled: Annotated[
        bool, typer.Option("--compile", help="compile the layers first: a minute or two, and a third faster after")
    ] = False,
    int8: Annotated[
        bool, typer.Option(help="frozen layers in eight bits: with --compile twice as fast on a CPU without bfloat16")
    ] = False,
) -> None:
    """Train the embedded planner's adapter (extra `train`) and export it. Resumable and seeded."""
    _need_train()
    import torch

    from podbor.agent.planner.training.export import export_gguf
    from podbor.agent.planner.training.train import TrainConfig
    from podbor.agent.planner.training.train import train as run_training
    from podbor.agent.planner.weights import find_weights
    from podbor.core.settings import Settings
    from podbor.evals.planner.run import DATA

    config = TrainConfig(
        base=base or str(find_weights(Settings())),
        out=out,
        per_lang=per_lang,
        epochs=epochs,
        init=init,
        minutes=minutes,
        rank=rank,
        newest=newest,
        russian=russian,
        focus=focus,
        learning_rate=learning_rate,
        seed=seed,
        compile=compiled,
        int8=int8,
        held_out=DATA,
    )
    target = adapter or out / "podbor-planner.gguf"
    export_gguf(torch.load(run_training(config)), target, alpha=config.alpha)
    typer.echo(f"{target}: {target.stat().st_size / 1e6:.1f} MB; use it with PODBOR_PLANNER_ADAPTER={target}")


@app.command("eval")
def evaluate(
    part: Annotated[
        Literal["heldout", "validation", "strangers", "others"],
        typer.Option(help="heldout or others, read once; validation or strangers, to choose by"),
    ] = "heldout",
    occasions: Annotated[bool, typer.Option(help="vague needs too")] = True,
    as_json: Annotated[
        bool, typer.Option("--json", help="print one object, with what came out otherwise than labelled")
    ] = False,
) -> None:
    """Exact match on hand-written messages, by language, act and difficulty, with intervals; unasked writes; vague needs."""
    from contextlib import closing

    from podbor.agent.planner.embedded import EmbeddedPlanner
    from podbor.core.settings import Settings
    from podbor.evals.planner.run import render_eval, run_eval

    settings = Settings()
    need_embedded(settings)
    with closing(EmbeddedPlanner.from_settings(settings)) as planner:
        show(run_eval(planner, part=part, occasions=occasions, ask_below=settings.ask_below), render_eval, as_json)


@app.command()
def bench(
    messages: Annotated[
        int, typer.Option(min=6, help="messages of the validation part; comparisons leave out the first five")
    ] = 200,
    compare: Annotated[bool, typer.Option(help="against transformers on the same weights (extra `train`)")] = False,
    unmerged: Annotated[bool, typer.Option(help="against the base weights with the adapter beside them")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one object")] = False,
) -> None:
    """Milliseconds a message, tokens a second and memory of the embedded planner."""
    from contextlib import closing

    from podbor.agent.planner.embedded import EmbeddedPlanner
    from podbor.core.settings import Settings
    from podbor.evals.planner.run import render_bench, run_bench

    settings = Settings()
    need_embedded(settings)
    if compare:
        _need_train()
    with closing(EmbeddedPlanner.from_settings(settings)) as planner:
        show(
            run_bench(planner, settings=settings, messages=messages, compare=compare, unmerged=unmerged),
            render_bench,
            as_json,
        )


def need_embedded(settings: "Settings") -> None:
    """Raise SetupError where the settings ask for another planner: its figures would pass for that one's."""
    from podbor.core.errors import SetupError

    if settings.planner != "embedded":
        raise SetupError(
            f"this command measures the embedded planner; PODBOR_PLANNER is {settings.planner!r}",
            mend="PODBOR_PLANNER=embedded; an endpoint is measured by: podbor eval run --planner openai",
        )


def _need_train() -> None:
    from podbor.core.errors import SetupError

    missing = [name for name in ("torch", "transformers", "accelerate", "safetensors") if find_spec(name) is None]
    if missing:
        raise SetupError(f"not installed: {', '.join(missing)}", mend="pip install 'podbor[train]'")
