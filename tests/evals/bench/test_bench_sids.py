from pathlib import Path

import pytest

from podbor.core.errors import InputError
from podbor.core.items import Bilingual, Item
from podbor.evals.bench.sid_pairs import run_sequences
from podbor.evals.bench.sids import INDEX_FILE, ITEMS_FILE, measure, render, run, run_industrial
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


@pytest.mark.parametrize(
    ("items", "codes", "said"),
    [
        ("[1]", "{}", r"item\.json:1: file: Input should be an object"),
        ('{"1": {"title": "x", "brand": "y"}}', "{}", r"item\.json:1: file: 1\.description: Field required"),
        ("{}", "{}", r"item\.json:1: file: has no items"),
        ('{"1": {"title": "x", "brand": "y", "description": ""}}', '{"1": ["<a_1>"]}', r"index\.json:1: file: 1: List"),
        ('{"1": {"title": "x", "brand": "y", "description": ""}}', '{"1": ["a", "b", "c"]}', r"index\.json.*pattern"),
    ],
)
def test_another_file_is_refused_in_a_line(items: str, codes: str, said: str, tmp_path: Path) -> None:
    (tmp_path / ITEMS_FILE).write_text(items, encoding="utf-8")
    (tmp_path / INDEX_FILE).write_text(codes, encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        run_industrial(tmp_path, E5Embedder())
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("sequences", "attributes", "said"),
    [
        (b"1 2 3\n\xff 4\n", b"{}", r"s\.txt:2: file: not UTF-8"),
        (b"1 2 3\n", b"\xff", r"a\.json:1: file: not UTF-8"),
        (b"1 2 3\n", b"[1]", r"a\.json:1: file: Input should be an object"),
        (b"1 2 3\n", b'{"2": 5}', r"a\.json:1: file: 2: Input should be a valid array"),
        (b"1 2 3\n", b"{}", r"a\.json:1: file: 0 items with 0 attributes; two of each"),
        (b"1 2 3\n", b'{"2": [5], "3": [5]}', r"a\.json:1: file: 2 items with 1 attribute; two of each"),
    ],
)
def test_sequences_and_attributes_that_are_none_are_named(
    sequences: bytes, attributes: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / "s.txt").write_bytes(sequences)
    (tmp_path / "a.json").write_bytes(attributes)
    with pytest.raises(InputError, match=said):
        run_sequences(tmp_path / "s.txt", tmp_path / "a.json")
