"""The planner of a trial: the one under test, watched; or none, and the scenario itself says the calls."""

import asyncio
from collections.abc import Sequence
from typing import Any

from langchain_core.messages import AIMessage, AnyMessage

from podbor.agent.context import Planner
from podbor.agent.planner.context import PlannerContext
from podbor.core.errors import PlannerUnavailable, PodborError, ToolRetry
from podbor.evals.dialogue.assertions import CallsExpectation
from podbor.evals.dialogue.scenario import ScenarioTurn
from podbor.testing import calls_message
from podbor.tools.contract import parse_call

Call = tuple[str, dict[str, Any]]


class NoOracle(PodborError):
    """The scripted planner does not know what to call: the trial is skipped, not failed."""


class TrialPlanner:
    """Asks `inner`, or answers with the calls of the turn it was armed for; counts tokens and notes an endpoint that is down."""

    def __init__(self, inner: Planner | None) -> None:
        self._inner = inner
        self._scripted: AIMessage | None = None
        self._fault: str | None = None
        self.unavailable = ""
        """Why the endpoint did not answer, where that was not asked for."""
        self.tokens_in: int | None = None
        self.tokens_out: int | None = None

    @property
    def multi_step(self) -> bool:
        """Only the planner under test is asked again."""
        return self._inner is not None and self._scripted is None and self._inner.multi_step

    def arm(self, turn: ScenarioTurn, oracle: AIMessage | None = None, *, on_screen: Sequence[str] = ()) -> None:
        """Get ready for a turn. Raises NoOracle where nobody knows the calls.

        `oracle` is what a simulated shopper meant; `on_screen` are the IDs of the items that a scenario may name.
        """
        self.unavailable, self.tokens_in, self.tokens_out = "", None, None
        self._fault, self._scripted = turn.fault, None
        if turn.inject is not None:
            self._scripted = calls_message(*((call.name, call.args) for call in turn.inject))
        elif self._inner is None:
            self._scripted = oracle or oracle_message(turn, on_screen)

    async def decide(self, messages: Sequence[AnyMessage], context: PlannerContext) -> AIMessage:
        """Answer as armed, or ask the planner under test."""
        if self._fault == "planner_down":
            raise PlannerUnavailable("the endpoint of the scenario", "it is down on purpose")
        if self._fault == "planner_stuck":
            await asyncio.Event().wait()
        if self._scripted is not None:
            return self._scripted.model_copy(deep=True)
        assert self._inner is not None
        try:
            message = await self._inner.decide(messages, context)
        except PlannerUnavailable as error:
            self.unavailable = str(error)
            raise
        self._count(message)
        return message

    def _count(self, message: AIMessage) -> None:
        usage = message.usage_metadata
        if usage is not None:
            self.tokens_in = (self.tokens_in or 0) + usage["input_tokens"]
            self.tokens_out = (self.tokens_out or 0) + usage["output_tokens"]


def oracle_message(turn: ScenarioTurn, on_screen: Sequence[str] = ()) -> AIMessage:
    """What the scenario says the planner should answer. Raises NoOracle where it does not say, or not all of it."""
    expect = turn.expect
    calls = turn.oracle
    if calls is None and isinstance(expect.calls, CallsExpectation):
        one = expect.calls
        calls = next((way for way in (one.strict, one.unordered, one.superset) if way is not None), None)
    elif calls is None and not isinstance(expect.calls, CallsExpectation):
        calls = expect.calls
    if calls is None and expect.act is None and turn.fault is None:
        raise NoOracle(f"{turn.say!r}: neither oracle nor expected calls")
    return calls_message(*(_whole(call, on_screen) for call in calls or ()), act=expect.act or "" if not calls else "")


def _whole(call: dict[str, dict[str, Any]], on_screen: Sequence[str]) -> Call:
    ((name, args),) = call.items()
    given = {key: value for key, value in args.items() if value is not None}
    if given.get("item") in on_screen:
        given["item"] = on_screen.index(given["item"]) + 1
    try:
        parse_call(name, given)
    except ToolRetry as error:
        raise NoOracle(f"the expected call cannot be carried out as it is written, give oracle: {error}") from error
    return name, given
