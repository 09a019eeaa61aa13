"""The state of a conversation after a turn, as a record."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from podbor.agent.narration.verifier import gather, ungrounded
from podbor.agent.state import ConversationState
from podbor.core.preferences import Constraints, PreferenceEvent, Profile
from podbor.core.settings import Settings
from podbor.core.slate import Need, Slate, SlateItem
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.evals.dialogue.record import (
    CallRecorded,
    NeedRecord,
    OfferRecord,
    ShiftRecord,
    ShownRecord,
    SoftRecord,
    TurnRecord,
)

PROBLEM = "problem-"


def record_turn(
    *,
    number: int,
    part: int,
    said: str,
    state: ConversationState,
    profile: Profile,
    settings: Settings,
    limits: Sequence[Constraints] = (),
) -> TurnRecord:
    """Render everything that assertions may look at; time and tokens are added by whoever measured them.

    `limits` are the constraints of each need where needs are for different people.
    """
    turn, slate, locale = state["turn"], state.get("slate", Slate()), state["locale"]
    names = [name for service in settings.services.values() for name in (service.title_ru, service.title_en)]
    # A reason that the ranker gave is a fact: "arrives fast" is no claim about fasting.
    names += [part.name for shown in slate.items for part in shown.evidence]
    return TurnRecord(
        number=number,
        part=part,
        said=said,
        reply=turn.reply,
        locale=locale,
        act=turn.act,
        listed=turn.listed,
        slate=[shown_record(shown, locale) for shown in slate.items],
        needs=need_records(slate.needs, limits),
        not_carried=list(slate.not_carried),
        emptied_by=list(slate.emptied_by),
        unavailable=list(slate.unavailable),
        calls=[CallRecorded(name=call.name, args=call.args, error=call.error) for call in turn.calls],
        events=[_event(event) for event in turn.events],
        constraints=constraint_lists(profile.constraints),
        shifts=shift_records(profile.constraints),
        soft=[SoftRecord(facet=soft.facet, value=soft.value, weight=soft.weight) for soft in profile.soft],
        accepted=list(profile.accepted),
        facts=len(profile.active),
        notes=[note.kind for note in turn.notes],
        problems=[problem.message.removeprefix(PROBLEM) for problem in turn.problems],
        ungrounded=list(ungrounded(turn.prose or turn.reply, gather(turn, slate, words=names), Terms.load())),
        wall_ms=0.0,
        steps_ms={},
    )


def shown_record(shown: SlateItem, locale: Locale) -> ShownRecord:
    """An item of the list."""
    return ShownRecord(
        item=shown.item.item_id,
        title=shown.item.title.text(locale),
        need=shown.need,
        offers=[OfferRecord(service=offer.service, price=offer.price, eta=offer.eta_minutes) for offer in shown.offers],
    )


def need_records(needs: Sequence[Need], limits: Sequence[Constraints] = ()) -> list[NeedRecord]:
    """The needs of a list, each with its own constraints where there are such."""
    own = [constraint_lists(one) for one in limits] if len(limits) == len(needs) else [None] * len(needs)
    return [_need_record(need, constraints) for need, constraints in zip(needs, own, strict=True)]


def _need_record(need: Need, constraints: dict[str, list[str]] | None) -> NeedRecord:
    return NeedRecord(
        query=need.query,
        kinds=list(need.kinds),
        services=list(need.services),
        price_min=need.price_min,
        price_max=need.price_max,
        constraints=constraints,
    )


def shift_records(constraints: Constraints) -> list[ShiftRecord]:
    """The relative critiques in force."""
    return [
        ShiftRecord(
            attribute=shift.attribute, direction=shift.direction, bound=shift.bound, unit=shift.unit, need=shift.need
        )
        for shift in constraints.shifts
    ]


def constraint_lists(constraints: Constraints) -> dict[str, list[str]]:
    """Every field but the shifts, sorted; an empty one is there too: what is asserted to be empty must be seen."""
    names = (field.name for field in fields(Constraints) if field.name != "shifts")
    return {name: sorted(getattr(constraints, name)) for name in names}


def _event(event: PreferenceEvent) -> dict[str, Any]:
    record: dict[str, Any] = {"event_id": event.event_id, "type": event.type, "retracts": list(event.retracts)}
    if event.change is not None:
        change = event.change
        record |= {"facet": change.facet, "value": change.value, "stance": change.stance, "scope": change.scope}
        record["person"] = change.person
    if event.shift is not None:
        record |= {"attribute": event.shift.attribute, "direction": event.shift.direction}
    if event.item_id is not None:
        record |= {"item": event.item_id, "verdict": event.verdict}
    return record
