"""compare_offers: live prices, delivery times and fees over the services."""

from collections.abc import Sequence

from podbor.core.errors import ToolRetry
from podbor.core.items import Item
from podbor.tools.contract import CompareOffers
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome
from podbor.tools.toolbox.references import shown_at

MOST_COMPARED = 5


async def compare_offers(args: CompareOffers, context: ToolContext) -> ToolOutcome:
    """Read the offers as they are now, of the items named, of a product by name, or of the whole list."""
    if args.items is not None and args.query is not None:
        raise ToolRetry(field="compare_offers", got="items and query", valid="one of them")
    items = _items(args, context)
    offers = context.catalog.offers([item.item_id for item in items])
    notes = tuple(
        Note(kind="compared", item=item, offers=offers[item.item_id]) for item in items if item.item_id in offers
    )
    if not notes:
        return ToolOutcome(content="nothing to compare", notes=(Note(kind="nothing_to_compare"),))
    return ToolOutcome(content=_table(notes), notes=notes)


def _items(args: CompareOffers, context: ToolContext) -> Sequence[Item]:
    if args.query:
        return context.find_items(args.query)[:MOST_COMPARED]
    positions = args.items or range(1, len(context.slate.items) + 1)
    return [shown_at(context.slate, position, field="compare_offers.items").item for position in positions]


def _table(notes: Sequence[Note]) -> str:
    return "\n".join(
        f"{note.item.title.ru if note.item else ''}: "
        + ", ".join(f"{offer.service} {offer.price / 100:g} RUB {offer.eta_minutes} min" for offer in note.offers)
        for note in notes
    )
