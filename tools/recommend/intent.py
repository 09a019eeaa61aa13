"""What a need asks for: kinds, diets, allergens to leave out, a brand, a size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from podbor.core.phrases import NEGATIONS
from podbor.core.slate import Need
from podbor.core.terms import Terms
from podbor.core.text import stem, words
from podbor.core.vocabulary import Allergen, Diet
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.catalog.sizes import Size, size_of

LONGEST_TERM = 3
STOP_WORDS = frozenset(
    "и или с со без для на в во к ко по из от до что нибудь то мне нам бы не "
    "the a an for with without and or of to in some any".split()
)


@dataclass(frozen=True, kw_only=True)
class Group:
    """One thing to look for: the text to search by, and the kind that holds it, "" where no kind is named."""

    text: str
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Intent:
    """A need as it is understood. `stems` are its words that carry meaning."""

    groups: tuple[Group, ...]
    diets: frozenset[Diet] = frozenset()
    without: frozenset[Allergen] = frozenset()
    stems: frozenset[str] = frozenset()
    size: Size | None = None


def understand(need: Need, kinds: KindVocabulary, terms: Terms) -> Intent:
    """Read a need. Kinds that the planner named for a vague need are searched one by one; else the query's own kind decides."""
    said = words(need.query)
    diets, without = _conditions(said, terms)
    return Intent(
        groups=tuple(_groups(need, kinds)),
        diets=diets,
        without=without,
        stems=frozenset(stem(word) for word in said if word not in STOP_WORDS),
        size=size_of(need.query),
    )


def _groups(need: Need, kinds: KindVocabulary) -> Iterator[Group]:
    if need.kinds:
        for name in need.kinds:
            keys = kinds.match(name)
            yield Group(text=name, kind=keys[0] if keys else "")
        return
    keys = kinds.match(need.query)
    if len(keys) > 1:
        keys = _narrowest(keys, kinds)
    for key in keys:
        yield Group(text=need.query, kind=key)
    if not keys:
        yield Group(text=need.query)


def _narrowest(keys: Sequence[str], kinds: KindVocabulary) -> tuple[str, ...]:
    """Drop a kind that another one refines: "чай зелёный" is green tea, not tea and green tea."""
    above = {ancestor for key in keys for ancestor in kinds.ancestors(key)}
    return tuple(key for key in keys if key not in above)


def _conditions(said: list[str], terms: Terms) -> tuple[frozenset[Diet], frozenset[Allergen]]:
    diets: set[Diet] = set()
    without: set[Allergen] = set()
    for start in range(len(said)):
        for end in range(start + 1, min(start + LONGEST_TERM, len(said)) + 1):
            meaning = terms.resolve(" ".join(said[start:end]))
            if meaning is None:
                continue
            facet, value = meaning
            if facet == "diet":
                diets.add(cast(Diet, value))
            elif facet == "allergen" and start and said[start - 1] in NEGATIONS:
                without.add(cast(Allergen, value))
    return frozenset(diets), frozenset(without)
