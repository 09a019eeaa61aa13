"""Draws seldom what an adapter already reads surely, so that training time goes to the rest of the banks' lines."""

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor

from podbor.agent.planner.training.banks import BANKS, NEWEST
from podbor.agent.planner.training.corpus import as_written, load_banks
from podbor.agent.planner.training.data import Batch, collate, encode

SHARES = ((0.97, 0.25), (0.85, 0.5))
"""How often a line is drawn whose least certain token is at least so probable, where another is drawn once; the highest first."""
SIZE = 64
"""Lines read at once."""


def line_certainties(
    certainties: Callable[[Batch], Tensor], tokenizer: Any, *, seed: int, rank: int = 0, world: int = 1
) -> dict[str, float]:
    """How probable the least certain token of the plan is, by the key of the line; worker `rank` of `world` reads its share.

    `certainties` returns that of each example of a batch, (examples,).
    """
    lines = [
        pair
        for folder in (BANKS, NEWEST)
        for lang, own in load_banks(folder).items()
        for pair in as_written(lang, own, seed=seed)
    ][rank::world]
    encoded = encode([example for _, example in lines], tokenizer)
    order = sorted(range(len(lines)), key=lambda at: len(encoded[at].ids))
    found: dict[str, float] = {}
    for start in range(0, len(order), SIZE):
        places = order[start : start + SIZE]
        values = certainties(collate([encoded[at] for at in places])).tolist()
        found.update((lines[at][0].key, value) for at, value in zip(places, values, strict=True))
    return found


def least_certain(probabilities: Tensor, batch: Batch) -> Tensor:
    """The lowest of each example's token probabilities, (tokens,) → (examples,); tokens of kinds and their words do not count."""
    counted = torch.where(batch.weights < 1, 1.0, probabilities)
    return torch.ones(len(batch.ids)).scatter_reduce(0, batch.rows, counted, "amin")


def shares_of(certainties: Mapping[str, float]) -> dict[str, float]:
    """How often each line is drawn; one that is not here is drawn as any other."""
    found = {
        key: next((share for least, share in SHARES if value >= least), None) for key, value in certainties.items()
    }
    return {key: share for key, share in found.items() if share is not None}
