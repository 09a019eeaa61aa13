"""What a need asks for: kinds, diets, allergens to leave out, a brand, a size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from podbor.core.phrases import CONJUNCTIONS, NEGATIONS
from podbor.core.slate import Need
from podbor.core.terms import Terms
from podbor.core.text import fold, stem, words
from podbor.core.vocabulary import Allergen, Diet
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.catalog.sizes import Size, size_of

LONGEST_TERM = 3
STOP_WORDS = frozenset(
    "и или с со без для на в во к ко по из от до под про что нибудь то мне нам бы не какой какая какое "
    "the a an for with without and or of to in on some any something free no".split()
)
UNIT_WORDS = frozenset("г гр кг мл л шт уп литр литра литров g kg ml l pcs pc pack litre liter litres".split())


@dataclass(frozen=True, kw_only=True)
class Group:
    """One thing to look for: the text to search by, and the kind that holds it, "" where no kind is named.

    `whole`: the text is what the shopper said, not one of several kinds that a vague need stands for. `rivals` are other
    kinds that it may be about instead: "black tea bags" names bags too.
    """

    text: str
    kind: str = ""
    rivals: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True, kw_only=True)
class Intent:
    """A need as it is understood. `stems` are its words that carry meaning and are not read as a condition."""

    groups: tuple[Group, ...]
    diets: frozenset[Diet] = frozenset()
    without: frozenset[Allergen] = frozenset()
    stems: frozenset[str] = frozenset()
    size: Size | None = None
    brands: tuple[str, ...] = ()
    """Brands of the catalogue that the query names, casefolded."""


def understand(
    need: Need,
    kinds: KindVocabulary,
    terms: Terms,
    *,
    brands: tuple[str, ...] = (),
    brand_words: frozenset[int] = frozenset(),
) -> Intent:
    """Read a need. Kinds that the planner named for a vague need are searched one by one; else the query's own decide.

    `brand_words` are the places of the words of `brands` in the query: they name no kind ("молоко Простоквашино").
    """
    said = words(need.query)
    diets, without, read = _conditions(said, terms)
    size = size_of(need.query)
    return Intent(
        groups=tuple(_groups(need, kinds, _without(said, brand_words))),
        diets=diets,
        without=without,
        stems=frozenset(
            stem(word) for place, word in enumerate(said) if place not in read and not _empty(said, place, size)
        ),
        size=size,
        brands=brands,
    )


def _groups(need: Need, kinds: KindVocabulary, unbranded: str) -> Iterator[Group]:
    spoken = _heads(unbranded, kinds) or _heads(fold(need.query), kinds)
    if need.kinds:
        found = [(name, (kinds.match(name) or ("",))[0]) for name in need.kinds]
        whole = len({key for _, key in found}) == 1 and found[0][1] in (*spoken, "")
        done: set[str] = set()
        for name, key in found:
            if key and key in done:
                continue
            done.add(key)
            yield Group(text=need.query, kind=key) if whole else Group(text=name, kind=key, whole=False)
        return
    listed = not CONJUNCTIONS.isdisjoint(words(need.query))
    if spoken and not listed:
        yield Group(text=need.query, kind=spoken[0], rivals=spoken[1:])
    for key in spoken if listed else ():
        yield Group(text=need.query, kind=key)
    if not spoken:
        yield Group(text=need.query)


def _without(said: list[str], places: frozenset[int]) -> str:
    return " ".join(word for place, word in enumerate(said) if place not in places)


def _heads(query: str, kinds: KindVocabulary) -> tuple[str, ...]:
    """Kinds that a query is about, the likeliest head first: the last in English ("chocolate cookies"), else the first.

    Whole shelves come last: in "молочная шоколадка" the adjective names one.
    """
    keys = _narrowest(kinds.match(query), kinds)
    ordered = keys[::-1] if query.isascii() else keys
    leaves = frozenset(kinds.leaves())
    return tuple(sorted(ordered, key=lambda key: key not in leaves))


def _narrowest(keys: Sequence[str], kinds: KindVocabulary) -> tuple[str, ...]:
    """Drop a kind that another one refines: "сладости и печенье" is about cookies."""
    above = {ancestor for key in keys for ancestor in kinds.ancestors(key)}
    return tuple(key for key in keys if key not in above)


def _conditions(said: list[str], terms: Terms) -> tuple[frozenset[Diet], frozenset[Allergen], frozenset[int]]:
    """Diets asked for, allergens to leave out, and the places of the words that say so."""
    diets: set[Diet] = set()
    without: set[Allergen] = set()
    read: set[int] = set()
    for start in range(len(said)):
        for end in range(min(start + LONGEST_TERM, len(said)), start, -1):
            meaning = terms.resolve(" ".join(said[start:end]))
            if meaning is None or read.intersection(range(start, end)):
                continue
            facet, value = meaning
            if facet == "diet":
                diets.add(cast(Diet, value))
                read.update(range(start, end))
            elif facet == "allergen" and _denied(said, start, end):
                without.add(cast(Allergen, value))
                read.update(range(start, end))
    return frozenset(diets), frozenset(without), frozenset(read)


def _denied(said: list[str], start: int, end: int) -> bool:
    """Whether "без" or "no" stands before, over a list too ("без орехов и молока"), or "free" after."""
    if end < len(said) and said[end] == "free":
        return True
    for place in range(start - 1, max(start - 5, -1), -1):
        if said[place] in NEGATIONS:
            return True
        if said[place] not in CONJUNCTIONS and (place == 0 or said[place - 1] not in (*NEGATIONS, *CONJUNCTIONS)):
            return False
    return False


def _empty(said: list[str], place: int, size: Size | None) -> bool:
    word = said[place]
    if word in STOP_WORDS:
        return True
    if size is None:
        return False
    follows = place + 1 < len(said) and said[place + 1] in UNIT_WORDS
    return word in UNIT_WORDS or (word[0].isdigit() and follows)
