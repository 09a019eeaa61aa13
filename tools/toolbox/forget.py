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
    others = [person for person in context.whose(fact.facet, fact.value) if person != "self"]
    forgotten = context.memory.forget(fact.facet, fact.value, fact.person or next(iter(others), None))
    if not forgotten.events:
        note = Note(kind="nothing_to_forget", facts=about)
        return ToolOutcome(content="nothing of that is remembered", notes=(note,))
    note = Note(kind="forgot", facts=about, events=forgotten.taken_back)
    return ToolOutcome(content="forgotten", rebuild=True, notes=(note,), events=forgotten.events)
