"""What a tool is given and what it gives back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from podbor.core.items import Bilingual, Item, Offer
from podbor.core.messages import Fact
from podbor.core.ports import CatalogStore
from podbor.core.preferences import Constraints, PreferenceChange, PreferenceEvent, Profile, Shift
from podbor.core.slate import Need, Slate, SlateItem
from podbor.core.vocabulary import Attribute, Facet, Locale, Person, Service, Verdict

NoteKind: TypeAlias = Literal[
    "accepted",
    "also_excluded",
    "blocked",
    "rejected",
    "changed",
    "compared",
    "explained",
    "forgot",
    "forgot_everything",
    "list_changed",
    "list_explained",
    "nothing_to_compare",
    "nothing_to_forget",
    "nothing_to_undo",
    "nothing_on_screen",
    "not_kept",
    "people_counted",
    "people_missed",
    "people_unknown",
    "profile",
    "profile_empty",
    "shifted",
    "shifted_milder",
    "undone",
]


@dataclass(frozen=True, kw_only=True)
class Note:
    """A fact for the narrator: what happened, with the typed things it is about."""

    kind: NoteKind
    changes: tuple[PreferenceChange, ...] = ()
    shift: Shift | None = None
    item: Item | None = None
    position: int | None = None
    offers: tuple[Offer, ...] = ()
    unfit: bool = False
    """Of an item that the shopper may not be shown unasked."""
    shown: SlateItem | None = None
    events: tuple[PreferenceEvent, ...] = ()
    facts: tuple[tuple[str, Fact], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ToolOutcome:
    """The effect of one call.

    Attributes:
        content: what the planner reads.
        need: a need to look for; `refines` is the index of the one it takes the place of, and the shifts said about that stay.
        rebuild: the list must be made anew: need or profile changed.
        more: the list must go on past what was seen.
        asks: facts that are forgotten only once the shopper says yes.
        restore: the list must return to what it was before the turn that is undone.
        events: what was added to the preference log.
    """

    content: str
    need: Need | None = None
    refines: int | None = None
    rebuild: bool = False
    more: bool = False
    restore: bool = False
    notes: tuple[Note, ...] = ()
    events: tuple[PreferenceEvent, ...] = ()
    asks: tuple[PreferenceChange, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Undone:
    """`events` were added to the log, `taken_back` are what they retract."""

    events: tuple[PreferenceEvent, ...] = ()
    taken_back: tuple[PreferenceEvent, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """The last change of the list that an undo can go back behind: when it was, and what was written by it and since."""

    at: datetime
    event_ids: tuple[str, ...]


class TurnMemory(Protocol):
    """The shopper's preference log as one turn writes it: every event carries the turn and its utterance."""

    def profile(self, *, people: Collection[Person] = ()) -> Profile:
        """The profile now, events of this turn included; `people` eat too."""
        ...

    def change(self, changes: Sequence[PreferenceChange]) -> tuple[PreferenceEvent, ...]:
        """Record changes. Raises ToolRetry on a contradiction or an unknown value."""
        ...

    def shift(self, shift: Shift) -> tuple[PreferenceEvent, ...]:
        """Record a relative critique."""
        ...

    def drop_shifts(self) -> tuple[PreferenceEvent, ...]:
        """Retract the relative critiques of this conversation: they were about another need."""
        ...

    def feedback(self, item_id: str, verdict: Verdict) -> tuple[PreferenceEvent, ...]:
        """Record that an item was taken or rejected."""
        ...

    def undo(self) -> Undone:
        """Retract the last turn's events; empty when there is nothing to take back."""
        ...

    def would_undo(self) -> tuple[PreferenceEvent, ...]:
        """What `undo` would take back."""
        ...

    def retract(self, event_ids: Sequence[str]) -> tuple[PreferenceEvent, ...]:
        """Retract the events named."""
        ...

    def forget(self, facet: Facet, value: str, person: Person | None = None) -> Undone:
        """Retract one fact, of `person` or else of whoever has it; empty when it is not remembered."""
        ...

    def forget_everything(self) -> tuple[PreferenceEvent, ...]:
        """Retract all that is in force."""
        ...


def said_of_nobody(*what: str) -> bool:
    """Nothing is said of anybody: for a caller that has no words to go by."""
    return False


def only_the_shopper(facet: Facet, value: str) -> tuple[Person, ...]:
    """Every fact is about the shopper: for a caller that has no words to go by."""
    return ("self",)


@dataclass(frozen=True, kw_only=True)
class ToolContext:
    """What every tool may use.

    Attributes:
        slate: what the shopper sees now; `unseen` where it is what the message itself looks for, not on screen yet.
        captions: words for the prefixes of semantic IDs.
        whose: whom the message says a fact is about, the shopper too where that is in doubt.
        surely_whose: whom it says that beyond doubt.
        allowed: whether it says that the shopper, told apart from somebody else, may have what a fact is of.
        of_guests: whether another message speaks of guests.
        named: those of `needs` that a search narrows when it names them; else it begins a new one.
        just_said: id of the turn before this one; None where that took something back itself, so that more may go.
        step: the last change of the list; None where there was no list before it.
        undone: what the critiques are of that the message names, should it undo something.
        occasion: the message is about today: what it says of somebody else is not for ever.
    """

    memory: TurnMemory
    catalog: CatalogStore
    find_items: Callable[[str, Constraints], Sequence[Item]]
    services: tuple[Service, ...]
    locale: Locale
    slate: Slate = field(default_factory=Slate)
    captions: Mapping[str, Bilingual] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    named: tuple[Need, ...] = ()
    unseen: bool = False
    whose: Callable[[Facet, str], tuple[Person, ...]] = only_the_shopper
    surely_whose: Callable[[Facet, str], tuple[Person, ...]] = only_the_shopper
    allowed: Callable[[Facet, str], bool] = said_of_nobody
    of_guests: Callable[[str], bool] = said_of_nobody
    just_said: str | None = None
    step: Step | None = None
    undone: frozenset[Attribute] = frozenset()
    occasion: bool = True

    @property
    def people(self) -> frozenset[Person]:
        """Whom the list is for."""
        return frozenset(("self", *(person for need in self.needs for person in need.people)))
