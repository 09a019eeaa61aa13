from pathlib import Path

import numpy as np
import pytest

from podbor.agent.assembly import open_catalog, open_recommender
from podbor.agent.narration.reasons import MOST_EXPLAINED, strongest
from podbor.core.errors import InputError
from podbor.core.items import Bilingual, Item
from podbor.core.settings import Settings
from podbor.core.slate import Evidence, SlateItem
from podbor.evals.bench.faithfulness import Moves, compare, render, run
from podbor.tools.recommend.recommender import Recommender


@pytest.fixture(scope="module")
def recommender(demo_home: Path) -> Recommender:
    settings = Settings(home=demo_home, _env_file=None)  # type: ignore[call-arg]
    return open_recommender(settings, open_catalog(settings))


def test_what_is_cited_moves_an_item_more_than_chance_does(recommender: Recommender) -> None:
    report = run(recommender, items=60)
    assert report["items"] >= 60
    assert report["largest_gap"] < 1e-9
    for name in ("score", "first score", "first rank"):
        assert report[name]["interval"][0] > 0, name
    assert render(report).row_count == 4


def test_citing_the_weakest_moves_less_than_chance(recommender: Recommender, monkeypatch: pytest.MonkeyPatch) -> None:
    def weakest(evidence: list[Evidence]) -> list[Evidence]:
        return sorted(evidence, key=lambda part: abs(part.value))[:2]

    monkeypatch.setattr("podbor.evals.bench.faithfulness.strongest", weakest)
    assert run(recommender, items=60)["score"]["interval"][1] < 0


def test_explain_cites_the_largest_evidence_for_the_item() -> None:
    evidence = [Evidence(name=str(n), value=value) for n, value in enumerate((0.1, -0.5, 0.4, 0.2, 0.3, 0.05))]
    assert [part.value for part in strongest(evidence)] == [0.4, 0.3, 0.2, 0.1]
    assert len(strongest(evidence)) == MOST_EXPLAINED
    assert strongest(evidence[1:2]) == []


def test_a_move_counts_ranks_and_points() -> None:
    moves = Moves()
    shown = SlateItem(item=Item(item_id="x", title=Bilingual(ru="x")), offers=(), score=1.0)
    moves.add(shown, [Evidence(name="kind", value=0.5)], np.array([1.2, 0.8, 0.6, 0.4]))
    assert (moves.score, moves.rank) == ([0.5], [2])


def test_equal_moves_prove_nothing() -> None:
    assert compare([1.0, 2.0], [1.0, 2.0])["p"] == 1.0


def test_too_few_items_are_refused(recommender: Recommender) -> None:
    with pytest.raises(InputError, match="items"):
        run(recommender, items=1)
