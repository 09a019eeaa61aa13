"""What a shopper wants: preference events, and what they fold into."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, TypeAlias

from podbor.core.vocabulary import (
    Allergen,
    Attribute,
    Diet,
    Direction,
    Facet,
    Person,
    Scope,
    Service,
    Stance,
    Verdict,
)

EventType: TypeAlias = Literal["preference", "shift", "feedback", "retraction", "undo", "need"]
"""retraction: the shopper had something forgotten; undo: took a whole turn back; need: began to look for something else,
which drops the shifts of the need before. All three act through `retracts`; only retraction can be undone."""


@dataclass(frozen=True, kw_only=True)
class PreferenceChange:
    """One fact as the tool contract says it, and whom it is about."""

    facet: Facet
    value: str
    stance: Stance
    scope: Scope
    person: Person = "self"


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A relative critique, already anchored: `attribute` below (lower) or above (higher) `bound`.

    `bound` is in kopecks for price, minutes for delivery_time, grams or millilitres for size, grams (kcal) per 100 g
    for nutrition, 1 to 5 for rating. The comparison is strict. `unit` tells grams from millilitres, "" elsewhere. `need` is
    the query it is about, where several were on screen: what is cheap for a kettle is dear for milk; "" is about all.
    """

    attribute: Attribute
    direction: Direction
    bound: float
    unit: str = ""
    need: str = ""

    def admits(self, value: float) -> bool:
        """Whether a value lies beyond the bound."""
        return value < self.bound if self.direction == "lower" else value > self.bound


@dataclass(frozen=True, kw_only=True)
class PreferenceEvent:
    """One entry of the append-only log.

    Attributes:
        event_id: UUID; writing the same one twice changes nothing.
        turn_id: groups the events of one message, so that one undo takes back one message.
        utterance: the shopper's words that caused it.
        retracts: the events this one takes back (types "retraction", "undo", "need").
        change | shift | item_id and verdict: the payload of its type. A feedback that also has a `change` is what the
            verdict implies about the item's kind or brand: weak evidence. A retraction that has one takes back an
            exclusion that follows from another (see `podbor.memory.hard`).
        scope: whether later conversations see a feedback on an item; a change carries its own scope.
    """

    event_id: str
    user_id: str
    thread_id: str
    turn_id: str
    at: datetime
    type: EventType
    utterance: str
    change: PreferenceChange | None = None
    shift: Shift | None = None
    item_id: str | None = None
    verdict: Verdict | None = None
    retracts: tuple[str, ...] = ()
    scope: Scope = "session"


@dataclass(frozen=True, kw_only=True)
class Constraints:
    """What a slate must obey, without exception. Empty means no constraint."""

    exclude_allergens: frozenset[Allergen] = frozenset()
    require_diets: frozenset[Diet] = frozenset()
    exclude_ingredients: frozenset[str] = frozenset()
    require_ingredients: frozenset[str] = frozenset()
    exclude_brands: frozenset[str] = frozenset()
    require_brands: frozenset[str] = frozenset()
    exclude_categories: frozenset[str] = frozenset()
    require_categories: frozenset[str] = frozenset()
    exclude_tastes: frozenset[str] = frozenset()
    require_tastes: frozenset[str] = frozenset()
    exclude_diets: frozenset[Diet] = frozenset()
    exclude_services: frozenset[Service] = frozenset()
    require_services: frozenset[Service] = frozenset()
    exclude_items: frozenset[str] = frozenset()
    shifts: tuple[Shift, ...] = ()

    def of_need(self, query: str) -> "Constraints":
        """Without the critiques that are about another need."""
        return replace(self, shifts=tuple(shift for shift in self.shifts if shift.need in ("", query)))


@dataclass(frozen=True, kw_only=True)
class SoftPreference:
    """A weight in [-1, 1]: above zero for prefer, below for avoid."""

    facet: Facet
    value: str
    weight: float


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The fold of a shopper's log as one conversation sees it."""

    user_id: str
    constraints: Constraints = field(default_factory=Constraints)
    soft: tuple[SoftPreference, ...] = ()
    accepted: tuple[str, ...] = ()
    """Item ids the shopper took, oldest first."""
    active: tuple[PreferenceEvent, ...] = ()
    """The events still in force, oldest first: what `show_profile` shows."""
