"""What a reply says of those the list is for, or may be for."""

from collections.abc import Callable, Iterator

from podbor.agent.context import Context
from podbor.agent.state import Turn
from podbor.core.preferences import Constraints, PreferenceChange
from podbor.core.slate import Need, Slate
from podbor.core.vocabulary import Person
from podbor.tools.toolbox.context import Note, TurnMemory

HARD = ("exclude", "require")


def people_of(needs: tuple[Need, ...]) -> frozenset[Person]:
    """Everybody besides the shopper that the list is for."""
    return frozenset(person for need in needs for person in need.people)


def limits_of(needs: tuple[Need, ...], limits: Callable[[frozenset[Person]], Constraints]) -> tuple[Constraints, ...]:
    """The constraints of each need, where needs are for different people; none where they are all for the same.

    What is for the shopper alone need not obey the facts of those whom another need is for. `limits`: what people may have.
    """
    apart = {frozenset(need.people) for need in needs}
    found = {people: limits(people) for people in apart} if len(apart) > 1 else {}
    return tuple(found[frozenset(need.people)] for need in needs) if found else ()


def household_notes(turn: Turn, needs: tuple[Need, ...], slate: Slate, context: Context) -> tuple[Note, ...]:
    """Say whose facts were counted; of the others, whose facts speak against something on the list."""
    memory, people = context.memory(turn.turn_id, turn.utterance), people_of(needs)
    facts = [event.change for event in memory.profile().active if event.change and event.change.person != "self"]
    counted = tuple(fact for fact in facts if fact.person in people)
    notes = []
    if counted:
        notes.append(Note(kind="people_counted", changes=counted))
    elif people and not turn.calls:
        notes.append(Note(kind="people_unknown"))
    return (*notes, *_missed([fact for fact in facts if fact.person not in people], slate, memory, context))


def _missed(facts: list[PreferenceChange], slate: Slate, memory: TurnMemory, context: Context) -> Iterator[Note]:
    for person in dict.fromkeys(fact.person for fact in facts if fact.stance in HARD):
        positions = context.recommender.kept_off(slate, memory.profile(people=(person,)).constraints)
        if positions:
            theirs = tuple(fact for fact in facts if fact.person == person and fact.stance in HARD)
            said = ", ".join(str(position) for position in positions)
            yield Note(kind="people_missed", changes=theirs, facts=(("positions", said),))
