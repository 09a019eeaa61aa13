"""The sequence expert: what a shopper takes next, from what shoppers took after the same things.

The score of an item is a sum of non-negative terms, `weight * sqrt(sum over past items of relation * recency)`, one a
channel (see `sequence_features`), so every score splits exactly into named evidence, past item by past item.

Which data is used for what. `fit` takes histories in time order. The last item of each is held out: the relations are
counted without it and the weights of the channels are learned by predicting it. With `refit=False` (the default, and
what "strict" means in `podbor bench sequence`) the relations stay without the held-out items; a history passed to `scores`
may well contain one, as a shopper's history does in use. With `refit=True` the relations are counted again with
every item, which is what a deployment wants: nothing is left to be measured.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from podbor.core.errors import InputError, SetupError
from podbor.tools.ranking.sequence_features import Channel, Csr, Floats, Ints, Relations, channels, recency_matrix
from podbor.tools.ranking.sequence_mix import MixConfig, learn_weights, mix

FORMAT = 1
MEND = "podbor doctor --fix"
POPULARITY = 1e-3
# Rounded from what the validation part of Amazon Toys teaches (docs/sequence.md); a shop with orders of its own moves away.
PRIOR = {
    "next.last": 1.9,
    "next.second": 0.6,
    "next.third": 0.3,
    "next.earlier": 0.2,
    "soon.last": 0.8,
    "soon.second": 0.6,
    "soon.third": 0.45,
    "soon.earlier": 0.2,
    "later.last": 0.8,
    "later.second": 1.0,
    "later.third": 0.9,
    "later.earlier": 0.4,
    "two_steps.recent": 35.0,
    "alike.last": 0.2,
    "alike.recent": 1.0,
    "alike.whole": 0.2,
    "alike_then_next.last": 1.5,
    "alike_then_step.recent": 1.2,
    "step_then_alike.recent": 4.5,
}


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One term of a score: `amount` for the channel `name`, from `past_item` of the history (None: from no one item)."""

    name: str
    past_item: int | None
    amount: float


