"""What a need asks for: kinds, diets, allergens to leave out, a brand, a size."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from itertools import count
from typing import cast

from podbor.core.phrases import CONJUNCTIONS, NEGATIONS, tokenise
from podbor.core.slate import Need
from podbor.core.terms import Terms
from podbor.core.text import WORD, fold, stem, words
from podbor.core.vocabulary import COMPANIONS, Allergen, Diet
from podbor.tools.catalog.kinds import KindVocabulary, denied
from podbor.tools.catalog.sizes import Size, size_of
from podbor.tools.recommend.amounts import WORDS as AMOUNT_WORDS
from podbor.tools.recommend.amounts import Scale, scale_of, written_amounts
from podbor.tools.recommend.asides import GIFTS, asides
from podbor.tools.recommend.groups import Group, groups_of

LONGEST_TERM = 3
DENYING = frozenset({"free from", "not contain", "t contain", "dont contain"})
"""Two words that deny what follows."""
STOP_WORDS = frozenset(
    "и или с со без для на в во к ко по из от до под про что нибудь то мне нам бы не какой какая какое "
    "the a an for with without and or of to in on some any something free no not нет".split()
)
UNIT_WORDS = frozenset("г гр кг мл л шт уп литр литра литров g kg ml l pcs pc pack litre liter litres".split())


@dataclass(frozen=True, kw_only=True)
class Intent:
    """A need as it is understood. `stems` are its words that carry meaning and are not read as a condition."""

    groups: tuple[Group, ...]
    diets: frozenset[Diet] = frozenset()
    without: frozenset[Allergen] = frozenset()
    stems: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    """Stems of what is denied or says for whom, when and how many, which no title need have."""
    size: Size | None = None
    scale: Scale | None = None
    """A small or a large one of its sort is asked for."""
    brands: tuple[str, ...] = ()
    """Brands of the catalogue that the query names, casefolded."""
    brand_stems: frozenset[str] = frozenset()
    """Stems of the words that name them."""

    @property
    def brand_alone(self) -> bool:
        """Whether the need says nothing but a brand."""
        return bool(self.brands) and self.stems <= self.brand_stems


def understand(
    need: Need,
    kinds: KindVocabulary,
    terms: Terms,
    *,
    brands: tuple[str, ...] = (),
    brand_words: frozenset[int] = frozenset(),
    kind_words: frozenset[int] = frozenset(),
    says: Callable[[str, str], bool] = lambda kind, text: False,
) -> Intent:
    """Read a need. Kinds that the planner named for a vague need are searched one by one; else the query's own decide.

    A query without a word that means something ("что-нибудь", "🙂") is like none. `brand_words` are the places of the words
    of `brands` in the query: they name no kind ("молоко Простоквашино") but for `kind_words`, which with others do. `says` tells
    whether titles of a kind say all that a text does.
    """
    said = words(need.query)
    diets, without, read = _conditions(said, terms)
    size = size_of(written_amounts(need.query))
    full = {place for place in range(len(said)) if place not in read and not _empty(said, place, size)}
    beside = full & (_denied_places(need.query) | asides(said))
    if all(stem(said[place]) in GIFTS for place in full - beside):
        beside = set()
    meaning, aside = (frozenset(stem(said[place]) for place in places) for places in (full - beside, beside))
    unbranded = _without(need.query, brand_words - kind_words)
    groups = groups_of(need, kinds, unbranded=unbranded, meaning=meaning, says=says)
    if not (meaning or diets or without or size or any(group.kind for group in groups)):
        groups = (Group(text=""),)
    return Intent(
        groups=groups,
        diets=diets,
        without=without,
        stems=meaning,
        aside=aside - meaning,
        size=size,
        scale=scale_of(need.query),
        brands=brands,
        brand_stems=frozenset(stem(said[place]) for place in brand_words),
    )


def with_brands(intent: Intent, query: str) -> Intent:
    """The intent with brands searched for as the catalogue spells them: «лавацца» is found as Lavazza."""
    said = fold(query)
    missing = [brand for brand in intent.brands if fold(brand) not in said]
    text = " ".join((query, *missing))
    groups = tuple(replace(group, text=text) if group.text == query else group for group in intent.groups)
    return replace(intent, groups=groups) if missing else intent


def _without(query: str, places: frozenset[int]) -> str:
    """The query, folded, without some of its words."""
    number = count(0)
    return WORD.sub(lambda found: "" if next(number) in places else found.group(), fold(query))


def _denied_places(query: str) -> set[int]:
    tokens = tokenise(query)
    return {place for place in range(len(tokens)) if denied(tokens, place)}


def _conditions(said: list[str], terms: Terms) -> tuple[frozenset[Diet], frozenset[Allergen], frozenset[int]]:
    """Diets asked for, allergens to leave out, and the places of the words that say so."""
    diets: set[Diet] = set()
    without: set[Allergen] = set()
    read: set[int] = set()
    denied: set[int] = set()
    for start in range(len(said)):
        for end in range(min(start + LONGEST_TERM, len(said)), start, -1):
            meaning = terms.resolve(" ".join(said[start:end]))
            if meaning is None or read.intersection(range(start, end)):
                continue
            facet, value = meaning
            if facet == "diet":
                diets.add(cast(Diet, value))
                read.update(range(start, end))
            elif facet == "allergen" and _denied(said, start, end, denied):
                allergen = cast(Allergen, value)
                without |= {allergen, COMPANIONS.get(allergen, allergen)}
                read.update(range(start, end))
                denied.update(range(start, end))
    return frozenset(diets), frozenset(without), frozenset(read)


def _denied(said: list[str], start: int, end: int, denied: Collection[int]) -> bool:
    """Whether "без", "no" or "free from" stands before, over a list too ("без орехов, молока и яиц"), or "free" after.

    `denied` are the places of those before that are.
    """
    follows = end + 2 if end < len(said) and said[end] in CONJUNCTIONS else end
    if said[follows : follows + 1] == ["free"]:
        return True
    for place in range(start - 1, -1, -1):
        before = said[place - 1] if place else ""
        if said[place] in NEGATIONS or f"{before} {said[place]}" in DENYING:
            return True
        if place not in denied and said[place] not in CONJUNCTIONS and before not in (*NEGATIONS, *CONJUNCTIONS):
            return False
    return False


def _empty(said: list[str], place: int, size: Size | None) -> bool:
    word = said[place]
    if word in STOP_WORDS or word in AMOUNT_WORDS:
        return True
    if size is None:
        return False
    follows = place + 1 < len(said) and said[place + 1] in UNIT_WORDS
    return word in UNIT_WORDS or (word[0].isdigit() and follows)
