"""The process that a crash benchmark kills: it appends messages and says which ones were acknowledged.

`python -m podbor.evals.bench.crash_writer URL USER FIRST SEED [LIMIT [CARELESS]]` prints a line a message, number and
size, after the store took it. A message has 1 to 8 events.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from podbor.core.database import open_engine
from podbor.core.preferences import PreferenceChange, PreferenceEvent
from podbor.memory import SqlProfileStore, TurnFacts, changes_events

MOST_EVENTS = 8
READY = "ready"


def messages(user_id: str, *, first: int, seed: int) -> Iterator[tuple[int, tuple[PreferenceEvent, ...]]]:
    """Yield numbered messages without end; the number of events of each follows from `seed`."""
    sizes = random.Random(seed)
    number = first
    while True:
        turn = TurnFacts(
            user_id=user_id, thread_id="t", turn_id=str(number), at=datetime.now(UTC), utterance="слово " * 100
        )
        changes = [
            PreferenceChange(facet="ingredient", value=f"{number}-{part}", stance="prefer", scope="lasting")
            for part in range(sizes.randint(1, MOST_EVENTS))
        ]
        yield number, changes_events(turn, changes, services=())
        number += 1


def write(url: str, user_id: str, first: int, seed: int, limit: int = 0, careless: int = 0) -> None:
    """Append until killed; or, told on standard input to begin, `limit` messages.

    A careless writer is the control that a crash test has to catch.
    """
    store = SqlProfileStore(open_engine(url))
    if limit:
        sys.stdout.write(f"{READY}\n")
        sys.stdout.flush()
        sys.stdin.readline()
    for number, events in messages(user_id, first=first, seed=seed):
        if limit and number >= first + limit:
            return
        if careless:
            store.append(events[:1])
            _acknowledge(number, events)
            for event in events[1:]:
                store.append([event])
        else:
            store.append(events)
            _acknowledge(number, events)


def _acknowledge(number: int, events: Sequence[PreferenceEvent]) -> None:
    sys.stdout.write(f"{number} {len(events)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], *(int(argument) for argument in sys.argv[3:]))
