"""One language's words: messages, names of things, amounts and times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from babel.dates import format_date
from babel.lists import format_list

from podbor.agent.narration.cases import genitive, nominative
from podbor.core.items import Item, Offer
from podbor.core.messages import Fact, Messages, format_number, load_messages
from podbor.core.settings import ServiceSettings
from podbor.core.terms import Case, Terms
from podbor.core.text import fold, stems
from podbor.core.vocabulary import Locale, Unit
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.brands import brands_match

MESSAGES = Path(__file__).parent / "messages"
MINUTES_SHOWN_BELOW = 100
MINUTES_AN_HOUR = 60
HOURS_A_DAY = 24
LARGE_UNITS: dict[str, str] = {"g": "kg", "ml": "l"}
THOUSAND = 1000
QUOTES = "«»“”\"',.;:()"


@dataclass(frozen=True, kw_only=True)
class Voice:
    """Says things in `locale`."""

    locale: Locale
    terms: Terms
    kinds: KindVocabulary
    services: Mapping[str, ServiceSettings]

    @property
    def messages(self) -> Messages:
        """The narration's messages."""
        return load_messages(MESSAGES)

    def say(self, message_id: str, **facts: Fact) -> str:
        """Render a message."""
        return self.messages.format(self.locale, message_id, facts)

    def of_need(self, query: str, text: str) -> str:
        """Say something of one need of several; without a `query` it is of all."""
        return self.say("of-need", need=query, text=text[0].lower() + text[1:]) if query else text

    def join(self, parts: Sequence[str]) -> str:
        """Join with commas and an "and"."""
        return str(format_list(list(parts), locale=self.locale)) if parts else ""

    def title(self, item: Item) -> str:
        """Name an item; a title that lacks the size gets it."""
        title = item.title.text(self.locale)
        if item.size is None or item.unit is None or any(char.isdigit() for char in title):
            return title
        return f"{title}, {self.amount(item.size, item.unit)}"

    def service(self, service: str) -> str:
        """Name a service."""
        known = self.services.get(service)
        return service if known is None else (known.title_ru if self.locale == "ru" else known.title_en)

    def value(self, facet: str, value: str, *, case: Case = "nominative") -> str:
        """Name a facet's value."""
        if facet == "service":
            return self.service(value) if case == "nominative" else self._of_service(value)
        if facet == "ingredient":
            return nominative(value)
        if facet == "category":
            return self.kinds.name(value, self.locale).lower()
        return self.terms.name(facet, value, self.locale, case=case)

    def kind_of(self, item: Item) -> str:
        """Name the kind of an item as its title does where the kind has several names: "лимоны" of citrus fruit."""
        kind = self.kinds.get(item.kind)
        if kind is None:
            return ""
        found = self.kinds.in_title(item.title.text(self.locale))
        said = [found.tokens[at] for at in found.at] if found.kind == item.kind else []
        alike = [
            name for name in (*kind.phrases, *kind.heads) if sorted(stems(name)) == sorted(one.stem for one in said)
        ]
        exact = [name for name in alike if fold(name) == " ".join(one.word for one in said)]
        return next(iter((*exact, *alike)), self.value("category", item.kind))

    def brand_of(self, item: Item, brand: str) -> str:
        """Name a brand as the item's title writes it in this language; else as the feed has it, or as it was said."""
        words = [word.strip(QUOTES) for word in item.title.text(self.locale).split()]
        for length in range(len(brand.split()), 0, -1):
            for at in range(len(words) - length + 1):
                run = " ".join(words[at : at + length])
                if brands_match(run, brand):
                    return run
        return item.brand or brand

    def _of_service(self, service: str) -> str:
        title = self.service(service)
        declined = genitive(title) if self.locale == "ru" else title
        return declined or self.say("of-service", name=title)

    def amount(self, size: float, unit: Unit | str) -> str:
        """Say a size: 1500 g → "1,5 кг"."""
        if size >= THOUSAND and unit in LARGE_UNITS:
            size, unit = size / THOUSAND, LARGE_UNITS[unit]
        return f"{format_number(size, self.locale)} {self.say(f'unit-{unit}')}"

    def eta(self, minutes: int) -> str:
        """Say a delivery time in the unit a person would use."""
        if minutes < MINUTES_SHOWN_BELOW:
            return self.say("eta-minutes", minutes=minutes)
        hours = round(minutes / MINUTES_AN_HOUR)
        if hours < HOURS_A_DAY:
            return self.say("eta-hours", hours=hours)
        return self.say("eta-days", days=round(hours / HOURS_A_DAY))

    def offer(self, offer: Offer) -> str:
        """Say price, service and delivery time."""
        facts: dict[str, Fact] = {
            "price": offer.price,
            "service": self.service(offer.service),
            "eta": self.eta(offer.eta_minutes),
        }
        if offer.old_price is not None and offer.old_price > offer.price:
            return self.say("offer-old-price", old=offer.old_price, **facts)
        return self.say("offer", **facts)

    def date(self, moment: datetime) -> str:
        """Say a date."""
        return str(format_date(moment, format="long", locale=self.locale))
