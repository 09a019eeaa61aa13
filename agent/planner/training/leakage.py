"""Keeps the training corpus clear of held-out messages: what is equal or nearly so is dropped, unread."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from podbor.agent.planner.prompt import prepare
from podbor.agent.planner.training.corpus import Example
from podbor.agent.planner.words import words_of

SHORT = 2
"""Messages of so few words ("подешевле", "show more") are common property."""
NEAR = 90.0
"""Similarity (Indel, 0 to 100) from which a message counts as the same."""
_BLOCK = 4000


def heldout_texts(folder: Path) -> list[str]:
    """Normalised texts of every label file in `folder`."""
    texts = [
        json.loads(line)["text"]
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    return [normal_form(text) for text in texts]


def normal_form(text: str) -> str:
    """Case-folded words with numbers as digits."""
    return " ".join(words_of(prepare(text)))


def drop_leaks(examples: Sequence[Example], held_out: Sequence[str]) -> list[Example]:
    """Return the examples whose message is neither equal nor nearly equal to a held-out one."""
    known = [text for text in held_out if text.count(" ") >= SHORT]
    messages = [normal_form(example.prompt.rstrip("\n").rpartition("\n")[2]) for example in examples]
    if not known:
        return list(examples)
    kept: list[Example] = []
    for at in range(0, len(examples), _BLOCK):
        block = messages[at : at + _BLOCK]
        likeness = process.cdist(block, known, scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.uint8)
        leaks = likeness.max(axis=1) > 0
        kept.extend(
            example
            for example, message, leak in zip(examples[at : at + _BLOCK], block, leaks, strict=True)
            if not (leak and message.count(" ") >= SHORT)
        )
    return kept
