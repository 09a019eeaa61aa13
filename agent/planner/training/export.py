"""Writes adapters as a GGUF file that llama.cpp applies to its base."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from torch import Tensor

from podbor.agent.planner.training.lora import TARGETS

_NAME = re.compile(r"layers\.(\d+)\.\w+\.(\w+)\.lora_([ab])$")
Precision: TypeAlias = Literal["f16", "q8_0", "f32"]
Q8_BLOCK = 32
"""Numbers of a row that share a scale."""


def export_gguf(
    state: Mapping[str, Tensor],
    path: Path,
    *,
    alpha: float,
    architecture: str = "gemma3",
    precision: Precision | None = None,
) -> None:
    """Write `adapter_state` to `path`: by default q8_0 where the rank is divisible by 32, as that needs, and f16 otherwise."""
    import gguf
    import numpy as np

    path.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", alpha)
    writer.add_name("podbor planner")
    if precision is None:
        rank = min(next(iter(state.values())).shape)
        precision = "f16" if rank % Q8_BLOCK else "q8_0"
    for name, tensor in sorted(state.items()):
        array = tensor.float().numpy()
        if precision == "q8_0":
            data = gguf.quantize(array, gguf.GGMLQuantizationType.Q8_0)
            writer.add_tensor(gguf_name(name), data, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
        else:
            writer.add_tensor(gguf_name(name), array.astype(np.float16 if precision == "f16" else np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def gguf_name(name: str) -> str:
    """ "model.layers.3.self_attn.q_proj.lora_a" → "blk.3.attn_q.weight.lora_a"."""
    found = _NAME.search(name)
    assert found is not None, name
    return f"blk.{found[1]}.{TARGETS[found[2]]}.weight.lora_{found[3]}"
