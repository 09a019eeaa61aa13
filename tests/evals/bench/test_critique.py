"""Critiques of a hidden target: true ones find it, others' do not; every figure is there."""

import json
from random import Random

import pytest

from podbor.core.items import Bilingual, Item
from podbor.core.settings import Settings
from podbor.core.slate import SlateItem
from podbor.evals.bench.critique import CONDITIONS, CRITIQUES, run
from podbor.evals.bench.hidden_target import Target


@pytest.fixture(scope="module")
def result(demo_home, tmp_path_factory) -> dict:  # type: ignore[no-untyped-def,type-arg]
    import shutil

    home = tmp_path_factory.mktemp("critique") / "home"
    shutil.copytree(demo_home, home, symlinks=True)
    return run(shoppers=10, settings=Settings(home=home, _env_file=None))  # type: ignore[call-arg]


def test_true_critiques_find_the_target_and_others_do_not(result: dict) -> None:  # type: ignore[type-arg]
    last = {condition: result["rank"][condition][CRITIQUES] for condition in CONDITIONS}
    first = {condition: result["rank"][condition][0] for condition in CONDITIONS}
    assert first["true"] == first["shuffled"] == first["none"] == {**last["none"], "critiques": 0}
    assert last["true"]["mrr"] > last["none"]["mrr"]
    assert last["true"]["mrr"] > last["shuffled"]["mrr"]


def test_every_figure_is_there(result: dict) -> None:  # type: ignore[type-arg]
    assert result["latency"]["lists"] > 0
    assert result["latency"]["p95_ms"] >= result["latency"]["p50_ms"] > 0
    assert any(found["lists"] for found in result["unseen"].values())
    assert json.loads(json.dumps(result)) == result


def test_a_critique_is_true_of_the_target() -> None:
    def shown(name: str, brand: str) -> SlateItem:
        return SlateItem(
            item=Item(item_id=name, title=Bilingual(ru=name), brand=brand, size=100.0, unit="g"), offers=(), score=0
        )

    item = Item(item_id="t", title=Bilingual(ru="t"), brand="Lindt", size=200.0, unit="g")
    target = Target(item=item, offers=(), need="шоколад")
    said = {str(target.critique([shown("a", "Milka"), shown("b", "Lindt")], Random(seed))) for seed in range(40)}
    assert len(said) == 2
    assert any("'size'" in one and "'higher'" in one for one in said)
    assert any("Milka" in one and "exclude" in one for one in said)
    assert target.critique([SlateItem(item=item, offers=(), score=0)], Random(0)) is None
