"""Attackers learn next to nothing from a release at epsilon 1, and everything from the same counts without noise."""

import json
from collections.abc import Sequence
from math import inf, sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from rich.console import Console

from podbor.core.errors import InputError
from podbor.core.shared import STATISTICS, Statistic
from podbor.evals.bench.privacy import EPSILONS, render, run
from podbor.evals.bench.privacy_attack import canaries_leaked, membership, worst_case
from podbor.evals.bench.privacy_models import kinds_of
from podbor.memory.privacy.contributions import History, Taken
from podbor.memory.privacy.mechanism import calibrate

TARGETS = 600
CHANCE = 0.5 + 4 * sqrt((TARGETS + 1) / (12 * (TARGETS // 2) ** 2))
"""What a guess stays below in all but one of 30,000 runs; the privacy of epsilon 1 adds at most 0.06 to it."""


@pytest.fixture(scope="module")
def histories() -> Sequence[History]:
    """3,000 shoppers with 2 to 8 items each of 2,000, some items far more liked than most."""
    rng = np.random.default_rng(5)
    liked = np.arange(1, 2001) ** -0.7
    rows = (rng.choice(2000, size=8, p=liked / liked.sum()) for _ in range(3000))
    return [
        [Taken(item_id=str(item), basket="b", kind=str(item % 100)) for item in row[: 2 + index % 7]]
        for index, row in enumerate(rows)
    ]


@pytest.mark.parametrize("statistic", STATISTICS)
def test_membership_cannot_be_told_at_epsilon_1_and_can_without_noise(
    histories: Sequence[History], statistic: Statistic
) -> None:
    private = membership(histories, statistic, 1.0, targets=TARGETS)
    assert max(private["informed"], private["outsider"]) < CHANCE + 0.06
    bare = membership(histories, statistic, inf, targets=TARGETS)
    assert bare["informed"] == 1.0
    assert bare["outsider"] > CHANCE + 0.06


@pytest.mark.parametrize("statistic", STATISTICS)
def test_no_canary_leaks_at_epsilon_1_and_all_do_without_noise(
    histories: Sequence[History], statistic: Statistic
) -> None:
    assert canaries_leaked(histories, statistic, 1.0, planted=50) == 0
    assert canaries_leaked(histories, statistic, inf, planted=50) == 50


def test_the_worst_case_stays_below_what_theory_allows() -> None:
    """The AUC of telling two Gaussians mu apart is the normal distribution function at mu / sqrt(2)."""
    mu = sqrt(4) / calibrate(epsilon=1.0, delta=1e-6, keys=4).scale
    limit = NormalDist().cdf(mu / sqrt(2))
    assert worst_case(1.0, keys=4, releases=TARGETS // 2) < limit + CHANCE - 0.5
    assert worst_case(inf, keys=4, releases=5) == 1.0
    assert worst_case(16.0, keys=4, releases=TARGETS // 2) > CHANCE


@pytest.fixture
def ring(tmp_path: Path) -> tuple[Path, Path]:
    """1,200 users who walk a ring of 240 items, of four kinds, and the items' kinds."""
    rows = [f"{user} " + " ".join(str(10 + (user + step) % 240) for step in range(5)) for user in range(1, 1201)]
    data, attributes = tmp_path / "ring.txt", tmp_path / "attributes.json"
    data.write_text("\n".join(rows) + "\n", encoding="utf-8")
    attributes.write_text(
        json.dumps({str(10 + item): [item // 60, 1000 + item] for item in range(240)}), encoding="utf-8"
    )
    return data, attributes


def test_the_bench_reports_every_epsilon_and_noise_costs_quality(ring: tuple[Path, Path]) -> None:
    report = run(*ring, shoppers=200, targets=100, releases=20)
    json.dumps(report)
    assert [row["epsilon"] for row in report["quality"]] == [*EPSILONS[:-1], None]
    first, last = report["quality"][0], report["quality"][-1]
    assert last["models"]["transitions"]["R@10"] == 1.0 > first["models"]["transitions"]["R@10"]
    assert first["keys"]["transitions"] == 0
    assert first["keys"]["kind_transitions"] >= 4
    assert 0.5 < first["together"] < 1.5
    assert report["attacks"][-1]["membership"]["transitions"]["informed"] == 1.0
    console = Console(width=220, record=True, file=(ring[0].parent / "out.txt").open("w"))
    console.print(render(report))
    console.file.close()
    text = console.export_text()
    assert all(name in text for name in ("∞", "kind transitions", "canaries", "300 of 300", "0 of 300"))


def test_a_file_without_anything_to_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("1 5 6\n", encoding="utf-8")
    with pytest.raises(InputError, match="no user has three items"):
        run(path)
    path.write_text("1 5 6 5 7\n", encoding="utf-8")
    with pytest.raises(InputError, match="every item to predict is a repeat"):
        run(path)


def test_the_kind_of_an_item_is_its_rarest_common_attribute() -> None:
    attributes = {item: [1, 2 if item < 60 else 3, 1000 + item] for item in range(100)}
    assert kinds_of(attributes, 101) == ["2"] * 60 + ["1"] * 40 + [""]
