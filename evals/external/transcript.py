"""A dialogue of two people, walked through: which of its messages recommend, and what was said and mentioned before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from podbor.evals.external.moments import Moment

RECENT = 6
"""Messages that a ranker is told: the need is in the last few."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message: who says it, in plain words, and the items that it names, in order."""

    by_recommender: bool
    text: str
    items: tuple[str, ...]


def moments_of(dialogue: str, messages: Iterable[Said]) -> Iterator[Moment]:
    """A moment for each message of the recommender that names an item.

    >>> ask = Said(by_recommender=False, text="like Alien", items=("alien",))
    >>> give = Said(by_recommender=True, text="Alien or Aliens", items=("alien", "aliens"))
    >>> [(one.context, sorted(one.seen)) for one in moments_of("1", [ask, give])]
    [('like Alien', ['alien'])]
    """
    before: list[str] = []
    seen: set[str] = set()
    for message in messages:
        if message.by_recommender and message.items:
            yield Moment(
                dialogue=dialogue,
                context=" ".join(before[-RECENT:]),
                seen=frozenset(seen),
                recommended=frozenset(message.items),
            )
        before.append(message.text)
        seen.update(message.items)
