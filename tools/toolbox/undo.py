"""undo: take back the last change."""

from collections.abc import Iterator, Sequence

from podbor.core.preferences import PreferenceChange, PreferenceEvent
from podbor.core.vocabulary import SAFETY
from podbor.tools.contract import Undo
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome

TAKEN_BACK = "taken back"
"""The answer of an undo that retracted what a message had said."""


async def undo(args: Undo, context: ToolContext) -> ToolOutcome:
    """Take back the last step: where it only changed the list, that; else the events of the last turn that wrote some.

    An allergy or a diet that was said some messages ago is not lifted by the way: the shopper is asked.
    """
    last = context.memory.would_undo()
    if _only_listed(last, context):
        return ToolOutcome(content="back to the list before, nothing to take back", restore=True)
    safety = tuple(_earlier_safety(last, context))
    if safety:
        return ToolOutcome(content="asked before an allergy or a diet is forgotten", asks=safety)
    undone = context.memory.undo()
    if not undone.events:
        return ToolOutcome(content="no preference to take back", restore=True)
    note = Note(kind="undone", events=undone.taken_back)
    return ToolOutcome(content=TAKEN_BACK, restore=True, notes=(note,), events=undone.events)


def _only_listed(last: Sequence[PreferenceEvent], context: ToolContext) -> bool:
    """Whether the list has changed since the `last` events: to another page, or to another need."""
    step = context.step
    return step is not None and not any(event.event_id in step.event_ids or event.at > step.at for event in last)


def _earlier_safety(last: Sequence[PreferenceEvent], context: ToolContext) -> Iterator[PreferenceChange]:
    for event in last:
        change = event.change
        if event.type != "preference" or change is None or (change.facet, change.stance) not in SAFETY:
            continue
        if context.just_said is not None and event.turn_id != context.just_said:
            yield change
