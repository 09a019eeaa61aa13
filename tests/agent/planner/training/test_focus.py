"""Lines that an adapter reads surely are drawn less often. Needs torch (extra `train`)."""

import pytest

from podbor.agent.planner.training.banks import NEWEST
from podbor.agent.planner.training.corpus import as_written, load_banks

torch = pytest.importorskip("torch", reason="extra train is not installed")


def test_the_certainty_of_an_example_is_that_of_its_least_certain_token_that_counts():
    from podbor.agent.planner.training.data import Encoded, collate
    from podbor.agent.planner.training.focus import least_certain

    batch = collate(
        [
            Encoded(ids=(1, 2, 3), start=1, weights=(1.0, 1.0)),
            Encoded(ids=(1, 4, 5, 6), start=1, weights=(1.0, 0.2, 1.0)),
        ]
    )
    assert least_certain(torch.tensor([0.9, 0.8, 0.95, 0.1, 0.7]), batch).tolist() == pytest.approx([0.8, 0.7])


def test_every_worker_reads_its_own_lines_and_together_they_read_all(monkeypatch):
    from podbor.agent.planner.training import focus

    lines = {lang: own[:90] for lang, own in load_banks(NEWEST).items()}
    monkeypatch.setattr(focus, "load_banks", lambda folder: lines if folder == NEWEST else {})

    class Tokenizer:
        """Letters for tokens."""

        def __call__(self, texts, **_):
            return type("Encoding", (), {"input_ids": [[ord(char) for char in text] for text in texts]})

        def convert_ids_to_tokens(self, ids):
            return [chr(at) for at in ids]

    def lengths(batch):
        return (batch.ids > 0).sum(dim=1).float()

    read = [focus.line_certainties(lengths, Tokenizer(), seed=1, rank=rank, world=2) for rank in (0, 1)]
    assert not set(read[0]) & set(read[1])
    examples = [pair for lang, own in lines.items() for pair in as_written(lang, own, seed=1)]
    assert read[0] | read[1] == {line.key: len(f"{example.prompt}{example.plan}\n") for line, example in examples}


def test_a_line_that_is_read_surely_has_a_smaller_share():
    from podbor.agent.planner.training.focus import shares_of

    assert shares_of({"сыр": 0.99, "дор блю": 0.9, "подешевле": 0.3}) == {"сыр": 0.25, "дор блю": 0.5}
