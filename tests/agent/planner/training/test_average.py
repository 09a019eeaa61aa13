from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from podbor.agent.planner.adapter_file import AdapterFile, read_adapter  # noqa: E402
from podbor.agent.planner.training.average import average  # noqa: E402
from podbor.agent.planner.training.export import export_gguf  # noqa: E402
from podbor.agent.planner.training.lora import add_adapters, start_from  # noqa: E402

NAME = "model.layers.3.self_attn.q_proj.lora_a"


def test_an_exported_adapter_reads_back_and_averages(tmp_path: Path) -> None:
    paths = [tmp_path / f"{value}.gguf" for value in (1, 2, 6)]
    for path, value in zip(paths, (1.0, 2.0, 6.0), strict=True):
        export_gguf({NAME: torch.full((16, 64), value)}, path, alpha=32.0)
    adapters = [read_adapter(path) for path in paths]
    assert (adapters[0].alpha, adapters[0].rank) == (32.0, 16)
    assert average(adapters)[NAME].tolist() == torch.full((16, 64), 3.0).tolist()


def test_an_adapter_of_a_lower_rank_counts_as_one_that_adds_no_more(tmp_path: Path) -> None:
    rng = torch.Generator().manual_seed(1)
    state = {
        rank: {
            NAME: torch.randn((rank, 64), generator=rng),
            NAME.replace("lora_a", "lora_b"): torch.randn((96, rank), generator=rng),
        }
        for rank in (16, 32)
    }
    state[32][NAME][:16] = state[16][NAME]
    adapters = []
    for rank, tensors in state.items():
        export_gguf(tensors, tmp_path / f"{rank}.gguf", alpha=2.0 * rank, precision="f32")
        adapters.append(read_adapter(tmp_path / f"{rank}.gguf"))
    low, high = (tensors[NAME.replace("lora_a", "lora_b")] @ tensors[NAME] for tensors in state.values())
    mean = average(adapters)
    assert torch.allclose(mean[NAME.replace("lora_a", "lora_b")] @ mean[NAME], (low + high) / 2, atol=1e-4)


def test_training_goes_on_from_an_adapter_of_a_lower_rank(tmp_path: Path) -> None:
    model = torch.nn.ModuleDict({"q_proj": torch.nn.Linear(64, 96, bias=False)})
    add_adapters(model, rank=32, alpha=32.0, dropout=0.0)
    rng = torch.Generator().manual_seed(1)
    tensors = {
        "q_proj.lora_a": torch.randn((16, 64), generator=rng),
        "q_proj.lora_b": torch.randn((96, 16), generator=rng),
    }
    arrays = {name: tensor.numpy() for name, tensor in tensors.items()}
    start_from(model, AdapterFile(alpha=32.0, tensors=arrays), scale=1.0)
    x = torch.randn((5, 64), generator=rng)
    with torch.no_grad():
        update = model["q_proj"](x) - model["q_proj"].base(x)
    assert torch.allclose(update, 2.0 * x @ tensors["q_proj.lora_a"].T @ tensors["q_proj.lora_b"].T, atol=1e-3)


def test_a_rank_of_whole_blocks_is_written_in_eight_bits(tmp_path: Path) -> None:
    tensor = torch.randn((32, 64), generator=torch.Generator().manual_seed(1))
    export_gguf({NAME: tensor}, tmp_path / "adapter.gguf", alpha=64.0)
    written = torch.from_numpy(read_adapter(tmp_path / "adapter.gguf").tensors[NAME])
    assert 0 < float((written - tensor).abs().max()) < 0.02
