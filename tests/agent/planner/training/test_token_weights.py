import pytest

from podbor.agent.planner.training.token_weights import KINDS_WEIGHT, token_weights


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
    assert {weight for weight in weights if weight != KINDS_WEIGHT} == {1.0}
