from pathlib import Path

import numpy as np
import pytest

from podbor.tools.embedding import CentredEmbedder, E5Embedder, VectorCache

PRODUCTS = ["Молоко 2,5%, 900 мл", "Шоколад молочный, 90 г", "Бумага туалетная, 8 рулонов", "Огурцы, 500 г"]
NEEDS = {"кефир или молоко": 0, "milk": 0, "плитка шоколада": 1, "chocolate": 1, "toilet paper": 2, "cucumbers": 3}


@pytest.fixture(scope="module")
def e5() -> E5Embedder:
    return E5Embedder()


def test_centring_spreads_the_scores_and_keeps_the_order(e5: E5Embedder, tmp_path: Path) -> None:
    embedder = CentredEmbedder(e5, VectorCache(tmp_path))
    scores = embedder.embed_queries(list(NEEDS)) @ embedder.embed_passages(PRODUCTS).T
    raw = e5.embed_queries(list(NEEDS)) @ e5.embed_passages(PRODUCTS).T
    assert scores.argmax(axis=1).tolist() == list(NEEDS.values())
    assert np.ptp(scores) > 3 * np.ptp(raw)
    assert abs(scores.mean()) < 0.25
    assert np.linalg.norm(embedder.embed_passages(PRODUCTS), axis=1) == pytest.approx(np.ones(4), abs=1e-5)


def test_the_centre_is_stored_and_is_the_same_next_time(e5: E5Embedder, tmp_path: Path) -> None:
    first = CentredEmbedder(e5, VectorCache(tmp_path)).embed_passages(PRODUCTS)
    embedded: list[str] = []

    class Watched:
        dimension = e5.dimension
        model_id = e5.model_id
        embed_queries = e5.embed_queries

        def embed_passages(self, texts):  # type: ignore[no-untyped-def]
            embedded.extend(texts)
            return e5.embed_passages(texts)

    second = CentredEmbedder(Watched(), VectorCache(tmp_path)).embed_passages(PRODUCTS)
    assert np.array_equal(first, second)
    assert embedded == PRODUCTS


def test_the_model_id_says_which_centre(e5: E5Embedder, tmp_path: Path) -> None:
    assert CentredEmbedder(e5, VectorCache(tmp_path)).model_id.startswith(e5.model_id + "+centre-")


def test_no_texts_give_no_rows(e5: E5Embedder, tmp_path: Path) -> None:
    assert CentredEmbedder(e5, VectorCache(tmp_path)).embed_queries([]).shape == (0, e5.dimension)
