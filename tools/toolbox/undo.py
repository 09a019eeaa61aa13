"""undo: take back the last change."""

from podbor.tools.contract import Undo
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome


async def undo(args: Undo, context: ToolContext) -> ToolOutcome:
    """Retract the events of the last turn that wrote some; the list returns to what it was before."""
    undone = context.memory.undo()
    if not undone.events:
        return ToolOutcome(content="no preference to take back", restore=True)
    note = Note(kind="undone", events=undone.taken_back)
    return ToolOutcome(content="taken back", restore=True, notes=(note,), events=undone.events)
