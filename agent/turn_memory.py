"""The preference log as one turn writes it: the bridge from the toolbox to `podbor.memory`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from podbor.core.ports import CatalogStore, ProfileStore
from podbor.core.preferences import PreferenceChange, PreferenceEvent, Profile, Shift
from podbor.core.terms import Terms
from podbor.core.vocabulary import Facet, Person, Service, Verdict
from podbor.memory.retractions import (
    forget_everything,
    forget_fact,
    retract_events,
    shift_retractions,
    taken_back,
    undo_events,
)
from podbor.memory.statements import changes_events, feedback_events, shift_event
from podbor.memory.turns import TurnFacts
from podbor.tools.toolbox.context import Undone


@dataclass(frozen=True, kw_only=True)
class LogMemory:
    """A `TurnMemory` over the append-only log. Each method is one transaction; a replayed turn writes nothing twice."""

    store: ProfileStore
    catalog: CatalogStore
    terms: Terms
    services: tuple[Service, ...]
    turn: TurnFacts

    def profile(self, *, people: Collection[Person] = ()) -> Profile:
        """The profile as this conversation sees it now, for the shopper and `people`."""
        return self.store.profile(self.turn.user_id, thread_id=self.turn.thread_id, now=self.turn.at, people=people)

    def change(self, changes: Sequence[PreferenceChange]) -> tuple[PreferenceEvent, ...]:
        """Record changes."""
        return self.store.append(changes_events(self.turn, changes, services=self.services))

    def shift(self, shift: Shift) -> tuple[PreferenceEvent, ...]:
        """Record a relative critique."""
        return self.store.append([shift_event(self.turn, shift)])

    def drop_shifts(self) -> tuple[PreferenceEvent, ...]:
        """Retract the relative critiques of the need before."""
        return self.store.append(shift_retractions(self._log(), self.turn))

    def feedback(self, item_id: str, verdict: Verdict) -> tuple[PreferenceEvent, ...]:
        """Record a verdict, and what it weakly says of the item's kind and brand."""
        item = self.catalog.items([item_id]).get(item_id)
        about: dict[Facet, str] = {} if item is None else {"category": item.kind, "brand": item.brand}
        return self.store.append(feedback_events(self.turn, item_id, verdict, about=about))

    def undo(self) -> Undone:
        """Retract the last message of this conversation that wrote something."""
        log = self._log()
        before = sum(event.turn_id == self.turn.turn_id and event.type == "undo" for event in log)
        events = self.store.append(undo_events(log, self.turn, ordinal=before))
        return Undone(events=events, taken_back=taken_back(log, events))

    def would_undo(self) -> tuple[PreferenceEvent, ...]:
        """What `undo` would take back."""
        log = self._log()
        before = sum(event.turn_id == self.turn.turn_id and event.type == "undo" for event in log)
        return taken_back(log, undo_events(log, self.turn, ordinal=before))

    def retract(self, event_ids: Sequence[str]) -> tuple[PreferenceEvent, ...]:
        """Retract the events named."""
        return self.store.append(retract_events(self._log(), self.turn, event_ids))

    def forget(self, facet: Facet, value: str, person: Person | None = None) -> Undone:
        """Retract all that was said of one value, whatever the shopper calls it."""
        log = self._log()
        meaning = self.terms.resolve(value)
        synonyms = [] if meaning is None else [meaning]
        events = self.store.append(forget_fact(log, self.turn, facet, value, person=person, synonyms=synonyms))  # type: ignore[arg-type]
        return Undone(events=events, taken_back=taken_back(log, events))

    def forget_everything(self) -> tuple[PreferenceEvent, ...]:
        """Retract all that is in force."""
        return self.store.append(forget_everything(self._log(), self.turn))

    def _log(self) -> tuple[PreferenceEvent, ...]:
        return self.store.events(self.turn.user_id)
