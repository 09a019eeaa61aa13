"""undo: take back the last change."""

from podbor.tools.contract import Undo
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome


async def undo(args: Undo, context: ToolContext) -> ToolOutcome:
    """Retract the events of the last turn that wrote some; the list returns to what it was before."""
    events = context.memory.undo()
    if not events:
        return ToolOutcome(content="no preference to take back", restore=True)
    return ToolOutcome(content="taken back", restore=True, notes=(Note(kind="undone", events=events),), events=events)
