"""What is kept of a trial: every turn's state, enough to score it again without running anything."""

from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from podbor.core.vocabulary import Locale, Service

Outcome: TypeAlias = Literal["done", "skipped", "crashed", "error"]
"""done: the dialogue ended; skipped: the planner cannot play it; crashed: the assistant raised; error: infrastructure."""


class Recorded(BaseModel):
    """Base of all records."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OfferRecord(Recorded):
    """An offer that was shown. Money in kopecks."""

    service: Service
    price: int
    eta: int


class ShownRecord(Recorded):
    """An item on the list; its other facts are in the fixture."""

    item: str
    title: str
    need: int
    offers: list[OfferRecord]


class NeedRecord(Recorded):
    """A need that the list answers. Money in kopecks."""

    query: str
    kinds: list[str] = []
    services: list[Service] = []
    price_min: int | None = None
    price_max: int | None = None
    constraints: dict[str, list[str]] | None = None
    """What holds of this need, where needs are for different people; else the turn's."""


class CallRecorded(Recorded):
    """A tool call and the error it met, "" for none."""

    name: str
    args: dict[str, Any]
    error: str = ""


class SoftRecord(Recorded):
    """A weight of the profile."""

    facet: str
    value: str
    weight: float


class ShiftRecord(Recorded):
    """A relative critique in force; bound in kopecks for price."""

    attribute: str
    direction: str
    bound: float
    unit: str = ""
    need: str = ""


class TurnRecord(Recorded):
    """A message, the reply, and the state after it.

    `wall_ms` is the whole turn as the shopper waits for it, `steps_ms` its nodes; `tokens` None where the planner tells none.
    `event` entries have the fields of `EventPattern` that are set, and `event_id`, `retracts`.
    """

    number: int
    part: int
    """Index of the scenario's turn that it belongs to; a simulation makes many turns of one."""
    said: str
    reply: str
    locale: Locale
    act: str
    listed: bool
    slate: list[ShownRecord]
    needs: list[NeedRecord]
    not_carried: list[str]
    emptied_by: list[str]
    unavailable: list[Service]
    calls: list[CallRecorded]
    events: list[dict[str, Any]]
    constraints: dict[str, list[str]]
    shifts: list[ShiftRecord]
    soft: list[SoftRecord]
    accepted: list[str]
    facts: int
    """Entries of the log in force."""
    notes: list[str]
    problems: list[str]
    ungrounded: list[str]
    wall_ms: float
    steps_ms: dict[str, float]
    tokens_in: int | None = None
    tokens_out: int | None = None


class SimulatorRecord(Recorded):
    """How a simulated shopper ended, and what it did wrong itself."""

    ended: Literal["taken", "done", "gave_up", "out_of_turns"]
    acts: list[str] = []
    faults: list[str] = []


class TrialRecord(Recorded):
    """One run of one case."""

    case_id: str
    trial: int
    seed: int
    outcome: Outcome
    reason: str = ""
    turns: list[TurnRecord] = []
    simulator: SimulatorRecord | None = None
