"""plan: asks the planner for tool calls."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from langchain_core.messages import AIMessage
from langchain_core.messages.tool import ToolCall
from langgraph.runtime import Runtime
from langgraph.types import Command

from podbor.agent.context import Context
from podbor.agent.nodes.doubt import ASKED_BEFORE, is_doubtful, is_express, may_wait, read_answer
from podbor.agent.nodes.mending import facts_of
from podbor.agent.planner.conversation import REJECTED_KEY
from podbor.agent.rendering import planner_context
from podbor.agent.state import ConversationState, Problem, Turn, UndoOffer
from podbor.agent.timing import Stopwatch
from podbor.core.errors import PlannerUnavailable
from podbor.core.slate import Slate
from podbor.tools.contract import ARGUMENTS

NOTHING_ON_SCREEN = Problem(message="problem-nothing-on-screen")
LOG = logging.getLogger(__name__)


async def plan(state: ConversationState, runtime: Runtime[Context]) -> Command[Literal["act", "recommend"]]:
    """Go to act when there are calls to make, else on to the list. A planner that is too slow leaves a partial answer."""
    watch = Stopwatch()
    turn, context = state["turn"], runtime.context
    answered = _answer(state, turn)
    if answered is not None:
        return _go(answered, replace(turn, agreed=state.get("pending_said", "")), watch)
    left_s = context.settings.turn_deadline_s - sum(turn.timings.values()) / 1000
    try:
        message = await asyncio.wait_for(
            context.planner.decide(state["messages"], planner_context(state, context)), timeout=max(left_s, 0.001)
        )
    except TimeoutError:
        return _without_plan(turn, "problem-deadline", watch)
    except PlannerUnavailable as error:
        LOG.warning("%s", error)
        # What earlier rounds did stands: "nothing was noted" would be a lie.
        return _without_plan(turn, "problem-deadline" if turn.calls else "problem-planner-down", watch)
    message, dropped = _bounded(message, room=context.settings.max_calls - len(turn.calls))
    calls = [(call["name"], call["args"]) for call in message.tool_calls]
    confidence = message.additional_kwargs.get("confidence")
    if is_doubtful(calls, turn.utterance, confidence=confidence, below=context.settings.ask_below):
        waiting = [call for call in message.tool_calls if may_wait(call["name"], call["args"])]
        turn = replace(turn, doubtful=tuple(waiting))
        certain = [call for call in message.tool_calls if call not in waiting]
        message = message.model_copy(update={"tool_calls": certain})
    return _go(message, replace(turn, problems=(*turn.problems, *_left_undone(state, message, dropped))), watch)


def _left_undone(state: ConversationState, message: AIMessage, dropped: Sequence[ToolCall]) -> list[Problem]:
    """What a message asked for and its calls do not do."""
    problems = _not_noted(message, state["turn"])
    if message.tool_calls:
        problems += _too_many(dropped)
    if message.additional_kwargs.get("off_screen"):
        shown = len(state.get("slate", Slate()).items)
        problems.append(Problem(message="problem-position", facts=(("count", shown),)) if shown else NOTHING_ON_SCREEN)
    return problems


def _go(message: AIMessage, turn: Turn, watch: Stopwatch) -> Command[Literal["act", "recommend"]]:
    turn = replace(
        turn,
        rounds=turn.rounds + 1,
        act="" if message.tool_calls else str(message.additional_kwargs.get("act", "")),
        prose="" if message.tool_calls else str(message.content),
        confidence=message.additional_kwargs.get("confidence", turn.confidence),
    )
    return Command(
        goto="act" if message.tool_calls else "recommend",
        update={"messages": [message], "turn": watch.record(turn, "plan")},
    )


def _answer(state: ConversationState, turn: Turn) -> AIMessage | None:
    """What a plain yes or no to the last turn's question means; None where nothing was asked or the message is another."""
    pending, answer = state.get("pending", ()), read_answer(turn.utterance)
    if answer is None or turn.rounds:
        return None
    if not pending:
        return _answer_to_offer(state.get("undo_offered", ""), turn.utterance)
    if answer == "no":
        return AIMessage(content="", additional_kwargs={"act": "declined"})
    return AIMessage(content="", tool_calls=list(pending))


def _answer_to_offer(offered: UndoOffer, answer: str) -> AIMessage | None:
    """What a plain yes or no to "Undo?" means: "ok" may be of what was noted, and protection goes by a clear word alone."""
    if offered == "change" and is_express(answer):
        return AIMessage(content="", tool_calls=[ToolCall(name="undo", args={}, id="undo")])
    return AIMessage(content="", additional_kwargs={"act": "kept"}) if offered else None


def _without_plan(turn: Turn, message: str, watch: Stopwatch) -> Command[Literal["act", "recommend"]]:
    turn = replace(turn, problems=(*turn.problems, Problem(message=message)))
    return Command(goto="recommend", update={"turn": watch.record(turn, "plan")})


def _bounded(message: AIMessage, *, room: int) -> tuple[AIMessage, list[ToolCall]]:
    """Keep `room` calls in their order: writes before reads, an allergy or a diet always, however many calls there are.

    The others are returned too.
    """
    calls = message.tool_calls
    if len(calls) <= room:
        return message, []
    weights = [_weight(call) for call in calls]
    by_weight = sorted(range(len(calls)), key=weights.__getitem__)
    kept = set(by_weight[: max(room, weights.count(0))])
    message = message.model_copy(update={"tool_calls": [calls[at] for at in sorted(kept)]})
    return message, [call for at, call in enumerate(calls) if at not in kept]


def _too_many(dropped: Sequence[ToolCall]) -> list[Problem]:
    """What a message asked for beyond the calls that a turn may make."""
    queries = [
        str(query) for call in dropped if call["name"] == "search_catalog" and (query := call["args"].get("query"))
    ]
    if queries:
        return [Problem(message="problem-too-many-needs", facts=(("what", ", ".join(queries)),))]
    return [Problem(message="problem-too-many-wishes")] if dropped else []


def _not_noted(message: AIMessage, turn: Turn) -> list[Problem]:
    """Writes that could not be made, beside calls that were: a later round may put them right, else the shopper is told."""
    rejected = message.additional_kwargs.get(REJECTED_KEY, []) if message.tool_calls or turn.calls else []
    noted = {fact for call in turn.calls if not call.error for fact in facts_of(call.args)}
    problems = []
    for record in rejected:
        asked = facts_of(record["args"])
        if _is_write(record["name"]) and not (asked and set(asked) <= noted):
            problem = Problem(message="problem-not-noted", tool=record["name"], round=turn.rounds + 1, asked=asked)
            problems.append(problem)
    return problems


def _weight(call: ToolCall) -> int:
    """What goes last when calls are too many: 0 protects, 1 changes what is remembered, 2 is another write, 3 a read."""
    name = call["name"]
    if name in ASKED_BEFORE:
        return 1 if may_wait(name, call["args"]) else 0
    return 2 if _is_write(name) else 3


def _is_write(name: str) -> bool:
    return name in ARGUMENTS and ARGUMENTS[name][1] == "write"
