"""act: runs the calls."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Literal, TypeAlias

from langchain_core.messages import AIMessage, ToolMessage
from langchain_core.messages.tool import ToolCall
from langgraph.runtime import Runtime
from langgraph.types import Command

from podbor.agent.context import Context
from podbor.agent.for_whom import for_whom
from podbor.agent.nodes.household import limits_of, people_of
from podbor.agent.nodes.mending import facts_of, unmended
from podbor.agent.nodes.recommend import last_step
from podbor.agent.off_loop import off_loop
from podbor.agent.people import People, of_today
from podbor.agent.planner.holding.undoing import attributes_undone
from podbor.agent.state import CallRecord, ConversationState, Problem, Turn, said_before, turn_before
from podbor.agent.timing import Stopwatch
from podbor.core.errors import ToolError, ToolRefusal, ToolRetry
from podbor.core.preferences import PreferenceChange, PreferenceEvent
from podbor.core.slate import Need, Slate
from podbor.tools.toolbox.context import ToolContext, ToolOutcome, TurnMemory
from podbor.tools.toolbox.run import run_tool
from podbor.tools.toolbox.sameness import named_in, says_no_more, says_the_same
from podbor.tools.toolbox.undo import TAKEN_BACK

CRITIQUE, SEARCH = "critique", "search_catalog"
Addressed: TypeAlias = Callable[[Need], Need]
"""A need with those whom the message says that it is for."""


async def act(state: ConversationState, runtime: Runtime[Context]) -> Command[Literal["plan", "recommend"]]:
    """Run the calls of the last message in order; what one writes the next one sees."""
    # In a loop of its own: a tool waits for the preference log as long as other processes write to it.
    return await off_loop(asyncio.run, _act(state, runtime.context))


async def _act(state: ConversationState, context: Context) -> Command[Literal["plan", "recommend"]]:
    watch = Stopwatch()
    turn = state["turn"]
    request = state["messages"][-1]
    if not isinstance(request, AIMessage):
        raise AssertionError("act runs only after the planner")
    memory, people = context.memory(turn.turn_id, turn.source), People.load()
    searches = any(call["name"] == SEARCH for call in request.tool_calls)
    begun, before = turn, state.get("needs", ())
    addressed = partial(
        for_whom,
        text=turn.utterance,
        before=said_before(state["messages"]),
        asked=[str(call["args"].get("query", "")) for call in request.tool_calls if call["name"] == SEARCH],
    )
    answers: list[ToolMessage] = []
    # A critique is of what the message looks for, wherever it is said.
    for call in sorted(request.tool_calls, key=lambda call: call["name"] == CRITIQUE):
        unseen = _unseen(call, state, turn, context)
        tools = ToolContext(
            memory=memory,
            catalog=context.catalog,
            find_items=context.recommender.find_items,
            services=tuple(context.settings.services),
            locale=state["locale"],
            slate=state.get("slate", Slate()) if unseen is None else unseen,
            unseen=unseen is not None,
            captions=context.captions,
            needs=turn.needs or before,
            named=_named(call, request.tool_calls, begun, [need for need in before if _is_still_for(need, addressed)])
            if call["name"] == SEARCH
            else named_in(turn.source, turn.needs or before),
            whose=partial(people.whose, turn.source),
            surely_whose=partial(people.surely_whose, turn.source),
            allowed=partial(people.allows_the_shopper, turn.source),
            of_guests=people.speaks_of_guests,
            just_said=_just_said(state),
            step=last_step(state.get("history", ())),
            undone=attributes_undone(turn.source),
            occasion=searches or of_today(turn.source),
        )
        turn, answer = await _run(call["name"], call["args"], tools, turn, addressed)
        answers.append(ToolMessage(content=answer, tool_call_id=str(call["id"]), name=call["name"]))
    again = context.planner.multi_step and len(turn.calls) < context.settings.max_calls
    return Command(
        goto="plan" if again else "recommend", update={"messages": answers, "turn": watch.record(turn, "tools")}
    )


async def _run(
    name: str, args: dict[str, Any], tools: ToolContext, turn: Turn, addressed: Addressed
) -> tuple[Turn, str]:
    watch = Stopwatch()
    try:
        outcome = await run_tool(name, args, tools)
    except ToolError as error:
        record = CallRecord(name=name, args=args, error=str(error), ms=watch.ms)
        problem = replace(_problem(error, tools), tool=name, round=turn.rounds, asked=facts_of(args))
        return replace(turn, calls=(*turn.calls, record), problems=(*turn.problems, problem)), str(error)
    standing = unmended(turn.problems, name, args, round_=turn.rounds)
    turn = replace(turn, calls=(*turn.calls, CallRecord(name=name, args=args, ms=watch.ms)), problems=standing)
    return _take(outcome, tools, turn, addressed), outcome.content


def _named(call: ToolCall, calls: Sequence[ToolCall], turn: Turn, needs: Sequence[Need]) -> tuple[Need, ...]:
    """The needs that a search goes on with when it is of the same thing; of any other it begins anew.

    Several of one round are all new: they may even be of one name, "milk at Samokat, milk at Kuper". One that is alone and
    says nothing more is new too: "milk" again. A later round only narrows what the message named.
    """
    query = str(call["args"].get("query", ""))
    if turn.needs:
        return tuple(need for need in turn.needs if says_the_same(query, need.query))
    if sum(other["name"] == SEARCH for other in calls) > 1:
        return ()
    bounded = any(value for field, value in call["args"].items() if field != "query")
    alone = len(calls) == 1 and all(done.error for done in turn.calls)
    return tuple(need for need in needs if bounded or not alone or not says_no_more(query, need.query))


def _is_still_for(need: Need, addressed: Addressed) -> bool:
    """Whether a message leaves a need to all it was for: "а мне обычный" after the husband's yogurt begins another."""
    return set(need.people) <= set(addressed(need).people)


