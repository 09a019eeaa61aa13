import doctest
import importlib

import pytest

MODULES = [
    "podbor.evals.metrics.outcome",
    "podbor.evals.metrics.ranking",
    "podbor.evals.metrics.conduct",
    "podbor.evals.metrics.cost",
    "podbor.evals.statistics",
    "podbor.evals.external.iard",
    "podbor.evals.external.moments",
    "podbor.evals.external.prf",
    "podbor.evals.external.transcript",
    "podbor.evals.bench.ranking_metrics",
    "podbor.evals.dialogue.checks.check",
    "podbor.evals.dialogue.checks.slate",
    "podbor.evals.dialogue.checks.reply",
    "podbor.evals.simulator.typos",
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_the_docs_are_true(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 0
    assert found.failed == 0
