"""compare_offers: live prices, delivery times and fees over the services."""

from collections.abc import Sequence
from dataclasses import replace

from podbor.core.errors import ToolRetry
from podbor.core.items import Item, Offer
from podbor.core.preferences import Constraints
from podbor.tools.contract import CompareOffers
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome
from podbor.tools.toolbox.references import shown_at

MOST_COMPARED = 5


async def compare_offers(args: CompareOffers, context: ToolContext) -> ToolOutcome:
    """Read the offers as they are now, of the items named, of a product by name, or of the whole list."""
    if args.items is not None and args.query is not None:
        raise ToolRetry(field="compare_offers", got="items and query", valid="one of them")
    limits = context.memory.profile(people=context.people).constraints
    items, unfit = _items(args, context, limits)
    offers = context.catalog.offers([item.item_id for item in items])
    notes = tuple(
        Note(kind="compared", item=item, offers=_usual(offers[item.item_id], limits), unfit=unfit)
        for item in items
        if item.item_id in offers
    )
    if not notes:
        return ToolOutcome(content="nothing to compare", notes=(Note(kind="nothing_to_compare"),))
    return ToolOutcome(content=_table(notes), notes=notes)


def _items(args: CompareOffers, context: ToolContext, limits: Constraints) -> tuple[Sequence[Item], bool]:
    """The items, and whether they were found by a name against the shopper's limits: nothing of that name obeys these."""
    if args.query:
        lasting = replace(
            limits, shifts=(), exclude_items=frozenset(), exclude_services=frozenset(), require_services=frozenset()
        )
        fit = context.find_items(args.query, lasting)
        return (fit or context.find_items(args.query, Constraints()))[:MOST_COMPARED], not fit
    positions = args.items or range(1, len(context.slate.items) + 1)
    return [shown_at(context.slate, position, field="compare_offers.items").item for position in positions], False


def _usual(offers: tuple[Offer, ...], limits: Constraints) -> tuple[Offer, ...]:
    """Offers without those of services that the shopper leaves out, unless no other has the item."""
    allowed = limits.require_services or {offer.service for offer in offers}
    return tuple(offer for offer in offers if offer.service in allowed - limits.exclude_services) or offers


def _table(notes: Sequence[Note]) -> str:
    return "\n".join(f"{note.item.title.ru if note.item else ''}: {offers_text(note.offers)}" for note in notes)


def offers_text(offers: Sequence[Offer]) -> str:
    """Offers as a planner reads them."""
    return ", ".join(f"{offer.service} {offer.price / 100:g} RUB {offer.eta_minutes} min" for offer in offers)
