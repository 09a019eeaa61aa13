"""update_preferences: what the shopper says of likes, allergies, diets and brands."""

from podbor.core.preferences import PreferenceChange
from podbor.tools.contract import UpdatePreferences
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome


async def update_preferences(args: UpdatePreferences, context: ToolContext) -> ToolOutcome:
    """Append the changes to the log."""
    changes = tuple(
        PreferenceChange(facet=change.facet, value=change.value, stance=change.stance, scope=change.scope)
        for change in args.changes
    )
    events = context.memory.change(changes)
    noted = tuple(event.change for event in events if event.change is not None)
    standing = {event.event_id for event in context.memory.profile().active}
    overruled = tuple(event.change for event in events if event.event_id not in standing and event.change is not None)
    notes = [Note(kind="changed", changes=noted, events=events)]
    if overruled:
        notes.append(Note(kind="blocked", changes=overruled))
    return ToolOutcome(
        content=f"{len(events)} preferences recorded",
        rebuild=True,
        notes=tuple(notes),
        events=events,
    )
