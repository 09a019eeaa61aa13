"""Reads the planner's adapter, a GGUF file, for what llama.cpp does not do with it: merge, train on, average, convert."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podbor.core.errors import SetupError

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
ALPHA_KEY = "adapter.lora.alpha"
_NAME = re.compile(r"blk\.(\d+)\.(\w+)\.weight\.lora_([ab])")
_MEND = "podbor planner train"


@dataclass(frozen=True, kw_only=True)
class AdapterFile:
    """`tensors`: float32 by transformers' name, "model.layers.3.self_attn.q_proj.lora_a"; A is (rank, in), B (out, rank)."""

    alpha: float
    tensors: "dict[str, NDArray[Any]]"

    @property
    def rank(self) -> int:
        """Of the low-rank update."""
        return int(min(next(iter(self.tensors.values())).shape))


def read_adapter(path: Path) -> AdapterFile:
    """Read a GGUF LoRA adapter of any precision.

    Raises SetupError on a file that is not such an adapter, or has tensors of an unknown layer.
    """
    import gguf
    import numpy as np

    try:
        reader = gguf.GGUFReader(path)
    except (OSError, ValueError) as error:
        raise SetupError(f"{path} is no GGUF file", mend=_MEND) from error
    alpha = reader.fields.get(ALPHA_KEY)
    if alpha is None or not reader.tensors:
        raise SetupError(f"{path} is no LoRA adapter", mend=_MEND)
    return AdapterFile(
        alpha=float(alpha.parts[-1][0]),
        tensors={
            transformers_name(tensor.name): np.ascontiguousarray(
                gguf.quants.dequantize(tensor.data, tensor.tensor_type), dtype=np.float32
            )
            for tensor in reader.tensors
        },
    )


def transformers_name(name: str) -> str:
    """Translate a tensor's name.

    >>> transformers_name("blk.3.attn_q.weight.lora_a")
    'model.layers.3.self_attn.q_proj.lora_a'
    """
    found = _NAME.fullmatch(name)
    if found is None or found[2] not in LAYERS:
        raise SetupError(f"unknown tensor {name!r} in the adapter", mend=_MEND)
    return f"model.layers.{found[1]}.{LAYERS[found[2]]}.lora_{found[3]}"
