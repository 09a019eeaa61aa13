"""A shared expert that always speaks, one expert a service, and the gate that says which two of them join it.

An expert is a `SequenceExpert` that knows only the takes at its service: what shoppers take there after what they took there,
whatever they did elsewhere in between. The score of an item is a sum, so every part of it can be said.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from podbor.core.errors import InputError
from podbor.tools.ranking.gate import CLUES, Floats, Habits, Ints, Situation, sparse, stack_clues
from podbor.tools.ranking.gate_learning import GateCases
from podbor.tools.ranking.mix import Mix
from podbor.tools.ranking.sequence import SequenceExpert

BLOCK = 100
CANDIDATES = 100
"""Best items of each expert that a case is learned over."""
CASES = 4_000
HELD_OUT, MOST_HELD_OUT = 8, 4
"""Of every eight takes the last teaches the gate, at most four a shopper."""
MASKED = np.float32(-1e9)
TELL_SERVICE, TELL_NEED = 1 / 3, 1 / 3
"""Cases that are learned with the service named, and with the need named."""


@dataclass(frozen=True, kw_only=True)
class TakeLog:
    """What one shopper took, oldest first: item indexes, whose expert each was taken at, hours 0 to 23; equal lengths."""

    items: Ints
    experts: Ints
    hours: Ints

    def __len__(self) -> int:
        return len(self.items)

    def until(self, stop: int) -> "TakeLog":
        """The takes before place `stop`."""
        return TakeLog(items=self.items[:stop], experts=self.experts[:stop], hours=self.hours[:stop])


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Scores of a block of shoppers: `shared` (B, n_items) and, in the same order of items, `experts` (B, E, n_items)."""

    shared: Floats
    experts: Floats


class Experts:
    """The shared expert and those of the services over one catalogue. Fit takes about twice as long as one `SequenceExpert`."""

    def __init__(self, shared: SequenceExpert, own: Sequence[SequenceExpert], belongs: Floats, habits: Habits) -> None:
        self.shared, self.own, self.belongs, self.habits = shared, tuple(own), belongs, habits

    @classmethod
    def fit(
        cls,
        logs: Sequence[TakeLog],
        n_items: int,
        n_experts: int,
        *,
        shared: SequenceExpert | None = None,
    ) -> "Experts":
        """Learn from whole logs. `shared` reuses an expert that was fitted on the same takes.

        Raises `InputError`, whose line counts the logs from 1, for an item, an expert or an hour that there is not.
        """
        for line, log in enumerate(logs, start=1):
            check(log, n_items, n_experts, line=line)
        empty = np.zeros(0, np.int64)
        items, experts, hours = (
            np.concatenate([empty, *(getattr(log, name) for log in logs)]) for name in ("items", "experts", "hours")
        )
        belongs = np.zeros((n_experts, n_items), np.float32)
        belongs[experts, items] = 1.0
        whole = shared or SequenceExpert.fit([log.items for log in logs], n_items, refit=True)
        own = [
            SequenceExpert.fit([log.items[log.experts == e] for log in logs], n_items, refit=True)
            for e in range(n_experts)
        ]
        return cls(whole, own, belongs, Habits.count(experts, hours, n_experts))

    @property
    def n_experts(self) -> int:
        """How many experts the gate chooses among."""
        return len(self.own)

    @property
    def size_bytes(self) -> int:
        """Bytes of all experts; a shopper adds `n_experts` float32."""
        return self.shared.size_bytes + sum(expert.size_bytes for expert in self.own) + self.belongs.nbytes

    def situation(self, past: TakeLog, *, hour: int, asked: int | None = None, need: Floats | None = None) -> Situation:
        """The situation of a shopper with that past; `asked` is the expert whose service is named."""
        sure = np.eye(self.n_experts, dtype=np.float32)
        return Situation(
            takes=sure[past.experts],
            hours=past.hours,
            hour=hour,
            asked=None if asked is None else sure[asked],
            need=need,
        )

    def scores(self, logs: Sequence[TakeLog]) -> Scores:
        """Score every item for each log; an expert is silent on what is not taken at its service."""
        own = [
            expert.scores_many([log.items[log.experts == e] for log in logs]) * self.belongs[e]
            for e, expert in enumerate(self.own)
        ]
        return Scores(shared=self.shared.scores_many([log.items for log in logs]), experts=np.stack(own, axis=1))

    def mixed(self, scores: Scores, chances: Floats, mix: Mix) -> Floats:
        """Scores (B, n_items) of the shared expert, of the experts that the gate keeps of `chances` (B, E), and of belonging.

        Belonging counts for every service: it costs no expert, and without it the items of the last service would fall off.
        """
        loud = sparse(chances, mix.gate.top) * mix.loudness
        return np.asarray(
            scores.shared + np.einsum("be,ben->bn", loud, scores.experts) + mix.home * (chances @ self.belongs),
            dtype=np.float32,
        )


