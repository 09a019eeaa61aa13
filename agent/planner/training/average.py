"""Averages the weights of adapters of one training, which read better than any of them: Wortsman et al., arXiv 2203.05482.

python -m podbor.agent.planner.training.average FIRST.gguf SECOND.gguf … OUT.gguf
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from podbor.agent.planner.adapter_file import AdapterFile, read_adapter
from podbor.agent.planner.training.export import export_gguf

if TYPE_CHECKING:
    from numpy.typing import NDArray


def average(adapters: Sequence[AdapterFile]) -> dict[str, Tensor]:
    """The mean of adapters that were trained on from one another, so that their factors mean the same.

    One of a lower rank, and the same alpha / rank, counts as one whose other factors add nothing.
    """
    widest = max(adapters, key=lambda adapter: adapter.rank)
    tensors = [_widened(adapter, widest) for adapter in adapters]
    return {name: torch.from_numpy(sum(each[name] for each in tensors) / len(tensors)) for name in widest.tensors}


def _widened(adapter: AdapterFile, widest: AdapterFile) -> "dict[str, NDArray[Any]]":
    """The rows of A that it lacks are those of `widest`, the columns of B are zeros."""
    added = widest.rank - adapter.rank
    return {
        name: np.concatenate([tensor, widest.tensors[name][adapter.rank :]])
        if name.endswith("lora_a")
        else np.pad(tensor, ((0, 0), (0, added)))
        for name, tensor in adapter.tensors.items()
    }


def main() -> None:
    """Write the mean as a GGUF file."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("adapters", nargs="+", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    adapters = [read_adapter(path) for path in arguments.adapters]
    export_gguf(average(adapters), arguments.out, alpha=max(adapter.alpha for adapter in adapters))


if __name__ == "__main__":
    main()
