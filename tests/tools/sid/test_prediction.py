import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podbor.tools.sid import PrefixPredictor, SemanticIdSpace, prefixes
from podbor.tools.sid.prediction import BEAM, shelf_votes

from .test_space import clusters, names

KNOWN, NEW = 800, 200


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    return clusters(KNOWN + NEW)


@pytest.fixture(scope="module")
def space(vectors: np.ndarray) -> SemanticIdSpace:
    space = SemanticIdSpace.fit(vectors[:KNOWN], model_id="m", sizes=(16, 16, 16))
    space.encode(names(KNOWN), vectors[:KNOWN])
    return space


def test_a_need_that_is_an_item_leads_to_its_shelf(space: SemanticIdSpace, vectors: np.ndarray) -> None:
    predictor = PrefixPredictor(space)
    reached = [
        prefixes(space.sid(f"товар-{row}"))[1] in predictor.guess(vectors[row])[1] for row in range(0, KNOWN, 40)
    ]
    assert np.mean(reached) > 0.9


def test_only_prefixes_that_exist_are_guessed_and_long_ones_come_first(
    space: SemanticIdSpace, vectors: np.ndarray
) -> None:
    existing = {prefix for sid in space.assigned.values() for prefix in prefixes(sid)}
    levels = PrefixPredictor(space).guess(-vectors[3])
    assert [{prefix.count("-") for prefix in level} for level in levels] == [{2}, {1}, {0}]
    assert all(len(level) <= BEAM and existing.issuperset(level) for level in levels)


def test_a_cold_item_is_reached_by_the_prefix_it_was_given(space: SemanticIdSpace, vectors: np.ndarray) -> None:
    again = SemanticIdSpace(space.projection, space.codebooks, model_id="m", assigned=space.assigned)
    cold = again.encode(names(NEW, KNOWN), vectors[KNOWN:])
    predictor = PrefixPredictor(again)
    reached = [
        prefixes(cold[f"товар-{row}"])[0] in predictor.guess(vectors[row])[-1] for row in range(KNOWN, KNOWN + NEW, 20)
    ]
    assert all(reached)


def test_a_history_alone_gives_its_shelves_the_most_visited_first() -> None:
    space = SemanticIdSpace.fit(clusters(100), model_id="m")
    assert PrefixPredictor(space).guess(None, ["5-1-1", "7-2-1", "7-2-9", "7-3-1"]) == [
        ("7-2", "7-3", "5-1"),
        ("7", "5"),
    ]
    assert PrefixPredictor(space).guess(None) == []


def test_a_history_breaks_ties_of_a_need(space: SemanticIdSpace, vectors: np.ndarray) -> None:
    predictor = PrefixPredictor(space)
    second = predictor.guess(vectors[0])[-1][1]
    assert predictor.guess(vectors[0], [f"{second}-1-1"] * 5)[-1].index(second) <= 1


def test_later_items_of_a_history_count_more() -> None:
    votes = shelf_votes(["1-1-1", "2-1-1"])
    assert votes["2"] > votes["1"]
    assert votes["1"] + votes["2"] == pytest.approx(1)


@settings(max_examples=25, deadline=None)
@given(parts=st.lists(st.integers(1, 60), min_size=1, max_size=6), seed=st.integers(0, 3))
def test_adding_items_never_changes_an_old_sid(parts: list[int], seed: int) -> None:
    rows = clusters(400, seed=seed)
    space = SemanticIdSpace.fit(rows[:50], model_id="m", sizes=(4, 4, 4))
    given_before: dict[str, str] = {}
    start = 0
    for size in parts:
        now = space.encode(names(size, start), rows[np.arange(start, start + size) % 400])
        assert len(set(space.assigned.values())) == len(space.assigned)
        assert {item_id: space.sid(item_id) for item_id in given_before} == given_before
        given_before |= now
        start += size
