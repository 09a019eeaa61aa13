"""What a need asks for: kinds, diets, allergens to leave out, a brand, a size."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from podbor.core.phrases import CONJUNCTIONS, NEGATIONS
from podbor.core.slate import Need
from podbor.core.terms import Terms
from podbor.core.text import stem, words
from podbor.core.vocabulary import COMPANIONS, Allergen, Diet
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.catalog.sizes import Size, size_of
from podbor.tools.recommend.amounts import WORDS as AMOUNT_WORDS
from podbor.tools.recommend.amounts import Scale, scale_of, written_amounts
from podbor.tools.recommend.groups import Group, groups_of

LONGEST_TERM = 3
DENYING = frozenset({"free from", "not contain", "t contain", "dont contain"})
"""Two words that deny what follows."""
STOP_WORDS = frozenset(
    "и или с со без для на в во к ко по из от до под про что нибудь то мне нам бы не какой какая какое "
    "the a an for with without and or of to in on some any something free no".split()
)
UNIT_WORDS = frozenset("г гр кг мл л шт уп литр литра литров g kg ml l pcs pc pack litre liter litres".split())


@dataclass(frozen=True, kw_only=True)
class Intent:
    """A need as it is understood. `stems` are its words that carry meaning and are not read as a condition."""

    groups: tuple[Group, ...]
    diets: frozenset[Diet] = frozenset()
    without: frozenset[Allergen] = frozenset()
    stems: frozenset[str] = frozenset()
    size: Size | None = None
    scale: Scale | None = None
    """A small or a large one of its sort is asked for."""
    brands: tuple[str, ...] = ()
    """Brands of the catalogue that the query names, casefolded."""
    brand_stems: frozenset[str] = frozenset()
    """Stems of the words that name them."""


def understand(
    need: Need,
    kinds: KindVocabulary,
    terms: Terms,
    *,
    brands: tuple[str, ...] = (),
    brand_words: frozenset[int] = frozenset(),
) -> Intent:
    """Read a need. Kinds that the planner named for a vague need are searched one by one; else the query's own decide.

    A query without a word that means something ("что-нибудь", "🙂") is like none. `brand_words` are the places of the words
    of `brands` in the query: they name no kind ("молоко Простоквашино").
    """
    said = words(need.query)
    diets, without, read = _conditions(said, terms)
    size = size_of(written_amounts(need.query))
    meaning = frozenset(
        stem(word) for place, word in enumerate(said) if place not in read and not _empty(said, place, size)
    )
    groups = groups_of(need, kinds, unbranded=_without(said, brand_words), meaning=meaning)
    if not (meaning or diets or without or size or any(group.kind for group in groups)):
        groups = (Group(text=""),)
    return Intent(
        groups=groups,
        diets=diets,
        without=without,
        stems=meaning,
        size=size,
        scale=scale_of(need.query),
        brands=brands,
        brand_stems=frozenset(stem(said[place]) for place in brand_words),
    )


def _without(said: list[str], places: frozenset[int]) -> str:
    return " ".join(word for place, word in enumerate(said) if place not in places)


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
