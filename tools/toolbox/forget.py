"""forget: one remembered fact, or everything."""

from collections.abc import Sequence

from podbor.core.preferences import PreferenceChange
from podbor.core.vocabulary import SAFETY, same_facts
from podbor.tools.contract import Fact, Forget
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome, Undone


async def forget(args: Forget, context: ToolContext) -> ToolOutcome:
    """Retract facts; nothing else of the profile changes."""
    if args.what == "everything":
        events = context.memory.forget_everything()
        return ToolOutcome(
            content="all forgotten", rebuild=True, notes=(Note(kind="forgot_everything", events=events),), events=events
        )
    fact = args.what
    people = (fact.person,) if fact.person else context.surely_whose(fact.facet, fact.value)
    # What is said of the shopper alone may be somebody's whom an earlier message named.
    undone = [
        context.memory.forget(fact.facet, fact.value, one if people != ("self",) else fact.person) for one in people
    ]
    if fact.person or any(one.events for one in undone):
        return _outcome(fact, undone)
    asks = _of_another(fact, context)
    if asks:
        return ToolOutcome(content="asked before an allergy or a diet of somebody else is forgotten", asks=asks)
    return _outcome(fact, [context.memory.forget(fact.facet, fact.value)])


def _of_another(fact: Fact, context: ToolContext) -> tuple[PreferenceChange, ...]:
    """The allergy or the diet that a message may mean which names somebody who has none: the shopper's first.

    "Муж уже ест рыбу" does not lift the shopper's own allergy before a yes. What was said of guests goes with them.
    """
    subjects = {(fact.facet, fact.value), *same_facts(fact.facet, fact.value)}
    found = [
        event
        for event in context.memory.profile().active
        if event.change and (event.change.facet, event.change.value) in subjects
    ]
    meant = min(found, key=lambda event: event.change.person != "self" if event.change else True, default=None)
    change = meant.change if meant else None
    if meant is None or change is None or (change.facet, change.stance) not in SAFETY:
        return ()
    return () if change.scope == "session" and context.of_guests(meant.utterance) else (change,)


def _outcome(fact: Fact, undone: Sequence[Undone]) -> ToolOutcome:
    about = (("facet", fact.facet), ("value", fact.value))
    events = tuple(event for one in undone for event in one.events)
    if not events:
        note = Note(kind="nothing_to_forget", facts=about)
        return ToolOutcome(content="nothing of that is remembered", notes=(note,))
    note = Note(kind="forgot", facts=about, events=tuple(event for one in undone for event in one.taken_back))
    return ToolOutcome(content="forgotten", rebuild=True, notes=(note,), events=events)
