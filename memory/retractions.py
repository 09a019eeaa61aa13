"""Taking back: undo, forget, remove one fact, and the end of a need. All of it appends; nothing is edited.

What they take back is of earlier turns, in the log as it was before this one. So a turn that is run again after a crash
writes the same events and takes back nothing more, whatever part of it had already reached the log.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from podbor.core.preferences import PreferenceChange, PreferenceEvent
from podbor.core.terms import Terms
from podbor.core.vocabulary import COMPANIONS, LOCALES, Facet, Person, same_facts
from podbor.memory.log import RETRACTING, alive
from podbor.memory.turns import TurnFacts, new_event
from podbor.memory.values import stems, value_key

UNDOABLE = ("preference", "shift", "feedback", "retraction")


def undo_events(
    log: Sequence[PreferenceEvent], turn: TurnFacts, *, anywhere: bool = False, ordinal: int = 0
) -> tuple[PreferenceEvent, ...]:
    """Return the event that takes back the last message in force; empty when there is none.

    All events of that message go, what it had forgotten comes back, and the profile is what it was before it; but of a
    message past its time, what a purge deleted does not come back. `anywhere` looks past the conversation, for a caller that
    has none. `ordinal` counts the undos of one turn, from 0: each goes one message further back.
    """
    before = _before(log, turn)
    messages = {
        (event.thread_id, event.turn_id): None
        for event in reversed(alive(before))
        if event.type in UNDOABLE and (anywhere or event.thread_id == turn.thread_id)
    }
    if ordinal >= len(messages):
        return ()
    message = list(messages)[ordinal]
    taken = [e for e in before if (e.thread_id, e.turn_id) == message and e.type != "undo"]
    return (new_event(turn, "undo", key=(ordinal,), retracts=_ids(taken)),)


def retract_events(
    log: Sequence[PreferenceEvent], turn: TurnFacts, event_ids: Collection[str]
) -> tuple[PreferenceEvent, ...]:
    """Return the event that takes back exactly `event_ids`, as an undo does; empty when none is in the log.

    They may be of this very turn: a critique that would leave nothing is withdrawn before the reply.
    """
    wanted = set(event_ids)
    taken = [event for event in log if event.user_id == turn.user_id and event.event_id in wanted]
    return (new_event(turn, "undo", key=tuple(sorted(wanted)), retracts=_ids(taken)),) if taken else ()


def forget_fact(
    log: Sequence[PreferenceEvent],
    turn: TurnFacts,
    facet: Facet,
    value: str,
    *,
    person: Person | None = None,
    synonyms: Iterable[tuple[Facet, str]] = (),
) -> tuple[PreferenceEvent, ...]:
    """Return the event that takes back all said about one value; empty when nothing was.

    Every statement goes, older ones and those of other conversations too, or the older one would come back. The value
    is looked for as written, with its `synonyms` and what says the same; then by its stems; then by its stems in any facet.
    It is the fact of `person`; None is the shopper's, or, when the shopper has none, whoever's it is. An exclusion that
    only follows from another (peanuts from nuts) is taken back too.
    """
    before = [event for event in alive(_before(log, turn)) if event.change and event.type not in RETRACTING]
    whose: list[Person] = [person] if person else ["self", *_others(before)]
    for one in whose:
        standing = [event for event in before if event.change and event.change.person == one]
        taken = _said_about(standing, facet, value, synonyms)
        implied = _implied(standing, [(facet, value), *synonyms], one)
        if taken or implied:
            key = (*value_key(facet, value), one)
            return (new_event(turn, "retraction", key=key, retracts=_ids(taken), change=implied),)
    return ()


def _others(events: Sequence[PreferenceEvent]) -> list[Person]:
    return list(dict.fromkeys(e.change.person for e in events if e.change and e.change.person != "self"))


def _implied(
    standing: Sequence[PreferenceEvent], subjects: Sequence[tuple[Facet, str]], person: Person
) -> PreferenceChange | None:
    """The exclusion of one of `subjects` that follows from that of its companion."""
    excluded = {e.change.value for e in standing if e.change and e.change.facet == "allergen"}
    for named, companion in COMPANIONS.items():
        if named in excluded and ("allergen", companion) in subjects:
            return PreferenceChange(facet="allergen", value=companion, stance="exclude", scope="lasting", person=person)
    return None


def _names(facts: Iterable[tuple[Facet, str]]) -> set[frozenset[str]]:
    """What allergens are called as ingredients: milk is "молоко"; a cheese that is not eaten is another fact."""
    terms = Terms.load()
    return {
        stems(terms.name(facet, value, locale)) for facet, value in facts if facet == "allergen" for locale in LOCALES
    }


def _said_about(
    standing: Sequence[PreferenceEvent], facet: Facet, value: str, synonyms: Iterable[tuple[Facet, str]]
) -> list[PreferenceEvent]:
    subjects = {(facet, value), *synonyms}
    keys = {value_key(*same) for subject in subjects for same in (subject, *same_facts(*subject))}
    wanted, names = stems(value), _names(keys)
    readings: tuple[Callable[[Facet, str], bool], ...] = (
        lambda said_of, said: value_key(said_of, said) in keys or said_of == "ingredient" and stems(said) in names,
        lambda said_of, said: said_of == facet and stems(said) == wanted,
        lambda said_of, said: stems(said) == wanted,
    )
    for matches in readings:
        found = [e for e in standing if e.change and matches(e.change.facet, e.change.value)]
        if found:
            return found
    return []


def forget_everything(log: Sequence[PreferenceEvent], turn: TurnFacts) -> tuple[PreferenceEvent, ...]:
    """Return the event that takes back all that is in force, in every conversation; empty when nothing is."""
    found = [event for event in alive(_before(log, turn)) if event.type not in RETRACTING]
    return (new_event(turn, "retraction", key=("everything",), retracts=_ids(found)),) if found else ()


def remove_fact(log: Sequence[PreferenceEvent], turn: TurnFacts, fact_id: str) -> tuple[PreferenceEvent, ...]:
    """Return the event that takes back the fact shown as event `fact_id`; empty when it is not in force.

    With a preference goes all said about its value, with a shift all on its attribute and need in its conversation, with a
    verdict all on its item: the shopper removes what is seen, and nothing older may come up from under it.
    """
    standing = [event for event in alive(_before(log, turn)) if event.type not in RETRACTING]
    fact = next((event for event in standing if event.event_id == fact_id), None)
    if fact is None:
        return ()
    found = [event for event in standing if _same_fact(event, fact)]
    return (new_event(turn, "retraction", key=(fact_id,), retracts=_ids(found)),)


def shift_retractions(log: Sequence[PreferenceEvent], turn: TurnFacts) -> tuple[PreferenceEvent, ...]:
    """Return the event that a new need begins with: it drops the shifts said about the need before.

    Empty when there are none. Looser ones that a tighter one covers go too, or they would come back. Shifts of this very
    turn stay: they are about the new need.
    """
    shifts = [e for e in alive(_before(log, turn)) if e.thread_id == turn.thread_id and e.type == "shift"]
    return (new_event(turn, "need", key=("need",), retracts=_ids(shifts)),) if shifts else ()


def taken_back(log: Sequence[PreferenceEvent], events: Sequence[PreferenceEvent]) -> tuple[PreferenceEvent, ...]:
    """Return what `events` retract: for the reply that says what was undone or forgotten."""
    retracted = {event_id_ for event in events for event_id_ in event.retracts}
    return tuple(event for event in log if event.event_id in retracted)


def _before(log: Sequence[PreferenceEvent], turn: TurnFacts) -> list[PreferenceEvent]:
    return [event for event in log if event.user_id == turn.user_id and event.turn_id != turn.turn_id]


def _same_fact(event: PreferenceEvent, fact: PreferenceEvent) -> bool:
    if fact.change and event.change:
        same = value_key(fact.change.facet, fact.change.value) == value_key(event.change.facet, event.change.value)
        return same and fact.change.person == event.change.person
    if fact.shift and event.shift:
        about = (fact.shift.attribute, fact.shift.need, fact.thread_id)
        return (event.shift.attribute, event.shift.need, event.thread_id) == about
    return bool(fact.item_id) and fact.type == "feedback" and fact.item_id == event.item_id


def _ids(events: Sequence[PreferenceEvent]) -> tuple[str, ...]:
    return tuple(event.event_id for event in events)
