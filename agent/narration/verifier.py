"""Holds a reply against the facts: every price, number, name and dietary claim must be in them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from podbor.agent.narration.asked import facts_named
from podbor.agent.state import Turn
from podbor.core.items import Item, Nutrition, Offer
from podbor.core.preferences import Shift
from podbor.core.slate import Slate, SlateItem
from podbor.core.terms import Terms
from podbor.core.text import stems
from podbor.core.vocabulary import same_facts

NUMBER = re.compile(r"(?<!\d)(?<!\d[.,])(?:\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)")
MONEY = re.compile(rf"(?:₽\s?({NUMBER.pattern})|({NUMBER.pattern})\s?(?:₽(?!\d)|руб(?:л\w{{1,3}})?(?!\w)))")
NAME = re.compile(r"(?<![.!?…:\n«“\"(] )(?<![.!?…:\n«“\"(•])(?<!^)\b[A-ZА-ЯЁ][\w’'-]+")
WORD = re.compile(r"[^\W\d_]+")
RUN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
CLAIMED_FACETS = ("allergen", "diet")
KOPECKS, THOUSAND, HOUR, DAY = 100, 1000, 60, 1440
LARGEST = 1e15
"""Above it a row of digits is no number of anything."""
EXAMPLES = {
    "profile_empty": (("allergen", "nuts"),),
    "people_unknown": (("allergen", "fish"),),
    "problem-no-words": (("allergen", "milk"),),
}
"""What our own words name as an example of what could be said."""
PER = 100.0
"""Nutrition is per 100 g or ml."""
GROUPING = str.maketrans("", "", "\u00a0\u202f ")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a reply may say.

    `money` in kopecks; `names` of services and items, the longest first, whose numbers are of no price; `stems` of all words
    that may be names; `claims` are (facet, value) pairs that hold. `quoted` are texts that are no claim where they stand
    whole; None takes the `stems` for none anywhere: our own words claim nothing by the way.
    """

    money: frozenset[int]
    numbers: frozenset[float]
    names: tuple[str, ...]
    stems: frozenset[str]
    claims: frozenset[tuple[str, str]]
    quoted: tuple[str, ...] | None


def gather(turn: Turn, slate: Slate, *, words: Iterable[str]) -> Facts:
    """Collect the facts of a turn: the list, the notes, the needs, what the shopper said, and `words` (service names)."""
    shown = [*slate.items, *(note.shown for note in turn.notes if note.shown is not None)]
    items = [*(item.item for item in shown), *(note.item for note in turn.notes if note.item is not None)]
    services = tuple(words)
    texts = [
        turn.utterance,
        *services,
        *chain.from_iterable(
            (item.title.ru, item.title.en, item.brand, *item.ingredients, *item.category_path) for item in items
        ),
        *(need.query for need in slate.needs),
        *(kind for need in slate.needs for kind in need.kinds),
        *chain.from_iterable(
            (event.utterance, f"{event.at.day} {event.at:%B} {event.at.year}")
            for note in turn.notes
            for event in note.events
        ),
        *(str(value) for note in turn.notes for _, value in note.facts),
        *(str(value) for problem in turn.problems for _, value in problem.facts),
        *(part.detail for item in shown for part in item.evidence),
    ]
    return Facts(
        money=frozenset(
            (*_money(turn, slate, shown), *(kopecks for text in texts for _, kopecks in _money_said(text)))
        ),
        numbers=frozenset((*_numbers(texts, shown, slate), *_noted(turn))),
        names=tuple(_longest_first((*_titles(items), *services))),
        stems=frozenset(stem for text in texts for stem in stems(text)),
        claims=frozenset(_claims(turn, slate)),
        quoted=tuple(_longest_first(_titles(items))) if turn.prose else None,
    )


def ungrounded(text: str, facts: Facts, terms: Terms) -> tuple[str, ...]:
    """Return what `text` says and the facts do not: money, other numbers, names, and claims about allergens and diets."""
    wrong = list(ungrounded_money(text, facts))
    rest = MONEY.sub(" ", text)
    wrong += [token for token in NUMBER.findall(rest) if _value(token) not in facts.numbers]
    wrong += [name for name in NAME.findall(rest) if not facts.stems.issuperset(stems(name))]
    rest = _without(rest, facts.quoted or ())
    wrong += [
        phrase
        for phrase in _phrases(rest, terms)
        if (meaning := terms.resolve(phrase)) is not None
        and meaning[0] in CLAIMED_FACETS
        and meaning not in facts.claims
        and (facts.quoted is not None or not facts.stems.issuperset(stems(phrase)))
    ]
    return tuple(dict.fromkeys(wrong))


def _titles(items: Iterable[Item]) -> Iterator[str]:
    """Titles and brands."""
    yield from (text for item in items for text in (item.title.ru, item.title.en, item.brand) if text)


def _longest_first(texts: Iterable[str]) -> list[str]:
    """In an order in which none is left of another."""
    return sorted(set(texts), key=len, reverse=True)


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text, flags=re.IGNORECASE)
    return text


