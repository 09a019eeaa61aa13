"""Experts of services: each knows what is taken at its own."""

import numpy as np
import pytest

from podbor.core.errors import InputError
from podbor.tools.ranking.experts import Experts, TakeLog, fit_with_gate
from podbor.tools.ranking.gate import clues
from podbor.tools.ranking.gate_learning import learn_mix

ITEMS, RING = 24, 12


def walker(start: int, length: int = 16) -> TakeLog:
    """Walks a ring of items at each of two services in turn: what comes next is certain at one service and not overall."""
    drawn = np.random.default_rng(start)
    at, items, experts = [start % RING, (5 * start) % RING], [], []
    for _ in range(length):
        expert = int(drawn.integers(2))
        at[expert] = (at[expert] + 1) % RING
        items.append(at[expert] + RING * expert)
        experts.append(expert)
    hours = np.array([9 if expert else 20 for expert in experts])
    return TakeLog(items=np.array(items), experts=np.array(experts), hours=hours)


LOGS = [walker(start) for start in range(150)]


@pytest.fixture(scope="module")
def fitted() -> tuple[Experts, np.ndarray]:
    experts, cases = fit_with_gate(LOGS, ITEMS, 2)
    mix = learn_mix(cases)
    past = LOGS[0].until(10)
    for hour in (9, 20):
        shares = mix.gate.shares(clues(experts.situation(past, hour=hour), experts.habits))
        assert shares[1 if hour == 9 else 0] > 0.5
    return experts, experts.mixed(experts.scores([past]), shares[None], mix)[0]


def test_an_expert_is_silent_on_what_its_service_does_not_have(fitted: tuple[Experts, np.ndarray]) -> None:
    experts, _ = fitted
    scores = experts.scores([LOGS[0]])
    assert scores.experts.shape == (1, 2, ITEMS)
    assert not scores.experts[0, 0, RING:].any()
    assert not scores.experts[0, 1, :RING].any()
    assert experts.belongs.sum(axis=1).tolist() == [RING, RING]


def test_an_expert_sees_past_what_came_between(fitted: tuple[Experts, np.ndarray]) -> None:
    """What follows at a service is first for its own expert, whatever was taken elsewhere since."""
    experts, _ = fitted
    past = TakeLog(items=np.array([3, RING + 7, RING + 8]), experts=np.array([0, 1, 1]), hours=np.full(3, 12))
    scores = experts.scores([past])
    assert scores.experts[0, 0].argmax() == 4
    assert scores.experts[0, 1].argmax() == RING + 9


def test_a_score_is_the_sum_of_the_shared_and_the_chosen(fitted: tuple[Experts, np.ndarray]) -> None:
    experts, mixed = fitted
    _, cases = fit_with_gate(LOGS, ITEMS, 2, shared=experts.shared)
    mix = learn_mix(cases)
    scores = experts.scores([LOGS[0]])
    only = experts.mixed(scores, np.array([[1.0, 0.0]], np.float32), mix)[0]
    expected = scores.shared[0] + mix.loudness[0] * scores.experts[0, 0] + mix.home * experts.belongs[0]
    assert only == pytest.approx(expected)
    assert mixed.shape == (ITEMS,)


@pytest.mark.parametrize(
    ("log", "field"),
    [
        (TakeLog(items=np.array([ITEMS]), experts=np.array([0]), hours=np.array([0])), "item"),
        (TakeLog(items=np.array([0]), experts=np.array([2]), hours=np.array([0])), "expert"),
        (TakeLog(items=np.array([0]), experts=np.array([0]), hours=np.array([24])), "hour"),
        (TakeLog(items=np.array([0]), experts=np.array([0]), hours=np.array([1, 2])), "hour"),
    ],
)
def test_a_wrong_log_is_named(log: TakeLog, field: str) -> None:
    with pytest.raises(InputError) as caught:
        Experts.fit([LOGS[0], log], ITEMS, 2)
    assert (caught.value.line, caught.value.field) == (2, field)
