"""update_preferences: what the shopper says of likes, allergies, diets and brands."""

from collections.abc import Iterator

from podbor.core.preferences import PreferenceChange
from podbor.core.vocabulary import Allergen
from podbor.tools.contract import Change, UpdatePreferences
from podbor.tools.recommend.brands import bare_brand
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome


async def update_preferences(args: UpdatePreferences, context: ToolContext) -> ToolOutcome:
    """Append the changes to the log. The list changes only when it is for those whom they are about."""
    before = context.memory.profile().constraints.exclude_allergens
    facts = [fact for change in args.changes for fact in _facts(change, context)]
    events = context.memory.change(facts)
    noted = tuple(event.change for event in events if event.change is not None)
    profile = context.memory.profile()
    standing = {event.event_id for event in profile.active}
    overruled = tuple(event.change for event in events if event.event_id not in standing and event.change is not None)
    notes = [Note(kind="changed", changes=noted, events=events)]
    if any(fact.scope == "lasting" for fact in facts) and all(change.scope == "session" for change in noted) and noted:
        notes.append(Note(kind="not_kept"))
    if overruled:
        notes.append(Note(kind="blocked", changes=overruled))
    along = profile.constraints.exclude_allergens - before - {change.value for change in noted}
    if along:
        notes.append(Note(kind="also_excluded", changes=tuple(map(_excluded, sorted(along)))))
    return ToolOutcome(
        content=f"{len(events)} preferences recorded",
        rebuild=not noted or any(change.person in context.people for change in noted),
        notes=tuple(notes),
        events=events,
    )


def _facts(change: Change, context: ToolContext) -> Iterator[PreferenceChange]:
    """One fact a person. What is said of somebody else outlasts the conversation unless it is about today."""
    for person in (change.person,) if change.person else context.whose(change.facet, change.value):
        yield PreferenceChange(
            facet=change.facet,
            value=bare_brand(change.value) if change.facet == "brand" else change.value,
            stance=change.stance,
            scope=change.scope if person == "self" or context.occasion else "lasting",
            person=person,
        )


def _excluded(allergen: Allergen) -> PreferenceChange:
    return PreferenceChange(facet="allergen", value=allergen, stance="exclude", scope="lasting")
