"""What a simulated shopper is to the runner."""

from dataclasses import dataclass
from typing import Protocol

from langchain_core.messages import AIMessage

from podbor.core.errors import PodborError
from podbor.evals.dialogue.loading import Case
from podbor.evals.dialogue.record import SimulatorRecord, TurnRecord
from podbor.evals.dialogue.scenario import Simulation


class ShopperDown(PodborError):
    """The model that plays the shopper did not answer: infrastructure, not the assistant's failure."""


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """What the shopper says, what kind of move it is, and the calls that were meant, where the shopper knows them."""

    text: str
    act: str
    oracle: AIMessage | None = None


class SimulatedShopper(Protocol):
    """One shopper in one dialogue."""

    async def next(self, last: TurnRecord | None) -> Utterance | None:
        """What to say to the last reply; None ends the dialogue. Raises ShopperDown."""
        ...

    def close(self, last: TurnRecord | None) -> SimulatorRecord:
        """How it ended, and the shopper's own faults."""
        ...


class Shoppers(Protocol):
    """Makes shoppers."""

    def open(self, case: Case, simulation: Simulation, *, seed: int) -> SimulatedShopper:
        """A shopper with the goal of the case. The same seed says the same to the same replies."""
        ...
