from collections import Counter

import pytest

from podbor.core.errors import SetupError
from podbor.evals.bench.matching import run
from podbor.evals.matching.pairs import load_pairs


def test_the_set_is_large_hard_and_mixed() -> None:
    pairs = [*load_pairs("validation"), *load_pairs("test")]
    labels = Counter(pair.label for pair in pairs)
    assert len(pairs) >= 1600
    assert 0.4 < labels["match"] / len(pairs) < 0.55
    assert set(Counter(pair.languages for pair in pairs)) == {"ru-ru", "en-ru", "en-en"}
    assert all(bool(pair.aspect) == (pair.label == "different") for pair in pairs)
    aspects = Counter(pair.aspect for pair in pairs)
    assert min(aspects[aspect] for aspect in ("flavour", "size", "line", "form", "count", "model", "fat")) >= 10


def test_no_pair_is_written_twice() -> None:
    pairs = [frozenset((pair.left, pair.right)) for part in ("validation", "test") for pair in load_pairs(part)]  # type: ignore[arg-type]
    assert len(pairs) == len(set(pairs))


def test_a_part_without_pairs_is_told() -> None:
    if not load_pairs("test"):
        with pytest.raises(SetupError, match="no pairs"):
            run("test")


def test_the_matcher_is_precise_on_what_it_was_chosen_by() -> None:
    report = run("validation")
    assert report["precision"]["value"] >= 0.98
    assert report["recall"]["value"] >= 0.87
    assert report["precision"]["low"] <= report["precision"]["value"] <= report["precision"]["high"]
    wrong = sum(error["label"] == "different" for error in report["errors"])
    missed = sum(error["label"] == "match" for error in report["errors"])
    hits = report["matches"] - missed
    assert report["precision"]["value"] == pytest.approx(hits / (hits + wrong), abs=1e-4)
    assert report["recall"]["value"] == pytest.approx(hits / report["matches"], abs=1e-4)
