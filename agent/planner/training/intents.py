"""Fits the classifier of the tools that write (`podbor.agent.planner.intents`) to the phrase banks.

python -m podbor.agent.planner.training.intents
"""

from collections.abc import Iterable
from itertools import chain

import numpy as np
from scipy.sparse import csr_array

from podbor.agent.planner.grammar import WRITES
from podbor.agent.planner.intents import BUCKETS, TOOLS, WEIGHTS, buckets
from podbor.agent.planner.language import Act, Plain, parse_plan
from podbor.agent.planner.training.banks import BANKS, NEWEST
from podbor.agent.planner.training.corpus import build

PER_LANG = {BANKS: 50_000, NEWEST: 40_000}
SEED = 1
STRENGTH = 16.0
"""Inverse of the regularisation."""
LEVELS = 127


def written_with(acts: Iterable[Act]) -> set[str]:
    """The tools that acts write with, among others that do not write."""
    return {act.word if isinstance(act, Plain) else WRITES.get(type(act).__name__.lower(), "") for act in acts}


def main() -> None:
    """Fit a logistic regression a tool and write the weights, in eight bits."""
    from sklearn.linear_model import LogisticRegression

    examples = [
        example for folder, count in PER_LANG.items() for example in build(per_lang=count, seed=SEED, folder=folder)
    ]
    found = [buckets(example.prompt) for example in examples]
    lengths = np.array([len(row) for row in found])
    values = np.repeat(1 / np.sqrt(np.maximum(lengths, 1)), lengths)
    ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    columns = np.fromiter(chain.from_iterable(found), np.int32)
    features = csr_array((values, columns, ends), shape=(len(found), BUCKETS))
    tools = [written_with(parse_plan(example.plan)) for example in examples]
    fits = []
    for tool in TOOLS:
        fits.append(LogisticRegression(C=STRENGTH, solver="liblinear", random_state=SEED))
        fits[-1].fit(features, [tool in written for written in tools])
        print(f"{tool}: {fits[-1].n_iter_[0]} rounds")
    weights = np.stack([fit.coef_[0] for fit in fits], axis=1)
    scales = np.abs(weights).max(axis=0) / LEVELS
    np.savez_compressed(
        WEIGHTS,
        weights=np.round(weights / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        biases=np.array([fit.intercept_[0] for fit in fits], np.float32),
    )
    print(f"{len(examples)} examples; {WEIGHTS.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
