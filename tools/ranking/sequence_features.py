"""What follows what: the relations between items that the sequence expert adds up.

A *relation* is a linear map from a weighted set of past items to a score for every item of the catalogue; a *recency* says
how much each past item weighs by its place in the history. A *channel* is one of each, and the expert's features are the
square roots of the channels' scores: counts of co-occurrence have a standard deviation near their own root, so the root
puts a pair seen once and a pair seen fifty times on one footing.

Sources: gap-decayed item transitions (Rendle et al., FPMC, 2010; Ludewig and Jannach, 1803.09587), two-step walks
(Cooper et al., P3, 2014; Paudel et al., RP3beta, 2017), tf-idf cosine of item attributes as the back-off for items with
few orders.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from podbor.tools.ranking.sparse import cap_rows, scale, unit_rows

Floats: TypeAlias = npt.NDArray[np.float32]
Ints: TypeAlias = npt.NDArray[np.int64]
Csr: TypeAlias = Any  # scipy.sparse.csr_matrix of float32: its own stubs do not keep the dtype through a product

Relation = Literal[
    "next",
    "soon",
    "later",
    "two_steps",
    "alike",
    "alike_then_next",
    "alike_then_step",
    "step_then_alike",
]
Recency = Literal["last", "second", "third", "earlier", "recent", "whole"]

GAP_DECAY = 0.8
WALK_WIDTH = 150
KIN_WIDTH = 30
KIN_SHARPNESS = 3
COMMON_ATTRIBUTE = 0.25
MEMORY = 50
FAINT = 1e-3
_NOTHING: Floats = np.zeros(0, np.float32)


@dataclass(frozen=True, kw_only=True, order=True)
class Channel:
    """One relation read with one recency; `name` is what evidence calls it."""

    relation: Relation
    recency: Recency

    @property
    def name(self) -> str:
        """`relation.recency`, for example `next.last`."""
        return f"{self.relation}.{self.recency}"


_PLACES: tuple[Recency, ...] = ("last", "second", "third", "earlier")
_ORDERED: tuple[Relation, ...] = ("next", "soon", "later")
_BY_ATTRIBUTE: tuple[tuple[Relation, Recency], ...] = (
    ("alike", "last"),
    ("alike", "recent"),
    ("alike", "whole"),
    ("alike_then_next", "last"),
    ("alike_then_step", "recent"),
    ("step_then_alike", "recent"),
)


def channels(*, attributes: bool) -> tuple[Channel, ...]:
    """Every channel of the expert, in the order of its weights: 13 of behaviour, 6 more where items have attributes."""
    pairs = [(relation, place) for relation in _ORDERED for place in _PLACES]
    pairs += [("two_steps", "recent"), *(_BY_ATTRIBUTE if attributes else ())]
    return tuple(Channel(relation=relation, recency=recency) for relation, recency in pairs)


@lru_cache(maxsize=4096)
def recency_weights(length: int, recency: Recency) -> Floats:
    """Weight of each past item, oldest first, shape (length,): all that a channel knows about time.

    Only the last `MEMORY` items count, and none below `FAINT`, so that a long history costs no more than a short one.
    """
    age = np.arange(length)[::-1]
    table = {
        "last": age == 0,
        "second": age == 1,
        "third": (age == 2) | (age == 3),
        "earlier": np.where(age > 3, 0.95**age, 0.0),
        "recent": 0.6**age,
        "whole": 0.9**age,
    }
    weights = np.asarray(table[recency], dtype=np.float32)
    return np.where((age < MEMORY) & (weights >= FAINT), weights, np.float32(0.0))


def recency_matrix(histories: Sequence[Ints], recency: Recency, n_items: int) -> Csr:
    """The weighted histories, sparse (len(histories), n_items)."""
    recent = [history[-MEMORY:] for history in histories]
    rows = np.repeat(np.arange(len(recent)), [len(history) for history in recent])
    weights = [_NOTHING, *(recency_weights(len(history), recency) for history in recent)]
    items = np.concatenate([np.zeros(0, np.int64), *recent])
    return _matrix(np.concatenate(weights), rows, items, (len(recent), n_items))


def _matrix(weights: npt.NDArray[Any], rows: Ints, columns: Ints, shape: tuple[int, int]) -> Csr:
    kept = weights != 0
    return sp.csr_matrix((weights[kept].astype(np.float32), (rows[kept], columns[kept])), shape=shape)


def _ordered_pairs(histories: Sequence[Ints]) -> Iterator[tuple[Ints, Ints, Ints, Floats]]:
    for history in histories:
        first, second = np.triu_indices(len(history), 1)
        crowd = np.full(len(first), 1.0 / np.log(len(history) + 2.0), dtype=np.float32)
        yield history[first], history[second], second - first, crowd


class Relations:
    """The relations of one catalogue.

    Built from histories (each an int array of item indexes, oldest first) and, for `alike`, from tf-idf rows of item
    attributes, sparse (n_items, n_attributes), unit length. Only `near`, `mid`, `far` (ordered pairs by gap), `popularity`
    (n_items,) and `attributes` are state; the walk and the kin are derived from them.
    """

    def __init__(self, *, near: Csr, mid: Csr, far: Csr, popularity: Floats, attributes: Csr | None) -> None:
        self.near, self.mid, self.far = near, mid, far
        self.popularity, self.attributes = popularity, attributes
        self.n_items = len(popularity)
        ahead = near + mid + far
        self._walk = cap_rows(unit_rows((ahead + ahead.T).tocsr()), WALK_WIDTH)
        self._rarity = (popularity + np.float32(1.0)) ** np.float32(-0.5)
        if attributes is not None:
            self._features = attributes.T.tocsr()
            self._kin = unit_rows(self._nearest_kin(attributes))
            self._follow = unit_rows(near)

    @classmethod
    def build(
        cls, histories: Sequence[Ints], n_items: int, attributes: Mapping[int, Sequence[int]] | None
    ) -> "Relations":
        """Count ordered pairs at gaps 1, 2 to 3 and 4 or more, each `0.8 ** (gap - 1) / log(length + 2)`."""
        pairs = list(_ordered_pairs(histories))
        empty: Any = (np.zeros(0, np.int64),) * 3 + (np.zeros(0, np.float32),)
        first, second, gap, crowd = (np.concatenate(part) for part in zip(empty, *pairs, strict=True))
        weight = crowd * GAP_DECAY ** (gap - 1)
        shape = (n_items, n_items)
        near, mid, far = (
            _matrix(weight * keep, first, second, shape) for keep in (gap == 1, (gap == 2) | (gap == 3), gap > 3)
        )
        seen = np.concatenate([np.zeros(0, np.int64), *histories])
        popularity = np.bincount(seen, minlength=n_items).astype(np.float32)
        rows = attribute_rows(attributes, n_items) if attributes else None
        return cls(near=near, mid=mid, far=far, popularity=popularity, attributes=rows)

    def apply(self, relation: Relation, query: Csr) -> Csr:
        """Scores of every item for each row of `query`, sparse (rows, n_items) both; never negative, linear in `query`."""
        match relation:
            case "next":
                return query @ self.near
            case "soon":
                return query @ self.mid
            case "later":
                return query @ self.far
            case "two_steps":
                return scale((query @ self._walk) @ self._walk, self._rarity)
            case "alike":
                return (query @ self.attributes) @ self._features
            case "alike_then_next":
                return (query @ self._kin) @ self._follow
            case "alike_then_step":
                return (query @ self._kin) @ self._walk
            case "step_then_alike":
                return (query @ self._walk) @ self._kin

    def _nearest_kin(self, attributes: Csr) -> Csr:
        """The items most alike, sparse (n_items, n_items): cosine to a power, which keeps near kin and drops the crowd."""
        blocks = []
        for start in range(0, self.n_items, 1000):
            block = (attributes[start : start + 1000] @ self._features).tocsr()
            rows = np.repeat(np.arange(block.shape[0]), np.diff(block.indptr))
            block.data = np.where(block.indices == rows + start, np.float32(0.0), block.data**KIN_SHARPNESS)
            blocks.append(cap_rows(block, KIN_WIDTH))
        return sp.vstack(blocks, format="csr")


def attribute_rows(attributes: Mapping[int, Sequence[int]], n_items: int) -> Csr:
    """Unit tf-idf rows, sparse (n_items, n_attributes); an attribute of over a quarter of the items says nothing: dropped."""
    items = np.repeat(np.array(list(attributes), np.int64), [len(set(found)) for found in attributes.values()])
    tokens = np.array([token for found in attributes.values() for token in sorted(set(found))], np.int64)
    _, tokens = np.unique(tokens, return_inverse=True)
    spread = np.bincount(tokens)
    rarity = np.where(spread <= max(1.0, COMMON_ATTRIBUTE * n_items), np.log(n_items / np.maximum(spread, 1)), 0.0)
    table = _matrix(rarity[tokens], items, tokens, (n_items, max(len(spread), 1)))
    length = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return sp.csr_matrix(sp.diags(1.0 / np.maximum(length, 1e-9)) @ table, dtype=np.float32)
