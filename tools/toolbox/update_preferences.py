"""update_preferences: what the shopper says of likes, allergies, diets and brands."""

from collections.abc import Iterable, Iterator, Sequence

from podbor.core.preferences import PreferenceChange, PreferenceEvent, Profile
from podbor.core.text import stems
from podbor.core.vocabulary import Allergen
from podbor.tools.contract import Change, UpdatePreferences
from podbor.tools.recommend.brands import bare_brand
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome, Undone

FOR = ("require", "prefer")
HARD = ("require", "exclude")


async def update_preferences(args: UpdatePreferences, context: ToolContext) -> ToolOutcome:
    """Append the changes to the log. The list changes only when it is for those whom they are about."""
    before = context.memory.profile().constraints.exclude_allergens
    facts = [fact for change in args.changes for fact in _facts(change, context)]
    events = context.memory.change(facts)
    noted = tuple(event.change for event in events if event.change is not None)
    profile = context.memory.profile()
    overruled = _overruled(events, profile)
    notes = [Note(kind="changed", changes=noted, events=events)]
    if any(fact.scope == "lasting" for fact in facts) and all(change.scope == "session" for change in noted) and noted:
        notes.append(Note(kind="not_kept"))
    if overruled:
        notes.append(Note(kind="blocked", changes=overruled))
    freed = list(_freed(facts, context))
    events += tuple(event for _, undone in freed for event in undone.events)
    notes += [
        Note(kind="forgot", facts=(("facet", fact.facet), ("value", fact.value)), events=undone.taken_back)
        for fact, undone in freed
    ]
    along = profile.constraints.exclude_allergens - before - {change.value for change in noted}
    if along:
        notes.append(Note(kind="also_excluded", changes=tuple(map(_excluded, sorted(along)))))
    return ToolOutcome(
        content=f"{len(events)} preferences recorded",
        rebuild=not noted or bool(freed) or any(change.person in context.people for change in noted),
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


def _freed(facts: Sequence[PreferenceChange], context: ToolContext) -> Iterator[tuple[PreferenceChange, Undone]]:
    """Take the shopper's own fact back where it was somebody else's: "это мужу сою нельзя, а мне можно"."""
    own = {(fact.facet, fact.value) for fact in facts if fact.person == "self"}
    theirs = {(fact.facet, fact.value): fact for fact in facts if fact.stance in HARD}
    for (facet, value), fact in theirs.items():
        if (facet, value) not in own and context.allowed(facet, value):
            undone = context.memory.forget(facet, value, "self")
            if undone.events:
                yield fact, undone


def _overruled(events: Iterable[PreferenceEvent], profile: Profile) -> tuple[PreferenceChange, ...]:
    """The changes that do not count; one that says what stands already is none of them."""
    standing = {_said(event.change) for event in profile.active if event.change}
    active = {event.event_id for event in profile.active}
    return tuple(
        event.change
        for event in events
        if event.change and event.event_id not in active and _said(event.change) not in standing
    )


def _said(change: PreferenceChange) -> tuple[object, ...]:
    """What a change says, whatever its strength, scope and inflection."""
    return change.person, change.facet, tuple(stems(change.value)), change.stance in FOR


def _excluded(allergen: Allergen) -> PreferenceChange:
    return PreferenceChange(facet="allergen", value=allergen, stance="exclude", scope="lasting")
