"""Averages the weights of two adapters of one training, which read better than either: Wortsman et al., arXiv 2203.05482.

python -m podbor.agent.planner.training.average FIRST/adapter.pt SECOND/adapter.pt OUT.gguf
"""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from podbor.agent.planner.training.export import export_gguf
from podbor.agent.planner.training.train import TrainConfig


def average(first: Mapping[str, Tensor], second: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The mean of two `adapter_state`s, of which one was trained on from the other: their factors mean the same."""
    return {name: (tensor + second[name]) / 2 for name, tensor in first.items()}


def main() -> None:
    """Write the mean as a GGUF file."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("adapters", nargs=2, type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    first, second = (torch.load(path) for path in arguments.adapters)
    export_gguf(average(first, second), arguments.out, alpha=TrainConfig.alpha)


if __name__ == "__main__":
    main()
