"""The gate: which experts speak for this shopper, here and now.

Every expert gets a logit from what the shopper did, what is asked, where, and the hour; a softmax turns the logits into shares, and
the two largest are kept (Shazeer et al., 1701.06538; Switch, 2101.03961). The weights are tied: one number a clue, the same for
every expert, so that a new service needs no training, and a shopper's own part is one number an expert.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
Ints: TypeAlias = npt.NDArray[np.int64]

Clue = Literal["size", "last", "recent", "whole", "hour", "own_hour", "asked", "need"]
CLUES: tuple[Clue, ...] = get_args(Clue)
TOP = 2
RECENT_DECAY = 0.8
PARTS_OF_DAY = (5, 11, 17, 22)
"""Hours at which morning, day, evening and night begin."""
NIGHT = len(PARTS_OF_DAY) - 1
NO_HOUR = -1
"""Stands for an hour that is not known."""
SMOOTH = 1.0
STEP = 0.3
"""How far one verdict moves a shopper's own weights."""
REJECTION = 0.5
REPLAYED = 4
"""Latest verdicts that a shopper's own weights are made of; what came before speaks through the clues (docs/experts.md)."""
FARTHEST = 2.0
"""A shopper's own weight never outweighs what is asked."""


def part_of_day(hour: int) -> int:
    """Index of the part of the day; the small hours are night.

    >>> [part_of_day(hour) for hour in (4, 5, 12, 18, 23)]
    [3, 0, 1, 2, 3]
    """
    return NIGHT if hour < PARTS_OF_DAY[0] else max(k for k, begins in enumerate(PARTS_OF_DAY) if hour >= begins)


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What the gate is told.

    Attributes:
        takes: (n, E), whose each take is, oldest first; a row sums to 1: one service for certain, or several that sell it.
        hours: (n,) of the takes; `hour` is now. Either may be `NO_HOUR`.
        asked: (E,), the service that is named, or None.
        need: (E,), where what is looked for is taken, or None.
    """

    takes: Floats
    hours: Ints
    hour: int
    asked: Floats | None = None
    need: Floats | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a shopper said of an item at an hour; `item` (E,) says whose it is, a row of `Situation.takes`."""

    item: Floats
    hour: int
    taken: bool = True


@dataclass(frozen=True, kw_only=True)
class Habits:
    """What all shoppers do: log share of each expert (E,), and how the part of the day changes it (4, E), log of the ratio."""

    size: Floats
    by_part: Floats

    @classmethod
    def none(cls, n_experts: int) -> "Habits":
        """Nothing is known of others."""
        return cls(size=np.zeros(n_experts, np.float32), by_part=np.zeros((len(PARTS_OF_DAY), n_experts), np.float32))

    @classmethod
    def count(cls, experts: Ints, hours: Ints, n_experts: int) -> "Habits":
        """Count takes; each cell begins at one."""
        table = np.full((len(PARTS_OF_DAY), n_experts), SMOOTH)
        parts = np.array([part_of_day(int(hour)) for hour in hours], np.int64)
        np.add.at(table, (parts, experts), 1.0)
        size = table.sum(axis=0) / table.sum()
        by_part = table / table.sum(axis=1, keepdims=True) / size
        return cls(size=np.log(size).astype(np.float32), by_part=np.log(by_part).astype(np.float32))


def clues(situation: Situation, habits: Habits) -> Floats:
    """What speaks for each expert, float32 (E, len(CLUES)), each about 0 to 1 but for the two logarithms."""
    found = np.zeros((len(CLUES), len(habits.size)), np.float32)
    part = NO_HOUR if situation.hour == NO_HOUR else part_of_day(situation.hour)
    found[0] = habits.size
    if part != NO_HOUR:
        found[4] = habits.by_part[part]
    if len(situation.takes):
        age = np.arange(len(situation.takes))[::-1]
        same_part = np.array([hour != NO_HOUR and part_of_day(int(hour)) == part for hour in situation.hours])
        found[1] = situation.takes[-1]
        found[2] = _shares(situation.takes, (RECENT_DECAY**age).astype(np.float64))
        found[3] = _shares(situation.takes, np.ones(len(age)))
        found[5] = _shares(situation.takes, same_part.astype(float))
    if situation.asked is not None:
        found[6] = situation.asked
    if situation.need is not None:
        found[7] = situation.need
    return np.ascontiguousarray(found.T)


