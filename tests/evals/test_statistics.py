import numpy as np
import pytest

from podbor.evals.statistics import clustered_interval, holm, paired_test

SIMULATIONS = 120


def clusters(
    random: np.random.Generator, *, scenarios: int, rate: float, spread: float, size: int
) -> list[list[float]]:
    """Scenarios of different difficulty: the trials and languages of one are alike."""
    chances = np.clip(random.normal(rate, spread, scenarios), 0, 1)
    return [list((random.random(size) < chance).astype(float)) for chance in chances]


@pytest.mark.parametrize(("rate", "spread"), [(0.5, 0.4), (0.8, 0.3)])
def test_intervals_hold_the_truth_as_often_as_they_say(rate: float, spread: float) -> None:
    random = np.random.default_rng(7)
    truth = float(np.clip(random.normal(rate, spread, 200_000), 0, 1).mean())
    covered = 0
    for _ in range(SIMULATIONS):
        found = clustered_interval(clusters(random, scenarios=50, rate=rate, spread=spread, size=4))
        assert found is not None
        covered += found.low <= truth <= found.high
    assert 0.89 <= covered / SIMULATIONS <= 0.99


def test_an_interval_over_single_trials_would_not_hold() -> None:
    random = np.random.default_rng(7)
    covered = 0
    for _ in range(SIMULATIONS):
        drawn = clusters(random, scenarios=50, rate=0.5, spread=0.8, size=4)
        apart = clustered_interval([[value] for cluster in drawn for value in cluster])
        assert apart is not None
        covered += apart.low <= 0.5 <= apart.high
    assert covered / SIMULATIONS < 0.9


def test_two_equal_programs_differ_by_chance_as_often_as_five_per_cent() -> None:
    random = np.random.default_rng(3)
    found = 0
    for _ in range(SIMULATIONS):
        chances = np.clip(random.normal(0.7, 0.3, 40), 0, 1)
        one, other = (random.binomial(4, chances) / 4 for _ in range(2))
        test = paired_test(one, other)
        found += test is not None and test.p < 0.05
    assert found / SIMULATIONS <= 0.08


def test_a_real_difference_is_found() -> None:
    random = np.random.default_rng(3)
    chances = np.clip(random.normal(0.8, 0.2, 60), 0, 1)
    test = paired_test(random.binomial(4, chances) / 4, random.binomial(4, chances * 0.7) / 4)
    assert test is not None
    assert test.p < 0.01
    assert test.high < 0


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
