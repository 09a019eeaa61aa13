from pathlib import Path

import pytest

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
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    made = path.stat().st_mtime_ns
    assert weights.find_model(settings(tmp_path))[0].stat().st_mtime_ns == made


def test_an_adapter_of_ones_own_is_applied_and_not_merged(tmp_path):
    own = tmp_path / "own.gguf"
    own.touch()
    path, adapter = weights.find_model(settings(tmp_path, planner_adapter=own))
    assert (path.name, adapter) == ("gemma-3-270m-q4_k_m.gguf", own)
