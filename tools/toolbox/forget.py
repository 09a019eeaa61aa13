"""forget: one remembered fact, or everything."""

from podbor.tools.contract import Forget
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome


async def forget(args: Forget, context: ToolContext) -> ToolOutcome:
    """Retract facts; nothing else of the profile changes."""
    if args.what == "everything":
        events = context.memory.forget_everything()
        return ToolOutcome(
            content="all forgotten", rebuild=True, notes=(Note(kind="forgot_everything", events=events),), events=events
        )
    fact = args.what
    about = (("facet", fact.facet), ("value", fact.value))
    people = (fact.person,) if fact.person else context.surely_whose(fact.facet, fact.value)
    # What is said of the shopper alone may be somebody's whom an earlier message named.
    undone = [
        context.memory.forget(fact.facet, fact.value, one if people != ("self",) else fact.person) for one in people
    ]
    events = tuple(event for one in undone for event in one.events)
    if not events:
        note = Note(kind="nothing_to_forget", facts=about)
        return ToolOutcome(content="nothing of that is remembered", notes=(note,))
    note = Note(kind="forgot", facts=about, events=tuple(event for one in undone for event in one.taken_back))
    return ToolOutcome(content="forgotten", rebuild=True, notes=(note,), events=events)
