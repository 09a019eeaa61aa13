"""`podbor bench intervals`: whether the statistics of comparisons keep their word, on runs made up with a known truth.

Scenarios differ in difficulty, and the trials and languages of one are alike. Printed: how often a 95 % interval holds the truth
(beside it one over single trials, which is what counting trials as independent gives), how often two equal programs differ with
p < 0.05, and how often a program that is worse by `LOSS` is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from rich.table import Table

from podbor.evals.statistics import clustered_interval, paired_test

SEED = 7
LOSS = 0.1
ALPHA = 0.05
Chances = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class World:
    """Scenarios whose chances to pass are normal around `rate`, cut to 0 and 1; `size` trials of each."""

    scenarios: int
    rate: float
    spread: float
    size: int = 4

    def chances(self, random: np.random.Generator, count: int) -> Chances:
        """Chances of `count` scenarios."""
        return np.clip(random.normal(self.rate, self.spread, count), 0, 1)

    def trials(self, random: np.random.Generator) -> list[list[float]]:
        """Outcomes, a list a scenario."""
        chances = self.chances(random, self.scenarios)
        return [list((random.random(self.size) < chance).astype(float)) for chance in chances]

    def truth(self, random: np.random.Generator) -> float:
        """The mean over all scenarios there could be."""
        return float(self.chances(random, 200_000).mean())


WORLDS = (
    World(scenarios=30, rate=0.7, spread=0.3),
    World(scenarios=50, rate=0.5, spread=0.4),
    World(scenarios=150, rate=0.8, spread=0.3),
    World(scenarios=150, rate=0.95, spread=0.2),
)


def coverage(world: World, *, simulations: int, clustered: bool = True, seed: int = SEED) -> float:
    """Share of intervals that hold the truth."""
    random = np.random.default_rng(seed)
    truth = world.truth(random)
    held = 0
    for _ in range(simulations):
        drawn = world.trials(random)
        found = clustered_interval(drawn if clustered else _apart(drawn))
        held += found is not None and found.low <= truth <= found.high
    return held / simulations


def found_share(world: World, *, loss: float, simulations: int, seed: int = SEED) -> float:
    """Share of pairs of runs over the same scenarios with p below 0.05, where the second passes less often by `loss`."""
    random = np.random.default_rng(seed)
    found = 0
    for _ in range(simulations):
        chances = world.chances(random, world.scenarios)
        before, after = (
            random.binomial(world.size, one) / world.size for one in (chances, np.clip(chances - loss, 0, 1))
        )
        test = paired_test(list(before), list(after))
        found += test is not None and test.p < ALPHA
    return found / simulations


def run(*, simulations: int) -> dict[str, Any]:
    """Every figure for every world."""
    return {
        "simulations": simulations,
        "worlds": [
            {
                **vars(world),
                "coverage": coverage(world, simulations=simulations),
                "coverage_of_single_trials": coverage(world, simulations=simulations, clustered=False),
                "equal_programs_differ": found_share(world, loss=0.0, simulations=simulations),
                "loss_is_found": found_share(world, loss=LOSS, simulations=simulations),
            }
            for world in WORLDS
        ],
    }


def render(result: dict[str, Any]) -> Table:
    """Render for a terminal."""
    table = Table(
        "scenarios",
        "pass rate",
        "spread",
        "95 % interval holds the truth",
        "over single trials",
        "equal programs: p < 0.05",
        f"worse by {LOSS:.0%}: found",
        title=f"{result['simulations']} simulations, {WORLDS[0].size} trials a scenario",
    )
    names = ("coverage", "coverage_of_single_trials", "equal_programs_differ", "loss_is_found")
    for world in result["worlds"]:
        shares = (f"{world[name]:.1%}" for name in names)
        table.add_row(str(world["scenarios"]), f"{world['rate']:.2f}", f"{world['spread']:.2f}", *shares)
    return table


def _apart(drawn: Sequence[Sequence[float]]) -> list[list[float]]:
    return [[value] for cluster in drawn for value in cluster]
