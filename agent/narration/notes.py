"""Says what the tools did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from podbor.agent.narration.asked import answers
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
from podbor.core.items import Offer
from podbor.core.messages import Fact, format_money
from podbor.core.slate import Slate, SlateItem
from podbor.core.text import stems
from podbor.core.vocabulary import SAFETY
from podbor.tools.sid.captions import SEPARATOR
from podbor.tools.toolbox.context import Note, NoteKind
from podbor.tools.toolbox.critique import shown_of

NAMED = 3
"""People who are named one by one."""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What notes are said beside: the list on screen, and the message that they answer."""

    slate: Slate = field(default_factory=Slate)
    said: str = ""


def note_lines(voice: Voice, notes: Sequence[Note], slate: Slate | None = None, *, said: str = "") -> list[str]:
    """Say the notes in order, each once, as the answer to what was `said` beside the list on screen.

    Those that only make sense together are said together.
    """
    beside = Beside(slate=slate or Slate(), said=said)
    lines = list(dict.fromkeys(line for note in notes for line in _note_lines(voice, note, beside)))
    explained = [note.shown for note in notes if note.kind == "list_explained" and note.shown]
    return [
        *lines,
        *_cheapest(voice, notes, beside),
        *(_asked(voice, explained, said) or _list_explained(voice, explained)),
    ]


def undo_offer(notes: Sequence[Note]) -> UndoOffer:
    """What the lines of the notes end in an offer to take back."""
    offered = [note for note in notes if note.kind in OFFERED]
    if any((change.facet, change.stance) in SAFETY for note in offered for change in note.changes):
        return "protection"
    return "change" if any(note.kind != "changed" or note.changes for note in offered) else ""


def _note_lines(voice: Voice, note: Note, beside: Beside) -> list[str]:
    if note.kind in SAID_BESIDE:
        return SAID_BESIDE[note.kind](voice, note, beside)
    return SAID[note.kind](voice, note) if note.kind in SAID else []


def _changed(voice: Voice, note: Note, beside: Beside) -> list[str]:
    """Say what was noted, and when it counts of those whom the list is not for."""
    lines = remembered_lines(voice, note.changes) or [voice.say("already-remembered")]
    own = {(change.facet, change.value) for change in note.changes if change.person == "self"}
    theirs = [change for change in note.changes if (change.facet, change.value) not in own]
    here = {person for need in beside.slate.needs for person in need.people}
    others = [person for person in dict.fromkeys(change.person for change in theirs) if person not in here]
    if others:
        lines.append(voice.say("people-later", whom=voice.join([voice.say(f"for-{person}") for person in others])))
    return lines


def _blocked(voice: Voice, note: Note) -> list[str]:
    return [voice.say("blocked", facts=voice.join([change_text(voice, change) for change in note.changes]))]


def _shifted(voice: Voice, note: Note, beside: Beside) -> list[str]:
    if note.shift is None:
        return []
    shown = shown_of(note.shift.need, beside.slate, beside.slate.items)
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
    """One line a service, then the best of them."""
    if note.item is None:
        return []
    lines = [voice.say("compared", title=voice.title(note.item))]
    in_stock = [offer for offer in note.offers if offer.in_stock]
    for offer in in_stock:
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
    if len(in_stock) > 1:
        lines += _best(voice, in_stock)
    if note.unfit:
        lines += [voice.say("compared-unfit"), *content_lines(voice, note.item)]
    return lines


def _best(voice: Voice, offers: Sequence[Offer]) -> list[str]:
    """The cheapest offer, with the fee too where that is another, and the fastest; one line where one is both."""
    cheapest = min(offers, key=lambda offer: (offer.price, offer.eta_minutes))
    fastest = min(offers, key=lambda offer: offer.eta_minutes)
    both = fastest is cheapest and len({voice.eta(offer.eta_minutes) for offer in offers}) > 1
    facts: dict[str, Fact] = {"service": voice.service(cheapest.service), "price": cheapest.price}
    lines = [voice.say("offer-best" if both else "offer-cheapest", eta=voice.eta(cheapest.eta_minutes), **facts)]
    delivered = min(offers, key=lambda offer: offer.price + offer.delivery_fee)
    total = delivered.price + delivered.delivery_fee
    if total < cheapest.price + cheapest.delivery_fee:
        lines.append(voice.say("offer-cheapest-delivered", service=voice.service(delivered.service), price=total))
    eta = voice.eta(fastest.eta_minutes)
    if eta != voice.eta(cheapest.eta_minutes):
        lines.append(voice.say("offer-fastest", service=voice.service(fastest.service), eta=eta))
    return lines


def _cheapest(voice: Voice, notes: Sequence[Note], beside: Beside) -> list[str]:
    """The cheapest offer of several items that are compared."""
    offered = [
        (offer, note.item)
        for note in notes
        if note.kind == "compared" and note.item
        for offer in note.offers
        if offer.in_stock
    ]
    if len({item.item_id for _, item in offered}) < 2:
        return []
    offer, item = min(offered, key=lambda one: (one[0].price, one[0].eta_minutes))
    listed = [shown.item.item_id for shown in beside.slate.items]
    return [
        voice.say(
            "offer-cheapest-of-all",
            position=listed.index(item.item_id) + 1 if item.item_id in listed else 0,
            title=voice.title(item),
            service=voice.service(offer.service),
            price=offer.price,
        )
    ]


