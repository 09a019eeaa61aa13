"""From the line a plan model writes to calls of the tool contract: one reading, whoever runs the model."""

from collections.abc import Sequence

from podbor.agent.planner.allergies import hold_to_allergens
from podbor.agent.planner.bounds import hold_to
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.language import PlanSyntaxError, parse_plan
from podbor.agent.planner.resolve import Resolved, resolve
from podbor.core.errors import ToolRetry
from podbor.tools.contract import parse_call


def read_plan(line: str, context: PlannerContext, *, message: str, services: Sequence[str]) -> Resolved:
    """Parse a plan, hold it to the message (numbers normalised), resolve it.

    Never fails: what cannot be read is the act "unclear" without calls.
    """
    try:
        acts = hold_to_allergens(message, hold_to(message, parse_plan(line, services=services)))
        resolved = resolve(acts, context)
        for call in resolved.calls:
            parse_call(call.name, call.args)
    except (PlanSyntaxError, ToolRetry):
        return Resolved(calls=(), act="unclear")
    return resolved
