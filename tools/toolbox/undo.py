"""undo: take back the last change."""

from collections.abc import Iterator

from podbor.core.preferences import PreferenceChange
from podbor.tools.contract import Undo
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome

ASKED = "asked before an allergy is forgotten"
"""The answer of an undo that took nothing back and asks."""


async def undo(args: Undo, context: ToolContext) -> ToolOutcome:
    """Retract the events of the last turn that wrote some; the list returns to what it was before.

    An allergy that was said some messages ago is not lifted by the way: the shopper is asked.
    """
    allergies = tuple(_earlier_allergies(context))
    if allergies:
        return ToolOutcome(content=ASKED, asks=allergies)
    undone = context.memory.undo()
    if not undone.events:
        return ToolOutcome(content="no preference to take back", restore=True)
    note = Note(kind="undone", events=undone.taken_back)
    return ToolOutcome(content="taken back", restore=True, notes=(note,), events=undone.events)


def _earlier_allergies(context: ToolContext) -> Iterator[PreferenceChange]:
    for event in context.memory.would_undo():
        change = event.change
        if event.type != "preference" or change is None or (change.facet, change.stance) != ("allergen", "exclude"):
            continue
        if context.just_said is not None and event.turn_id != context.just_said:
            yield change
