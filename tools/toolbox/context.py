"""What a tool is given and what it gives back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from podbor.core.items import Item, Offer
from podbor.core.messages import Fact
from podbor.core.ports import CatalogStore
from podbor.core.preferences import PreferenceChange, PreferenceEvent, Profile, Shift
from podbor.core.slate import Need, Slate, SlateItem
from podbor.core.vocabulary import Facet, Locale, Service, Verdict

NoteKind: TypeAlias = Literal[
    "accepted",
    "blocked",
    "rejected",
    "changed",
    "compared",
    "explained",
    "forgot",
    "forgot_everything",
    "list_explained",
    "nothing_to_compare",
    "nothing_to_forget",
    "nothing_to_undo",
    "nothing_on_screen",
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
    shown: SlateItem | None = None
    events: tuple[PreferenceEvent, ...] = ()
    facts: tuple[tuple[str, Fact], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ToolOutcome:
    """The effect of one call.

    Attributes:
        content: what the planner reads.
        need: a need to look for; `refines` keeps the shifts said about the one before.
        rebuild: the list must be made anew: need or profile changed.
        more: the list must go on past what was seen.
        restore: the list must return to what it was before the turn that is undone.
        events: what was added to the preference log.
    """

    content: str
    need: Need | None = None
    refines: bool = False
    rebuild: bool = False
    more: bool = False
    restore: bool = False
    notes: tuple[Note, ...] = ()
    events: tuple[PreferenceEvent, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Undone:
    """`events` were added to the log, `taken_back` are what they retract."""

    events: tuple[PreferenceEvent, ...] = ()
    taken_back: tuple[PreferenceEvent, ...] = ()


class TurnMemory(Protocol):
    """The shopper's preference log as one turn writes it: every event carries the turn and its utterance."""

    def profile(self) -> Profile:
        """The profile now, events of this turn included."""
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

    def retract(self, event_ids: Sequence[str]) -> tuple[PreferenceEvent, ...]:
        """Retract the events named."""
        ...

    def forget(self, facet: Facet, value: str) -> Undone:
        """Retract one fact; empty when it is not remembered."""
        ...

    def forget_everything(self) -> tuple[PreferenceEvent, ...]:
        """Retract all that is in force."""
        ...


@dataclass(frozen=True, kw_only=True)
class ToolContext:
    """What every tool may use. `slate` is what the shopper sees now."""

    memory: TurnMemory
    catalog: CatalogStore
    find_items: Callable[[str], Sequence[Item]]
    services: tuple[Service, ...]
    locale: Locale
    slate: Slate = field(default_factory=Slate)
    needs: tuple[Need, ...] = ()
