"""explain: why an item is on the list and what is in it."""

from collections.abc import Mapping, Sequence

from podbor.core.errors import ToolRefusal
from podbor.core.items import Bilingual, Item
from podbor.core.phrases import NEGATIONS, PREPOSITIONS
from podbor.core.text import stem, words
from podbor.core.vocabulary import Locale
from podbor.tools.contract import Explain
from podbor.tools.sid import caption_of
from podbor.tools.sid.captions import SEPARATOR
from podbor.tools.toolbox.compare_offers import offers_text
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome
from podbor.tools.toolbox.references import shown_at

DENYING = PREPOSITIONS | NEGATIONS | {"free"}
"""Words that change what stands beside them."""


async def explain(args: Explain, context: ToolContext) -> ToolOutcome:
    """Hand the ranker's own evidence and the offers to the narrator."""
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
    shelf = shelf_of(shown.item, context.captions, context.locale)
    content = "; ".join(filter(None, (evidence, offers_text(shown.offers))))
    if shelf:
        content = f"[{shown.item.sid}] {shelf}: {content}"
    facts = (("shelf", shelf),) if shelf else ()
    return ToolOutcome(content=content, notes=(Note(kind="explained", shown=shown, position=args.item, facts=facts),))


def shelf_of(item: Item, captions: Mapping[str, Bilingual], locale: Locale) -> str:
    """What the caption of an item's shelf says that is true of the item: most of a shelf may be something else."""
    parts = caption_of(captions, item.sid, locale).split(SEPARATOR)
    return SEPARATOR.join(part for part in parts if part and _is_said_of(item, part))


def _is_said_of(item: Item, part: str) -> bool:
    own = (item.title.ru, item.title.en, item.brand)
    return any(_says(words(text), words(part)) for text in own)


def _says(text: Sequence[str], part: Sequence[str]) -> bool:
    """Whether a text has the words of a part; side by side where one of them may deny: "без газа", "sugar free"."""
    said, wanted = [stem(word) for word in text], [stem(word) for word in part]
    if DENYING.isdisjoint(part):
        return set(wanted) <= set(said)
    return any(said[at : at + len(wanted)] == wanted for at in range(len(said)))
