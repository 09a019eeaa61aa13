"""Says what the tools did."""

from collections.abc import Callable, Sequence

from podbor.agent.narration.contents import content_lines
from podbor.agent.narration.preferences import (
    bound_text,
    change_text,
    events_text,
    remembered_lines,
    shift_text,
)
from podbor.agent.narration.reasons import list_reasons, strongest_reasons
from podbor.agent.narration.summary import summary_lines
from podbor.agent.narration.voice import Voice
from podbor.agent.state import UndoOffer
from podbor.core.messages import Fact
from podbor.core.slate import Slate
from podbor.core.vocabulary import SAFETY
from podbor.tools.toolbox.context import Note, NoteKind
from podbor.tools.toolbox.critique import shown_of


def note_lines(voice: Voice, notes: Sequence[Note], slate: Slate | None = None) -> list[str]:
    """Say the notes in order, each once, beside the list on screen; those that only make sense together are said together."""
    beside = slate or Slate()
    lines = list(dict.fromkeys(line for note in notes for line in _note_lines(voice, note, beside)))
    explained = [note for note in notes if note.kind == "list_explained"]
    if explained:
        lines.append(voice.say("list-explained", why=list_reasons(voice, [n.shown for n in explained if n.shown])))
    return lines


def undo_offer(notes: Sequence[Note]) -> UndoOffer:
    """What the lines of the notes end in an offer to take back."""
    offered = [note for note in notes if note.kind in OFFERED]
    if any((change.facet, change.stance) in SAFETY for note in offered for change in note.changes):
        return "protection"
    return "change" if any(note.kind != "changed" or note.changes for note in offered) else ""


def _note_lines(voice: Voice, note: Note, slate: Slate) -> list[str]:
    if note.kind in SAID_OF_LIST:
        return SAID_OF_LIST[note.kind](voice, note, slate)
    return SAID[note.kind](voice, note) if note.kind in SAID else []


def _changed(voice: Voice, note: Note, slate: Slate) -> list[str]:
    """Say what was noted, and when it counts of those whom the list is not for."""
    lines = remembered_lines(voice, note.changes) or [voice.say("already-remembered")]
    own = {(change.facet, change.value) for change in note.changes if change.person == "self"}
    theirs = [change for change in note.changes if (change.facet, change.value) not in own]
    here = {person for need in slate.needs for person in need.people}
    others = [person for person in dict.fromkeys(change.person for change in theirs) if person not in here]
    if others:
        lines.append(voice.say("people-later", whom=voice.join([voice.say(f"for-{person}") for person in others])))
    return lines


def _blocked(voice: Voice, note: Note) -> list[str]:
    return [voice.say("blocked", facts=voice.join([change_text(voice, change) for change in note.changes]))]


def _shifted(voice: Voice, note: Note, slate: Slate) -> list[str]:
    if note.shift is None:
        return []
    shown = shown_of(note.shift.need, slate, slate.items)
    facts: dict[str, Fact] = {
        "what": shift_text(voice, note.shift.attribute, note.shift.direction),
        "bound": bound_text(voice, note.shift, units=[item.item.unit for item in shown]),
    }
    if note.position is not None:
        return [voice.say("shifted-nth", position=note.position, **facts)]
    return [voice.of_need(note.shift.need, voice.say(note.kind.replace("_", "-"), **facts))]


def _verdict(voice: Voice, note: Note) -> list[str]:
    # The sentence ends after the title, and many titles end with "шт.".
    return [] if note.item is None else [voice.say(note.kind, title=voice.title(note.item).removesuffix("."))]


