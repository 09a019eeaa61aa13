import random

import pytest

pytest.importorskip("torch", reason="the extra `train` is not installed")

from podbor.agent.planner.training.data import Encoded, batches


def test_every_worker_gets_as_many_batches_where_only_whole_ones_are_read():
    encoded = [Encoded(ids=(1, 2, 3), start=1, weights=(1.0, 1.0)) for _ in range(32 + 31)]

    shares = [
        list(batches(encoded, size=32, rng=random.Random(1), rank=rank, world=2, whole=True)) for rank in range(2)
    ]

    assert [[len(batch.ids) for batch in share] for share in shares] == [[16], [16]]


def test_a_smaller_batch_is_read_too_and_no_example_twice():
    encoded = [Encoded(ids=(number, 0), start=1, weights=(1.0,)) for number in range(32 + 31)]

    shares = [list(batches(encoded, size=32, rng=random.Random(1), rank=rank, world=2)) for rank in range(2)]

    read = [int(batch.ids[row, 0]) for share in shares for batch in share for row in range(len(batch.ids))]
    assert sorted(read) == list(range(63))
