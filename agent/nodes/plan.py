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
from podbor.agent.nodes import answers
from podbor.agent.nodes.answers import declines, read_scope
from podbor.agent.nodes.doubt import ASKED_BEFORE, as_written, is_doubtful, is_verdict_said, may_wait
from podbor.agent.nodes.mending import facts_of
from podbor.agent.planner.conversation import REJECTED_KEY
from podbor.agent.planner.holding.cues import is_express_erasure
from podbor.agent.rendering import planner_context
from podbor.agent.state import ConversationState, Problem, Turn
from podbor.agent.timing import Stopwatch
from podbor.core.errors import PlannerUnavailable
from podbor.core.slate import Slate
from podbor.tools.contract import ARGUMENTS

FORGET_ALL = ("forget", {"what": "everything"})
NOTHING_ON_SCREEN = Problem(message="problem-nothing-on-screen")
LOG = logging.getLogger(__name__)


async def plan(state: ConversationState, runtime: Runtime[Context]) -> Command[Literal["act", "recommend"]]:
    """Go to act when there are calls to make, else on to the list. A planner that is too slow leaves a partial answer."""
    watch = Stopwatch()
    turn, context = state["turn"], runtime.context
    answered = None if turn.rounds else answers.read(state, context)
    if answered is not None:
        message, said = answered
        return _go(message, replace(turn, agreed=said), watch)
    left_s = context.settings.turn_deadline_s - sum(turn.timings.values()) / 1000
    try:
        message = await asyncio.wait_for(
            context.planner.decide(state["messages"], planner_context(state, context)), timeout=max(left_s, 0.001)
        )
    except TimeoutError:
        LOG.warning("no plan within the %g s of a turn", context.settings.turn_deadline_s)
        return _without_plan(turn, "problem-too-slow", watch)
    except PlannerUnavailable as error:
        LOG.warning("%s", error)
        return _without_plan(turn, "problem-planner-down", watch)
    if read_scope(turn.utterance) and not context.planner.multi_step:
        message = _without(message, ASKED_BEFORE)
    if _is_guess(state, message, below=context.settings.ask_below):
        message = _without(message, ("give_feedback",))
    message, dropped = _bounded(message, room=context.settings.max_calls - len(turn.calls))
    turn = replace(turn, problems=(*turn.problems, *_passed_over(state, message)))
    message, turn = _asked_first(message, turn, below=context.settings.ask_below, asked=bool(state.get("pending")))
    return _go(message, replace(turn, problems=(*turn.problems, *_left_undone(state, message, dropped))), watch)


def _asked_first(message: AIMessage, turn: Turn, *, below: float, asked: bool) -> tuple[AIMessage, Turn]:
    """The message with the calls that are made at once, and the turn with those that wait for a yes.

    `asked`: the turn before asked something.
    """
    calls = [(call["name"], call["args"]) for call in message.tool_calls]
    confidence = message.additional_kwargs.get("confidence")
    # All that is remembered goes by a clear word alone, whatever planner read it: it may hold an allergy.
    vague = FORGET_ALL in calls and not asked and not is_express_erasure(turn.utterance)
    if not vague and not is_doubtful(calls, turn.utterance, confidence=confidence, below=below):
        return message, turn
    waiting = [call for call in message.tool_calls if may_wait(call["name"], call["args"])]
    certain = [call for call in message.tool_calls if call not in waiting]
    turn = replace(turn, doubtful=tuple(as_written(call, turn.utterance) for call in waiting))
    return message.model_copy(update={"tool_calls": certain}), turn


def _left_undone(state: ConversationState, message: AIMessage, dropped: Sequence[ToolCall]) -> list[Problem]:
    """What a message asked for and its calls do not do."""
    problems = _not_noted(message, state["turn"])
    if message.tool_calls:
        problems += _too_many(dropped)
    if message.additional_kwargs.get("off_screen"):
        shown = len(state.get("slate", Slate()).items)
        problems.append(Problem(message="problem-position", facts=(("count", shown),)) if shown else NOTHING_ON_SCREEN)
    return problems


def _passed_over(state: ConversationState, message: AIMessage) -> list[Problem]:
    """What the last turn asked about, where a message writes something else of the kind and neither agrees nor declines."""
    turn, calls = state["turn"], message.tool_calls
    kinds = {kind for call in calls for kind in _kinds(call)}
    asked = {fact for call in state.get("pending", ()) if kinds & _kinds(call) for fact in facts_of(call["args"])}
    lost = asked.difference(*(facts_of(call["args"]) for call in calls))
    return [Problem(message="problem-not-noted")] if lost and not turn.rounds and not declines(turn.utterance) else []


def _kinds(call: ToolCall) -> set[str]:
    """What a call is of: its tool, and services where it speaks of them."""
    services = call["args"].get("services") or any(facet == "service" for facet, _ in facts_of(call["args"]))
    return {call["name"], "service"} if services else {call["name"]}


def _is_guess(state: ConversationState, message: AIMessage, *, below: float) -> bool:
    """Whether the planner is not sure of its plan and no word of the shopper's is of an item: then none is taken or rejected."""
    confidence = message.additional_kwargs.get("confidence")
    titles = [
        title for shown in state.get("slate", Slate()).items for title in (shown.item.title.ru, shown.item.title.en)
    ]
    return confidence is not None and confidence < below and not is_verdict_said(state["turn"].utterance, titles)


def _without(message: AIMessage, tools: Sequence[str]) -> AIMessage:
    """A plan without its calls of some tools: facts in a message that says for how long and not what, a verdict on nothing."""
    return message.model_copy(update={"tool_calls": [call for call in message.tool_calls if call["name"] not in tools]})


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


def _without_plan(turn: Turn, message: str, watch: Stopwatch) -> Command[Literal["act", "recommend"]]:
    # What earlier rounds did stands: "nothing was noted" would be a lie.
    problem = Problem(message="problem-deadline" if turn.calls else message)
    turn = replace(turn, problems=(*turn.problems, problem))
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