def _phrases(text: str, terms: Terms) -> Iterator[str]:
    """The words of a text; two that mean something together are one: "gluten free", but "eggs" of "no eggs"."""
    for run in RUN.findall(text):
        words = WORD.findall(run)
        while words:
            pair = " ".join(words[:2])
            taken = 2 if len(words) > 1 and terms.resolve(pair) is not None else 1
            yield " ".join(words[:taken])
            words = words[taken:]


def ungrounded_money(text: str, facts: Facts) -> tuple[str, ...]:
    """Return the prices in `text` that are nobody's: the check that our own templates have to pass."""
    nameless = _without(text, (name for name in facts.names if WORD.search(name)))
    return tuple(token for token, kopecks in _money_said(nameless) if kopecks not in facts.money)


def _money_said(text: str) -> Iterator[tuple[str, int]]:
    for match in MONEY.finditer(text):
        token = next(group for group in match.groups() if group)
        yield match.group(), round(_value(token) * KOPECKS)


def _value(token: str) -> float:
    """Read a number as either language writes it: "1 234,5", "1,234.5"."""
    plain = token.translate(GROUPING)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    return min(float(plain.replace(",", ".")), LARGEST)


def _money(turn: Turn, slate: Slate, shown: Iterable[SlateItem]) -> Iterator[int]:
    offers: Iterable[Offer] = chain(
        (offer for item in shown for offer in item.offers), (offer for note in turn.notes for offer in note.offers)
    )
    for offer in offers:
        yield from (offer.price, offer.old_price or 0, offer.delivery_fee, offer.minimum_order)
        yield offer.price + offer.delivery_fee
    for need in (*slate.needs, *turn.needs):
        yield from (bound for bound in (need.price_min, need.price_max) if bound is not None)
    yield from (int(shift.bound) for shift in _shifts(turn) if shift.attribute == "price")
    quoted = (event.utterance for note in turn.notes for event in note.events)
    for said in (turn.utterance, *quoted):
        yield from (round(_value(token) * KOPECKS) for token in NUMBER.findall(said))


def _numbers(texts: Iterable[str], shown: Iterable[SlateItem], slate: Slate) -> Iterator[float]:
    for text in texts:
        yield from (_value(token) for token in NUMBER.findall(text))
    yield from (float(position) for position in range(len(slate.items) + 1))
    for item in shown:
        yield from (offer.eta_minutes / unit for offer in item.offers for unit in (1, HOUR, DAY))
        nutrition = item.item.nutrition
        for value in (
            item.item.size,
            item.item.rating,
            nutrition.calories,
            nutrition.sugar,
            nutrition.protein,
            nutrition.fat,
            nutrition.salt,
        ):
            if value is not None:
                yield float(value)
        if nutrition != Nutrition():
            yield PER


def _noted(turn: Turn) -> Iterator[float]:
    """Numbers of the notes as they are said: bounds in grams or kilograms, times in minutes, hours or days."""
    for shift in _shifts(turn):
        yield from (shift.bound, shift.bound / THOUSAND)
    for note in turn.notes:
        for offer in note.offers:
            yield from (offer.eta_minutes / unit for unit in (1, HOUR, DAY))


def _shifts(turn: Turn) -> Iterator[Shift]:
    """Critiques that the notes tell of: the one made now, and those remembered."""
    for note in turn.notes:
        yield from (shift for shift in (note.shift, *(event.shift for event in note.events)) if shift is not None)


def _claims(turn: Turn, slate: Slate) -> Iterator[tuple[str, str]]:
    """A claim holds when the shopper made it a condition, now or in a fact that is told, or when all items of the list have it.

    What our own words ask about is no claim.

    Of an item that is explained, its own diets hold; its allergens, and what the shopper asks about, only in our own words:
    nothing tells "contains nuts" from "no nuts" in those of a model.
    """
    for note in turn.notes:
        told = (event.change for event in note.events if event.change is not None)
        for change in (*note.changes, *told):
            yield from _said_as(change.facet, change.value)
        yield from EXAMPLES.get(note.kind, ())
        if note.kind == "explained" and note.shown is not None:
            item = note.shown.item
            yield from (("diet", diet) for diet in item.diets)
            yield from (("allergen", allergen) for allergen in (item.allergens | item.traces) if not turn.prose)
        if note.kind in ("explained", "list_explained") and not turn.prose:
            yield from ((facet, value) for facet, value, _ in facts_named(Terms.load(), turn.utterance))
    yield from chain.from_iterable(EXAMPLES.get(problem.message, ()) for problem in turn.problems)
    for call in turn.doubtful if not turn.prose else ():
        for change in (*call["args"].get("changes", ()), call["args"].get("what")):
            if isinstance(change, dict):
                yield from _said_as(str(change.get("facet")), str(change.get("value")))
    for name in slate.emptied_by:
        facet, _, value = name.partition(" ")
        yield from _said_as(facet, value)
    if slate.items:
        common = frozenset.intersection(*(item.item.diets for item in slate.items))
        yield from (("diet", diet) for diet in common)


def _said_as(facet: str, value: str) -> Iterator[tuple[str, str]]:
    yield (facet, value)
    yield from same_facts(facet, value)
