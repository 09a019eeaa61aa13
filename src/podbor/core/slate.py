"""The list on screen, and the need it answers."""

from dataclasses import dataclass

from podbor.core.items import Item, Offer
from podbor.core.vocabulary import Person, Service


@dataclass(frozen=True, kw_only=True)
class Need:
    """One thing the shopper looks for, and for whom besides. Prices are in kopecks, bounds inclusive."""

    query: str
    kinds: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One named addend of an item's score. `name` is a message id of the narration, `detail` its argument."""

    name: str
    value: float
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class SlateItem:
    """A recommended item: `score` sums its evidence; `offers` are those inside the constraints, cheapest first."""

    item: Item
    offers: tuple[Offer, ...]
    score: float
    evidence: tuple[Evidence, ...] = ()
    need: int = 0
    """Index of the need it answers, for a message with several."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A need that nothing on the list answers, by its index, and what keeps it empty: see `Slate`. All empty: no more of it."""

    need: int
    emptied_by: tuple[str, ...] = ()
    relaxable: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Slate:
    """What is shown, in order: position 1 is `items[0]`.

    Attributes:
        not_carried: queries of the needs whose best match is below the relevance floor.
        emptied_by: names of the constraints without which there would have been something ("price_max", "diet vegan").
        relaxable: those that may be offered for relaxing and would bring something; never an allergen, a diet or an ingredient.
        gaps: the needs without an item that are carried, each with what keeps it empty.
        unavailable: services that did not answer.
    """

    needs: tuple[Need, ...] = ()
    items: tuple[SlateItem, ...] = ()
    not_carried: tuple[str, ...] = ()
    emptied_by: tuple[str, ...] = ()
    relaxable: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    unavailable: tuple[Service, ...] = ()
