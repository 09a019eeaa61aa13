"""How well semantic IDs hold together what is bought together, with and without the co-purchase term.

Sequences are real (`user item item …`); items have no titles there, so their attributes stand in for text: the principal
axes of the attribute matrix, each attribute weighted by its rarity, take the place of the embedding.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter, ValidationError
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from podbor.core.errors import InputError
from podbor.core.figures import counted
from podbor.core.ports import Vectors
from podbor.evals.bench.sids import LEVELS, SEED, measure
from podbor.evals.mistakes import first_mistake
from podbor.evals.text_files import read_utf8
from podbor.tools.sid import SemanticIdSpace, prefixes
from podbor.tools.sid.neighbourhood import count_pairs, neighbour_vectors

AXES = 48
RANDOM_PAIRS = 20_000


def run_sequences(sequences: Path, attributes: Path) -> dict[str, dict[str, Any]]:
    """Measure spaces of text alone and of text with co-purchases; the last two items of each user are held out of the latter.

    `pair_match` is the share of held-out pairs (an item and the next one of the same user) that share a prefix of 1, 2 and
    3 codes, `pair_match_by_chance` that of random pairs. Raises InputError for a file that cannot be read.
    """
    histories = [row.split()[1:] for row in read_utf8(sequences).splitlines() if row.strip()]
    held_out = [(history[-2], history[-1]) for history in histories if len(history) > 2]
    item_ids, vectors, labels = _attribute_vectors(attributes)
    known = dict(zip(item_ids, vectors, strict=True))
    co_purchase = count_pairs([history[:-2] for history in histories])
    near = neighbour_vectors(item_ids, co_purchase, lambda wanted: {key: known[key] for key in wanted if key in known})
    return {
        "text": _measured(item_ids, vectors, None, labels, held_out),
        "text and co-purchase": _measured(item_ids, vectors, near, labels, held_out),
    }


def pair_match(sids: Mapping[str, str], pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Share of pairs whose first 1, 2, 3 codes agree.

    >>> pair_match({"a": "1-2-3", "b": "1-2-4"}, [("a", "b")])
    [1.0, 1.0, 0.0]
    """
    both = [(prefixes(sids[one]), prefixes(sids[other])) for one, other in pairs if one in sids and other in sids]
    return [
        round(sum(one[level] == other[level] for one, other in both) / max(len(both), 1), 4) for level in range(LEVELS)
    ]


def _measured(
    item_ids: Sequence[str],
    vectors: Vectors,
    neighbours: Vectors | None,
    labels: Mapping[str, str],
    held_out: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    space = SemanticIdSpace.fit(vectors, model_id="attributes", neighbours=neighbours, seed=SEED)
    sids = space.encode(item_ids, vectors, neighbours=neighbours)
    rng = np.random.default_rng(SEED)
    chance = [(item_ids[one], item_ids[other]) for one, other in rng.integers(len(item_ids), size=(RANDOM_PAIRS, 2))]
    return {
        **measure({item_id: sid.split("-") for item_id, sid in sids.items()}, labels),
        "pair_match": pair_match(sids, held_out),
        "pair_match_by_chance": pair_match(sids, chance),
    }


def _attribute_vectors(path: Path) -> tuple[list[str], Vectors, dict[str, str]]:
    """Items, (n, axes) unit vectors, and the commonest of an item's rarer attributes as its label."""
    try:
        rows = TypeAdapter(dict[str, list[int]]).validate_json(read_utf8(path))
    except ValidationError as error:
        raise InputError(file=str(path), line=1, field="file", reason=first_mistake(error)) from error
    item_ids = list(rows)
    columns = {attribute: place for place, attribute in enumerate(sorted({a for row in rows.values() for a in row}))}
    if min(len(rows), len(columns)) < 2:
        reason = (
            f"{counted(len(rows), 'item')} with {counted(len(columns), 'attribute')}; two of each or more are needed"
        )
        raise InputError(file=str(path), line=1, field="file", reason=reason)
    counts = np.zeros(len(columns))
    for row in rows.values():
        counts[[columns[attribute] for attribute in row]] += 1
    rarity = np.log(len(rows) / counts)
    places = [(place, columns[attribute]) for place, row in enumerate(rows.values()) for attribute in row]
    at = np.array(places)
    matrix = csr_matrix((rarity[at[:, 1]], (at[:, 0], at[:, 1])), shape=(len(rows), len(columns)))
    axes = min(AXES, min(matrix.shape) - 1)
    left, scale, _ = svds(matrix, k=axes, random_state=SEED)
    projected = left * scale
    norms = np.linalg.norm(projected, axis=1, keepdims=True)
    labels = {
        item_id: str(
            max(
                row,
                key=lambda attribute: counts[columns[attribute]] if counts[columns[attribute]] < len(rows) / 10 else 0,
            )
        )
        for item_id, row in rows.items()
        if row
    }
    return item_ids, np.ascontiguousarray(projected / np.maximum(norms, 1e-9), dtype=np.float32), labels
