"""give_feedback: the shopper takes or rejects an item of the list."""

from podbor.tools.contract import GiveFeedback
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome
from podbor.tools.toolbox.references import shown_at


async def give_feedback(args: GiveFeedback, context: ToolContext) -> ToolOutcome:
    """Record the verdict; a rejected item leaves the list."""
    shown = shown_at(context.slate, args.item, field="give_feedback.item")
    events = context.memory.feedback(shown.item.item_id, args.verdict)
    return ToolOutcome(
        content=f"{args.verdict} {shown.item.title.text(context.locale)}",
        rebuild=args.verdict == "reject",
        notes=(
            Note(
                kind="accepted" if args.verdict == "accept" else "rejected",
                item=shown.item,
                position=args.item,
                offers=shown.offers,
                events=events,
            ),
        ),
        events=events,
    )
