"""The experts of services in a list: of what a service sells, what others take; and the gate that says which services speak.

An expert knows the releases alone, as the crowd does: how its service's candidates compare. The gate knows the shopper's own
verdicts, their hours, what is asked and who sells it; its weights a service are made of the verdicts each time and never kept.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from podbor.core.items import Offer
from podbor.core.ports import CatalogStore
from podbor.core.preferences import Profile
from podbor.core.slate import Need
from podbor.core.vocabulary import Service
from podbor.tools.ranking.gate import NO_HOUR, Floats, Gate, Habits, Verdict, clues, situation_of
from podbor.tools.ranking.mix import prior_mix
from podbor.tools.recommend.evidence import EvidenceName

HISTORY = 20
"""Latest verdicts that are looked at."""
FEWEST_TAKES = 2
"""Takes below which no service is usual."""
MOSTLY = 0.5
"""Share of the takes that makes a service the usual one."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A verdict on an item and who sells that item."""

    services: frozenset[Service]
    hour: int
    taken: bool


@dataclass(frozen=True, kw_only=True)
class Sellers:
    """One candidate of a group: who sells it, and how much the crowd speaks for it."""

    services: frozenset[Service]
    strength: float


@dataclass(frozen=True, kw_only=True)
class Voices:
    """Which services speak in one group: shares of the gate, the strongest candidate of each, the shopper's usual service."""

    shares: Mapping[Service, float] = field(default_factory=dict)
    strongest: Mapping[Service, float] = field(default_factory=dict)
    usual: Service | None = None
    usually: float = 0.0

    def evidence(self, offers: Sequence[Offer], strength: float) -> Iterator[tuple[EvidenceName, float, str]]:
        """What the experts say for an item with these offers; `strength` is the crowd's for it. Strengths are in 0 to 1."""
        sellers = sorted({offer.service for offer in offers})
        for service in sellers:
            most, share = self.strongest.get(service, 0.0), self.shares.get(service, 0.0)
            if strength > 0 and most > 0 and share > 0:
                yield "service_next", share * strength / most, f"service {service}"
        if self.usual in sellers:
            yield "usual_service", self.usually, f"service {self.usual}"


@dataclass(frozen=True, kw_only=True)
class ServiceGate:
    """The gate for one shopper at one hour."""

    said: tuple[Said, ...] = ()
    hour: int = NO_HOUR
    gate: Gate = field(default_factory=lambda: prior_mix(1).gate)

    @classmethod
    def of(cls, profile: Profile, catalog: CatalogStore, now: datetime | None) -> "ServiceGate":
        """Read a shopper's verdicts, oldest first; an item that nobody sells any more says nothing."""
        verdicts = _verdicts(profile)[-HISTORY:]
        offers = catalog.offers([item_id for item_id, _, _ in verdicts]) if verdicts else {}
        said = (
            Said(services=frozenset(offer.service for offer in offers[item_id]), hour=hour, taken=taken)
            for item_id, hour, taken in verdicts
            if offers.get(item_id)
        )
        return cls(said=tuple(said), hour=_hour(now))

    def voices(self, candidates: Sequence[Sellers], need: Need, required: Collection[Service] = ()) -> Voices:
        """Who speaks among `candidates` for `need`; `required` are services that the shopper insists on."""
        if not self.said and not any(candidate.strength > 0 for candidate in candidates):
            return Voices()  # nothing is known of anybody
        known = [*(candidate.services for candidate in candidates), *(said.services for said in self.said)]
        services = sorted(frozenset[Service]().union(*known))
        if len(services) < 2:
            return Voices()
        verdicts = [Verdict(item=_row(s.services, services), hour=s.hour, taken=s.taken) for s in self.said]
        habits = Habits.none(len(services))
        own = self.gate.own_weights(habits, verdicts)
        asked = frozenset(need.services) or frozenset(required)
        told = situation_of(
            verdicts,
            len(services),
            hour=self.hour,
            asked=_row(asked, services) if asked else None,
            need=np.mean([_row(c.services, services) for c in candidates], axis=0) if candidates else None,
        )
        shares = self.gate.shares(clues(told, habits), own)
        usual, usually = self._usual(services, verdicts, own)
        return Voices(
            shares={service: float(share) for service, share in zip(services, shares, strict=True)},
            strongest={s: max((c.strength for c in candidates if s in c.services), default=0.0) for s in services},
            usual=usual,
            usually=usually,
        )

    def _usual(
        self, services: Sequence[Service], verdicts: Sequence[Verdict], own: Floats
    ) -> tuple[Service | None, float]:
        """The service of most takes, and how much more than an even share the gate gives it for the shopper and the hour alone."""
        takes = [verdict.item for verdict in verdicts if verdict.taken]
        if len(takes) < FEWEST_TAKES:
            return None, 0.0
        share = np.mean(takes, axis=0)
        best, even = int(share.argmax()), 1 / len(services)
        alone = situation_of(verdicts, len(services), hour=self.hour)
        given = Gate(weights=self.gate.weights, top=len(services)).shares(clues(alone, Habits.none(len(services))), own)
        if share[best] <= MOSTLY or given[best] <= even:
            return None, 0.0
        return services[best], float((given[best] - even) / (1 - even))


def _verdicts(profile: Profile) -> list[tuple[str, int, bool]]:
    """Item, hour and whether it was taken, oldest first; takes whose event is not at hand come first, without an hour."""
    events = [event for event in profile.active if event.type == "feedback" and event.item_id and not event.change]
    known = {event.item_id for event in events}
    return [
        *((item_id, NO_HOUR, True) for item_id in profile.accepted if item_id not in known),
        *((event.item_id or "", _hour(event.at), event.verdict == "accept") for event in events),
    ]


def _hour(at: datetime | None) -> int:
    return NO_HOUR if at is None else at.astimezone().hour


def _row(sellers: Collection[Service], services: Sequence[Service]) -> Floats:
    """(E,), equal parts for those of `services` that are among the sellers."""
    row = np.array([service in sellers for service in services], np.float32)
    return row / max(float(row.sum()), 1.0)
