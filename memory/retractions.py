"""Taking back: undo, forget, remove one fact, and the end of a need. All of it appends; nothing is edited."""

from collections.abc import Callable, Collection, Iterable, Sequence

from podbor.core.preferences import PreferenceEvent
from podbor.core.vocabulary import Facet
from podbor.memory.log import RETRACTING, alive, visible
from podbor.memory.turns import TurnFacts, event_id, new_event
from podbor.memory.values import stems, value_key

UNDOABLE = ("preference", "shift", "feedback", "retraction")


def undo_events(
    log: Sequence[PreferenceEvent], turn: TurnFacts, *, anywhere: bool = False, ordinal: int = 0
) -> tuple[PreferenceEvent, ...]:
    """Return the event that takes back the last message in force; empty when there is none.

    All events of that message go, what it had forgotten comes back, and the profile is what it was before it. The turn
    itself does not count ("undo that, and no milk"). `anywhere` looks past the conversation, for a caller that has
    none. `ordinal` counts the undos of one turn, so that a replay repeats them and takes back nothing more.
    """
    replayed = _replayed(log, event_id(turn, "undo", (ordinal,)))
    if replayed:
        return replayed
    mine = [event for event in alive(log) if event.user_id == turn.user_id and event.turn_id != turn.turn_id]
    candidates = [e for e in mine if e.type in UNDOABLE and (anywhere or e.thread_id == turn.thread_id)]
    if not candidates:
        return ()
    last = candidates[-1]
    taken = [e for e in mine if (e.thread_id, e.turn_id) == (last.thread_id, last.turn_id) and e.type != "undo"]
    return (new_event(turn, "undo", key=(ordinal,), retracts=_ids(taken)),)


def retract_events(
    log: Sequence[PreferenceEvent], turn: TurnFacts, event_ids: Collection[str]
) -> tuple[PreferenceEvent, ...]:
    """Return the event that takes back exactly `event_ids`, as an undo does; empty when none is in force."""
    key = tuple(sorted(event_ids))
    replayed = _replayed(log, event_id(turn, "undo", key))
    if replayed:
        return replayed
    taken = [e for e in alive(log) if e.user_id == turn.user_id and e.event_id in event_ids]
    return (new_event(turn, "undo", key=key, retracts=_ids(taken)),) if taken else ()


def forget_fact(
    log: Sequence[PreferenceEvent],
    turn: TurnFacts,
    facet: Facet,
    value: str,
    *,
    synonyms: Iterable[tuple[Facet, str]] = (),
) -> tuple[PreferenceEvent, ...]:
    """Return the event that takes back all said about one value; empty when nothing was.

    Every statement goes, older ones and those of other conversations too, or the older one would come back. The value
    is looked for as written, with its `synonyms`; then by its stems; then by its stems in any facet.
    """
    standing = [e for e in alive(log) if e.user_id == turn.user_id]
    keys = {value_key(facet, value), *(value_key(*synonym) for synonym in synonyms)}
    wanted = stems(value)
    readings: tuple[Callable[[Facet, str], bool], ...] = (
        lambda said_of, said: value_key(said_of, said) in keys,
        lambda said_of, said: said_of == facet and stems(said) == wanted,
        lambda said_of, said: stems(said) == wanted,
    )
    replayed = _replayed(log, event_id(turn, "retraction", value_key(facet, value)))
    for matches in () if replayed else readings:
        found = [e for e in standing if e.change and matches(e.change.facet, e.change.value)]
        if found:
            return (new_event(turn, "retraction", key=value_key(facet, value), retracts=_ids(found)),)
    return replayed


def forget_everything(log: Sequence[PreferenceEvent], turn: TurnFacts) -> tuple[PreferenceEvent, ...]:
    """Return the event that takes back all that is in force, in every conversation; empty when nothing is."""
    replayed = _replayed(log, event_id(turn, "retraction", ("everything",)))
    if replayed:
        return replayed
    found = [e for e in alive(log) if e.user_id == turn.user_id and e.type not in RETRACTING]
    return (new_event(turn, "retraction", key=("everything",), retracts=_ids(found)),) if found else ()


def remove_fact(log: Sequence[PreferenceEvent], turn: TurnFacts, fact_id: str) -> tuple[PreferenceEvent, ...]:
    """Return the event that takes back the fact shown as event `fact_id`; empty when it is not in force.

    With a preference goes all said about its value, with a shift all on its attribute in its conversation, with a
    verdict all on its item: the shopper removes what is seen, and nothing older may come up from under it.
    """
    standing = [e for e in alive(log) if e.user_id == turn.user_id]
    fact = next((e for e in standing if e.event_id == fact_id), None)
    if fact is None or fact.type in RETRACTING:
        return _replayed(log, event_id(turn, "retraction", (fact_id,)))
    found = [e for e in standing if e.type not in RETRACTING and _same_fact(e, fact)]
    return (new_event(turn, "retraction", key=(fact_id,), retracts=_ids(found)),)


def shift_retractions(log: Sequence[PreferenceEvent], turn: TurnFacts) -> tuple[PreferenceEvent, ...]:
    """Return the event that a new need begins with: it drops the shifts said about the need before.

    Empty when there are none. Looser ones that a tighter one covers go too, or they would come back. Shifts of this very
    turn stay: they are about the new need.
    """
    replayed = _replayed(log, event_id(turn, "need", ("need",)))
    if replayed:
        return replayed
    shifts = [
        event
        for event in alive(log)
        if event.user_id == turn.user_id
        and event.thread_id == turn.thread_id
        and event.type == "shift"
        and event.turn_id != turn.turn_id
    ]
    return (new_event(turn, "need", key=("need",), retracts=_ids(shifts)),) if shifts else ()


def taken_back(log: Sequence[PreferenceEvent], events: Sequence[PreferenceEvent]) -> tuple[PreferenceEvent, ...]:
    """Return what `events` retract: for the reply that says what was undone or forgotten."""
    retracted = {event_id_ for event in events for event_id_ in event.retracts}
    return tuple(event for event in log if event.event_id in retracted)


def _same_fact(event: PreferenceEvent, fact: PreferenceEvent) -> bool:
    if fact.change and event.change:
        return value_key(fact.change.facet, fact.change.value) == value_key(event.change.facet, event.change.value)
    if fact.shift and event.shift:
        return event.shift.attribute == fact.shift.attribute and visible(event, fact.thread_id)
    return bool(fact.item_id) and fact.type == "feedback" and fact.item_id == event.item_id


def _replayed(log: Sequence[PreferenceEvent], wanted: str) -> tuple[PreferenceEvent, ...]:
    return tuple(event for event in log if event.event_id == wanted)


def _ids(events: Sequence[PreferenceEvent]) -> tuple[str, ...]:
    return tuple(event.event_id for event in events)
