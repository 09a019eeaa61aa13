import json
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from podbor.core.errors import InputError
from podbor.evals.bench.sequence import METRICS, ranking_metrics, render, run, target_ranks
from podbor.evals.bench.sequence_data import read_attributes, read_sequences

REAL = Path(__file__).parents[3].parent / "shared" / "data" / "sequences"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def ring(tmp_path: Path) -> Path:
    """Users who walk a ring of twelve items: what follows is certain."""
    rows = [f"{user} " + " ".join(str(10 + (user + step) % 12) for step in range(5)) for user in range(1, 61)]
    return write(tmp_path / "ring.txt", "\n".join(rows) + "\n")


def test_both_learners_find_a_certain_next_item(ring: Path) -> None:
    report = run(ring)
    assert set(report) == {"pop", "transitions", "ours", "data"}
    assert report["transitions"]["R@5"] == report["ours"]["R@5"] == report["ours"]["refit"]["R@5"] == 1
    assert report["pop"]["N@5"] < report["ours"]["N@5"]
    for method in ("pop", "transitions", "ours"):
        assert set(report[method]) >= {*METRICS, "fit_s", "score_ms", "bytes"}
        assert report[method]["bytes"] > 0
    assert (report["data"]["users"], report["data"]["items"], report["data"]["interactions"]) == (60, 12, 300)
    json.dumps(report)


def test_attributes_are_used(ring: Path, tmp_path: Path) -> None:
    table = {str(number): [number % 4, "brand"] for number in range(10, 22)} | {"999": [1]}
    report = run(ring, write(tmp_path / "attributes.json", json.dumps(table)))
    assert report["data"]["items_with_attributes"] == 12


def test_render_shows_every_method(ring: Path) -> None:
    console = Console(width=160, record=True, file=(ring.parent / "out.txt").open("w"))
    console.print(render(run(ring)))
    console.file.close()
    text = console.export_text()
    assert all(name in text for name in ("popularity", "transition graph", "ours", "R@10", "N@10"))


def test_metrics_by_hand() -> None:
    found = ranking_metrics(np.array([0, 4, 5, 10]))
    assert found == {
        "R@5": 0.5,
        "R@10": 0.75,
        "N@5": round((1 + 1 / np.log2(6)) / 4, 4),
        "N@10": round((1 + 1 / np.log2(6) + 1 / np.log2(7)) / 4, 4),
    }


def test_seen_items_do_not_compete_and_ties_do() -> None:
    scores = np.array([[9.0, 5.0, 5.0, 1.0]], np.float32)
    history = [np.array([0])]
    assert target_ranks(scores, history, np.array([1])).tolist() == [1]
    assert target_ranks(scores, history, np.array([3])).tolist() == [2]
    assert target_ranks(scores, [np.array([0, 1, 2])], np.array([3])).tolist() == [0]


def test_a_repeat_is_no_hit_of_any_method(ring: Path, tmp_path: Path) -> None:
    repeats = "".join(f"{user} 10 11 12 13 10\n" for user in range(100, 110))
    report = run(write(tmp_path / "repeats.txt", ring.read_text(encoding="utf-8") + repeats))
    assert (report["data"]["measured"], report["data"]["repeats"]) == (60, 10)
    with pytest.raises(InputError, match="nothing to measure"):
        run(write(tmp_path / "only.txt", repeats))


def test_item_numbers_are_shuffled_but_kept(ring: Path) -> None:
    data = read_sequences(ring)
    assert data.item_numbers[data.histories[0]].tolist() == [11, 12, 13, 14, 15]
    assert sorted(data.item_numbers.tolist()) == list(range(10, 22))
    assert data.item_numbers.tolist() != sorted(data.item_numbers.tolist())


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("", 1, "user"),
        ("1 2 3\n\n2 3 4\n", 2, "user"),
        ("1 2 3\n1 4 5\n", 2, "user"),
        ("1 2 3\n2\n", 2, "items"),
        ("1 2 3\n2 4 x5\n", 2, "item"),
        ("1 2 -3\n", 1, "item"),
        ("1 2 " + "9" * 40 + "\n", 1, "item"),
        ("1 2\n2 3\n", 1, "items"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, line: int, field: str) -> None:
    path = write(tmp_path / "data.txt", text)
    with pytest.raises(InputError) as caught:
        run(path)
    assert (caught.value.file, caught.value.line, caught.value.field) == (str(path), line, field)


def test_a_file_that_is_not_text_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "bytes.txt").write_bytes(b"1 2 3\n2 \xff 3\n")
    with pytest.raises(InputError, match=r"bytes\.txt:2: text: not UTF-8"):
        run(tmp_path / "bytes.txt")
    with pytest.raises(InputError, match="No such file"):
        run(tmp_path / "absent.txt")


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ('{"10": [1],\n "11": [}', 2, "JSON"),
        ("[1, 2]", 1, "JSON"),
        ('{"10": [1],\n "11": 5}', 2, "item 11"),
        ('{"10": [1],\n "11": [1.5]}', 2, "item 11"),
        ('{"10": [1],\n "11": [true]}', 2, "item 11"),
        ('{"10": [1],\n "eleven": [1]}', 2, "item"),
    ],
)
def test_wrong_attributes_are_named(ring: Path, tmp_path: Path, text: str, line: int, field: str) -> None:
    path = write(tmp_path / "attributes.json", text)
    with pytest.raises(InputError) as caught:
        read_attributes(path, read_sequences(ring))
    assert (caught.value.file, caught.value.line, caught.value.field) == (str(path), line, field)


@pytest.mark.skipif(
    not REAL.is_dir(), reason="the Toys sequences are not part of the repository: ../shared/data is absent"
)
def test_ours_beats_the_graph_on_real_histories(tmp_path: Path) -> None:
    lines = (REAL / "Toys_and_Games.txt").read_text(encoding="utf-8").splitlines()[:1500]
    shortened = write(tmp_path / "toys.txt", "\n".join(line.rsplit(" ", 1)[0] for line in lines))
    report = run(shortened, REAL / "Toys_and_Games_item2attributes.json")
    assert report["ours"]["N@10"] > report["transitions"]["N@10"] > report["pop"]["N@10"]
