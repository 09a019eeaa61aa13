import pytest

from podbor.agent.planner.training.token_weights import KINDS_WEIGHT, QUERY_WEIGHT, token_weights


@pytest.mark.parametrize(
    ("plan", "kinds"),
    [
        ("find|▁к|▁чаю|:|▁пе|чень|е|,|▁зефир|▁<|300|\n", ["▁пе", "чень", "е", ",", "▁зефир"]),
        ("find|▁tea|:|▁jam|;|▁find|▁milk|\n", ["▁jam"]),
        ("find|▁tea|:|▁jam|;|▁find|▁lunch|:|▁ham|▁@|kuper|\n", ["▁jam", "▁ham"]),
        ("ban|▁nuts|\n", []),
    ],
)
def test_only_the_kinds_count_less(plan: str, kinds: list[str]) -> None:
    pieces = plan.split("|")
    weights = token_weights(pieces)
    assert len(weights) == len(pieces)
    assert [piece for piece, weight in zip(pieces, weights, strict=True) if weight == KINDS_WEIGHT] == kinds
    assert {weight for weight in weights if weight != KINDS_WEIGHT} <= {1.0, QUERY_WEIGHT}


@pytest.mark.parametrize(
    ("plan", "query"),
    [
        ("find|▁к|▁чаю|:|▁пе|чень|е|▁<|300|\n", ["▁к", "▁чаю"]),
        ("find|▁milk|;|▁find|▁tea|:|▁jam|;|▁find|▁ham|\n", ["▁tea"]),
        ("no|▁nuts|;|▁find|▁ham|▁<|300|\n", []),
    ],
)
def test_so_do_the_words_that_kinds_are_for(plan: str, query: list[str]) -> None:
    pieces = plan.split("|")
    weights = token_weights(pieces)
    assert [piece for piece, weight in zip(pieces, weights, strict=True) if weight == QUERY_WEIGHT] == query
