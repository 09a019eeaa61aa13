from collections.abc import Sequence

import numpy as np
import pytest

from podbor.core.ports import Vectors
from podbor.tools.sid.neighbourhood import NEAREST, count_pairs, neighbour_vectors

VECTORS = {"a": np.array([1, 0], np.float32), "b": np.array([0, 1], np.float32)}


def known(item_ids: Sequence[str]) -> dict[str, Vectors]:
    return {item_id: VECTORS[item_id] for item_id in item_ids if item_id in VECTORS}


def test_the_mean_is_weighted_and_unknown_partners_do_not_count() -> None:
    rows = neighbour_vectors(["x", "y"], {"x": {"a": 3.0, "b": 1.0, "gone": 9.0}}, known)
    assert rows is not None
    assert rows[0] == pytest.approx([0.75, 0.25])
    assert rows[1].tolist() == [0, 0]


def test_nothing_bought_together_gives_none() -> None:
    assert neighbour_vectors(["x"], {}, known) is None
    assert neighbour_vectors(["x"], {"x": {"gone": 1.0}}, known) is None


def test_only_the_most_frequent_partners_count() -> None:
    partners = {f"p{number}": 100.0 for number in range(NEAREST)} | {"a": 1.0}
    assert neighbour_vectors(["x"], {"x": partners}, known) is None


def test_pairs_are_counted_both_ways_and_nearer_ones_count_more() -> None:
    pairs = count_pairs([["tea", "jam", "bread", "salt", "soap"]])
    assert pairs["tea"] == {"jam": 1, "bread": 0.5, "salt": pytest.approx(1 / 3)}
    assert pairs["jam"]["tea"] == 1
