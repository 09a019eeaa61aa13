"""Low-rank adapters on frozen linear layers: the base in any precision, the adapters in float32. Hu et al., arXiv 2106.09685.

peft casts activations to the adapter's precision and back, which costs a third of the speed on a CPU; this does not.
"""

import math
from typing import Any

import torch
from torch import Tensor, nn

from podbor.agent.planner.adapter_file import LAYERS, AdapterFile

TARGETS = {layer.rsplit(".", 1)[-1]: name for name, layer in LAYERS.items()}
"""Name of a linear layer in transformers → in GGUF."""


class LoraLinear(nn.Module):
    """`base(x) + dropout(x) Aᵀ Bᵀ · alpha / rank`; A is (rank, in), B is (out, rank) and starts at zero."""

    def __init__(self, base: nn.Linear, *, rank: int, alpha: float, dropout: float) -> None:
        super().__init__()
        self.base = base
        self.lora_a = nn.Parameter(torch.empty(rank, base.in_features, dtype=torch.float32))
        self.lora_b = nn.Parameter(torch.zeros(base.out_features, rank, dtype=torch.float32))
        self.scale = alpha / rank
        self.dropout = nn.Dropout(dropout)
        nn.init.kaiming_uniform_(self.lora_a, a=math.sqrt(5))

    def forward(self, x: Tensor) -> Tensor:
        """Apply the layer: (…, in) → (…, out)."""
        low = nn.functional.linear(self.dropout(x), self.lora_a.to(x.dtype))
        update: Tensor = nn.functional.linear(low, (self.lora_b * self.scale).to(x.dtype))
        return self.base(x) + update  # type: ignore[no-any-return]


def add_adapters(model: nn.Module, *, rank: int, alpha: float, dropout: float) -> list[nn.Parameter]:
    """Freeze the model, wrap its linear layers and return the trainable parameters, in a stable order."""
    model.requires_grad_(False)
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if name in TARGETS and isinstance(child, nn.Linear):
                setattr(parent, name, LoraLinear(child, rank=rank, alpha=alpha, dropout=dropout))
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


def adapter_state(model: nn.Module) -> dict[str, Tensor]:
    """The adapters' tensors by name ("….layers.3.self_attn.q_proj.lora_a")."""
    return {name: tensor.detach() for name, tensor in model.named_parameters() if ".lora_" in name}


def load_adapter(model: nn.Module, state: dict[str, Tensor]) -> None:
    """Put tensors back that `adapter_state` gave."""
    own: dict[str, Any] = dict(model.named_parameters())
    with torch.no_grad():
        for name, tensor in state.items():
            own[name].copy_(tensor)


def start_from(model: nn.Module, adapter: AdapterFile, *, scale: float) -> None:
    """Make the adapters do what `adapter` does, whose rank may be lower: what is left of theirs adds nothing yet.

    `scale` is alpha / rank of the model's adapters.
    """
    own: dict[str, Any] = dict(model.named_parameters())
    with torch.no_grad():
        for name, array in adapter.tensors.items():
            tensor = torch.from_numpy(array)
            if name.endswith("lora_b"):
                tensor = tensor * (adapter.alpha / adapter.rank / scale)
            rows, columns = tensor.shape
            own[name][:rows, :columns].copy_(tensor)
