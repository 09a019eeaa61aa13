"""Token batches for training: bucketed by length, the loss on the plan only."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from podbor.agent.planner.training.corpus import Example
from podbor.agent.planner.training.token_weights import token_weights

BUCKET = 50
"""Batches sorted together: enough to pad little, few enough to stay mixed."""


@dataclass(frozen=True, kw_only=True)
class Encoded:
    """An example as token ids; those from `start` on are the plan's, which `weights` are of."""

    ids: tuple[int, ...]
    start: int
    weights: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Batch:
    """`ids` (examples, length), padded right; `rows`, `columns`, `targets` and `weights` (tokens,) say where what is predicted."""

    ids: Tensor
    rows: Tensor
    columns: Tensor
    targets: Tensor
    weights: Tensor


def encode(examples: Sequence[Example], tokenizer: Any) -> list[Encoded]:
    """Tokenise prompt and plan apart, as generation sees them."""
    prompts = tokenizer([example.prompt for example in examples]).input_ids
    plans = tokenizer([example.plan + "\n" for example in examples], add_special_tokens=False).input_ids
    return [
        Encoded(ids=(*prompt, *plan), start=len(prompt), weights=token_weights(tokenizer.convert_ids_to_tokens(plan)))
        for prompt, plan in zip(prompts, plans, strict=True)
    ]


def batches(
    encoded: Sequence[Encoded], *, size: int, rng: random.Random, rank: int = 0, world: int = 1, whole: bool = False
) -> Iterator[Batch]:
    """Batches of one epoch in a seeded order; worker `rank` of `world` gets its share of each.

    `whole` leaves a smaller one out: for every worker, as each waits for the gradients of the others.
    """
    order = list(range(len(encoded)))
    rng.shuffle(order)
    groups: list[list[int]] = []
    for at in range(0, len(order), size * BUCKET):
        bucket = sorted(order[at : at + size * BUCKET], key=lambda index: len(encoded[index].ids))
        groups.extend(bucket[start : start + size] for start in range(0, len(bucket), size))
    rng.shuffle(groups)
    for group in groups:
        share = group[rank::world]
        if len(group) >= (size if whole else world):
            yield collate([encoded[index] for index in share])


def collate(examples: Sequence[Encoded]) -> Batch:
    """Pad to the longest. The model is causal, so padding on the right needs no mask."""
    longest = max(len(example.ids) for example in examples)
    ids = torch.zeros(len(examples), longest, dtype=torch.long)
    rows: list[int] = []
    columns: list[int] = []
    targets: list[int] = []
    weights: list[float] = []
    for row, example in enumerate(examples):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        plan = example.ids[example.start :]
        rows.extend([row] * len(plan))
        columns.extend(range(example.start - 1, len(example.ids) - 1))
        targets.extend(plan)
        weights.extend(example.weights)
    return Batch(
        ids=ids,
        rows=torch.tensor(rows),
        columns=torch.tensor(columns),
        targets=torch.tensor(targets),
        weights=torch.tensor(weights),
    )
