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
    events = context.memory.forget(fact.facet, fact.value)
    about = (("facet", fact.facet), ("value", fact.value))
    if not events:
        return ToolOutcome(
            content="nothing of that is remembered", notes=(Note(kind="nothing_to_forget", facts=about),)
        )
    return ToolOutcome(
        content="forgotten", rebuild=True, notes=(Note(kind="forgot", facts=about, events=events),), events=events
    )
