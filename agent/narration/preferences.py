"""Says preferences: what was understood, and what is remembered."""

from collections.abc import Collection, Mapping, Sequence

from langchain_core.messages.tool import ToolCall

from podbor.agent.narration.voice import Voice
from podbor.core.messages import Fact, format_number
from podbor.core.preferences import PreferenceChange, PreferenceEvent, Shift
from podbor.core.vocabulary import SCOPES, Attribute, Direction, Unit

INFLECTED = ("allergen", "diet", "taste")
"""Facets whose values have a genitive; the shopper's own words are quoted as they are."""
PER_100 = {"sugar": "g", "calories": "kcal", "fat": "g", "salt": "g", "protein": "g"}


def change_text(voice: Voice, change: PreferenceChange) -> str:
    """Say one change: "без орехов"; of somebody else, "муж: без орехов"."""
    fact = fact_text(voice, change)
    return fact if change.person == "self" else voice.say("person-fact", person=person_text(voice, change), fact=fact)


def person_text(voice: Voice, change: PreferenceChange) -> str:
    """Name whom a change is about."""
    return voice.say(f"person-{change.person}")


def fact_text(voice: Voice, change: PreferenceChange) -> str:
    """Say one change, whoever it is about."""
    message = f"change-{change.stance}"
    if voice.messages.has(f"{message}-{change.facet}"):
        message = f"{message}-{change.facet}"
    elif change.facet not in INFLECTED:
        message = f"{message}-words"
    names: dict[str, Fact] = {
        "person": change.person,
        "name": voice.value(change.facet, change.value),
        "genitive": voice.value(change.facet, change.value, case="genitive"),
    }
    return voice.say(message, **names)


def remembered_lines(voice: Voice, changes: Sequence[PreferenceChange]) -> list[str]:
    """Say what was noted, lasting facts and session facts apart."""
    lines = []
    for scope in reversed(SCOPES):
        facts = [change_text(voice, change) for change in changes if change.scope == scope]
        if facts:
            lines.append(voice.say(f"remembered-{scope}", facts=voice.join(facts)))
    return lines


def doubt_text(voice: Voice, calls: Sequence[ToolCall]) -> str:
    """Say what calls would write, each fact with its scope: "любимая марка Lindt — всегда"."""
    parts = []
    for call in calls:
        for change in call["args"].get("changes", ()):
            fact = change_text(voice, PreferenceChange(**change))
            parts.append(voice.say(f"doubt-{change['scope']}", fact=fact))
        if call["name"] == "forget":
            what = call["args"]["what"]
            parts.append(voice.say("doubt-forget-everything") if what == "everything" else _forgotten(voice, what))
    return voice.join(parts)


def _forgotten(voice: Voice, what: Mapping[str, str]) -> str:
    """Say what would be forgotten, and of whom: "забыть «муж: рыба»"."""
    fact, person = voice.value(what["facet"], what["value"]), what.get("person", "self")
    if person != "self":
        fact = voice.say("person-fact", person=voice.say(f"person-{person}"), fact=fact)
    return voice.say("doubt-forget", fact=fact)


def shift_text(voice: Voice, attribute: Attribute | str, direction: Direction | str) -> str:
    """Say a direction: "дешевле"."""
    return voice.say(f"shift-{attribute}-{direction}")


def bound_text(voice: Voice, shift: Shift, *, units: Collection[Unit | None] = ()) -> str:
    """Say the bound of a shift: "меньше 89 ₽". `units` are those of the items in question, none where they are not known."""
    facts: dict[str, Fact] = {"bound": shift.bound}
    message = f"bound-{shift.attribute}-{shift.direction}"
    if shift.attribute == "delivery_time":
        facts["eta"] = voice.eta(int(shift.bound))
    elif shift.attribute == "size":
        facts["amount"] = voice.amount(shift.bound, shift.unit)
    elif shift.attribute in PER_100:
        message = f"bound-per100-{shift.direction}"
        facts |= {"unit": voice.say(f"unit-{PER_100[shift.attribute]}"), "base": _base(voice, units)}
    facts["number"] = format_number(shift.bound, voice.locale)
    return voice.say(message, **facts)


def _base(voice: Voice, units: Collection[Unit | None]) -> str:
    """What nutrition is of a hundred of: food is weighed, drinks are measured."""
    drinks = {unit == "ml" for unit in units}
    return voice.say("unit-g-or-ml" if len(drinks) != 1 else "unit-ml" if True in drinks else "unit-g")


def remembered_shift(voice: Voice, shift: Shift) -> str:
    """Say a shift that is in force: "дешевле, меньше 89 ₽"."""
    what = shift_text(voice, shift.attribute, shift.direction)
    return voice.of_need(shift.need, voice.say("summary-shift", what=what, bound=bound_text(voice, shift)))


def events_text(voice: Voice, events: Sequence[PreferenceEvent], titles: Mapping[str, str]) -> str:
    """Name what events were about: for "undone". `titles` names items by id."""
    parts = [
        change_text(voice, event.change) for event in events if event.change is not None and event.type == "preference"
    ]
    parts += [
        shift_text(voice, event.shift.attribute, event.shift.direction) for event in events if event.shift is not None
    ]
    parts += [
        voice.say(f"undone-{event.verdict}", title=titles[event.item_id])
        for event in events
        if event.type == "feedback" and event.item_id is not None and event.item_id in titles
    ]
    return voice.join(list(dict.fromkeys(parts)))
