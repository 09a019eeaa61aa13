import json
from pathlib import Path

import numpy as np
import pytest

from podbor.agent.planner.adapter_file import transformers_name
from podbor.agent.planner.peft_export import export_peft, peft_name
from podbor.core.errors import SetupError

gguf = pytest.importorskip("gguf", reason="the extra `train` is not installed")
load_file = pytest.importorskip("safetensors.numpy", reason="the extra `train` is not installed").load_file
RANK, WIDTH = 32, 64


def adapter(path: Path, *, alpha: bool = True, quantised: bool = False) -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)
    tensors = {
        "blk.0.attn_q.weight.lora_a": random.normal(size=(RANK, WIDTH)).astype(np.float32),
        "blk.0.attn_q.weight.lora_b": random.normal(size=(WIDTH * 2, RANK)).astype(np.float32),
        "blk.1.ffn_down.weight.lora_a": random.normal(size=(RANK, WIDTH)).astype(np.float32),
    }
    writer = gguf.GGUFWriter(path, "gemma3")
    writer.add_string("adapter.type", "lora")
    if alpha:
        writer.add_float32("adapter.lora.alpha", 48.0)
    for name, tensor in tensors.items():
        kind = gguf.GGMLQuantizationType.Q8_0
        if quantised:
            writer.add_tensor(name, gguf.quantize(tensor, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, tensor.astype(np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return tensors


@pytest.mark.parametrize(("quantised", "tolerance"), [(False, 2e-3), (True, 3e-2)])
def test_every_tensor_keeps_its_values_under_its_new_name(tmp_path: Path, quantised: bool, tolerance: float) -> None:
    tensors = adapter(tmp_path / "a.gguf", quantised=quantised)
    export_peft(tmp_path / "a.gguf", tmp_path / "peft")
    written = load_file(tmp_path / "peft" / "adapter_model.safetensors")
    assert set(written) == {peft_name(transformers_name(name)) for name in tensors}
    for name, tensor in tensors.items():
        assert written[peft_name(transformers_name(name))] == pytest.approx(tensor, abs=tolerance)
    config = json.loads((tmp_path / "peft" / "adapter_config.json").read_text(encoding="utf-8"))
    assert (config["r"], config["lora_alpha"]) == (RANK, 48.0)
    assert config["target_modules"] == ["down_proj", "q_proj"]


def test_names_are_those_of_transformers() -> None:
    name = transformers_name("blk.17.ffn_gate.weight.lora_b")
    assert peft_name(name) == "base_model.model.model.layers.17.mlp.gate_proj.lora_B.weight"
    with pytest.raises(SetupError, match="token_embd"):
        transformers_name("token_embd.weight.lora_a")


def test_what_is_no_adapter_is_refused(tmp_path: Path) -> None:
    adapter(tmp_path / "a.gguf", alpha=False)
    with pytest.raises(SetupError, match="no LoRA adapter"):
        export_peft(tmp_path / "a.gguf", tmp_path / "peft")
    (tmp_path / "b.gguf").write_text("no GGUF at all, just words")
    with pytest.raises(SetupError, match="no GGUF file"):
        export_peft(tmp_path / "b.gguf", tmp_path / "peft")