def _explained(voice: Voice, note: Note, beside: Beside) -> list[str]:
    """Answer what was asked of an item's contents, or say why it is on the list; then its offers and all that is in it."""
    if note.shown is None or note.position is None:
        return []
    item = note.shown.item
    asked = answers(voice, item, beside.said)
    facts: dict[str, Fact] = {"position": note.position, "title": voice.title(item)}
    reasons = "; ".join(asked) or strongest_reasons(voice, note.shown)
    lines = [voice.say("explained", reasons=reasons, **facts)]
    if note.shown.offers:
        offers = "; ".join(voice.offer(offer) for offer in note.shown.offers)
        lines.append(voice.say("explained-offers", offers=offers))
    if note.facts and not asked:
        lines.append(voice.say("explained-shelf", shelf=_shelf(voice, note.shown, str(dict(note.facts)["shelf"]))))
    return [*lines, *content_lines(voice, item)]


def _shelf(voice: Voice, shown: SlateItem, caption: str) -> str:
    """A caption that begins with the item's own kind: "лимоны · Дары полей"."""
    kind = voice.kind_of(shown.item)
    own = set(stems(kind))
    rest = [part for part in caption.split(SEPARATOR) if not own.issuperset(stems(part))]
    return SEPARATOR.join((*filter(None, (kind,)), *rest))


def _asked(voice: Voice, shown: Sequence[SlateItem], said: str) -> list[str]:
    """Answer what is asked of the contents of the list, an item a line."""
    answered = [(item.item, answers(voice, item.item, said)) for item in shown]
    return [
        voice.say("explained", position=position, title=voice.title(item), reasons="; ".join(asked))
        for position, (item, asked) in enumerate(answered, start=1)
        if asked
    ]


def _list_explained(voice: Voice, shown: Sequence[SlateItem]) -> list[str]:
    """What the list has in common, and from what to what its prices and delivery times go."""
    if not shown:
        return []
    lines = [voice.say("list-explained", why=list_reasons(voice, shown))]
    offers = [offer for item in shown for offer in item.offers]
    if offers:
        prices, etas = sorted(offer.price for offer in offers), sorted(offer.eta_minutes for offer in offers)
        price = _range(voice, *(format_money(value, voice.locale) for value in (prices[0], prices[-1])))
        eta = _range(voice, *(voice.eta(value) for value in (etas[0], etas[-1])))
        lines.append(voice.say("list-offers", price=price, eta=eta))
    return lines


def _range(voice: Voice, low: str, high: str) -> str:
    return low if low == high else voice.say("range", low=low, high=high)


def _profile(voice: Voice, note: Note) -> list[str]:
    summary = summary_lines(voice, note.events, {item_id: str(title) for item_id, title in note.facts})
    return [voice.say("profile"), *summary, voice.say("profile-edit")]


def _undone(voice: Voice, note: Note, beside: Beside) -> list[str]:
    titles = {shown.item.item_id: voice.title(shown.item) for shown in beside.slate.items}
    facts = events_text(voice, note.events, titles)
    again = voice.join(list(dict.fromkeys(change_text(voice, change) for change in note.changes)))
    lines = [voice.say(message, facts=text) for message, text in (("undone", facts), ("undone-forgot", again)) if text]
    return lines or [voice.say("undone-plain")]


def _also(voice: Voice, note: Note) -> list[str]:
    return [voice.say(f"also-excluded-{change.value}") for change in note.changes]


def _people(voice: Voice, note: Note) -> list[str]:
    """Say whose facts were counted, or whose speak against what is on the list."""
    facts = voice.join(list(dict.fromkeys(change_text(voice, change) for change in note.changes)))
    named = {f"for-{change.person}": None for change in note.changes}
    whom = voice.join([voice.say(message) for message in named])
    return [voice.say(note.kind.replace("_", "-"), facts=facts, whom=whom, **dict(note.facts))]


def _unknown(voice: Voice, note: Note, beside: Beside) -> list[str]:
    """Say of whom nothing is known; a whole family is not told one by one."""
    people = list(dict.fromkeys(person for need in beside.slate.needs for person in need.people))
    if not people or len(people) > NAMED:
        return [voice.say("people-unknown")]
    whom = voice.join([voice.say(f"for-{person}") for person in people])
    return [voice.say("people-unknown-named", whom=whom, person=voice.say(f"person-{people[0]}"))]


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
    "forgot": _fact,
    "forgot_everything": _plain,
    "nothing_to_compare": _plain,
    "nothing_to_forget": _fact,
    "not_kept": _plain,
    "list_changed": _list_changed,
    "people_counted": _people,
    "people_missed": _people,
    "profile": _profile,
    "profile_empty": _plain,
}
SAID_BESIDE: dict[NoteKind, Callable[[Voice, Note, Beside], list[str]]] = {
    "changed": _changed,
    "explained": _explained,
    "people_unknown": _unknown,
    "shifted": _shifted,
    "shifted_milder": _shifted,
    "undone": _undone,
}
