"""A shopper who knows a product when it is on the list and says nothing of it: only how it differs from what is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from podbor.core.errors import ToolRefusal
from podbor.core.items import Item, Offer
from podbor.core.preferences import Shift
from podbor.core.slate import SlateItem
from podbor.core.vocabulary import ATTRIBUTES, DIRECTIONS
from podbor.evals.bench.random_dialogues import Call, Message
from podbor.tools.toolbox.critique import anchor

THREAD = "a"


@dataclass(frozen=True, kw_only=True)
class Target:
    """What the shopper has in mind, and what it calls such things."""

    item: Item
    offers: tuple[Offer, ...]
    need: str

    def opening(self) -> Message:
        """Ask for the kind of thing."""
        return _message(("search_catalog", {"query": self.need}))

    def critique(self, shown: Sequence[SlateItem], rng: Random) -> Message | None:
        """One true thing that tells the target from the list; None when there is nothing to tell them apart by."""
        possible = [*self._relative(shown), *self._stated(shown)]
        return _message(rng.choice(possible)) if possible else None

    def _relative(self, shown: Sequence[SlateItem]) -> Iterator[Call]:
        for attribute in ATTRIBUTES:
            for direction in DIRECTIONS:
                try:
                    shift = anchor(attribute, direction, shown)
                except ToolRefusal:
                    continue
                if any(shift.admits(value) for value in self._values(shift)):
                    yield "critique", {"attribute": attribute, "direction": direction}

    def _stated(self, shown: Sequence[SlateItem]) -> Iterator[Call]:
        for brand in sorted({one.item.brand for one in shown} - {self.item.brand, ""}):
            yield _statement("brand", brand, "exclude")
        for diet in sorted(self.item.diets):
            if any(diet not in one.item.diets for one in shown):
                yield _statement("diet", diet, "require")
        for taste in sorted(self.item.tastes):
            if any(taste not in one.item.tastes for one in shown):
                yield _statement("taste", taste, "prefer")

    def _values(self, shift: Shift) -> list[float]:
        item = self.item
        if shift.attribute == "price":
            return [offer.price for offer in self.offers]
        if shift.attribute == "delivery_time":
            return [offer.eta_minutes for offer in self.offers]
        if shift.attribute == "size":
            return [item.size] if item.size is not None and item.unit == shift.unit else []
        value = item.rating if shift.attribute == "rating" else getattr(item.nutrition, shift.attribute)
        return [] if value is None else [value]


def _statement(facet: str, value: str, stance: str) -> Call:
    change = {"facet": facet, "value": value, "stance": stance, "scope": "session"}
    return "update_preferences", {"changes": [change]}


def _message(call: Call) -> Message:
    return Message(thread_id=THREAD, utterance="…", calls=(call,))
