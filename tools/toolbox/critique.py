"""critique: move the list relative to what is on screen."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median_high, median_low

from podbor.core.errors import ToolRefusal
from podbor.core.preferences import Shift
from podbor.core.slate import Need, Slate, SlateItem
from podbor.core.vocabulary import Attribute, Direction
from podbor.tools.contract import Critique
from podbor.tools.toolbox.context import Note, ToolContext, ToolOutcome
from podbor.tools.toolbox.references import shown_at


async def critique(args: Critique, context: ToolContext) -> ToolOutcome:
    """Anchor the critique to the values on screen, of each need to its own, and record it."""
    if not context.slate.items:
        return _of_nothing(args, context)
    shown = _criticised(args, context)
    shifts = _shifts(args, shown, context)
    if context.unseen:
        shifts = [_past_the_middle(shift, shown_of(shift.need, context.slate, shown)) for shift in shifts]
    notes = [
        Note(kind="shifted", shift=shift, position=args.item, events=context.memory.shift(shift)) for shift in shifts
    ]
    return ToolOutcome(
        content="; ".join(f"{shift.attribute} {shift.direction} than {shift.bound:g}" for shift in shifts),
        rebuild=True,
        notes=tuple(notes),
        events=tuple(event for note in notes for event in note.events),
    )


def _of_nothing(args: Critique, context: ToolContext) -> ToolOutcome:
    """A critique of an empty list lifts what it goes against: "dearer will do" where there was nothing so cheap."""
    if context.unseen:
        return ToolOutcome(content="nothing was found that could be compared")
    against = [
        event.event_id
        for event in context.memory.profile().active
        if event.shift and event.shift.attribute == args.attribute and event.shift.direction != args.direction
    ]
    at = next((at for at, need in enumerate(context.needs) if _lifted(args, need) != need), None)
    if at is None and not against:
        raise ToolRefusal("nothing-on-screen")
    return ToolOutcome(
        content="the bound in the way is lifted",
        need=None if at is None else _lifted(args, context.needs[at]),
        refines=at,
        rebuild=True,
        events=context.memory.retract(against),
    )


def _lifted(args: Critique, need: Need) -> Need:
    if args.attribute != "price":
        return need
    return replace(need, price_max=None) if args.direction == "higher" else replace(need, price_min=None)


def _criticised(args: Critique, context: ToolContext) -> Sequence[SlateItem]:
    """The item that a critique is of, or those of the needs that the message names, or all."""
    if args.item is not None:
        return (shown_at(context.slate, args.item, field="critique.item"),)
    named = {need.query for need in context.named}
    slate = context.slate
    return [item for item in slate.items if slate.needs[item.need].query in named] or slate.items


def _shifts(args: Critique, shown: Sequence[SlateItem], context: ToolContext) -> list[Shift]:
    """One for each need of several that the attribute is known of, else one for all."""
    looked_for = list(dict.fromkeys(need.query for need in context.needs))
    of_need = {query: shown_of(query, context.slate, shown) for query in looked_for}
    known = {
        query: items
        for query, items in of_need.items()
        if any(_values(args.attribute, shown, shown.item.unit or "") for shown in items)
    }
    if not known:
        return [anchor(args.attribute, args.direction, shown)]
    several = len(looked_for) > 1
    return [
        replace(anchor(args.attribute, args.direction, items), need=query if several else "")
        for query, items in known.items()
    ]


def _past_the_middle(shift: Shift, found: Sequence[SlateItem]) -> Shift:
    """A critique of what nobody has seen yet: none of it was found too dear, so the better half of it may stay."""
    shift = milder(shift, found) or shift
    if not any(shift.admits(value) for item in found for value in _values(shift.attribute, item, shift.unit)):
        raise ToolRefusal("limit", attribute=shift.attribute, direction=shift.direction, need=shift.need)
    return shift


def shown_of(query: str, slate: Slate, shown: Sequence[SlateItem]) -> list[SlateItem]:
    """Which of `shown` on a list answer a need; all for ""."""
    return [item for item in shown if query in ("", slate.needs[item.need].query)]


def anchor(attribute: Attribute, direction: Direction, shown: Sequence[SlateItem]) -> Shift:
    """Return the bound that `shown` sets.

    Price and size move past everything shown. Delivery time drops the items that come last, whatever slower offers the others
    have besides, and the slowest offers where all items come at once, so that each repeat is a step (tomorrow, an hour and a
    half, fifteen minutes). Nutrition and rating move past the median, since extremes are where catalogues have their outliers.
    Raises ToolRefusal when the attribute is not known of anything shown.
    """
    unit = (
        next((item.item.unit or "" for item in shown if item.item.size is not None), "") if attribute == "size" else ""
    )
    known = [found for item in shown if (found := _values(attribute, item, unit))]
    values = [value for found in known for value in found]
    if attribute == "delivery_time" and len(soonest := {min(found) for found in known}) > 1:
        values = sorted(soonest)
    if not values:
        raise ToolRefusal("attribute-unknown", attribute=attribute)
    if attribute == "delivery_time":
        bound = max(values) if direction == "lower" else min(values)
    elif attribute in ("price", "size"):
        bound = min(values) if direction == "lower" else max(values)
    else:
        bound = _middle(values, direction)
    return Shift(attribute=attribute, direction=direction, bound=float(bound), unit=unit)


def milder(shift: Shift, shown: Sequence[SlateItem]) -> Shift | None:
    """The same critique anchored to the middle of what is shown, for when nothing lies past all of it; None if no milder."""
    if shift.attribute not in ("price", "size"):
        return None
    best = [min(values) for item in shown if (values := _values(shift.attribute, item, shift.unit))]
    bound = float(_middle(best, shift.direction)) if best else shift.bound
    looser = bound > shift.bound if shift.direction == "lower" else bound < shift.bound
    return replace(shift, bound=bound) if looser else None


def _middle(values: Sequence[float], direction: Direction) -> float:
    """The median; of two in the middle the one that leaves the other inside, as a value between them is nobody's."""
    return median_high(values) if direction == "lower" else median_low(values)


def _values(attribute: Attribute, shown: SlateItem, unit: str) -> list[float]:
    """What is known of an item; of its size, only in `unit`: grams, millilitres and pieces do not compare."""
    if attribute == "price":
        return [offer.price for offer in shown.offers]
    if attribute == "delivery_time":
        return [offer.eta_minutes for offer in shown.offers]
    item = shown.item
    value = {
        "size": item.size if (item.unit or "") == unit else None,
        "rating": item.rating,
        "sugar": item.nutrition.sugar,
        "calories": item.nutrition.calories,
        "fat": item.nutrition.fat,
        "salt": item.nutrition.salt,
        "protein": item.nutrition.protein,
    }[attribute]
    return [] if value is None else [value]
