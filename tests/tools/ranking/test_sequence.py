import numpy as np
import pytest

from podbor.core.errors import InputError, SetupError
from podbor.tools.ranking.sequence import POPULARITY, PRIOR, SequenceExpert
from podbor.tools.ranking.sequence_features import Relations, attribute_rows, channels, recency_matrix, recency_weights
from podbor.tools.ranking.sparse import cap_rows, unit_rows


def shoppers(*rows: list[int]) -> list[np.ndarray]:
    return [np.array(row, np.int64) for row in rows]


@pytest.fixture
def many() -> list[np.ndarray]:
    """Two hundred shoppers walking a ring of thirty items, with some noise."""
    rng = np.random.default_rng(7)
    starts = rng.integers(0, 30, 200)
    steps = rng.choice([1, 1, 1, 2, 5], size=(200, 6))
    return [
        np.unique((start + np.cumsum(row)) % 30)[rng.permutation(4)] for start, row in zip(starts, steps, strict=True)
    ]


@pytest.fixture
def kinds() -> dict[int, list[int]]:
    return {item: [item // 3, 100 + item % 5] for item in range(30)}


def test_pairs_are_counted_by_gap_and_order() -> None:
    relations = Relations.build(shoppers([0, 1, 2], [0, 1]), 4, None)
    three, two = 1 / np.log(5), 1 / np.log(4)
    near = np.zeros((4, 4))
    near[0, 1], near[1, 2] = three + two, three
    np.testing.assert_allclose(relations.near.toarray(), near, rtol=1e-6)
    mid = np.zeros((4, 4))
    mid[0, 2] = 0.8 * three
    np.testing.assert_allclose(relations.mid.toarray(), mid, rtol=1e-6)
    assert relations.far.nnz == 0
    assert relations.popularity.tolist() == [2, 2, 1, 0]


def test_score_by_hand_for_one_known_step() -> None:
    # The held-out last items leave [0, 1] and [2, 3]; from 0 only 1 can be reached, and the walk only comes back to 0.
    expert = SequenceExpert.fit(shoppers([0, 1, 4], [2, 3, 4]), 5)
    scores = expert.scores(np.array([0]))
    popular = POPULARITY
    assert scores[1] == pytest.approx(PRIOR["next.last"] * np.sqrt(1 / np.log(4)) + popular, rel=1e-5)
    assert scores[0] == pytest.approx(PRIOR["two_steps.recent"] * 2**-0.25 + popular, rel=1e-5)
    assert scores[2:4] == pytest.approx([popular, popular])
    assert scores[4] == 0


def test_weights_stay_at_the_prior_where_nothing_can_be_learned() -> None:
    expert = SequenceExpert.fit(shoppers([0, 1], [2, 3]), 4)
    assert expert.weights == pytest.approx(
        {channel.name: PRIOR[channel.name] for channel in channels(attributes=False)}
    )


def test_weights_are_learned_from_what_shoppers_did(many: list[np.ndarray]) -> None:
    expert = SequenceExpert.fit(many, 30)
    learned = np.array(list(expert.weights.values()))
    assert (learned >= 0).all()
    assert expert.weights != pytest.approx({name: PRIOR[name] for name in expert.weights})


def test_the_held_out_item_is_not_in_the_relations_unless_refit() -> None:
    sequences = shoppers([0, 1, 2], [0, 1, 2], [0, 1, 2])
    strict, refit = SequenceExpert.fit(sequences, 3), SequenceExpert.fit(sequences, 3, refit=True)
    assert strict.scores(np.array([0, 1]))[2] == 0
    assert refit.scores(np.array([0, 1]))[2] > 0


def test_attributes_reach_an_item_nobody_bought() -> None:
    kinds = {0: [1], 1: [2], 2: [2], 3: [1], 4: [3], 5: [4], 6: [5], 7: [6]}
    expert = SequenceExpert.fit(shoppers([0, 1, 2], [1, 0, 2]), 8, kinds)
    scores = expert.scores(np.array([0]))
    assert scores[3] > scores[4]
    assert "alike.last" in {term.name for term in expert.evidence(np.array([0]), 3)}


def test_an_attribute_of_most_items_says_nothing() -> None:
    rows = attribute_rows({item: [9, item // 2] for item in range(8)}, 8)
    likeness = (rows @ rows.T).toarray()
    assert likeness[0, 1] == pytest.approx(1.0, rel=1e-5)
    assert likeness[0, 2] == 0


def test_evidence_adds_up_to_the_score(many: list[np.ndarray], kinds: dict[int, list[int]]) -> None:
    expert = SequenceExpert.fit(many, 30, kinds)
    history = np.array([4, 9, 5, 11, 12, 6])
    scores = expert.scores(history)
    for item in range(30):
        terms = expert.evidence(history, item)
        assert sum(term.amount for term in terms) == pytest.approx(scores[item], abs=1e-4)
        assert {term.past_item for term in terms} <= {None, *history.tolist()}
        assert all(term.amount >= 0 for term in terms)


def test_evidence_names_the_past_item_that_counts() -> None:
    expert = SequenceExpert.fit(shoppers([0, 1, 9], [0, 1, 9], [2, 3, 9]), 10)
    first = expert.evidence(np.array([2, 0]), 1)[0]
    assert (first.name, first.past_item) == ("next.last", 0)


def test_an_empty_history_gives_popularity() -> None:
    expert = SequenceExpert.fit(shoppers([0, 1, 2], [1, 0, 2], [3, 1, 2]), 5)
    assert expert.scores(np.array([], np.int64)).argmax() == 1
    assert [term.name for term in expert.evidence(np.array([], np.int64), 1)] == ["popularity"]


def test_scores_one_by_one_and_at_once_are_the_same(many: list[np.ndarray], kinds: dict[int, list[int]]) -> None:
    expert = SequenceExpert.fit(many, 30, kinds)
    at_once = expert.scores_many(many[:20])
    assert at_once.dtype == np.float32
    np.testing.assert_allclose(at_once, np.stack([expert.scores(history) for history in many[:20]]), rtol=1e-5)


def test_a_long_history_is_read_by_its_end() -> None:
    rng = np.random.default_rng(0)
    expert = SequenceExpert.fit([rng.permutation(60) for _ in range(5)], 60)
    tail = rng.integers(0, 60, 50)
    longer = np.concatenate([rng.integers(0, 60, 500), tail])
    np.testing.assert_array_equal(expert.scores(longer), expert.scores(tail))


def test_nothing_to_learn_from() -> None:
    expert = SequenceExpert.fit([], 3)
    assert expert.scores(np.array([1])).tolist() == [0, 0, 0]


@pytest.mark.parametrize("with_attributes", [True, False])
def test_load_gives_back_what_was_saved(tmp_path, many, kinds, with_attributes: bool) -> None:
    expert = SequenceExpert.fit(many, 30, kinds if with_attributes else None)
    path = tmp_path / "sequence.npz"
    expert.save(path)
    again = SequenceExpert.load(path)
    assert again.weights == expert.weights
    assert again.size_bytes == expert.size_bytes
    np.testing.assert_array_equal(again.scores_many(many), expert.scores_many(many))


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 broken", b"text"])
def test_a_damaged_file_says_how_to_mend_it(tmp_path, content: bytes | None) -> None:
    path = tmp_path / "sequence.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SetupError, match="podbor"):
        SequenceExpert.load(path)


def test_a_file_of_another_version_is_refused(tmp_path, many) -> None:
    path = tmp_path / "sequence.npz"
    SequenceExpert.fit(many, 30).save(path)
    with np.load(path) as stored:
        state = {name: stored[name] for name in stored.files}
    np.savez(path, **(state | {"format": np.array(99)}))
    with pytest.raises(SetupError, match="99"):
        SequenceExpert.load(path)


def test_items_outside_the_catalogue_are_named() -> None:
    with pytest.raises(InputError, match="sequences:2: item: 7 is not in 0 to 4"):
        SequenceExpert.fit(shoppers([0, 1, 2], [0, 7, 1]), 5)
    with pytest.raises(InputError, match="attributes:1: item"):
        SequenceExpert.fit(shoppers([0, 1, 2]), 5, {5: [1]})
    expert = SequenceExpert.fit(shoppers([0, 1, 2]), 5)
    with pytest.raises(InputError, match="history:1: item: -1"):
        expert.scores(np.array([-1]))
    with pytest.raises(InputError, match="whole numbers, not float64"):
        expert.scores(np.array([1.0]))
    with pytest.raises(InputError, match="item:1: item: 5"):
        expert.evidence(np.array([1]), 5)


def test_recency_by_hand() -> None:
    assert recency_weights(3, "last").tolist() == [0, 0, 1]
    np.testing.assert_allclose(recency_weights(3, "recent"), [0.36, 0.6, 1], rtol=1e-6)
    assert recency_weights(6, "third").tolist() == [0, 0, 1, 1, 0, 0]
    assert recency_weights(60, "whole")[:10].tolist() == [0] * 10
    matrix = recency_matrix(shoppers([2, 0], []), "whole", 3)
    np.testing.assert_allclose(matrix.toarray(), [[1, 0, 0.9], [0, 0, 0]], rtol=1e-6)


def test_rows_are_capped_and_scaled() -> None:
    rows = recency_matrix(shoppers([3, 1, 0]), "whole", 4)
    assert cap_rows(rows, 2).indices.tolist() == [0, 1]
    assert unit_rows(rows).sum() == pytest.approx(1)
