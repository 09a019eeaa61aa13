"""critique: move the list relative to what is on screen."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from podbor.core.errors import ToolRefusal
from podbor.core.preferences import Shift
from podbor.core.slate import SlateItem
from podbor.core.vocabulary import Attribute, Direction
from podbor.tools.contract import Critique
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome
from podbor.tools.toolbox.references import shown_at


async def critique(args: Critique, context: ToolContext) -> ToolOutcome:
    """Anchor the critique to the values on screen and record it."""
    if not context.slate.items:
        raise ToolRefusal("nothing-on-screen")
    shown: Sequence[SlateItem] = context.slate.items
    if args.item is not None:
        shown = (shown_at(context.slate, args.item, field="critique.item"),)
    shift = anchor(args.attribute, args.direction, shown)
    events = context.memory.shift(shift)
    return ToolOutcome(
        content=f"{shift.attribute} {shift.direction} than {shift.bound:g}",
        rebuild=True,
        notes=(Note(kind="shifted", shift=shift, position=args.item, events=events),),
        events=events,
    )


def anchor(attribute: Attribute, direction: Direction, shown: Sequence[SlateItem]) -> Shift:
    """Return the bound that `shown` sets.

    Price and size move past everything shown. Delivery time drops the slowest offers shown, so that each repeat is a step
    (tomorrow, an hour and a half, fifteen minutes). Nutrition and rating move past the median, since extremes are where
    catalogues have their outliers. Raises ToolRefusal when the attribute is not known of anything shown.
    """
    values = [value for item in shown for value in _values(attribute, item)]
    if not values:
        raise ToolRefusal("attribute-unknown", attribute=attribute)
    unit = ""
    if attribute == "size":
        unit = next(item.item.unit or "" for item in shown if item.item.size is not None)
        values = [item.item.size for item in shown if item.item.size is not None and item.item.unit == unit]
    if attribute == "delivery_time":
        bound = max(values) if direction == "lower" else min(values)
    elif attribute in ("price", "size"):
        bound = min(values) if direction == "lower" else max(values)
    else:
        bound = median(values)
    return Shift(attribute=attribute, direction=direction, bound=float(bound), unit=unit)


def milder(shift: Shift, shown: Sequence[SlateItem]) -> Shift | None:
    """The same critique anchored to the middle of what is shown, for when nothing lies past all of it; None if no milder."""
    if shift.attribute not in ("price", "size"):
        return None
    best = [min(values) for item in shown if (values := _values(shift.attribute, item))]
    bound = float(median(best)) if best else shift.bound
    looser = bound > shift.bound if shift.direction == "lower" else bound < shift.bound
    return replace(shift, bound=bound) if looser else None


def _values(attribute: Attribute, shown: SlateItem) -> list[float]:
    if attribute == "price":
        return [offer.price for offer in shown.offers]
    if attribute == "delivery_time":
        return [offer.eta_minutes for offer in shown.offers]
    item = shown.item
    value = {
        "size": item.size,
        "rating": item.rating,
        "sugar": item.nutrition.sugar,
        "calories": item.nutrition.calories,
        "fat": item.nutrition.fat,
        "salt": item.nutrition.salt,
        "protein": item.nutrition.protein,
    }[attribute]
    return [] if value is None else [value]
