"""Learning how much each channel counts, from the item each shopper took next.

The weights minimise a list-wise softmax loss (Cao et al., ListNet, 2007) over the candidates of each shopper, with an L2
pull towards a prior whose strength falls as the shoppers grow: a shop with ten histories gets the prior, one with ten
thousand gets its own weights. Weights are never negative, so that evidence only ever speaks for an item.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from podbor.tools.ranking.sequence_features import Channel, Csr, Floats, Ints, Relations, recency_matrix
from podbor.tools.ranking.sparse import root

BLOCK = 250
MASKED = np.float32(-1e9)


@dataclass(frozen=True, kw_only=True)
class MixConfig:
    """How the weights are learned; none of it is tuned to a data set.

    `candidates` a shopper; at most `shoppers` of them looked at and `examples` of them learned from, drawn with `seed`;
    `pull` is the strength of the prior, in examples; `steps` bounds the optimiser.
    """

    candidates: int = 50
    shoppers: int = 8_000
    examples: int = 4_000
    pull: float = 5.0
    steps: int = 100
    seed: int = 0


def read_channels(relations: Relations, histories: Sequence[Ints], channels: Sequence[Channel]) -> Iterator[Csr]:
    """Each channel's feature in turn, sparse (len(histories), n_items): the root of what the relation gives."""
    queries = {c.recency: recency_matrix(histories, c.recency, relations.n_items) for c in channels}
    for channel in channels:
        yield root(relations.apply(channel.relation, queries[channel.recency]))


def learn_weights(
    relations: Relations,
    channels: Sequence[Channel],
    prior: Floats,
    *,
    histories: Sequence[Ints],
    targets: Ints,
    config: MixConfig,
) -> Floats:
    """Weights (channels,) that rank `targets[k]` high after `histories[k]`; the prior where no target can be reached."""
    drawn = np.random.default_rng(config.seed).permutation(len(histories))[: config.shoppers]
    features, mask = _examples(relations, channels, prior, [histories[k] for k in drawn], targets[drawn], config)
    if not len(features):
        return prior
    return _descend(features, mask, prior, config)


def _examples(
    relations: Relations,
    channels: Sequence[Channel],
    prior: Floats,
    histories: Sequence[Ints],
    targets: Ints,
    config: MixConfig,
) -> tuple[Floats, Floats]:
    """Features (examples, candidates, channels) and mask (examples, candidates); the target is at place 0.

    A shopper whose target is not among the candidates teaches nothing, and keeping it would teach the optimiser that a
    target is what no channel reaches.
    """
    width = min(config.candidates, relations.n_items)
    features, masks, kept = [np.zeros((0, width, len(channels)), np.float32)], [np.zeros((0, width), np.float32)], 0
    for start in range(0, len(histories), BLOCK):
        block, wanted = histories[start : start + BLOCK], targets[start : start + BLOCK]
        read = list(read_channels(relations, block, channels))
        found = _candidates(weigh(read, prior, shape=(len(block), relations.n_items)), block, width)
        new = [target not in history for target, history in zip(wanted, block, strict=True)]
        hit = np.flatnonzero((found == wanted[:, None]).any(axis=1) & np.array(new))
        if len(hit):
            items = _target_first(found[hit], wanted[hit])
            seen = [block[int(k)] for k in hit]
            places = (np.arange(len(hit))[:, None], items)
            features.append(np.stack([feature[hit].toarray()[places] for feature in read], axis=2))
            masks.append(np.stack([np.isin(row, past) for row, past in zip(items, seen, strict=True)]) * MASKED)
            kept += len(hit)
        if kept >= config.examples:
            break
    return np.concatenate(features)[: config.examples], np.concatenate(masks)[: config.examples]


def _candidates(scores: Floats, block: Sequence[Ints], width: int) -> Ints:
    for row, history in zip(scores, block, strict=True):
        row[history] = MASKED
    return np.argpartition(-scores, width - 1, axis=1)[:, :width]


def _target_first(items: Ints, targets: Ints) -> Ints:
    place = (items == targets[:, None]).argmax(axis=1)
    rows = np.arange(len(items))
    items[rows, place] = items[:, 0]
    items[:, 0] = targets
    return items


def mix(relations: Relations, channels: Sequence[Channel], weights: Floats, block: Sequence[Ints]) -> Floats:
    """Weighted sum of the channels' features, (len(block), n_items); a channel without weight is not read."""
    used = np.flatnonzero(weights)
    read = read_channels(relations, block, [channels[int(k)] for k in used])
    return weigh(read, weights[used], shape=(len(block), relations.n_items))


def weigh(features: Iterable[Csr], weights: Floats, *, shape: tuple[int, int]) -> Floats:
    """The features times their weights, added up, dense."""
    scores = np.zeros(shape, np.float32)
    for feature, weight in zip(features, weights, strict=True):
        scores += weight * feature.toarray()
    return scores


def _descend(features: Floats, mask: Floats, prior: Floats, config: MixConfig) -> Floats:
    shoppers, width, size = features.shape
    table = features.reshape(-1, size)
    spread = table.std(axis=0) + 1e-6
    table /= spread
    start, pull = (prior * spread).astype(np.float64), config.pull / shoppers

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scores = (table @ weights.astype(np.float32)).reshape(shoppers, width) + mask
        scores -= scores.max(axis=1, keepdims=True)
        chance = np.exp(scores)
        total = chance.sum(axis=1, keepdims=True)
        value = float((np.log(total[:, 0]) - scores[:, 0]).mean())
        chance /= total
        chance[:, 0] -= 1.0
        slope = (chance.reshape(-1) @ table).astype(np.float64) / shoppers
        away = weights - start
        return value + pull * float(away @ away) / 2.0, slope + pull * away

    options: Any = {"maxiter": config.steps}
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0.0, None)] * size, options=options)
    return np.asarray(best.x / spread, dtype=np.float32)
