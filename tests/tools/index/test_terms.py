import threading

import pytest

from podbor.core.text import stem
from podbor.tools.index.terms import document_terms, query_terms


@pytest.mark.parametrize(
    ("left", "right"),
    [("сметаной", "сметана"), ("cookies", "cookie"), ("МЁД", "мед"), ("2.5%", "2,5 %"), ("яблоки!", "(яблок)")],
)
def test_the_same_term(left: str, right: str) -> None:
    assert query_terms(left).indices == query_terms(right).indices != ()


def test_without_is_a_term_and_please_is_none() -> None:
    assert len(query_terms("посоветуй, пожалуйста, что-нибудь без сахара").indices) == 2
    assert not query_terms("please show me something")


def test_weights_saturate_and_long_texts_weigh_less() -> None:
    once, thrice = document_terms("сыр").values[0], document_terms("сыр сыр сыр").values[0]
    assert once < thrice < 3 * once
    padded = document_terms("сыр " + " ".join(f"слово{'а' * number}" for number in range(80)))
    assert padded.values[0] < once


def test_a_query_names_each_term_once() -> None:
    assert query_terms("сыр сыра сырами").values == (1.0,)


def test_threads_do_not_disturb_each_other() -> None:
    endings = ("ного", "ными", "ной", "ость", "ениями")
    texts = [f"слово{'абвгдежз'[number % 8] * (number // 8)}{endings[number % 5]}" for number in range(300)]
    got: list[list[object]] = []
    threads = [threading.Thread(target=lambda: got.append([document_terms(text) for text in texts])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stem.cache_clear()
    assert got == [[document_terms(text) for text in texts]] * 4
