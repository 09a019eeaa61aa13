"""Which tools a message asks to write with, told a second time: a linear model over its words and their parts.

The plan model writes word by word, and now and then begins an act that nobody asked for. A classifier that reads the same
prompt as a bag of n-grams knows nothing of lists and products, but errs elsewhere: where the plan is unsure of itself and the
classifier is sure that no such act was asked for, the plan is written again without it. `training/intents.py` fits the weights.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from podbor.agent.planner.resolve import Call
from podbor.core.errors import SetupError
from podbor.core.vocabulary import keeps_safe

WEIGHTS = Path(__file__).parent / "intents.npz"
TOOLS = ("update_preferences", "critique", "give_feedback", "forget", "undo")
"""Tools that write, in the order of the weights' columns."""
BUCKETS = 1 << 18
UNSURE = 0.8
"""Confidence of a plan from which on it is not written again."""
UNASKED = 0.05
"""Probability of a tool below which nobody asked for it."""
STATE = re.compile(r"(?<![^[ ])(need|asked|last \w+)(?= |]|;)")
TOKEN = re.compile(r"\w+|[^\w\s]")
PARTS = range(3, 6)
"""Letters of the parts of a word, its ends among them."""


class Intents:
    """The classifier. Threads may share it."""

    def __init__(self, weights: NDArray[np.int8], scales: NDArray[np.float32], biases: NDArray[np.float32]) -> None:
        """`weights` is (BUCKETS, tools); a logit is their sum, scaled by `scales` (tools,), and `biases` (tools,)."""
        self._weights, self._scales, self._biases = weights, scales, biases

    @classmethod
    @cache
    def load(cls, path: Path = WEIGHTS) -> "Intents":
        """Read the packaged weights. Raises SetupError where they are missing or broken."""
        try:
            with np.load(path) as stored:
                return cls(stored["weights"], stored["scales"], stored["biases"])
        except (OSError, ValueError, KeyError) as error:
            raise SetupError(f"{path} cannot be read: {error}", mend="pip install --force-reinstall podbor") from error

    def probabilities(self, prompt: str) -> dict[str, float]:
        """The probability of each tool that writes to be asked for by a prompt (`prompt.py`), 0 to 1."""
        found = buckets(prompt)
        sums = self._weights[found].astype(np.float32).sum(axis=0) * self._scales / np.sqrt(max(len(found), 1))
        return dict(zip(TOOLS, (1 / (1 + np.exp(-(sums + self._biases)))).tolist(), strict=True))

    def unasked(self, prompt: str, calls: Iterable[Call], *, confidence: float) -> frozenset[str]:
        """Tools among `calls` that the prompt does not ask for; none where the plan, or the message in so many words, is certain.

        An allergy or a diet is never doubted: what must not be shown is not lost by a guess.
        """
        if confidence >= UNSURE:
            return frozenset()
        probabilities = self.probabilities(prompt)
        doubted = {call.name for call in calls if probabilities.get(call.name, 1.0) < UNASKED}
        return frozenset(doubted - {call.name for call in calls if keeps_safe(call.args)})


def buckets(prompt: str) -> list[int]:
    """The buckets that the features of a prompt fall into, 0 to BUCKETS - 1."""
    return [crc32(feature.encode()) % BUCKETS for feature in _features(prompt)]


def _features(prompt: str) -> Iterator[str]:
    """What state there is, runs of one to three words, and parts of words."""
    *state, message = prompt.rstrip("\n").split("\n")
    tokens = [f"[{name}]" for name in STATE.findall(state[0])] if state else []
    tokens += TOKEN.findall(message.lower())
    for length in (1, 2, 3):
        yield from (" ".join(tokens[at : at + length]) for at in range(len(tokens) - length + 1))
    for token in tokens:
        word = f"<{token}>"
        for length in PARTS:
            yield from (word[at : at + length] for at in range(len(word) - length + 1))
