"""explain: why an item is on the list and what is in it."""

from podbor.core.errors import ToolRefusal
from podbor.tools.contract import Explain
from podbor.tools.sid import caption_of
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome
from podbor.tools.toolbox.references import shown_at


async def explain(args: Explain, context: ToolContext) -> ToolOutcome:
    """Hand the ranker's own evidence to the narrator."""
    if not context.slate.items:
        raise ToolRefusal("nothing-on-screen")
    if args.item is None:
        notes = tuple(
            Note(kind="list_explained", shown=shown, position=position)
            for position, shown in enumerate(context.slate.items, start=1)
        )
        return ToolOutcome(content="evidence of the list", notes=notes)
    shown = shown_at(context.slate, args.item, field="explain.item")
    evidence = "; ".join(f"{part.name} {part.detail} {part.value:+.2f}" for part in shown.evidence)
    shelf = caption_of(context.captions, shown.item.sid, context.locale)
    content = f"[{shown.item.sid}] {shelf}: {evidence}" if shelf else evidence
    facts = (("shelf", shelf),) if shelf else ()
    return ToolOutcome(content=content, notes=(Note(kind="explained", shown=shown, position=args.item, facts=facts),))