def fit_with_gate(
    logs: Sequence[TakeLog],
    n_items: int,
    n_experts: int,
    *,
    need: Sequence[Ints] | None = None,
    tell_service: bool = True,
    shared: SequenceExpert | None = None,
    seed: int = 0,
) -> tuple[Experts, GateCases]:
    """Fit the experts on all but the last takes of each shopper, and make cases for the gate of those last ones.

    `need[k]` gives what each take of log k was an answer to (any whole numbers); without it no need is named. `tell_service`:
    a third of the cases have their service named. `shared` as for `Experts.fit`.
    """
    held = [held_out(len(log)) for log in logs]
    part = [log.until(len(log) - count) for log, count in zip(logs, held, strict=True)]
    experts = Experts.fit(part, n_items, n_experts, shared=shared)
    places = [(k, at) for k, count in enumerate(held) for at in range(len(logs[k]) - count, len(logs[k]))]
    drawn = np.random.default_rng(seed)
    chosen = [places[int(k)] for k in sorted(drawn.permutation(len(places))[:CASES])]
    needs = need_shares(part, need, n_experts)
    told = TELL_SERVICE if tell_service else 0.0
    return experts, gate_cases(experts, logs, chosen, needs=needs, need=need, drawn=drawn, tell_service=told)


def held_out(length: int) -> int:
    """How many of a log's last takes teach the gate.

    >>> [held_out(length) for length in (1, 2, 16, 80)]
    [0, 1, 2, 4]
    """
    return 0 if length < 2 else min(max(length // HELD_OUT, 1), MOST_HELD_OUT)


def need_shares(logs: Sequence[TakeLog], need: Sequence[Ints] | None, n_experts: int) -> dict[int, Floats]:
    """Where each need is answered: shares (E,) over the experts; `need` may go on past the logs."""
    tables: dict[int, Floats] = {}
    for log, asked in zip(logs, need or (), strict=False):
        for expert, key in zip(log.experts, asked, strict=False):
            tables.setdefault(int(key), np.zeros(n_experts, np.float32))[expert] += 1.0
    return {key: table / table.sum() for key, table in tables.items()}


def gate_cases(
    experts: Experts,
    logs: Sequence[TakeLog],
    places: Sequence[tuple[int, int]],
    *,
    needs: dict[int, Floats],
    need: Sequence[Ints] | None,
    drawn: np.random.Generator,
    tell_service: float = TELL_SERVICE,
) -> GateCases:
    """Cases of the takes at `places` (log, place), a share with the service named and a third with the need named.

    A take that no expert has among its best teaches nothing and is left out.
    """
    width = min(CANDIDATES, experts.shared.n_items)
    columns = width * (experts.n_experts + 1)
    found: list[tuple[Situation, Floats, Floats, Floats, Floats]] = []
    for start in range(0, len(places), BLOCK):
        block = places[start : start + BLOCK]
        pasts = [logs[k].until(at) for k, at in block]
        scores = experts.scores(pasts)
        told = drawn.random(len(block))
        for row, ((k, at), past) in enumerate(zip(block, pasts, strict=True)):
            target, service = int(logs[k].items[at]), int(logs[k].experts[at])
            asked = service if told[row] < tell_service else None
            key = int(need[k][at]) if need is not None and told[row] > 1 - TELL_NEED else None
            table = np.vstack([scores.shared[row], scores.experts[row]])
            table[:, past.items] = MASKED
            if asked is not None:
                table[:, experts.belongs[asked] == 0] = MASKED
            best = np.unique(np.argpartition(-table, width - 1, axis=1)[:, :width])
            if table[0, target] <= MASKED or target not in best:
                continue
            items = np.concatenate([[target], best[best != target]])
            mask = np.full(columns, MASKED)
            mask[: len(items)] = np.where(table[0, items] <= MASKED, MASKED, 0.0)
            items = np.pad(items, (0, columns - len(items)))
            situation = experts.situation(
                past, hour=int(logs[k].hours[at]), asked=asked, need=None if key is None else needs.get(key)
            )
            voices = (scores.shared[row, items], scores.experts[row][:, items].T, experts.belongs[:, items].T)
            found.append((situation, *voices, mask))
    return _stacked(found, experts, columns)


def _stacked(
    found: Sequence[tuple[Situation, Floats, Floats, Floats, Floats]], experts: Experts, columns: int
) -> GateCases:
    if not found:
        none = np.zeros((0, columns, experts.n_experts), np.float32)
        clue = np.zeros((0, experts.n_experts, len(CLUES)), np.float32)
        return GateCases(clues=clue, shared=none[:, :, 0], experts=none, belongs=none, mask=none[:, :, 0])
    situations, shared, own, belongs, mask = zip(*found, strict=True)
    return GateCases(
        clues=stack_clues(situations, experts.habits),
        shared=np.stack(shared),
        experts=np.stack(own),
        belongs=np.stack(belongs),
        mask=np.stack(mask),
    )


def check(log: TakeLog, n_items: int, n_experts: int, *, line: int) -> None:
    """Raise `InputError` where a log names what there is not."""
    for name, values, bound in (
        ("item", log.items, n_items),
        ("expert", log.experts, n_experts),
        ("hour", log.hours, 24),
    ):
        if len(values) != len(log):
            raise InputError(file="logs", line=line, field=name, reason=f"{len(values)} for {len(log)} items")
        outside = values[(values < 0) | (values >= bound)]
        if len(outside):
            raise InputError(file="logs", line=line, field=name, reason=f"{outside[0]} is not in 0 to {bound - 1}")
