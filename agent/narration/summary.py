"""What is known of a shopper in a few sentences, made of the log and of nothing else: each fact with its words and its date."""

from collections.abc import Iterator, Mapping, Sequence

from podbor.agent.narration.preferences import change_text, fact_text, remembered_shift
from podbor.agent.narration.voice import Voice
from podbor.core.preferences import PreferenceEvent
from podbor.memory.log import reach

FIRM = ("exclude", "require")


def summary_lines(voice: Voice, events: Sequence[PreferenceEvent], titles: Mapping[str, str]) -> list[str]:
    """Return a sentence for what never or only may be on a list, for tastes, a person, purchases, and this conversation.

    `events`: those in force (`Profile.active`); `titles` names items by id. Empty when nothing is in force.
    """
    groups: dict[str, list[str]] = {}
    for event in events:
        message = _sentence(event)
        groups.setdefault(message, []).append(_sourced(voice, event, titles, own=message.startswith("summary-person-")))
    return [_said(voice, message, groups[message]) for message in _ordered(groups)]


def _sentence(event: PreferenceEvent) -> str:
    if reach(event) == "session":
        return "summary-session"
    if event.change is None:
        return "summary-taken"
    if event.change.person != "self":
        return f"summary-person-{event.change.person}"
    return "summary-firm" if event.change.stance in FIRM else "summary-tastes"


def _ordered(groups: Mapping[str, Sequence[str]]) -> Iterator[str]:
    people = sorted(message for message in groups if message.startswith("summary-person-"))
    for message in ("summary-firm", "summary-tastes", *people, "summary-taken", "summary-session"):
        if message in groups:
            yield message


def _said(voice: Voice, message: str, facts: Sequence[str]) -> str:
    person = message.removeprefix("summary-person-")
    if person == message:
        return voice.say(message, facts=voice.join(facts))
    return voice.say("summary-person", person=voice.say(f"for-{person}"), facts=voice.join(facts))


def _sourced(voice: Voice, event: PreferenceEvent, titles: Mapping[str, str], *, own: bool) -> str:
    """One fact with the words that it comes from and their date. `own`: the sentence says whose it is."""
    return voice.say(
        "summary-fact",
        fact=_fact(voice, event, titles, own=own),
        utterance=event.utterance,
        date=voice.date(event.at),
    )


def _fact(voice: Voice, event: PreferenceEvent, titles: Mapping[str, str], *, own: bool) -> str:
    if event.change:
        return fact_text(voice, event.change) if own else change_text(voice, event.change)
    if event.shift:
        return remembered_shift(voice, event.shift)
    title = titles.get(event.item_id or "", event.item_id or "")
    return voice.say(f"summary-{event.verdict}", title=title)
