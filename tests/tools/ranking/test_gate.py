"""The gate: what it is told, what it chooses, and what a verdict changes."""

from dataclasses import fields

import numpy as np
import pytest

from podbor.tools.ranking.gate import (
    CLUES,
    FARTHEST,
    Floats,
    Gate,
    Habits,
    Situation,
    Verdict,
    clues,
    situation_of,
    sparse,
    utilisation,
)
from podbor.tools.ranking.gate_learning import GateCases, learn_mix
from podbor.tools.ranking.mix import prior_mix

SURE = np.eye(3, dtype=np.float32)
NOBODY = Habits.none(3)
GATE = prior_mix(3).gate


def situation(*experts: int, hour: int = 12, asked: int | None = None) -> Situation:
    verdicts = [Verdict(item=SURE[expert], hour=9) for expert in experts]
    return situation_of(verdicts, 3, hour=hour, asked=None if asked is None else SURE[asked])


def shares(told: Situation, habits: Habits = NOBODY, own: Floats | None = None) -> Floats:
    return GATE.shares(clues(told, habits), own)


def test_clues_by_hand() -> None:
    found = dict(zip(CLUES, clues(situation(0, 1, 1, hour=9, asked=2), NOBODY).T.tolist(), strict=True))
    assert found["last"] == [0, 1, 0]
    assert found["asked"] == [0, 0, 1]
    assert found["whole"] == found["own_hour"] == pytest.approx([1 / 4, 2 / 4, 0])
    assert found["recent"] == pytest.approx([0.64 / 3.44, 1.8 / 3.44, 0])
    assert found["need"] == found["size"] == found["hour"] == [0, 0, 0]
    evening = dict(zip(CLUES, clues(situation(0, 1, hour=20), NOBODY).T.tolist(), strict=True))
    assert evening["own_hour"] == [0, 0, 0]


def test_two_speak_and_the_one_that_is_asked_speaks_most() -> None:
    for told in (situation(), situation(0), situation(0, 0, 1, asked=2)):
        assert (shares(told) > 0).sum() == 2
        assert shares(told).sum() == pytest.approx(1)
    assert shares(situation(0, 0, 0)).argmax() == 0
    assert shares(situation(0, 0, 0, asked=2)).argmax() == 2
    assert sparse(np.array([0.2, 0.3, 0.5], np.float32), top=2).tolist() == pytest.approx([0, 0.375, 0.625])


def test_the_hour_moves_a_stranger() -> None:
    takes = np.array([0] * 50 + [1] * 50)
    habits = Habits.count(takes, np.array([9] * 50 + [20] * 50), 3)
    assert shares(situation(hour=9), habits).argmax() == 0
    assert shares(situation(hour=20), habits).argmax() == 1


def test_verdicts_move_a_shoppers_own_weights_and_no_one_elses() -> None:
    took = [Verdict(item=SURE[2], hour=12)] * 3
    assert GATE.own_weights(NOBODY, took).argmax() == 2
    rejected = GATE.own_weights(NOBODY, [*took, *[Verdict(item=SURE[2], hour=12, taken=False)] * 3])
    assert rejected[2] < GATE.own_weights(NOBODY, took)[2]
    assert GATE.own_weights(NOBODY, []).tolist() == [0, 0, 0]
    assert GATE.own_weights(NOBODY, took).nbytes == 12
    assert np.abs(GATE.own_weights(NOBODY, took * 200)).max() <= FARTHEST


def cases(count: int, *, liar: bool = False) -> GateCases:
    """Three candidates, one an expert; the taken one is that of the last service, which `clues` says."""
    drawn = np.random.default_rng(0)
    experts = drawn.integers(0, 3, count)
    told = np.stack([clues(situation(int(drawn.integers(3)) if liar else int(e)), NOBODY) for e in experts])
    places = np.stack([np.concatenate([[e], [x for x in range(3) if x != e]]) for e in experts])
    own = SURE[places]
    zeros = np.zeros((count, 3), np.float32)
    return GateCases(clues=told, shared=zeros, experts=own, belongs=own, mask=zeros)


def test_it_learns_which_clue_tells() -> None:
    told, lied = learn_mix(cases(600)), learn_mix(cases(600, liar=True))
    at = CLUES.index("last")
    assert told.gate.weights[at] > 1
    assert told.gate.weights[at] > lied.gate.weights[at] + 0.5
    nothing = GateCases(**{field.name: getattr(cases(3), field.name)[:0] for field in fields(GateCases)})
    assert learn_mix(nothing).gate.weights.tolist() == GATE.weights.tolist()


def test_without_a_gate_all_speak_alike() -> None:
    control = learn_mix(cases(200), gated=False)
    assert control.gate.shares(clues(situation(0, asked=0), NOBODY)).tolist() == pytest.approx([1 / 3] * 3)


def test_the_balance_keeps_a_small_expert_alive() -> None:
    """Nine takes of ten are of the first expert: alone, its size would take every place."""
    habits = Habits.count(np.array([0] * 900 + [1] * 60 + [2] * 40), np.full(1000, 12), 3)
    drawn = np.random.default_rng(0).choice(3, 1000, p=(0.9, 0.06, 0.04))
    told = np.stack([clues(situation(), habits) for _ in drawn])
    own = SURE[np.stack([np.concatenate([[e], [x for x in range(3) if x != e]]) for e in drawn])]
    zeros = np.zeros((1000, 3), np.float32)
    taught = GateCases(clues=told, shared=zeros, experts=own, belongs=own, mask=zeros)
    even, greedy = (learn_mix(taught, balance=balance).gate.weights for balance in (1.0, 0.0))
    spread = [utilisation(Gate(weights=weights, top=3).shares(told)).entropy for weights in (even, greedy)]
    assert spread[0] > spread[1] + 0.1


def test_a_dead_expert_is_counted() -> None:
    found = utilisation(np.tile(np.array([0.5, 0.5, 0.0], np.float32), (100, 1)))
    assert (found.dead, found.load) == (1, (0.5, 0.5, 0.0))
    assert found.entropy == pytest.approx(np.log(2) / np.log(3), abs=1e-3)
