"""A conversation that took place as a scenario: what was said, and as assertions what came of it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from podbor.agent.language import detect
from podbor.core.items import Item
from podbor.core.preferences import PreferenceEvent
from podbor.core.redaction.conversation import redactor_of
from podbor.core.vocabulary import Locale
from podbor.evals.dialogue.assertions import Move
from podbor.evals.dialogue.authoring.conversations import Conversation
from podbor.evals.dialogue.checks.items import values_of, views
from podbor.evals.dialogue.checks.matching import statements
from podbor.evals.dialogue.checks.slate import moved
from podbor.evals.dialogue.record import ShownRecord, TurnRecord
from podbor.evals.dialogue.scenario import Scenario
from podbor.memory.values import surface

KOPECKS = 100
TITLE = 60
Redact: TypeAlias = Callable[[str], str]
SAID = ("type", "facet", "value", "stance", "scope", "person", "attribute", "direction", "verdict", "item")


def scenario_of(conversation: Conversation, items: Mapping[str, Item], *, scenario_id: str, fixture: str) -> Scenario:
    """Turn a conversation into a scenario over `items`. Names, addresses and numbers in the shopper's words are redacted,
    and in what was made of them: queries, facts, constraints. A brand of the items is nobody's name.

    Lists are asserted by what they are: how many, of which kinds, up to which price, moved which way. Which items, is the ranker's
    affair, and the fixture is a part of the catalogue.
    """
    turns = conversation.turns
    locale = turns[0].locale
    redact = _redactor(conversation, items)
    return Scenario.model_validate(
        {
            "id": scenario_id,
            "title": redact(turns[0].said)[:TITLE],
            "tags": ["recorded", *sorted({call.name for turn in turns for call in turn.calls})],
            "language": locale,
            "fixture": fixture,
            "shopper": _shopper(conversation.before.active, conversation.began_at, items, redact),
            "turns": [_turn(turn, turns[:number], items, redact) for number, turn in enumerate(turns)],
            "end": {"profile": {"accepted": list(turns[-1].accepted)}},
        }
    )


def items_named(conversation: Conversation) -> set[str]:
    """Ids of every item that the fixture must have."""
    shown = {one.item for turn in conversation.turns for one in turn.slate}
    past = {event.item_id for event in conversation.before.active if event.item_id}
    return shown | past | {item for turn in conversation.turns for item in turn.accepted}


def _redactor(conversation: Conversation, items: Mapping[str, Item]) -> Redact:
    messages = [event.utterance for event in conversation.before.active] + [turn.said for turn in conversation.turns]
    redact, brands = redactor_of(messages), {surface(item.brand) for item in items.values()}
    changes = [event.change.value for event in conversation.before.active if event.change]
    values = changes + [event["value"] for turn in conversation.turns for event in turn.events if "value" in event]
    # A constraint has lost its capitals, and with them what tells a name: it goes by the fact that it comes from.
    folded = {surface(value): surface(redact(value)) for value in values}
    return lambda text: text if surface(text) in brands else folded.get(text) or redact(text)


def _shopper(
    active: Sequence[PreferenceEvent], began_at: datetime, items: Mapping[str, Item], redact: Redact
) -> dict[str, Any]:
    facts = [event.change for event in active if event.change and event.change.scope == "lasting"]
    taken = [event for event in active if event.type == "feedback" and not event.change and event.item_id in items]
    return {
        "profile": [{**vars(fact), "value": redact(fact.value)} for fact in facts],
        "history": [
            {"item": event.item_id, "verdict": event.verdict, "days_ago": (began_at - event.at).days} for event in taken
        ],
    }


def _turn(turn: TurnRecord, before: Sequence[TurnRecord], items: Mapping[str, Item], redact: Redact) -> dict[str, Any]:
    said = redact(turn.said)
    heard: Locale = before[-1].locale if before else turn.locale
    chosen = {} if detect(said, otherwise=heard) == turn.locale else {"language": turn.locale}
    called = [(call.name, _redacted(call.args, redact)) for call in turn.calls]
    calls: list[dict[str, Any]] = [{name: args} for name, args in called]
    # A call that met an error is a mistake of that day's planner: the scenario makes the same one in its place.
    broken = any(call.error for call in turn.calls)
    made = {"inject": [{"name": name, "args": args} for name, args in called]} if broken else {}
    expect = {
        **({} if broken else {"calls": calls}),
        **({"act": turn.act} if turn.act else {}),
        **_written(turn, redact),
        **({"notes": list(dict.fromkeys(turn.notes))} if turn.notes else {}),
        "problems": turn.problems,
        "slate": _slate(turn, before, items),
        "reply": {"language": detect(turn.reply, otherwise=turn.locale), "grounded": not turn.ungrounded},
    }
    return {"say": said, **chosen, **made, "expect": {key: part for key, part in expect.items() if part is not None}}


def _redacted(args: Any, redact: Redact) -> Any:
    """Arguments of a call; no word that the contract gives is anybody's name."""
    if isinstance(args, dict):
        return {key: _redacted(value, redact) for key, value in args.items()}
    if isinstance(args, list):
        return [_redacted(value, redact) for value in args]
    return redact(args) if isinstance(args, str) else args


def _written(turn: TurnRecord, redact: Redact) -> dict[str, Any]:
    events = [{key: event[key] for key in SAID if event.get(key) is not None} for event in statements(turn.events)]
    if not events:
        return {"must_not_write": True}
    events = [event | {"value": redact(event["value"])} if "value" in event else event for event in events]
    constraints: dict[str, Any] = {
        name: values if name == "exclude_items" else sorted({redact(value) for value in values})
        for name, values in turn.constraints.items()
        if values
    }
    if turn.shifts:
        constraints["shifts"] = [{"attribute": one.attribute, "direction": one.direction} for one in turn.shifts]
    return {"events": events, "profile": {"constraints": constraints}}


def _slate(turn: TurnRecord, before: Sequence[TurnRecord], items: Mapping[str, Item]) -> dict[str, Any] | None:
    if not turn.slate and not turn.listed:
        return None
    same = next((one.number for one in before if one.slate == turn.slate), None)
    if same is not None:
        return {"same_as": same}
    if len(turn.needs) > 1:
        parts = [[shown for shown in turn.slate if shown.need == number] for number in range(len(turn.needs))]
        return {"groups": [_alike(part, items, price_max=None) for part in parts]}
    price_max = turn.needs[0].price_max if turn.needs else None
    return _alike(turn.slate, items, price_max=price_max) | _movement(turn, before, items)


def _alike(shown: Sequence[ShownRecord], items: Mapping[str, Item], *, price_max: int | None) -> dict[str, Any]:
    kinds = sorted({items[one.item].kind for one in shown})
    pattern: dict[str, Any] = {"kind": kinds} if kinds and all(kinds) else {}
    if price_max is not None and shown:
        pattern["price"] = {"max": price_max / KOPECKS}
    return {"count": len(shown), **({"all": pattern} if pattern else {})}


def _movement(turn: TurnRecord, before: Sequence[TurnRecord], items: Mapping[str, Item]) -> dict[str, Any]:
    """Where a critique moved the list past the middle of the one before, that it does."""
    shift = next((event for event in turn.events if event["type"] == "shift"), None)
    if shift is None or not before:
        return {}
    move = Move(attribute=shift["attribute"], direction=shift["direction"])
    old, now = ([value for view in views(one.slate, items) for value in values_of(view, move.attribute)]
                for one in (before[-1], turn))  # fmt: skip
    return {"moved": {"attribute": move.attribute, "direction": move.direction}} if moved(now, old, move) else {}
