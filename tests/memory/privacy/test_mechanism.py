"""The noise is as large as it is said to be, and the cost is what OpenDP says it is."""

from itertools import pairwise
from math import exp, log, sqrt
from statistics import NormalDist, stdev

import pytest

from podbor.core.errors import InputError
from podbor.memory.privacy.mechanism import Loss, add_noise, calibrate, epsilon_of

NORMAL = NormalDist()


def test_a_calibration_costs_what_was_asked_for() -> None:
    for epsilon in (0.5, 1.0, 8.0):
        calibration = calibrate(epsilon=epsilon, delta=1e-6, keys=4)
        assert epsilon_of(calibration.loss, delta=1e-6) == pytest.approx(epsilon, rel=1e-3)
        assert epsilon_of(calibration.loss, delta=1e-6) <= epsilon


def test_the_noise_is_enough_by_the_exact_formula_of_the_gaussian_mechanism() -> None:
    """Balle and Wang, Improving the Gaussian Mechanism, 2018, theorem 8: independent of OpenDP's own arithmetic."""
    keys, epsilon = 4, 1.0
    calibration = calibrate(epsilon=epsilon, delta=1e-6, keys=keys)
    mu = sqrt(keys) / calibration.scale
    delta = NORMAL.cdf(mu / 2 - epsilon / mu) - exp(epsilon) * NORMAL.cdf(-mu / 2 - epsilon / mu)
    beyond = keys * (1 - NORMAL.cdf((calibration.threshold - 1) / calibration.scale))
    assert delta + beyond <= 1e-6
    assert beyond == pytest.approx(5e-7, rel=0.01)


def test_less_epsilon_or_more_keys_is_more_noise_and_a_higher_threshold() -> None:
    plans = [calibrate(epsilon=epsilon, delta=1e-6, keys=keys) for epsilon, keys in ((4, 1), (2, 1), (2, 4), (1, 4))]
    for looser, tighter in pairwise(plans):
        assert looser.scale < tighter.scale
        assert looser.threshold < tighter.threshold


def test_losses_add_up_to_less_than_the_sum_of_the_epsilons() -> None:
    one = calibrate(epsilon=1, delta=1e-6, keys=2).loss
    ten = sum([one] * 9, one)
    assert ten == Loss(rho=pytest.approx(10 * one.rho), delta=pytest.approx(10 * one.delta))
    assert epsilon_of(one, delta=1e-5) < epsilon_of(ten, delta=1e-5) < 4
    by_hand = ten.rho + 2 * sqrt(ten.rho * log(1 / (1e-5 - ten.delta)))
    assert epsilon_of(ten, delta=1e-5) <= by_hand
    assert epsilon_of(Loss(rho=0.01, delta=1e-5), delta=1e-5) == float("inf")


def test_released_counts_are_noisy_and_above_the_threshold_and_keys_come_back_as_they_were() -> None:
    calibration = calibrate(epsilon=1, delta=1e-6, keys=1)
    counts = {("a\tb\n", f'"{n}"'): 500 for n in range(400)} | {("rare", str(n)): 1 for n in range(400)}
    released = add_noise(counts, calibration)
    assert set(released) == {key for key in counts if key[0] != "rare"}
    assert min(released.values()) >= calibration.threshold
    assert stdev(released.values()) == pytest.approx(calibration.scale, rel=0.2)
    assert add_noise(counts, calibration) != released


@pytest.mark.parametrize(
    ("field", "value"),
    [("epsilon", 0.0), ("epsilon", float("inf")), ("delta", 0.5), ("keys", 0), ("epsilon", float("nan"))],
)
def test_a_wrong_value_is_named_with_the_valid_ones(field: str, value: float) -> None:
    arguments = {"epsilon": 1.0, "delta": 1e-6, "keys": 4} | {field: value}
    with pytest.raises(InputError, match=f"{field}: got .*; valid: .* to "):
        calibrate(**arguments)  # type: ignore[arg-type]