class SequenceExpert:
    """Scores every item of a catalogue by a shopper's history; items are indexes 0 to n_items - 1.

    Fit takes about 10 seconds on 20,000 histories of 12,000 items on two cores, a score about 5 ms. Nothing is tuned by hand
    for a data set: what varies is learned in `fit`.
    """

    def __init__(self, relations: Relations, weights: Floats) -> None:
        self._relations = relations
        self._channels = channels(attributes=relations.attributes is not None)
        self._weights = weights
        top = max(1.0, float(relations.popularity.max(initial=0.0)))
        self._popular = np.asarray(POPULARITY * np.sqrt(relations.popularity / top), dtype=np.float32)

    @classmethod
    def fit(
        cls,
        sequences: Sequence[Ints],
        n_items: int,
        attributes: Mapping[int, Sequence[int]] | None = None,
        *,
        refit: bool = False,
        config: MixConfig | None = None,
    ) -> "SequenceExpert":
        """Learn from `sequences`, one int array of item indexes a shopper, oldest first.

        `attributes` gives the attribute tokens of an item (category, brand, prefixes of its semantic ID: any whole numbers):
        the back-off for items with few orders. `refit` is explained at the top of this module. Raises `InputError`,
        whose line counts the sequences from 1, where an item lies outside the catalogue.
        """
        for line, sequence in enumerate(sequences, start=1):
            _check(sequence, n_items, file="sequences", line=line)
        _check(np.array(list(attributes or ()), np.int64), n_items, file="attributes", line=1)
        known = [np.asarray(sequence, np.int64) for sequence in sequences if len(sequence) >= 2]
        histories = [sequence[:-1] for sequence in known]
        relations = Relations.build(histories, n_items, attributes)
        used = channels(attributes=relations.attributes is not None)
        weights = learn_weights(
            relations,
            used,
            np.array([PRIOR[channel.name] for channel in used], np.float32),
            histories=histories,
            targets=np.array([sequence[-1] for sequence in known], np.int64),
            config=config or MixConfig(),
        )
        if refit:
            whole = [np.asarray(sequence, np.int64) for sequence in sequences]
            relations = Relations.build(whole, n_items, attributes)
        return cls(relations, weights)

    @property
    def n_items(self) -> int:
        """How many items the catalogue holds."""
        return self._relations.n_items

    @property
    def weights(self) -> dict[str, float]:
        """The learned weight of every channel, by its name."""
        return {channel.name: float(weight) for channel, weight in zip(self._channels, self._weights, strict=True)}

    @property
    def size_bytes(self) -> int:
        """Bytes of everything that `save` writes, before compression."""
        return sum(array.nbytes for array in self._state().values())

    def scores(self, history: Ints) -> Floats:
        """Score of every item, float32 (n_items,), for a history of item indexes, oldest first; higher is likelier.

        Items of the history get a score as well: the caller leaves them out if they should not come back. An empty history
        gives the order of popularity.
        """
        return np.asarray(self.scores_many([history])[0], dtype=np.float32)

    def scores_many(self, histories: Sequence[Ints]) -> Floats:
        """`scores` of several histories at once, float32 (len(histories), n_items)."""
        for line, history in enumerate(histories, start=1):
            _check(history, self.n_items, file="history", line=line)
        arrays = [np.asarray(history, np.int64) for history in histories]
        return np.asarray(mix(self._relations, self._channels, self._weights, arrays) + self._popular)

    def evidence(self, history: Ints, item: int) -> list[Evidence]:
        """What the score of `item` is made of, largest first; the amounts add up to `scores(history)[item]`."""
        _check(history, self.n_items, file="history", line=1)
        _check(np.array([item]), self.n_items, file="item", line=1)
        past = np.asarray(history, np.int64)
        found = [Evidence(name="popularity", past_item=None, amount=float(self._popular[item]))]
        for channel, weight in self._weighted():
            alone = _one_a_row(recency_matrix([past], channel.recency, self.n_items))
            parts = self._relations.apply(channel.relation, alone)[:, [item]].toarray().ravel()
            total = float(parts.sum())
            if total > 0:
                shares = weight * total**-0.5 * parts
                found += [
                    Evidence(name=channel.name, past_item=int(item_id), amount=float(share))
                    for item_id, share in zip(alone.indices, shares, strict=True)
                    if share > 0
                ]
        return sorted(found, key=lambda term: -term.amount)

    def _weighted(self) -> list[tuple[Channel, float]]:
        pairs = zip(self._channels, self._weights, strict=True)
        return [(channel, float(weight)) for channel, weight in pairs if weight > 0]

    def save(self, path: Path) -> None:
        """Write one `.npz` without pickles."""
        with path.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **self._state())

    @classmethod
    def load(cls, path: Path) -> "SequenceExpert":
        """Read what `save` wrote; raises `SetupError` for a file that is missing, damaged or of another version."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                state = {name: stored[name] for name in stored.files}
            if int(state["format"]) != FORMAT:
                raise SetupError(f"{path}: format {int(state['format'])}, not {FORMAT}", mend=MEND)
            parts = {name: _unpack(state, name) for name in ("near", "mid", "far")}
            rows = _unpack(state, "attributes") if "attributes.data" in state else None
            return cls(Relations(**parts, popularity=state["popularity"], attributes=rows), state["weights"])
        except (OSError, KeyError, ValueError, EOFError, BadZipFile) as error:
            raise SetupError(f"{path}: no sequence expert can be read from it ({error})", mend=MEND) from error

    def _state(self) -> dict[str, npt.NDArray[Any]]:
        relations = self._relations
        state: dict[str, npt.NDArray[Any]] = {
            "format": np.array(FORMAT),
            "weights": self._weights,
            "popularity": relations.popularity,
        }
        tables = {
            "near": relations.near,
            "mid": relations.mid,
            "far": relations.far,
            "attributes": relations.attributes,
        }
        for name, table in tables.items():
            if table is not None:
                state |= {f"{name}.data": table.data, f"{name}.indices": table.indices, f"{name}.indptr": table.indptr}
                state[f"{name}.shape"] = np.array(table.shape)
        return state


def _unpack(state: Mapping[str, npt.NDArray[Any]], name: str) -> Csr:
    arrays = (state[f"{name}.data"], state[f"{name}.indices"], state[f"{name}.indptr"])
    rows, columns = (int(side) for side in state[f"{name}.shape"])
    return sp.csr_matrix(arrays, shape=(rows, columns))


def _one_a_row(query: Csr) -> Csr:
    """Split a single-row query into one row for each item it weighs."""
    count = len(query.data)
    return sp.csr_matrix((query.data, query.indices, np.arange(count + 1)), shape=(count, query.shape[1]))


def _check(items: Ints, n_items: int, *, file: str, line: int) -> None:
    array = np.asarray(items)
    if array.size and not np.issubdtype(array.dtype, np.integer):
        raise InputError(file=file, line=line, field="item", reason=f"items are whole numbers, not {array.dtype}")
    outside = array[(array < 0) | (array >= n_items)]
    if outside.size:
        raise InputError(file=file, line=line, field="item", reason=f"{outside[0]} is not in 0 to {n_items - 1}")
