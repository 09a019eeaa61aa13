import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from podbor.agent import health
from podbor.agent.planner import weights
from podbor.core.errors import SetupError
from podbor.core.settings import Settings


def settings(home: Path, **fields) -> Settings:
    return Settings(home=home, _env_file=None, **fields)


def test_weights_of_ones_own_must_exist(tmp_path):
    with pytest.raises(SetupError, match="PODBOR_PLANNER_GGUF"):
        weights.find_weights(settings(tmp_path, planner_gguf=tmp_path / "none.gguf"))
    (tmp_path / "own.gguf").touch()
    assert weights.find_weights(settings(tmp_path, planner_gguf=tmp_path / "own.gguf")) == tmp_path / "own.gguf"


def test_an_adapter_of_ones_own_must_exist(tmp_path):
    with pytest.raises(SetupError, match="PODBOR_PLANNER_ADAPTER"):
        weights.find_adapter(settings(tmp_path, planner_adapter=tmp_path / "none.gguf"))


def test_corrupt_weights_are_refused_with_the_command_that_mends(tmp_path):
    path = tmp_path / "models" / "gemma-3-270m-q4_k_m.gguf"
    path.parent.mkdir()
    path.write_bytes(b"GGUF but not the right one")
    with pytest.raises(SetupError, match=f"rm {path}"):
        weights.find_weights(settings(tmp_path))
    assert not path.with_suffix(".verified").exists()


def test_a_stamp_for_another_file_is_not_believed(tmp_path):
    path = tmp_path / "models" / "gemma-3-270m-q4_k_m.gguf"
    path.parent.mkdir()
    path.write_bytes(b"wrong")
    path.with_suffix(".verified").write_text('{"size": 5, "mtime_ns": 1, "sha256": "x"}')
    with pytest.raises(SetupError):
        weights.find_weights(settings(tmp_path))


def test_the_packaged_adapter_is_merged_once(tmp_path):
    path, adapter = weights.find_model(settings(tmp_path))
    assert adapter is None
    kept = {path.name, path.with_suffix(".verified").name, weights.LOCK}
    assert {one.name for one in path.parent.iterdir()} == kept
    made = path.stat().st_mtime_ns
    assert weights.find_model(settings(tmp_path))[0].stat().st_mtime_ns == made


def test_an_adapter_of_ones_own_is_applied_and_not_merged(tmp_path):
    own = tmp_path / "own.gguf"
    own.touch()
    path, adapter = weights.find_model(settings(tmp_path, planner_adapter=own))
    assert (path.name, adapter) == ("gemma-3-270m-q4_k_m.gguf", own)


@pytest.fixture
def merges(monkeypatch):
    """The merges that were made, each small and quick."""
    made = []

    def merge(base: Path, adapter: Path, out: Path) -> None:
        made.append(out)
        time.sleep(0.1)
        out.write_bytes(b"merged weights")

    monkeypatch.setattr(weights, "merge", merge)
    monkeypatch.setattr(weights, "find_weights", lambda settings: settings.home / "base.gguf")
    return made


def planner_part(home: Path) -> health.Finding:
    return next(finding for finding in health.check(settings(home)) if finding.part == "planner")


def test_merged_weights_outlast_a_loss_of_power(tmp_path, merges, lose_power):
    path, _ = weights.find_model(settings(tmp_path))
    lose_power(tmp_path)
    assert weights.find_model(settings(tmp_path), read=True)[0].read_bytes() == b"merged weights"
    assert len(merges) == 1


@pytest.mark.parametrize("left", [b"", b"merged", b"merged weights and more"])
def test_merged_weights_of_another_size_are_made_anew(tmp_path, merges, left):
    path, _ = weights.find_model(settings(tmp_path))
    path.write_bytes(left)
    assert weights.find_model(settings(tmp_path))[0].read_bytes() == b"merged weights"


@pytest.mark.parametrize("stamp", [None, "", "[]", "{}"])
def test_merged_weights_that_nothing_vouches_for_are_made_anew(tmp_path, merges, stamp):
    path, _ = weights.find_model(settings(tmp_path))
    path.with_suffix(".verified").unlink()
    if stamp is not None:
        path.with_suffix(".verified").write_text(stamp)
    weights.find_model(settings(tmp_path))
    weights.find_model(settings(tmp_path))
    assert len(merges) == 2


def test_doctor_reads_merged_weights_and_makes_changed_ones_anew(tmp_path, merges):
    path, _ = weights.find_model(settings(tmp_path))
    path.write_bytes(b"merged w\0\0\0\0\0\0")
    assert planner_part(tmp_path).ok
    assert path.read_bytes() == b"merged weights"
    assert planner_part(tmp_path).ok
    assert len(merges) == 2


def test_merged_weights_with_other_bytes_are_made_anew_at_a_start(tmp_path, merges):
    path, _ = weights.find_model(settings(tmp_path))
    path.write_bytes(b"merged w\0\0\0\0\0\0")
    os.utime(path, ns=(1, 1))  # two writes within a tick of the clock would have the same time
    assert weights.find_model(settings(tmp_path))[0].read_bytes() == b"merged weights"
    assert len(merges) == 2


def test_merged_weights_are_read_once_after_they_were_touched(tmp_path, merges, monkeypatch):
    read = []
    digest = weights._sha256
    monkeypatch.setattr(weights, "_sha256", lambda path: read.append(path) or digest(path))
    path, _ = weights.find_model(settings(tmp_path))
    read.clear()
    weights.find_model(settings(tmp_path))
    assert read == []
    os.utime(path, ns=(1, 1))
    weights.find_model(settings(tmp_path))
    weights.find_model(settings(tmp_path))
    assert read == [path]
    assert len(merges) == 1


def test_a_stamp_of_an_earlier_version_is_believed_after_reading(tmp_path, merges):
    path, _ = weights.find_model(settings(tmp_path))
    stamp = path.with_suffix(".verified")
    made = json.loads(stamp.read_text())
    stamp.write_text(json.dumps({name: made[name] for name in ("size", "sha256")}))
    weights.find_model(settings(tmp_path))
    assert json.loads(stamp.read_text()) == made
    assert len(merges) == 1


def test_what_a_killed_merge_left_is_removed(tmp_path, merges):
    left = tmp_path / "models" / "tmpabc123"
    left.mkdir(parents=True)
    (left / "base.gguf").write_bytes(b"410 MB")
    weights.find_model(settings(tmp_path))
    assert not left.exists()


def test_processes_that_start_at_once_merge_once(tmp_path, merges):
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: weights.find_model(settings(tmp_path)), range(4)))
    assert len(found) == len(merges) == 1


def test_a_home_that_cannot_be_written_is_a_setup_error(tmp_path):
    (tmp_path / "models").touch()
    with pytest.raises(SetupError, match="models cannot be written"):
        weights.find_model(settings(tmp_path))
