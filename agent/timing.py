"""Times of a turn's steps."""

from dataclasses import replace
from time import perf_counter

from podbor.agent.state import Turn

MS = 1000


class Stopwatch:
    """Runs from its creation."""

    def __init__(self) -> None:
        self._start = perf_counter()

    @property
    def ms(self) -> float:
        """Milliseconds since the start."""
        return (perf_counter() - self._start) * MS

    def record(self, turn: Turn, step: str) -> Turn:
        """Add the time to `step` of the turn: a step that runs twice adds up."""
        return replace(turn, timings={**turn.timings, step: turn.timings.get(step, 0.0) + self.ms})
