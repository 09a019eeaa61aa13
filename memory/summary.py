"""What is remembered, as data: for the profile panel, `podbor profile show` and the summary in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from podbor.core.preferences import EventType, PreferenceEvent, Profile
from podbor.core.vocabulary import Attribute, Direction, Facet, Person, Scope, Stance, Verdict
from podbor.memory.log import reach

Json: TypeAlias = "dict[str, str | float | None]"


@dataclass(frozen=True, kw_only=True)
class RememberedFact:
    """One fact in force, with the words it comes from and their date.

    `fact_id` is what `remove_fact` takes. Of the rest, a preference has facet, value and stance, and person when it is about
    somebody else; a shift attribute, direction, bound, unit and need (see `Shift`); a feedback item_id and verdict.
    """

    fact_id: str
    kind: EventType
    scope: Scope
    utterance: str
    said_at: datetime
    facet: Facet | None = None
    value: str | None = None
    stance: Stance | None = None
    person: Person | None = None
    attribute: Attribute | None = None
    direction: Direction | None = None
    bound: float | None = None
    unit: str | None = None
    need: str | None = None
    item_id: str | None = None
    verdict: Verdict | None = None

    def to_json(self) -> Json:
        """Return what `podbor profile show --json` prints of it: no field that its kind lacks."""
        said = {"said_at": self.said_at.isoformat(timespec="seconds"), "utterance": self.utterance}
        rest = {name: value for name, value in vars(self).items() if value is not None and name not in said}
        return {**rest, **said}


def facts(profile: Profile) -> tuple[RememberedFact, ...]:
    """Return the facts in force, oldest first."""
    return tuple(_fact(event) for event in profile.active)


def _fact(event: PreferenceEvent) -> RememberedFact:
    change, shift = event.change, event.shift
    return RememberedFact(
        fact_id=event.event_id,
        kind=event.type,
        scope=reach(event),
        utterance=event.utterance,
        said_at=event.at,
        facet=change.facet if change else None,
        value=change.value if change else None,
        stance=change.stance if change else None,
        person=change.person if change and change.person != "self" else None,
        attribute=shift.attribute if shift else None,
        direction=shift.direction if shift else None,
        bound=shift.bound if shift else None,
        unit=shift.unit if shift else None,
        need=(shift.need or None) if shift else None,
        item_id=event.item_id,
        verdict=event.verdict,
    )
