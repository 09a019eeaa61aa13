from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from podbor.agent.planner.adapter_file import read_adapter  # noqa: E402
from podbor.agent.planner.training.average import average  # noqa: E402
from podbor.agent.planner.training.export import export_gguf  # noqa: E402

NAME = "model.layers.3.self_attn.q_proj.lora_a"


def test_an_exported_adapter_reads_back_and_averages(tmp_path: Path) -> None:
    paths = [tmp_path / f"{value}.gguf" for value in (1, 2, 6)]
    for path, value in zip(paths, (1.0, 2.0, 6.0), strict=True):
        export_gguf({NAME: torch.full((16, 64), value)}, path, alpha=32.0)
    adapters = [read_adapter(path) for path in paths]
    assert (adapters[0].alpha, adapters[0].rank) == (32.0, 16)
    assert average(adapters)[NAME].tolist() == torch.full((16, 64), 3.0).tolist()
