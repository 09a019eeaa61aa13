from pathlib import Path

import pytest

from podbor.core.errors import InputError
from podbor.core.items import Bilingual, Item
from podbor.evals.bench.sids import measure, render, run, run_industrial
from podbor.tools.embedding import E5Embedder


def test_figures_of_a_small_assignment() -> None:
    sids = {"a": (1, 1, 1), "b": (1, 1, 2), "c": (1, 2, 1), "d": (2, 1, 1), "e": (2, 1, 1, 1)}
    labels = {"a": "tea", "b": "tea", "c": "soap", "d": "soap", "e": "soap"}
    report = measure(sids, labels)
    assert report["unique"] == 1.0
    assert report["colliding"] == pytest.approx(0.4)
    assert report["codes"] == [2, 2, 2]
    assert report["prefixes"] == [2, 3, 4]
    assert report["same_kind"] == [0.5, 1.0, 1.0]
    assert report["same_kind_by_chance"] == 0.4
    assert report["entropy"][0] == pytest.approx(0.971)


def test_equal_sids_are_not_unique() -> None:
    assert measure({"a": (1, 1, 1), "b": (1, 1, 1), "c": (2, 1, 1)}, {})["unique"] == pytest.approx(1 / 3)


def test_items_bring_their_sids_and_kinds() -> None:
    items = [Item(item_id=str(n), title=Bilingual(ru="а"), kind="tea", sid=f"1-2-{n}") for n in range(3)]
    report = run([*items, Item(item_id="x", title=Bilingual(ru="б"))])
    assert report["items"] == 3
    assert report["same_kind"] == [1.0, 1.0, None]
    assert render({"demo": report}).row_count == len(report)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="item.json"):
        run_industrial(tmp_path, E5Embedder())
