"""What one shopper adds to a statistic: at most so many keys, one each. Whatever he does, he moves no count by more than one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from podbor.core.shared import Statistic

Key: TypeAlias = tuple[str, ...]
"""(item,) of popularity, (earlier, later) items or kinds of transitions, (one, other) of co-purchase, in alphabetical order."""

KEYS_PER_SHOPPER: dict[Statistic, int] = {
    "popularity": 2,
    "transitions": 4,
    "kind_transitions": 4,
    "co_purchase": 4,
}
"""Chosen with `podbor bench privacy` on the validation part: more keys say more of a shopper and need more noise on each."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """An item that a shopper took, the basket (conversation, order) it was in, and its kind, "" where that is not known."""

    item_id: str
    basket: str
    kind: str = ""


History: TypeAlias = Sequence[Taken]
"""Everything one shopper took, oldest first."""


def contribution(statistic: Statistic, history: History, *, keys: int) -> tuple[Key, ...]:
    """Return at most `keys` different keys, those that say most first: latest items, nearest pairs.

    It reads this shopper's history alone, so that one shopper more or less leaves those of all others as they are.
    """
    candidates: Iterator[Key]
    match statistic:
        case "popularity":
            candidates = ((taken.item_id,) for taken in reversed(history))
        case "transitions":
            candidates = ((a.item_id, b.item_id) for a, b in _nearest_pairs(history))
        case "kind_transitions":
            candidates = ((a.kind, b.kind) for a, b in _nearest_pairs(history) if a.kind and b.kind)
        case "co_purchase":
            candidates = (_sorted(a, b) for a, b in _nearest_pairs(history) if a.basket == b.basket)
    return tuple(islice(_different(candidates), keys))


def count(statistic: Statistic, histories: Iterable[History], *, keys: int) -> Counter[Key]:
    """Shoppers a key, of bounded contributions. Raw: never shown, only the input of a release."""
    return Counter(key for history in histories for key in contribution(statistic, history, keys=keys))


def _nearest_pairs(history: History) -> Iterator[tuple[Taken, Taken]]:
    """Pairs of different items, earlier one first: neighbours before those further apart, later before earlier."""
    for gap in range(1, len(history)):
        for later in range(len(history) - 1, gap - 1, -1):
            if history[later - gap].item_id != history[later].item_id:
                yield history[later - gap], history[later]


def _sorted(one: Taken, other: Taken) -> Key:
    return tuple(sorted((one.item_id, other.item_id)))


def _different(keys: Iterable[Key]) -> Iterator[Key]:
    seen: set[Key] = set()
    for key in keys:
        if key not in seen:
            seen.add(key)
            yield key