def _compared(voice: Voice, note: Note) -> list[str]:
    """One line a service, then the cheapest, and with the fee, where that is another."""
    if note.item is None:
        return []
    lines = [voice.say("compared", title=voice.title(note.item))]
    for offer in note.offers:
        if not offer.in_stock:
            continue
        lines.append(
            voice.say(
                "offer-terms",
                service=voice.service(offer.service),
                price=offer.price,
                eta=voice.eta(offer.eta_minutes),
                fee=offer.delivery_fee,
                minimum=offer.minimum_order,
            )
        )
    in_stock = [offer for offer in note.offers if offer.in_stock]
    if len(in_stock) > 1:
        best = min(in_stock, key=lambda offer: offer.price)
        lines.append(voice.say("offer-cheapest", service=voice.service(best.service), price=best.price))
        delivered = min(in_stock, key=lambda offer: offer.price + offer.delivery_fee)
        total = delivered.price + delivered.delivery_fee
        if total < best.price + best.delivery_fee:
            lines.append(voice.say("offer-cheapest-delivered", service=voice.service(delivered.service), price=total))
    if note.unfit:
        lines += [voice.say("compared-unfit"), *content_lines(voice, note.item)]
    return lines


def _explained(voice: Voice, note: Note) -> list[str]:
    if note.shown is None or note.position is None:
        return []
    title = voice.title(note.shown.item)
    why = voice.say("explained", position=note.position, title=title, reasons=strongest_reasons(voice, note.shown))
    shelf = [voice.say("explained-shelf", **dict(note.facts))] if note.facts else []
    return [why, *shelf, *content_lines(voice, note.shown.item)]


def _profile(voice: Voice, note: Note) -> list[str]:
    summary = summary_lines(voice, note.events, {item_id: str(title) for item_id, title in note.facts})
    return [voice.say("profile"), *summary, voice.say("profile-edit")]


def _undone(voice: Voice, note: Note) -> list[str]:
    facts = events_text(voice, note.events)
    return [voice.say("undone", facts=facts) if facts else voice.say("undone-plain")]


def _also(voice: Voice, note: Note) -> list[str]:
    return [voice.say(f"also-excluded-{change.value}") for change in note.changes]


def _people(voice: Voice, note: Note) -> list[str]:
    """Say whose facts were counted, or whose speak against what is on the list."""
    facts = voice.join(list(dict.fromkeys(change_text(voice, change) for change in note.changes)))
    named = {f"for-{change.person}": None for change in note.changes}
    whom = voice.join([voice.say(message) for message in named])
    return [voice.say(note.kind.replace("_", "-"), facts=facts, whom=whom, **dict(note.facts))]


def _list_changed(voice: Voice, note: Note) -> list[str]:
    return [voice.say("list-changed", **dict(note.facts))]


def _fact(voice: Voice, note: Note) -> list[str]:
    """Say the remembered fact that went, or the value that was not there."""
    facts = dict(note.facts)
    forgotten = dict.fromkeys(change_text(voice, event.change) for event in note.events if event.change)
    asked = voice.value(str(facts["facet"]), str(facts["value"]))
    message = "forgot" if note.kind == "forgot" else "nothing-to-forget"
    return [voice.say(message, fact=voice.join(list(forgotten)) or asked)]


def _plain(voice: Voice, note: Note) -> list[str]:
    return [voice.say(note.kind.replace("_", "-"))]


OFFERED: frozenset[NoteKind] = frozenset({"changed", "rejected", "shifted", "shifted_milder"})
"""Notes that are said with an offer to undo."""
SAID: dict[NoteKind, Callable[[Voice, Note], list[str]]] = {
    "accepted": _verdict,
    "also_excluded": _also,
    "rejected": _verdict,
    "blocked": _blocked,
    "compared": _compared,
    "explained": _explained,
    "forgot": _fact,
    "forgot_everything": _plain,
    "nothing_to_compare": _plain,
    "nothing_to_forget": _fact,
    "not_kept": _plain,
    "list_changed": _list_changed,
    "people_counted": _people,
    "people_missed": _people,
    "people_unknown": _plain,
    "profile": _profile,
    "profile_empty": _plain,
    "undone": _undone,
}
SAID_OF_LIST: dict[NoteKind, Callable[[Voice, Note, Slate], list[str]]] = {
    "changed": _changed,
    "shifted": _shifted,
    "shifted_milder": _shifted,
}
