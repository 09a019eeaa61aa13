"""Task files in the form of τ²-bench as scenarios over a catalogue of ours.

What a task's reward looks at is asserted: calls (ACTION; for DB, which compares end states, those that write), and what the
assistant must say (COMMUNICATE). A task that needs tools that are not ours, another environment or a judge is told with the
reason and not written.
Source: Barres et al., τ²-Bench: Evaluating Conversational Agents in a Dual-Control Environment, arXiv 2506.07982.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from podbor.core.errors import InputError
from podbor.core.vocabulary import Locale
from podbor.evals.dialogue.authoring.write import as_yaml
from podbor.evals.dialogue.loading import load_cases
from podbor.evals.dialogue.scenario import Scenario
from podbor.evals.mistakes import first_mistake
from podbor.evals.text_files import read_utf8, write_whole
from podbor.tools.contract import ARGUMENTS

Basis = Literal["DB", "ENV_ASSERTION", "NL_ASSERTION", "ACTION", "COMMUNICATE"]
LONGEST_ID = 44


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Action(_Part):
    """A call of the reference solution; with `compare_args`, only those arguments are compared."""

    name: str
    arguments: dict[str, Any] = {}
    requestor: Literal["assistant", "user"] = "assistant"
    compare_args: list[str] | None = None


class Criteria(_Part):
    """What the reward looks at; what `reward_basis` does not name is a remark."""

    actions: list[Action] | None = None
    communicate_info: list[str] | None = None
    nl_assertions: list[Any] | None = None
    env_assertions: list[Any] | None = None
    reward_basis: list[Basis] = ["DB", "COMMUNICATE"]


class _Instructions(_Part):
    reason_for_call: str = ""
    known_info: str | None = None
    unknown_info: str | None = None
    task_instructions: str = ""


class _UserScenario(_Part):
    persona: str | None = None
    instructions: _Instructions | str = ""


class _Message(_Part):
    role: str
    content: str | None = None


class _InitialState(_Part):
    initialization_data: Any = None
    initialization_actions: list[Any] | None = None
    message_history: list[_Message] | None = None


class _Description(_Part):
    purpose: str | None = None


class Task(_Part):
    """A task of a file. `ticket` is what a task without a simulated user starts with."""

    id: str
    description: _Description | str | None = None
    user_scenario: _UserScenario = _UserScenario()
    ticket: str | None = None
    initial_state: _InitialState | None = None
    evaluation_criteria: Criteria | None = None


@dataclass(frozen=True, kw_only=True)
class Translated:
    """A task as a scenario, or why it is none."""

    task: str
    scenario: Scenario | None = None
    reason: str = ""


def read_tau2(path: Path, *, fixture: str, language: Locale) -> list[Translated]:
    """Translate every task of a file. Raises InputError where it is no list of tasks."""
    try:
        tasks = TypeAdapter(list[Task]).validate_json(read_utf8(path))
    except ValidationError as error:
        reason = f"no τ² task file: {first_mistake(error)}"
        raise InputError(file=str(path), line=0, field="tasks", reason=reason) from error
    return [translate(task, fixture=fixture, language=language) for task in tasks]


def translate(task: Task, *, fixture: str, language: Locale) -> Translated:
    """Translate one task."""
    criteria = task.evaluation_criteria or Criteria()
    reason = next(_obstacles(task, criteria), "")
    if reason:
        return Translated(task=task.id, reason=reason)
    calls = [{action.name: _compared(action)} for action in _required(criteria)]
    says = (criteria.communicate_info or []) if "COMMUNICATE" in criteria.reward_basis else []
    instructions = _instructions(task.user_scenario)
    spoken: list[dict[str, Any]] = [{"say": text} for text in _spoken(task)]
    scenario = {
        "id": _slug(task.id),
        "title": _purpose(task),
        "tags": ["tau2", *sorted({name for call in calls for name in call})],
        "language": language,
        "fixture": fixture,
        "shopper": {"goal": {"instructions": instructions}} if instructions else {},
        "turns": [*spoken, *([{"simulate": {}}] if instructions else [])],
        "end": {**({"calls": {"superset": calls}} if calls else {}), "mentions": says},
    }
    try:
        return Translated(task=task.id, scenario=Scenario.model_validate(scenario))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        return Translated(task=task.id, reason=f"{'.'.join(map(str, first['loc']))}: {first['msg']}")


def _obstacles(task: Task, criteria: Criteria) -> Iterator[str]:
    """Why a task cannot be asserted here."""
    state = task.initial_state
    if state is not None and (state.initialization_data or state.initialization_actions):
        yield "it starts from a state of another environment"
    if "ENV_ASSERTION" in criteria.reward_basis and criteria.env_assertions:
        yield "it asserts a state of another environment"
    if "NL_ASSERTION" in criteria.reward_basis and criteria.nl_assertions:
        yield "it needs a judge: nl_assertions are no state"
    for action in criteria.actions or []:
        if action.requestor == "user":
            yield f"the user has to call {action.name}"
        if action.name not in ARGUMENTS:
            yield f"no tool {action.name}"
        elif unknown := sorted(_compared(action).keys() - ARGUMENTS[action.name][0].model_fields.keys()):
            yield f"{action.name} has no argument {unknown[0]!r}"
    if not _required(criteria) and not criteria.communicate_info:
        yield "nothing is asserted"
    if not _spoken(task) and not _instructions(task.user_scenario):
        yield "nobody says anything"


def _required(criteria: Criteria) -> list[Action]:
    actions = criteria.actions or []
    if "ACTION" in criteria.reward_basis:
        return actions
    return [action for action in actions if "DB" in criteria.reward_basis and _writes(action.name)]


def _writes(tool: str) -> bool:
    return tool in ARGUMENTS and ARGUMENTS[tool][1] == "write"


def _compared(action: Action) -> dict[str, Any]:
    if action.compare_args is None:
        return action.arguments
    return {name: value for name, value in action.arguments.items() if name in action.compare_args}


def _spoken(task: Task) -> list[str]:
    history = task.initial_state.message_history or [] if task.initial_state else []
    said = [message.content for message in history if message.role == "user" and message.content]
    return [*said, *([task.ticket] if task.ticket else [])]


def _instructions(user: _UserScenario) -> str:
    told = user.instructions
    parts = [told] if isinstance(told, str) else [
        told.reason_for_call, told.known_info, told.unknown_info, told.task_instructions
    ]  # fmt: skip
    return "\n".join(part.strip() for part in (user.persona, *parts) if part and part.strip())


def _purpose(task: Task) -> str:
    told = task.description
    return (told if isinstance(told, str) else told.purpose if told else None) or f"Task {task.id}"


def _slug(task_id: str) -> str:
    return f"tau2-{re.sub(r'[^a-z0-9]+', '-', task_id.lower()).strip('-')}"[:LONGEST_ID].rstrip("-")


def write_scenarios(translated: Sequence[Translated], folder: Path) -> None:
    """Read the scenarios as `podbor eval run` will, then write them.

    Raises InvalidFiles, and writes nothing, where they or those that are there have a mistake, as an item that the fixture lacks;
    so InputError, where a scenario would replace that of another task or one of another file.
    """
    texts: dict[Path, str] = {}
    tasks: dict[Path, str] = {}
    for one in translated:
        if one.scenario is None:
            continue
        path, text = folder / f"{one.scenario.id}.yaml", as_yaml(one.scenario)
        if path in tasks:
            raise InputError(
                file=str(path), line=0, field="id", reason=f"tasks {tasks[path]!r} and {one.task!r} are both it"
            )
        if path.exists() and path.read_text(encoding="utf-8") != text:
            reason = f"is there, and task {one.task!r} says something else; give another --out"
            raise InputError(file=str(path), line=0, field="id", reason=reason)
        texts[path], tasks[path] = text, one.task
    if texts:
        load_cases(folder, texts)
        write_whole(texts)


def report(translated: Sequence[Translated]) -> dict[str, Any]:
    """How many tasks became scenarios, and why the others did not."""
    return {
        "tasks": len(translated),
        "scenarios": [one.scenario.id for one in translated if one.scenario],
        "left_out": [{"task": one.task, "reason": one.reason} for one in translated if not one.scenario],
    }


def render(result: dict[str, Any]) -> str:
    """Render for a terminal."""
    lines = [f"{len(result['scenarios'])} of {result['tasks']} tasks are scenarios now"]
    return "\n".join([*lines, *(f"  {one['task']}: left out, {one['reason']}" for one in result["left_out"])])
