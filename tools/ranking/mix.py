"""A gate with the experts it mixes, as lists use it; `gate_learning.py` learns one from takes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from podbor.tools.ranking.gate import CLUES, TOP, Floats, Gate

Params = npt.NDArray[np.float64]
"""(CLUES + E + 1,): the gate's weights, the experts' loudness, what belonging is worth."""
PRIOR_CLUES = {
    "size": -0.3,
    "last": 0.1,
    "recent": 0.4,
    "whole": 0.3,
    "hour": 0.6,
    "own_hour": 0.5,
    "asked": 4.0,
    "need": 4.0,
}
PRIOR_LOUDNESS, PRIOR_HOME = 0.4, 2.5
"""Rounded from what the validation part of real takes teaches (docs/experts.md)."""


@dataclass(frozen=True, kw_only=True)
class Mix:
    """A learned gate with the experts' loudness (E,) and what belonging to a chosen expert is worth."""

    gate: Gate
    loudness: Floats
    home: float


def prior_mix(n_experts: int) -> Mix:
    """What is believed before anything was taken."""
    return mix_of(prior(n_experts), top=TOP)


def prior(n_experts: int) -> Params:
    """The parameters of `prior_mix`."""
    return np.array([*(PRIOR_CLUES[clue] for clue in CLUES), *[PRIOR_LOUDNESS] * n_experts, PRIOR_HOME], np.float64)


def mix_of(params: Params, *, top: int) -> Mix:
    """A mix of parameters in which `top` experts speak."""
    weights, loudness = params[: len(CLUES)], params[len(CLUES) : -1]
    return Mix(
        gate=Gate(weights=weights.astype(np.float32), top=top),
        loudness=loudness.astype(np.float32),
        home=float(params[-1]),
    )
