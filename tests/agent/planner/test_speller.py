"""Messages are read as they were meant: errors and Latin letters put right, right words and names left alone."""

import pytest

from podbor.agent.planner.speller import speller


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("мокароны и кечуп", "макароны и кетчуп"),
        ("абъясни почиму вторая", "объясни почему вторая"),
        ("шакалад без сои", "шоколад без сои"),
        ("chaeper and smaler", "cheaper and smaller"),
        ("hleb i kolbasa", "хлеб и колбаса"),
        ("pokazhi esche", "покажи еще"),
        ("krossovki ot 2000", "кроссовки от 2000"),
        ("куриные серца", "куриные сердца"),
    ],
)
def test_errors_are_put_right(written: str, meant: str) -> None:
    assert speller().correct(written) == meant


@pytest.mark.parametrize(
    "message",
    [
        "без кинзы всегда",
        "белка поболее, жира поменее",
        "найди в мегамаркете безлактозное молоко",
        "lactose doesn't agree with me",
        "a litre of my favourite cola",
        "chupa chups",
        "stollen and lungo capsules",
        "ортез на колено, панко и смекта",
        "pancakes for maslenitsa",
        "milk from samokat",
        "ззззз",
        "airpods pro",
        "",
        "🙂 12%",
    ],
)
def test_what_is_right_stays(message: str) -> None:
    assert speller().correct(message) == message


def test_words_of_the_items_on_screen_are_right() -> None:
    assert speller().correct("хаги ваги беру", ["Игрушка Хаги Ваги, 40 см"]) == "хаги ваги беру"
