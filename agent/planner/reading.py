"""From the line a plan model writes to calls of the tool contract: one reading, whoever runs the model."""

from collections.abc import Sequence

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.language import PlanSyntaxError, parse_plan
from podbor.agent.planner.resolve import Resolved, resolve
from podbor.core.errors import ToolRetry
from podbor.tools.contract import parse_call


def read_plan(line: str, context: PlannerContext, *, services: Sequence[str]) -> Resolved:
    """Parse and resolve a plan. Never fails: what cannot be read is the act "unclear" without calls."""
    try:
        resolved = resolve(parse_plan(line, services=services), context)
        for call in resolved.calls:
            parse_call(call.name, call.args)
    except (PlanSyntaxError, ToolRetry):
        return Resolved(calls=(), act="unclear")
    return resolved
