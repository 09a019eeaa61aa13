"""Frozen linear layers in eight bits, forward and backward, for processors that multiply those several times as fast as float32.

Rows are quantised as they come (Wortsman et al., SwitchBack, arXiv 2304.13013); channels that stand out are made
smaller beforehand and their weights larger (Xiao et al., SmoothQuant, arXiv 2211.10438).
"""

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn

from podbor.agent.planner.training.lora import LoraLinear


def quantise(x: Tensor) -> tuple[Tensor, Tensor]:
    """By rows: (rows, columns) → int8 (rows, columns) and what to multiply with, (rows, 1)."""
    # Numbers of the module would become inputs of the compiled code, which one layer could not share with the next.
    step = x.abs().amax(-1, keepdim=True).clamp_min(torch.finfo(x.dtype).tiny) / torch.iinfo(torch.int8).max
    return (x / step).round().to(torch.int8), step


class _Product(torch.autograd.Function):
    """`x Wᵀ` and its gradient by `x`, both by the same int8 weights; the weights are frozen."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, steps: Tensor, smooth: Tensor) -> Tensor:
        ctx.save_for_backward(weight, steps, smooth)
        rows, scale = quantise((x * smooth).reshape(-1, x.shape[-1]))
        return (torch._int_mm(rows, weight.t()).float() * scale * steps).view(*x.shape[:-1], weight.shape[0])

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None, None, None]:
        weight, steps, smooth = ctx.saved_tensors
        (gradient,) = gradients
        rows, scale = quantise((gradient * steps).reshape(-1, gradient.shape[-1]))
        product = (torch._int_mm(rows, weight).float() * scale).view(*gradient.shape[:-1], weight.shape[1])
        return product * smooth, None, None, None


class Int8Linear(nn.Module):
    """A frozen linear layer without bias, for inputs whose channels are at most about `largest`, (in,)."""

    weight: Tensor
    steps: Tensor
    smooth: Tensor

    def __init__(self, base: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        whole = base.weight.detach().float()
        shift = (largest.clamp_min(1e-5) / whole.abs().amax(0).clamp_min(1e-5)).sqrt()
        shift = shift / shift.mean()
        weight, steps = quantise(whole * shift)
        self.register_buffer("weight", weight)
        self.register_buffer("steps", steps[:, 0].contiguous())
        self.register_buffer("smooth", 1 / shift)

    def forward(self, x: Tensor) -> Tensor:
        """Apply the layer: (…, in) → (…, out)."""
        return _Product.apply(x, self.weight, self.steps, self.smooth)  # type: ignore[no-any-return, no-untyped-call]


def to_int8(model: nn.Module, read: Callable[[], object]) -> None:
    """Put the frozen layers under `model`'s adapters into eight bits; `read` has the model read what is usual."""
    layers = [module for module in model.modules() if isinstance(module, LoraLinear)]
    largest = _largest_inputs(layers, read)
    for layer in layers:
        if isinstance(layer.base, nn.Linear):
            layer.base = Int8Linear(layer.base, largest[layer])


@torch.no_grad()
def _largest_inputs(layers: list[LoraLinear], read: Callable[[], object]) -> Mapping[LoraLinear, Tensor]:
    found: dict[LoraLinear, Tensor] = {}

    def see(layer: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        assert isinstance(layer, LoraLinear)
        largest = inputs[0].abs().reshape(-1, inputs[0].shape[-1]).amax(0)
        found[layer] = torch.maximum(found[layer], largest) if layer in found else largest

    hooks = [layer.register_forward_pre_hook(see) for layer in layers]
    read()
    for hook in hooks:
        hook.remove()
    return found