def _unseen(call: ToolCall, state: ConversationState, turn: Turn, context: Context) -> Slate | None:
    """The list to come, for a critique of a message that looks for what is not on screen; None for all else."""
    known = {need.query for need in state.get("needs", ())}
    if call["name"] != CRITIQUE or call["args"].get("item") or all(need.query in known for need in turn.needs):
        return None
    memory = context.memory(turn.turn_id, turn.source)
    return context.recommender.recommend(
        turn.needs,
        memory.profile(people=people_of(turn.needs)),
        size=context.settings.slate_size,
        limits=limits_of(turn.needs, lambda people: memory.profile(people=people).constraints),
        locale=state["locale"],
        now=datetime.now(UTC),
    )


def _take(outcome: ToolOutcome, tools: ToolContext, turn: Turn, addressed: Addressed) -> Turn:
    """Add an outcome to the turn.

    A new need drops the relative critiques of the one before, and so does another sort ("instant coffee" after "decaf
    coffee"): they were measured by its list. A narrower one keeps them all.
    """
    dropped: tuple[PreferenceEvent, ...] = ()
    needs = turn.needs
    if outcome.need is not None:
        need, at = addressed(outcome.need), outcome.refines
        narrower = at is not None and says_no_more(tools.needs[at].query, than=need.query)
        ends = at is None or (not narrower and len(tools.needs) < 2)
        dropped = tools.memory.drop_shifts() if ends and not turn.needs else ()
        if at is not None and narrower:
            _go_on(tools.needs[at], need, tools.memory)
        needs = (*turn.needs, need) if at is None else (*tools.needs[:at], need, *tools.needs[at + 1 :])
    return replace(
        turn,
        notes=(*turn.notes, *outcome.notes),
        events=(*turn.events, *dropped, *outcome.events),
        needs=needs,
        rebuild=turn.rebuild or outcome.rebuild,
        more=turn.more or outcome.more,
        restore=turn.restore or outcome.restore,
        doubtful=(*turn.doubtful, *map(_forgetting, outcome.asks)),
    )


def _go_on(old: Need, new: Need, memory: TurnMemory) -> None:
    """Say the critiques of one need of several of what it has become.

    The turn does not count them as its own, and the old ones stay: an undo leads to them.
    """
    for shift in memory.profile().constraints.shifts if new.query != old.query else ():
        if shift.need == old.query:
            memory.shift(replace(shift, need=new.query))


def _just_said(state: ConversationState) -> str | None:
    """The turn before this one, None when it took something back."""
    before = turn_before(state["messages"])
    done = [message for message in before if isinstance(message, ToolMessage) and message.name == "undo"]
    if any(message.content == TAKEN_BACK for message in done):
        return None
    return str(before[0].id) if before else ""


def _forgetting(change: PreferenceChange) -> ToolCall:
    what = {"facet": change.facet, "value": change.value, "person": change.person}
    return ToolCall(name="forget", args={"what": what}, id=f"forget-{change.facet}-{change.value}", type="tool_call")


def _problem(error: ToolError, tools: ToolContext) -> Problem:
    """Say what a failed call means to the shopper; the planner reads the error itself."""
    if isinstance(error, ToolRefusal):
        return Problem(message=f"problem-{error.reason}", facts=tuple(error.facts.items()))
    if isinstance(error, ToolRetry) and error.field.endswith((".item", ".items")):
        return Problem(message="problem-position", facts=(("count", len(tools.slate.items)),))
    if isinstance(error, ToolRetry) and error.field.endswith(".stance"):
        return Problem(message="problem-contradiction")
    if isinstance(error, ToolRetry):
        return Problem(message="problem-argument", facts=(("field", error.field), ("valid", error.valid)))
    return Problem(message="problem-unexpected")
