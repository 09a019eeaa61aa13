"""show_profile: what is remembered about the shopper."""

from podbor.tools.contract import ShowProfile
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome


async def show_profile(args: ShowProfile, context: ToolContext) -> ToolOutcome:
    """List the events in force, with the titles of the items that they are about."""
    active = context.memory.profile().active
    items = context.catalog.items([event.item_id for event in active if event.item_id])
    titles = tuple((item_id, item.title.text(context.locale)) for item_id, item in items.items())
    note = Note(kind="profile", events=active, facts=titles) if active else Note(kind="profile_empty")
    return ToolOutcome(content=f"{len(active)} facts remembered", notes=(note,))
