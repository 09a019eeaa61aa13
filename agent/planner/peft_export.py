"""Writes the planner's GGUF adapter in PEFT's format, which vLLM reads.

`python -m podbor.agent.planner.peft_export ADAPTER.gguf DIR` needs the extra `train`.
Source of the format: PEFT's checkpoint documentation, LoRA section.
"""

import json
import re
import sys
from pathlib import Path

from podbor.core.errors import SetupError

LAYERS = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
"""Name of a linear layer in GGUF → in transformers."""
NAME = re.compile(r"blk\.(\d+)\.(\w+)\.weight\.lora_([ab])")
ALPHA_KEY = "adapter.lora.alpha"
BASE = "google/gemma-3-270m"


def export_peft(adapter: Path, folder: Path, *, base: str = BASE) -> None:
    """Write `adapter_model.safetensors` and `adapter_config.json` to `folder`.

    Raises SetupError on a file that is not such an adapter, or has tensors of an unknown layer.
    """
    import gguf
    import numpy as np
    from safetensors.numpy import save_file

    try:
        reader = gguf.GGUFReader(adapter)
    except (OSError, ValueError) as error:
        raise SetupError(f"{adapter} is no GGUF file", mend="podbor planner train") from error
    alpha = reader.fields.get(ALPHA_KEY)
    if alpha is None or not reader.tensors:
        raise SetupError(f"{adapter} is no LoRA adapter", mend="podbor planner train")
    tensors = {
        peft_name(tensor.name): np.ascontiguousarray(
            gguf.quants.dequantize(tensor.data, tensor.tensor_type), dtype=np.float32
        )
        for tensor in reader.tensors
    }
    rank = min(next(iter(tensors.values())).shape)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "adapter_model.safetensors", metadata={"format": "pt"})
    config = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": base,
        "r": int(rank),
        "lora_alpha": float(alpha.parts[-1][0]),
        "lora_dropout": 0.0,
        "bias": "none",
        "inference_mode": True,
        "target_modules": sorted({name.split(".")[-3] for name in tensors}),
    }
    (folder / "adapter_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def peft_name(name: str) -> str:
    """Translate a tensor's name.

    >>> peft_name("blk.3.attn_q.weight.lora_a")
    'base_model.model.model.layers.3.self_attn.q_proj.lora_A.weight'
    """
    found = NAME.fullmatch(name)
    if found is None or found[2] not in LAYERS:
        raise SetupError(f"unknown tensor {name!r} in the adapter", mend="podbor planner train")
    return f"base_model.model.model.layers.{found[1]}.{LAYERS[found[2]]}.lora_{found[3].upper()}.weight"


if __name__ == "__main__":
    export_peft(Path(sys.argv[1]), Path(sys.argv[2]))
