"""Averages the weights of adapters of one training, which read better than any of them: Wortsman et al., arXiv 2203.05482.

python -m podbor.agent.planner.training.average FIRST.gguf SECOND.gguf … OUT.gguf
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from podbor.agent.planner.adapter_file import AdapterFile, read_adapter
from podbor.agent.planner.training.export import export_gguf


def average(adapters: Sequence[AdapterFile]) -> dict[str, Tensor]:
    """The mean of adapters that were trained on from one another, so that their factors mean the same."""
    return {
        name: torch.from_numpy(sum(adapter.tensors[name] for adapter in adapters) / len(adapters))
        for name in adapters[0].tensors
    }


def main() -> None:
    """Write the mean as a GGUF file."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("adapters", nargs="+", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    adapters = [read_adapter(path) for path in arguments.adapters]
    export_gguf(average(adapters), arguments.out, alpha=adapters[0].alpha)


if __name__ == "__main__":
    main()
