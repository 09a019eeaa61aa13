from pathlib import Path

import pytest

from podbor.evals.bench.index import CHUNK, render, run


@pytest.mark.parametrize("backend", ["embedded", "local"])
def test_a_small_run_is_exact_and_leaves_nothing(tmp_path: Path, backend: str) -> None:
    report = run(CHUNK + 300, queries=5, backend=backend, folder=tmp_path)  # type: ignore[arg-type]
    assert report["recall_at_10"] == 1.0
    assert report["hybrid_hits"] > 0
    assert report["update_items"] == 23
    assert list(tmp_path.iterdir()) == []
    assert render(report).row_count == len(report) - 3
