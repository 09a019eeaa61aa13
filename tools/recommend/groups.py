"""What a need is searched by: the kinds it is about, one after another or in turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from podbor.core.phrases import CONJUNCTIONS
from podbor.core.slate import Need
from podbor.core.text import fold, stem, stems, words
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.compounds import is_compound

MOST_OF_A_SHELF = 6
OCCASION = frozenset("к ко на for".split())
"""Words that introduce what a thing is for, which narrows a shelf but little: "сладкое на праздник"."""


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


def groups_of(need: Need, kinds: KindVocabulary, *, unbranded: str, meaning: frozenset[str]) -> tuple[Group, ...]:
    """Groups of a need: the kinds the planner named, else those of the query (`unbranded`: without the names of brands).

    `meaning` are the stems of the query that are not read as a condition.
    """
    spoken = _heads(unbranded, kinds) or _heads(fold(need.query), kinds)
    if need.kinds:
        return tuple(_named(need, kinds, spoken))
    if not spoken:
        return (Group(text=need.query),)
    if not CONJUNCTIONS.isdisjoint(words(need.query)):
        return tuple(Group(text=need.query, kind=key) for key in spoken)
    shelf = tuple(_shelf(need.query, spoken[0], kinds, meaning))
    return shelf or (Group(text=need.query, kind=spoken[0], rivals=spoken[1:]),)


def _named(need: Need, kinds: KindVocabulary, spoken: Sequence[str]) -> Iterator[Group]:
    """The planner's kinds; where they only repeat what the query says, the query's words stay in force."""
    found = [(name, (kinds.match(name) or ("",))[0]) for name in need.kinds]
    whole = len({key for _, key in found}) == 1 and found[0][1] in (*spoken, "")
    done: set[str] = set()
    own = _plain(need.query, spoken, kinds)
    if own and not whole:
        done.add(own)
        yield Group(text=need.query, kind=own)
    for name, key in found:
        if key and key in done:
            continue
        done.add(key)
        yield Group(text=need.query, kind=key) if whole else Group(text=name, kind=key, whole=False)


def _plain(query: str, spoken: Sequence[str], kinds: KindVocabulary) -> str:
    """The kind that a query is the bare name of ("пицца"), which is then wanted itself, whatever a planner made of it."""
    said = set(stems(query))
    for key in spoken:
        kind = kinds.get(key)
        if kind is not None and any(said == set(stems(phrase)) for phrase in kind.phrases):
            return key
    return ""


def _shelf(query: str, key: str, kinds: KindVocabulary, meaning: frozenset[str]) -> Iterator[Group]:
    """A whole shelf ("что-нибудь сладкое") is its first kinds in turn, then the rest of it.

    Nothing for a leaf, and for a query that says more than the shelf ("игрушка с единорогом"): there the words decide.
    """
    kind = kinds.get(key)
    leaves = frozenset(kinds.leaves())
    said = words(query)
    occasion = {stem(word) for before, word in zip(said, said[1:], strict=False) if before in OCCASION}
    if kind is None or key in leaves or not meaning.issubset(occasion.union(stems(" ".join(kind.phrases)))):
        return
    children = [below for below in kinds.descendants(key) if kinds.ancestors(below)[0] == key]
    first = [next((leaf for leaf in (child, *kinds.descendants(child)) if leaf in leaves), child) for child in children]
    for leaf in first[:MOST_OF_A_SHELF]:
        yield Group(text=query, kind=leaf, whole=False)
    yield Group(text=query, kind=key, whole=False)


def _heads(query: str, kinds: KindVocabulary) -> tuple[str, ...]:
    """Kinds that a query is about, the likeliest head first: the last in English ("chocolate cookies"), else the first.

    Whole shelves come last: in "молочная шоколадка" the adjective names one.
    """
    if is_compound(query):
        return ()
    keys = _narrowest(kinds.match(query), kinds)
    ordered = keys[::-1] if query.isascii() else keys
    leaves = frozenset(kinds.leaves())
    return tuple(sorted(ordered, key=lambda key: key not in leaves))


def _narrowest(keys: Sequence[str], kinds: KindVocabulary) -> tuple[str, ...]:
    """Drop a kind that another one refines: "сладости и печенье" is about cookies."""
    above = {ancestor for key in keys for ancestor in kinds.ancestors(key)}
    return tuple(key for key in keys if key not in above)
