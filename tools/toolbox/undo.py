"""undo: take back the last change."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from podbor.core.errors import ToolRefusal
from podbor.core.preferences import PreferenceChange, PreferenceEvent
from podbor.core.vocabulary import SAFETY
from podbor.tools.contract import Undo
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome

TAKEN_BACK = "taken back"
"""The answer of an undo that retracted what a message had said."""


async def undo(args: Undo, context: ToolContext) -> ToolOutcome:
    """Take back the last step: where it only changed the list, that; else the events of the last turn that wrote some.

    Where the message names critiques, those go, whatever was said since. An allergy or a diet that was said some messages
    ago is not lifted by the way: the shopper is asked.
    """
    last, named = context.memory.would_undo(), _named(context)
    if named and not _is_last(last, context):
        return _critiques_undone(named, context)
    if _only_listed(last, context):
        return ToolOutcome(content="back to the list before, nothing to take back", restore=True)
    if context.undone and not named:
        return _price_unbound(context)
    safety = tuple(_earlier_safety(last, context))
    if safety:
        return ToolOutcome(content="asked before an allergy or a diet is forgotten", asks=safety)
    undone = context.memory.undo()
    if not undone.events:
        return ToolOutcome(content="no preference to take back", restore=True)
    note = Note(kind="undone", events=undone.taken_back)
    return ToolOutcome(content=TAKEN_BACK, restore=True, notes=(note,), events=undone.events)


def _named(context: ToolContext) -> tuple[PreferenceEvent, ...]:
    """The critiques in force that the message names."""
    active = context.memory.profile().active
    return tuple(event for event in active if event.shift and event.shift.attribute in context.undone)


def _is_last(last: Sequence[PreferenceEvent], context: ToolContext) -> bool:
    """Whether the last step is nothing but critiques that the message names."""
    critiques = all(event.shift and event.shift.attribute in context.undone for event in last)
    return critiques and not _only_listed(last, context)


def _critiques_undone(named: tuple[PreferenceEvent, ...], context: ToolContext) -> ToolOutcome:
    events = context.memory.retract([event.event_id for event in named])
    note = Note(kind="undone", events=named)
    return ToolOutcome(content="the critiques named are taken back", rebuild=True, notes=(note,), events=events)


def _price_unbound(context: ToolContext) -> ToolOutcome:
    """Lift the bound of a price where there was no critique of it; no fact goes in its stead."""
    at = next((at for at, need in enumerate(context.needs) if need.price_min or need.price_max), None)
    if at is None or "price" not in context.undone:
        raise ToolRefusal("nothing-to-undo")
    need = replace(context.needs[at], price_min=None, price_max=None)
    return ToolOutcome(content="the bound of the price is lifted", need=need, refines=at, rebuild=True)


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
