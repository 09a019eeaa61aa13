"""`podbor bench defects`: plants known defects and shows whether comparing two runs finds them and names the right scenarios.

The first row compares two equal runs: nothing may be found there. No model is needed: the scripted planner plays, and for the
swapped descriptions a planner that has nothing but the descriptions to go by, as a large model has.
"""

import asyncio
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

from langchain_core.messages import AIMessage, AnyMessage
from rich.table import Table

from podbor.agent import graph
from podbor.agent.context import Planner
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.system_prompt import tool_schemas
from podbor.core.preferences import Constraints
from podbor.core.settings import Settings
from podbor.evals.dialogue.loading import Case, load_cases
from podbor.evals.dialogue.planners import NoOracle, oracle_message
from podbor.evals.dialogue.run_folder import RunFolder
from podbor.evals.dialogue.runner import RunOptions
from podbor.evals.dialogue.runner import run as run_cases
from podbor.evals.dialogue.scenario import ScenarioTurn
from podbor.evals.dialogue.scoring import Score
from podbor.evals.report.compare import compare
from podbor.evals.report.write import rescore
from podbor.evals.simulator.agenda import AgendaShoppers
from podbor.memory import resolver
from podbor.tools.contract import ARGUMENTS

DELAY_S = 2.0
SWAPPED = ("undo", "show_more")


class DescriptionReader:
    """Knows what each message means, as the description of a tool, and calls the tool that is described so now."""

    multi_step = False

    def __init__(self, cases: Sequence[Case], *, meant: Mapping[str, str], now: Mapping[str, str]) -> None:
        self._meant = meant
        self._tools = {described: tool for tool, described in now.items()}
        spoken = [turn for case in cases for turn in case.scenario.turns if turn.say is not None]
        self._script = {str(turn.say): _oracle(turn) for turn in spoken}

    async def decide(self, messages: Sequence[AnyMessage], context: PlannerContext) -> AIMessage:
        """Answer a message of the scenarios; anything else with no call."""
        message = self._script.get(str(messages[-1].content), AIMessage(content=""))
        calls = [{**call, "name": self._tools[self._meant[call["name"]]]} for call in message.tool_calls]
        return message.model_copy(update={"tool_calls": calls})


def _oracle(turn: ScenarioTurn) -> AIMessage:
    try:
        return oracle_message(turn)
    except NoOracle:
        return AIMessage(content="")


def descriptions(settings: Settings) -> dict[str, str]:
    """Tool → what a large planner is told of it."""
    functions = (schema["function"] for schema in tool_schemas(settings.services))
    return {function["name"]: function["description"] for function in functions}


@contextmanager
def dropped_allergens() -> Iterator[None]:
    """The resolver loses excluded allergens."""
    fold = resolver._constraints

    def without(*args: Any) -> Constraints:
        return replace(fold(*args), exclude_allergens=frozenset())

    with patch.object(resolver, "_constraints", without):
        yield


@contextmanager
def swapped_descriptions() -> Iterator[None]:
    """Two tools have each other's description."""
    first, second = (ARGUMENTS[tool][0] for tool in SWAPPED)
    first.__doc__, second.__doc__ = second.__doc__, first.__doc__
    try:
        yield
    finally:
        first.__doc__, second.__doc__ = second.__doc__, first.__doc__


@contextmanager
def slow_node(seconds: float) -> Iterator[None]:
    """The node that makes the list waits before it does."""
    made: Any = vars(graph)["recommend"]

    @wraps(made)
    async def slow(*args: Any, **named: Any) -> Any:
        await asyncio.sleep(seconds)
        return await made(*args, **named)

    with patch.object(graph, "recommend", slow):
        yield


def run(path: Path, *, workers: int) -> dict[str, Any]:
    """Return, a defect, what `compare` says against a run without it."""
    settings, cases = Settings(), load_cases(path)
    spoken = [case for case in cases if not any(turn.simulate for turn in case.scenario.turns)]
    meant = descriptions(settings)

    def scores(inner: Planner | None, chosen: list[Case]) -> list[Score]:
        with tempfile.TemporaryDirectory() as root:
            folder = RunFolder(Path(root) / "run")
            options = RunOptions(path=path, workers=workers)
            asyncio.run(
                run_cases(
                    chosen,
                    folder,
                    options,
                    settings=settings,
                    inner=inner,
                    shoppers=AgendaShoppers(),
                    progress=lambda *_: None,
                )
            )
            return rescore(folder)

    baseline = scores(None, cases)
    found = {}
    plain: dict[str, AbstractContextManager[None]] = {
        "two equal runs": nullcontext(),
        "allergens dropped": dropped_allergens(),
        "+2 s": slow_node(DELAY_S),
    }
    for name, defect in plain.items():
        with defect:
            found[name] = compare(baseline, scores(None, cases))
    read = scores(DescriptionReader(spoken, meant=meant, now=meant), spoken)
    with swapped_descriptions():
        swapped = DescriptionReader(spoken, meant=meant, now=descriptions(settings))
        found[f"{' and '.join(SWAPPED)} swapped"] = compare(read, scores(swapped, spoken))
    return found


def render(result: dict[str, Any]) -> Table:
    """Render for a terminal."""
    table = Table(
        "planted", "success", "p adjusted", "worse", "cases that fail now", "slower scenarios", show_lines=True
    )
    for name, found in result.items():
        success = found["metrics"]["success"]
        failing = [one["case"] for one in found["changed"] if one["after"] < one["before"]]
        slower = [one["scenario"] for one in found["slower"]]
        table.add_row(
            name,
            f"{success['difference']:+.3f}",
            f"{success['p_adjusted']:.4f}",
            ", ".join(found["worse"]),
            _names(failing),
            _names(slower),
        )
    return table


def _names(names: Sequence[str], *, most: int = 12) -> str:
    return ", ".join([*names[:most], *([f"… {len(names)} in all"] if len(names) > most else [])])
