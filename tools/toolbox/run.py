"""Validates a tool call and runs it."""

from collections.abc import Awaitable, Callable
from typing import Any

from podbor.tools.contract import parse_call
from podbor.tools.toolbox.compare_offers import compare_offers
from podbor.tools.toolbox.context import ToolContext, ToolOutcome
from podbor.tools.toolbox.critique import critique
from podbor.tools.toolbox.explain import explain
from podbor.tools.toolbox.forget import forget
from podbor.tools.toolbox.give_feedback import give_feedback
from podbor.tools.toolbox.search_catalog import search_catalog
from podbor.tools.toolbox.show_more import show_more
from podbor.tools.toolbox.show_profile import show_profile
from podbor.tools.toolbox.undo import undo
from podbor.tools.toolbox.update_preferences import update_preferences

TOOLS: dict[str, Callable[[Any, ToolContext], Awaitable[ToolOutcome]]] = {
    "search_catalog": search_catalog,
    "update_preferences": update_preferences,
    "critique": critique,
    "give_feedback": give_feedback,
    "compare_offers": compare_offers,
    "explain": explain,
    "show_more": show_more,
    "show_profile": show_profile,
    "undo": undo,
    "forget": forget,
}


async def run_tool(name: str, args: dict[str, Any], context: ToolContext) -> ToolOutcome:
    """Run one call. Raises ToolRetry when the planner should mend it, ToolRefusal when it cannot be done."""
    parsed = parse_call(name, args)
    return await TOOLS[name](parsed, context)
