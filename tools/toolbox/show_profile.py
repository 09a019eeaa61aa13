"""show_profile: what is remembered about the shopper."""

from podbor.tools.contract import ShowProfile
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome


async def show_profile(args: ShowProfile, context: ToolContext) -> ToolOutcome:
    """List the events in force."""
    active = tuple(event for event in context.memory.profile().active if event.type == "preference")
    note = Note(kind="profile", events=active) if active else Note(kind="profile_empty")
    return ToolOutcome(content=f"{len(active)} facts remembered", notes=(note,))
