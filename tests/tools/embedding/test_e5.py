import threading

import numpy as np
import pytest

from podbor.tools.embedding import E5Embedder


@pytest.fixture(scope="module")
def e5() -> E5Embedder:
    return E5Embedder()


def test_rows_are_unit_vectors_and_batching_changes_nothing(e5: E5Embedder) -> None:
    texts = [f"товар {number}" for number in range(37)]
    together = e5.embed_passages(texts)
    assert together.shape == (37, e5.dimension)
    assert together.dtype == np.float32
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(37), abs=1e-5)
    assert np.array_equal(together, np.concatenate([e5.embed_passages([text]) for text in texts]))


def test_queries_and_passages_get_different_prefixes(e5: E5Embedder) -> None:
    assert not np.allclose(e5.embed_queries(["молоко"]), e5.embed_passages(["молоко"]))


def test_no_texts_give_no_rows(e5: E5Embedder) -> None:
    assert e5.embed_queries([]).shape == (0, e5.dimension)


@pytest.mark.parametrize("text", ["", "\x00\x01", "🍫" * 20, "я" * 100_000, "a\x00b"])
def test_odd_texts_give_finite_vectors(e5: E5Embedder, text: str) -> None:
    vector = e5.embed_queries([text])
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_a_null_character_does_not_cut_the_text(e5: E5Embedder) -> None:
    assert np.array_equal(e5.embed_queries(["сыр\x00козий"]), e5.embed_queries(["сыр козий"]))


def test_threads_share_one_model(e5: E5Embedder) -> None:
    texts = [f"вопрос {number}" for number in range(8)]
    expected = [e5.embed_queries([text]) for text in texts]
    got: dict[int, np.ndarray] = {}
    threads = [
        threading.Thread(target=lambda row=row: got.update({row: e5.embed_queries([texts[row]])})) for row in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(got[row], expected[row]) for row in range(8))
