"""Recommenders that know nothing of other shoppers but released statistics, over a catalogue of numbered items."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from podbor.core.shared import Statistic
from podbor.memory.privacy.contributions import Key

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
ScoreMany = Callable[[Sequence[Ints]], Floats]
Released = Mapping[Statistic, Mapping[Key, float]]

BACKWARD, RECENCY = 0.5, 0.6
"""A transition read backwards, and one step back in the history, as in the transition graph of `podbor bench sequence`."""
TIE = 1e-6
UNSEEN = 0.5
"""Shoppers that an item without a released count is reckoned with, inside its kind."""
KIND_ITEMS = 60


def kinds_of(attributes: Mapping[int, Sequence[int]], n_items: int) -> list[str]:
    """The kind of each item, "" without attributes: its rarest attribute among those of at least 60 items.

    Read from the catalogue alone, which is public.
    """
    common = {token: n for token, n in Counter(t for ts in attributes.values() for t in ts).items() if n >= KIND_ITEMS}
    known = ([t for t in attributes.get(item, ()) if t in common] for item in range(n_items))
    return [str(min(tokens, key=lambda t: (common[t], t))) if tokens else "" for tokens in known]


def models(released: Released, n_items: int, kinds: Sequence[str] | None) -> dict[str, ScoreMany]:
    """Name → scores, float32 (shoppers, n_items), of histories; `all` adds the others up."""
    popular = _popularity(released, n_items)
    graph = _square(released["transitions"], n_items)
    found: dict[str, ScoreMany] = {
        "popularity": lambda block: np.tile(popular, (len(block), 1)),
        "transitions": lambda block: _walk(graph, block) + TIE * popular,
    }
    if kinds is None:
        return found
    names = sorted(set(kinds))
    kind = np.array([names.index(name) for name in kinds], np.int64)
    between = _square(
        {_places(key, names): n for key, n in released["kind_transitions"].items() if key[0] and key[1]}, len(names)
    )
    share = _share_of_kind(popular, kind)

    def by_kind(block: Sequence[Ints]) -> Floats:
        return np.asarray(_walk(between, [kind[history] for history in block])[:, kind] * share, np.float32)

    found["kind transitions"] = lambda block: by_kind(block) + TIE * popular
    found["all"] = lambda block: _walk(graph, block) + by_kind(block) + TIE * popular
    return found


def _popularity(released: Released, n_items: int) -> Floats:
    counts = np.zeros(n_items, np.float32)
    for (item,), shoppers in released["popularity"].items():
        counts[int(item)] = shoppers
    return counts


def _square(pairs: Mapping[Key, float], size: int) -> Any:
    places = np.array([(int(one), int(other)) for one, other in pairs], np.int64).reshape(-1, 2)
    values = np.array(list(pairs.values()), np.float32)
    ahead = sp.csr_matrix((values, (places[:, 0], places[:, 1])), shape=(size, size))
    return (ahead + BACKWARD * ahead.T).tocsr()


def _places(key: Key, names: Sequence[str]) -> Key:
    return tuple(str(names.index(name)) for name in key)


def _walk(graph: Any, block: Sequence[Ints]) -> Floats:
    """Sum over the history of the rows of `graph`, the latest item's first."""
    rows = np.repeat(np.arange(len(block)), [len(history) for history in block])
    columns = np.concatenate(list(block))
    weights = np.concatenate([RECENCY ** np.arange(len(history))[::-1] for history in block])
    past = sp.csr_matrix((weights.astype(np.float32), (rows, columns)), shape=(len(block), graph.shape[0]))
    return np.asarray((past @ graph).toarray(), np.float32)


def _share_of_kind(popular: Floats, kind: Ints) -> Floats:
    counts = popular + UNSEEN
    return np.asarray(counts / np.bincount(kind, weights=counts)[kind], np.float32)
