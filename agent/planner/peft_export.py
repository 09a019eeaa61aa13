"""Writes the planner's GGUF adapter in PEFT's format, which vLLM reads.

`python -m podbor.agent.planner.peft_export ADAPTER.gguf DIR` needs the extra `train`.
Source of the format: PEFT's checkpoint documentation, LoRA section.
"""

import json
import re
import sys
from pathlib import Path

from podbor.agent.planner.adapter_file import read_adapter

BASE = "google/gemma-3-270m"


def export_peft(adapter: Path, folder: Path, *, base: str = BASE) -> None:
    """Write `adapter_model.safetensors` and `adapter_config.json` to `folder`.

    Raises SetupError on a file that is not such an adapter, or has tensors of an unknown layer.
    """
    from safetensors.numpy import save_file

    read = read_adapter(adapter)
    tensors = {peft_name(name): tensor for name, tensor in read.tensors.items()}
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "adapter_model.safetensors", metadata={"format": "pt"})
    config = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": base,
        "r": read.rank,
        "lora_alpha": read.alpha,
        "lora_dropout": 0.0,
        "bias": "none",
        "inference_mode": True,
        "target_modules": sorted({name.split(".")[-3] for name in tensors}),
    }
    (folder / "adapter_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def peft_name(name: str) -> str:
    """Translate a tensor's name.

    >>> peft_name("model.layers.3.self_attn.q_proj.lora_a")
    'base_model.model.model.layers.3.self_attn.q_proj.lora_A.weight'
    """
    return "base_model.model." + re.sub(r"lora_([ab])$", lambda found: f"lora_{found[1].upper()}.weight", name)


if __name__ == "__main__":
    export_peft(Path(sys.argv[1]), Path(sys.argv[2]))
