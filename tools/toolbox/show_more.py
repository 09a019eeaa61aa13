"""show_more: go on with the list."""

from podbor.core.errors import ToolRefusal
from podbor.tools.contract import ShowMore
from podbor.tools.toolbox.context import ToolContext, ToolOutcome


async def show_more(args: ShowMore, context: ToolContext) -> ToolOutcome:
    """Ask for items that were not seen yet."""
    if not context.needs:
        raise ToolRefusal("nothing-on-screen")
    return ToolOutcome(content="more of the same need", more=True, rebuild=True)
