import numpy as np
import pytest

from podbor.evals.bench.intervals import World, coverage, found_share
from podbor.evals.statistics import clustered_interval, holm, paired_test

SIMULATIONS = 120


@pytest.mark.parametrize(("rate", "spread"), [(0.5, 0.4), (0.8, 0.3)])
def test_intervals_hold_the_truth_as_often_as_they_say(rate: float, spread: float) -> None:
    world = World(scenarios=50, rate=rate, spread=spread)
    assert 0.89 <= coverage(world, simulations=SIMULATIONS) <= 0.99


def test_an_interval_over_single_trials_would_not_hold() -> None:
    world = World(scenarios=50, rate=0.5, spread=0.8)
    assert coverage(world, simulations=SIMULATIONS, clustered=False) < 0.9


def test_two_equal_programs_differ_by_chance_as_often_as_five_per_cent() -> None:
    world = World(scenarios=40, rate=0.7, spread=0.3)
    assert found_share(world, loss=0.0, simulations=SIMULATIONS) <= 0.08
    assert found_share(world, loss=0.2, simulations=SIMULATIONS) >= 0.9


def test_a_real_difference_is_found() -> None:
    random = np.random.default_rng(3)
    chances = np.clip(random.normal(0.8, 0.2, 60), 0, 1)
    test = paired_test(random.binomial(4, chances) / 4, random.binomial(4, chances * 0.7) / 4)
    assert test is not None
    assert test.p < 0.01
    assert test.high is not None
    assert test.high < 0


def test_one_scenario_proves_nothing() -> None:
    test = paired_test([0.0], [1.0])
    assert test is not None
    assert (test.difference, test.low, test.high, test.p) == (1.0, None, None, 1.0)


def test_what_is_not_there_has_no_interval() -> None:
    assert clustered_interval([]) is None
    assert clustered_interval([[], []]) is None
    assert paired_test([], []) is None


def test_all_alike_is_not_certain() -> None:
    found = clustered_interval([[1.0, 1.0]] * 10)
    assert found is not None
    assert (found.mean, found.low, found.high) == (1.0, 0.7, 1.0)


def test_holm_never_makes_a_test_stronger() -> None:
    p = [0.001, 0.2, 0.03, 0.04]
    assert all(adjusted >= raw for adjusted, raw in zip(holm(p), p, strict=True))
