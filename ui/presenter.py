"""What the chat shows, computed from what the agent answered. Pure: no Gradio, no I/O."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from podbor.agent.assistant import Answer, Step
from podbor.agent.narration.preferences import change_text, remembered_shift
from podbor.agent.narration.voice import Voice
from podbor.core.items import Item
from podbor.core.messages import Fact, Messages, format_money, format_number, load_messages
from podbor.core.preferences import PreferenceEvent
from podbor.core.slate import Slate, SlateItem
from podbor.core.vocabulary import Locale
from podbor.memory.log import reach
from podbor.tools.recommend.brands import latin

FOLDER = Path(__file__).parent
CHIPS = ("cheaper", "faster", "bigger", "less-sugar", "rating", "more", "undo")
ACTIONS = ("take", "reject", "why", "compare")
NAMED_ORDINALS = 5


SAYS = re.compile(r'data-says="([^"]*)"')
"""What the buttons of a card say, in its HTML: the browser sends it with a press, so that it is of the card pressed."""


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """A card's button: what it says, of which item, at which place of the list. One of no item says nothing."""

    text: str
    item_id: str
    position: int

    def is_of(self, slate: Slate) -> bool:
        """Whether the list has the item at that place still."""
        shown = slate.items[self.position - 1 : self.position]
        return [one.item.item_id for one in shown] == [self.item_id]


def pressed(html: str | None, *, action: str, position: int) -> Pressed:
    """Read a button of the card that a browser shows; of no item where the card is empty or does not tell its item."""
    found = SAYS.search(html or "")
    says: dict[str, str] = json.loads(unescape(found[1])) if found else {}
    return Pressed(text=says.get(action, ""), item_id=says.get("item_id", ""), position=position)


class Presenter:
    """Says the interface's own words in `locale`."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._messages: Messages = load_messages(FOLDER / "messages")
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "assets"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )

    @property
    def locale(self) -> Locale:
        """The language."""
        return self._voice.locale

    def say(self, message_id: str, **facts: Fact) -> str:
        """Render a message of the interface."""
        return self._messages.format(self.locale, message_id, facts)

    def step(self, step: Step) -> str:
        """Name a step that has run."""
        return self.say(f"step-{step.name}")

    def cards(self, slate: Slate, reasons: Sequence[str]) -> list[str]:
        """Render the list, each item as HTML."""
        return [
            self._card(shown, position, reason)
            for position, (shown, reason) in enumerate(zip(slate.items, reasons, strict=True), start=1)
        ]

    def facts(self, events: Sequence[PreferenceEvent], items: Mapping[str, Item]) -> list[tuple[str, str]]:
        """Return (text, event id) of all that is remembered; `items` by id are those that it is about."""
        return [
            (
                self.say(
                    "profile-fact",
                    fact=self._fact(event, items),
                    scope=reach(event),
                    utterance=event.utterance,
                    date=self._voice.date(event.at),
                ),
                event.event_id,
            )
            for event in events
        ]

    def _fact(self, event: PreferenceEvent, items: Mapping[str, Item]) -> str:
        voice, item_id = self._voice, event.item_id or ""
        if event.change:
            return change_text(voice, event.change)
        if event.shift:
            return remembered_shift(voice, event.shift)
        title = voice.title(items[item_id]) if item_id in items else item_id
        return voice.say(f"summary-{event.verdict}", title=title)

    def _says(self, position: int) -> dict[str, str]:
        """Buttons speak: a press is the same message that a shopper would type."""
        name = f"ordinal-{position}" if position <= NAMED_ORDINALS else "ordinal-n"
        ordinal = self.say(name, position=position)
        return {action: self.say(f"say-{action}", ordinal=ordinal) for action in ACTIONS}

    def _card(self, shown: SlateItem, position: int, reason: str) -> str:
        item, voice = shown.item, self._voice
        allergens = sorted(voice.value("allergen", value) for value in item.allergens)
        traces = sorted(voice.value("allergen", value) for value in item.traces - item.allergens)
        title = voice.title(item)
        return self._templates.get_template("card.html").render(
            position=position,
            says=json.dumps({"item_id": item.item_id, **self._says(position)}),
            title=title,
            # A title names its brand in its own language already.
            brand="" if latin(item.brand) in latin(title) else item.brand,
            reason=reason,
            rating=self.say("rating", rating=format_number(item.rating, self.locale)) if item.rating else "",
            diets=sorted(voice.value("diet", value) for value in item.diets),
            allergens=self.say("allergens", names=", ".join(allergens)) if allergens else "",
            traces=self.say("traces", names=", ".join(traces)) if traces else "",
            demo=self.say("demo") if item.demo else "",
            offers=[
                {
                    "service": voice.service(offer.service),
                    "key": offer.service,
                    "price": format_money(offer.price, self.locale),
                    "was": self.say("price-was", price=offer.old_price)
                    if offer.old_price and offer.old_price > offer.price
                    else "",
                    "eta": voice.eta(offer.eta_minutes),
                }
                for offer in shown.offers
            ],
        )


def trace(answer: Answer) -> dict[str, Any]:
    """What a developer wants to see of a turn."""
    return {
        "calls": [
            {
                "name": call.name,
                "args": call.args,
                "ms": round(call.ms, 1),
                **({"error": call.error} if call.error else {}),
            }
            for call in answer.calls
        ],
        "events": [f"{event.type} {event.event_id}" for event in answer.events],
        "timings_ms": answer.timings,
        "slate": [
            {
                "item_id": shown.item.item_id,
                "sid": shown.item.sid,
                "score": round(shown.score, 4),
                "evidence": {part.name: round(part.value, 4) for part in shown.evidence},
            }
            for shown in answer.slate.items
        ],
    }
