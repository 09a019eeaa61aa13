"""Holds a reply against the facts: every price, number, name and dietary claim must be in them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from podbor.agent.state import Turn
from podbor.core.items import Nutrition, Offer
from podbor.core.slate import Slate, SlateItem
from podbor.core.terms import Terms
from podbor.core.text import stems

NUMBER = re.compile(r"\d[\d\u00a0\u202f ]*(?:[.,]\d+)?")
MONEY = re.compile(rf"(?:₽\s?({NUMBER.pattern})|({NUMBER.pattern})\s?(?:₽|руб))")
NAME = re.compile(r"(?<![.!?…:\n«“\"(] )(?<![.!?…:\n«“\"(•])(?<!^)\b[A-ZА-ЯЁ][\w’'-]+")
CLAIM = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)?")
CLAIMED_FACETS = ("allergen", "diet")
KOPECKS = 100
PER = 100.0
"""Nutrition is per 100 g or ml."""
GROUPING = str.maketrans("", "", "\u00a0\u202f ")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a reply may say.

    `money` in kopecks; `stems` of all words that may be names; `claims` are (facet, value) pairs that hold.
    """

    money: frozenset[int]
    numbers: frozenset[float]
    stems: frozenset[str]
    claims: frozenset[tuple[str, str]]


def gather(turn: Turn, slate: Slate, *, words: Iterable[str]) -> Facts:
    """Collect the facts of a turn: the list, the notes, the needs, what the shopper said, and `words` (service names)."""
    shown = [*slate.items, *(note.shown for note in turn.notes if note.shown is not None)]
    items = [*(item.item for item in shown), *(note.item for note in turn.notes if note.item is not None)]
    texts = [
        turn.utterance,
        *words,
        *chain.from_iterable(
            (item.title.ru, item.title.en, item.brand, *item.ingredients, *item.category_path) for item in items
        ),
        *(need.query for need in slate.needs),
        *(kind for need in slate.needs for kind in need.kinds),
        *(event.utterance for note in turn.notes for event in note.events),
        *(part.detail for item in shown for part in item.evidence),
    ]
    return Facts(
        money=frozenset(_money(turn, slate, shown)),
        numbers=frozenset(_numbers(texts, shown, slate)),
        stems=frozenset(stem for text in texts for stem in stems(text)),
        claims=frozenset(_claims(turn, slate)),
    )


def ungrounded(text: str, facts: Facts, terms: Terms) -> tuple[str, ...]:
    """Return what `text` says and the facts do not: money, other numbers, names, and claims about allergens and diets."""
    wrong = [token for token, kopecks in _money_said(text) if kopecks not in facts.money]
    rest = MONEY.sub(" ", text)
    wrong += [token for token in NUMBER.findall(rest) if _value(token) not in facts.numbers]
    wrong += [name for name in NAME.findall(rest) if not facts.stems.issuperset(stems(name))]
    wrong += [
        phrase
        for phrase in CLAIM.findall(rest)
        if (meaning := terms.resolve(phrase)) is not None
        and meaning[0] in CLAIMED_FACETS
        and meaning not in facts.claims
        and not facts.stems.issuperset(stems(phrase))
    ]
    return tuple(dict.fromkeys(wrong))


def ungrounded_money(text: str, facts: Facts) -> tuple[str, ...]:
    """Return the prices in `text` that are nobody's: the check that our own templates have to pass."""
    return tuple(token for token, kopecks in _money_said(text) if kopecks not in facts.money)


def _money_said(text: str) -> Iterator[tuple[str, int]]:
    for match in MONEY.finditer(text):
        token = next(group for group in match.groups() if group)
        yield match.group(), round(_value(token) * KOPECKS)


def _value(token: str) -> float:
    """Read a number as either language writes it: "1 234,5", "1,234.5"."""
    plain = token.translate(GROUPING)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain):
        plain = plain.replace(",", "")
    return float(plain.replace(",", "."))


def _money(turn: Turn, slate: Slate, shown: Iterable[SlateItem]) -> Iterator[int]:
    offers: Iterable[Offer] = chain(
        (offer for item in shown for offer in item.offers), (offer for note in turn.notes for offer in note.offers)
    )
    for offer in offers:
        yield from (offer.price, offer.old_price or 0, offer.delivery_fee, offer.minimum_order)
    for need in (*slate.needs, *turn.needs):
        yield from (bound for bound in (need.price_min, need.price_max) if bound is not None)
    for note in turn.notes:
        if note.shift is not None and note.shift.attribute == "price":
            yield int(note.shift.bound)
    yield from (round(_value(token) * KOPECKS) for token in NUMBER.findall(turn.utterance))


def _numbers(texts: Iterable[str], shown: Iterable[SlateItem], slate: Slate) -> Iterator[float]:
    for text in texts:
        yield from (_value(token) for token in NUMBER.findall(text))
    yield from (float(position) for position in range(len(slate.items) + 1))
    for item in shown:
        yield from (float(offer.eta_minutes) for offer in item.offers)
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


def _claims(turn: Turn, slate: Slate) -> Iterator[tuple[str, str]]:
    """A claim holds when the shopper made it a condition, or when it is true of every item on the list.

    Of an item that is explained, its own diets hold; its allergens only in our own words: nothing tells "contains nuts" from
    "no nuts" in those of a model.
    """
    for note in turn.notes:
        yield from ((change.facet, change.value) for change in note.changes)
        if note.kind == "explained" and note.shown is not None:
            item = note.shown.item
            yield from (("diet", diet) for diet in item.diets)
            yield from (("allergen", allergen) for allergen in (item.allergens | item.traces) if not turn.prose)
    if slate.items:
        common = frozenset.intersection(*(item.item.diets for item in slate.items))
        yield from (("diet", diet) for diet in common)