def _shares(takes: Floats, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    counts = weights @ takes
    return np.asarray(counts / (counts.sum() + SMOOTH))


@dataclass(frozen=True, kw_only=True)
class Gate:
    """Turns clues into shares; `weights` (len(CLUES),) are the same for every expert."""

    weights: Floats
    top: int = TOP

    def chances(self, found: Floats, own: Floats | None = None) -> Floats:
        """How likely the next take is each expert's (…, E), for clues (…, E, len(CLUES)).

        `own` (…, E) is the shopper's own part.
        """
        return softmax(found @ self.weights + (0.0 if own is None else own))

    def shares(self, found: Floats, own: Floats | None = None) -> Floats:
        """The chances, all but the `top` largest zero; each row sums to 1."""
        return sparse(self.chances(found, own), self.top)

    def own_weights(self, habits: Habits, verdicts: Sequence[Verdict]) -> Floats:
        """A shopper's own part (E,), from what the shopper took and rejected, oldest first; nothing else is kept of it.

        Each take moves it by what the take says over what the gate gave, as one step of logistic regression; a rejection moves it
        half as far from those whose item it was.
        """
        own = np.zeros(len(habits.size), np.float32)
        first = max(0, len(verdicts) - REPLAYED)
        for place in range(first, len(verdicts)):
            verdict = verdicts[place]
            situation = situation_of(verdicts[:place], len(habits.size), hour=verdict.hour)
            given = softmax(clues(situation, habits) @ self.weights + own)
            pull = verdict.item - given if verdict.taken else -REJECTION * verdict.item * given
            own = np.clip(own + STEP * pull, -FARTHEST, FARTHEST).astype(np.float32)
        return own


def situation_of(
    verdicts: Sequence[Verdict], n_experts: int, *, hour: int, asked: Floats | None = None, need: Floats | None = None
) -> Situation:
    """The situation of a shopper who said `verdicts`, oldest first."""
    taken = [verdict for verdict in verdicts if verdict.taken]
    return Situation(
        takes=np.array([verdict.item for verdict in taken], np.float32).reshape(-1, n_experts),
        hours=np.array([verdict.hour for verdict in taken], np.int64),
        hour=hour,
        asked=asked,
        need=need,
    )


def softmax(logits: Floats) -> Floats:
    """Softmax over the last axis."""
    chance = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(chance / chance.sum(axis=-1, keepdims=True), dtype=np.float32)


def sparse(shares: Floats, top: int) -> Floats:
    """Keep the `top` largest of each row and let them share what the others had."""
    if top >= shares.shape[-1]:
        return shares
    order = np.argsort(-shares, axis=-1, kind="stable")[..., top:]
    kept = shares.copy()
    np.put_along_axis(kept, order, 0.0, axis=-1)
    return np.asarray(kept / kept.sum(axis=-1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, kw_only=True)
class Utilisation:
    """How the gate uses its experts: mean share of each, entropy of that (1 where all are used alike), and the dead ones."""

    load: tuple[float, ...]
    entropy: float
    dead: int


DEAD_SHARE = 0.01


def utilisation(shares: Floats) -> Utilisation:
    """Utilisation over many situations, shares (N, E); an expert is dead that is chosen for under 1 % of them.

    >>> found = utilisation(np.array([[1.0, 0.0], [0.0, 1.0]], np.float32))
    >>> found.load, found.entropy, found.dead
    ((0.5, 0.5), 1.0, 0)
    """
    load = shares.mean(axis=0)
    used = load[load > 0]
    entropy = float(-(used * np.log(used)).sum() / np.log(len(load))) if len(load) > 1 else 1.0
    dead = int(((shares > 0).mean(axis=0) < DEAD_SHARE).sum())
    return Utilisation(load=tuple(round(float(x), 4) for x in load), entropy=round(entropy, 4), dead=dead)


def stack_clues(situations: Sequence[Situation], habits: Habits) -> Floats:
    """Clues of many situations, (N, E, len(CLUES))."""
    return np.stack([clues(situation, habits) for situation in situations])
