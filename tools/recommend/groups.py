"""What a need is searched by: the kinds it is about, one after another or in turn."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from podbor.core.phrases import CONJUNCTIONS, PREPOSITIONS, tokenise
from podbor.core.slate import Need
from podbor.core.text import fold, stem, stems, words
from podbor.tools.catalog.kinds import KindVocabulary, describes
from podbor.tools.recommend.asides import GIFTS
from podbor.tools.recommend.babies import baby_kinds
from podbor.tools.recommend.compounds import is_compound
from podbor.tools.recommend.forms import without_form

FOR = re.compile(r"(?P<thing>[a-z ]+) for (?:an? |the |my )?(?P<whom>[a-z]+(?: [a-z]+)?)")
"""A thing, and whom or what it is for."""
MOST_OF_A_SHELF = 6
SEVERAL = 2
"""Kinds of one shelf, at least, that tell what a need for no one thing is near."""
DRUNK = frozenset(("milk", "drinks"))
"""Kinds that are drunk with what is eaten, whatever is made of them."""
COUNTED = frozenset(("produce", "eggs"))
"""Kinds that flavour something in the singular alone."""
OCCASION = frozenset("к ко на for".split())
"""Words that introduce what a thing is for, which narrows a shelf but little: "сладкое на праздник"."""
STORY = re.compile(r"\b(?:чтобы?|котор[а-я]+|так(?:ой|ая|ое|ие|ую)|who|which|that)\b.*", re.IGNORECASE)
"""What tells a story around a thing: "чтобы не скользил", "that lasts"."""
ANIMALS = "pets"
SHELVES = frozenset(("toys", "stationery"))
"""Departments whose names are things, as those below a department are: a "дача" is none."""
COOKED = frozenset(
    "cakes cutlets grill hot_meals muffins pancakes party pastries pies pizza salads sandwiches soups syrniki".split()
)
"""Kinds of what is cooked or laid out from other products, which a need may be for: "борщ" of beets and cabbage."""
COOKED_NOUNS = frozenset(
    map(stem, "шашлык компот глинтвейн гуакамоле barbecue bbq kebab kebabs compote guacamole".split())
)
"""Nouns of such among the names of what is sold as it is."""


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


def groups_of(
    need: Need,
    kinds: KindVocabulary,
    *,
    unbranded: str,
    meaning: frozenset[str],
    says: Callable[[str, str], bool] = lambda kind, text: False,
) -> tuple[Group, ...]:
    """Groups of a need: the kinds the planner named, else those of the query (`unbranded`: without the names of brands).

    `meaning` are the stems of the query that are not read as a condition. `says` tells whether titles of a kind say all that a
    text does. The name of a brand is read as a kind only where it is just so spelt: Whiskas is no whisk.
    """
    said = fold(need.query)
    spoken = _spoken(unbranded, kinds) or _heads(said, kinds, exact=unbranded != said)
    if need.kinds and not _is_product(need, kinds, meaning, says):
        return tuple(_named(need, kinds, spoken, meaning))
    if not spoken:
        return (Group(text=need.query),)
    if not CONJUNCTIONS.isdisjoint(words(need.query)):
        parts = _parts(unbranded, kinds, says) or spoken
        return tuple(Group(text=need.query, kind=key) for key in parts)
    shelf = tuple(_shelf(need.query, spoken[0], kinds, meaning))
    return shelf or (Group(text=need.query, kind=spoken[0], rivals=spoken[1:]),)


def _named(need: Need, kinds: KindVocabulary, spoken: Sequence[str], meaning: frozenset[str]) -> Iterator[Group]:
    """The planner's kinds; where they only repeat what the query says, the query's words stay in force."""
    found = [(name, (kinds.match(name) or ("",))[0]) for name in need.kinds]
    whole = len({key for _, key in found}) == 1 and found[0][1] in (*spoken, "")
    done: set[str] = set()
    own = _plain(need.query, spoken, kinds, meaning)
    if own and not whole:
        done.add(own)
        yield Group(text=need.query, kind=own)
    for name, key in found:
        if key and key in done:
            continue
        done.add(key)
        yield Group(text=need.query, kind=key) if whole else Group(text=name, kind=key, whole=False)


def _is_product(need: Need, kinds: KindVocabulary, meaning: frozenset[str], says: Callable[[str, str], bool]) -> bool:
    """Whether a query names one product as what it wants, whatever kinds a planner made of it: "печенье к чаю".

    No dish that is cooked from them ("борщ"), nor what its kind's titles do not say ("banana bread"), nor something for an
    occasion that the kinds are of other departments for: "сумка в роддом".
    """
    key = named_head(need.query, kinds)
    kind = kinds.get(key)
    if kind is None or key not in kinds.leaves() or key in COOKED or not COOKED_NOUNS.isdisjoint(stems(need.query)):
        return False
    said = words(need.query)
    end = next((at for at, word in enumerate(said) if word in PREPOSITIONS | CONJUNCTIONS), len(said))
    own = frozenset(stems(" ".join(kind.phrases)))
    if not need.query.isascii():
        end = next((at + 1 for at, word in enumerate(said[:end]) if stem(word) in own), end)
    told = [word for word in said[:end] if stem(word) in meaning - own and not describes(word)]
    if told and not says(key, " ".join(told)):
        return False
    beyond = meaning.intersection(map(stem, said[end:])) - GIFTS
    roots = {kinds.root(match) for name in need.kinds for match in kinds.match(name)}
    return not beyond or kinds.root(key) in roots


def _plain(query: str, spoken: Sequence[str], kinds: KindVocabulary, meaning: frozenset[str]) -> str:
    """The kind that a query is the bare name of ("пицца"), which is then wanted itself, whatever a planner made of it."""
    said = (set(stems(query)), meaning)
    for key in spoken:
        kind = kinds.get(key)
        if kind is not None and any(set(stems(phrase)) in said for phrase in kind.phrases):
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


def _spoken(query: str, kinds: KindVocabulary) -> tuple[str, ...]:
    """Kinds that a query is about; of a baby's shelf where it is for one, and of a form and what has it the latter."""
    heads = _heads(" ".join(words(query)), kinds)
    plain = _heads(" ".join(words(without_form(query))), kinds)
    return baby_kinds(query, kinds) or tuple(key for key in heads if key in plain) or heads


def _heads(query: str, kinds: KindVocabulary, *, exact: bool = False) -> tuple[str, ...]:
    """Kinds that a query is about, the likeliest head first: the last in English ("chocolate cookies"), else the first.

    Whole shelves come last: in "молочная шоколадка" the adjective names one.
    """
    if is_compound(query):
        return ()
    turned = _turned(query, kinds)
    if turned:
        return (turned,)
    keys = _narrowest(tuple(dict.fromkeys(match.key for match in kinds.in_phrase(query, exact=exact))), kinds)
    ordered = keys[::-1] if query.isascii() else keys
    leaves = frozenset(kinds.leaves())
    return tuple(sorted(ordered, key=lambda key: key not in leaves))


def named_head(query: str, kinds: KindVocabulary) -> str:
    """The kind that a query surely names as what it is about ("cake for Alice"), "" for none: no "wine rack"."""
    if is_compound(query):
        return ""
    if not query.isascii():
        title = kinds.in_title(query)
        return title.kind if title.headed else ""
    tokens = tokenise(query)
    end = next((at for at, token in enumerate(tokens) if token.word in PREPOSITIONS or token.clause), len(tokens))
    return next((match.key for match in kinds.in_phrase(query, exact=True) if match.at[-1] == end - 1), "")


def plainly(query: str, kinds: KindVocabulary) -> str:
    """What a query names without the story around it, "" where it tells none: "a pillow" of "a pillow that spares my neck".

    Of a whole shelf ("toys for a rainy Sunday") its name, unless it is for animals, whose toys are on another.
    """
    told = STORY.search(query)
    if told and words(query[: told.start()]):
        return query[: told.start()].strip(" ,")
    kind = kinds.get(named_head(query, kinds))
    if kind is None or kind.key in kinds.leaves() or not (kind.parent or kind.key in SHELVES):
        return ""
    own = frozenset(stems(" ".join(kind.phrases)))
    said = stems(query)
    tail = frozenset(said[next(at for at, word in enumerate(said) if word in own) :]) - own - PREPOSITIONS
    of_animals = stems(" ".join(phrase for key in kinds.descendants(ANIMALS) for phrase in _phrases(key, kinds)))
    if said[0] not in own or not tail or not tail.isdisjoint(of_animals):
        return ""
    return kind.en if query.isascii() else kind.ru


def _phrases(key: str, kinds: KindVocabulary) -> tuple[str, ...]:
    kind = kinds.get(key)
    return kind.phrases if kind else ()


def nearby(need: Need, groups: Sequence[Group], kinds: KindVocabulary) -> Group | None:
    """The shelf that most of the kinds of a vague need are of, to look for more like them; None where no two are of one."""
    named = {group.kind for group in groups if group.kind and not group.whole}
    above = Counter(parent for key in sorted(named) for parent in kinds.ancestors(key)[:1])
    shelf, count = above.most_common(1)[0] if above else ("", 0)
    if count < SEVERAL or any(group.whole for group in groups):
        return None
    return Group(text=need.query, kind=shelf, whole=False)


def _turned(query: str, kinds: KindVocabulary) -> str:
    """The kind that "toys for cats" is where it has the name "cat toys", "" where none has."""
    found = FOR.fullmatch(fold(query))
    if not found:
        return ""
    thing, whom = found.groups()
    matches = kinds.in_phrase(f"{whom} {thing}", exact=True)
    last = len(words(f"{whom} {thing}")) - 1
    whole = len(matches) == 1 and matches[0].at[-1] == last and matches[0].at[0] < len(words(whom))
    return matches[0].key if whole else ""


def _parts(query: str, kinds: KindVocabulary, says: Callable[[str, str], bool]) -> tuple[str, ...]:
    """The head of each part of a list; of the last alone where the others flavour it: "sour cream and onion crisps".

    Nothing where a part tells none of itself: "fish and seafood".
    """
    parts = _split(query)
    heads = [_heads(part, kinds)[:1] for part in parts]
    if not all(heads) or len(kinds.in_phrase(query)) < len(parts):
        return ()
    own = _narrowest(tuple(dict.fromkeys(key for keys in heads for key in keys)), kinds)
    last = heads[-1][0]
    flavoured = query.isascii() and len(kinds.in_phrase(parts[-1])) > 1
    if flavoured and all(
        says(last, part) and not _stands_alone(part, head, last, kinds)
        for part, (head,) in zip(parts[:-1], heads[:-1], strict=True)
    ):
        return own[-1:]
    return own


def _stands_alone(part: str, head: str, last: str, kinds: KindVocabulary) -> bool:
    """Whether a part is a thing of its own, whatever titles say: "apples" in the plural, or "milk" beside what is eaten."""
    its, whose = ({key, *kinds.ancestors(key)} for key in (head, last))
    return bool(its & COUNTED and part.endswith("s")) or bool(its & DRUNK and not whose & DRUNK)


def _split(query: str) -> list[str]:
    """The parts of a list: at commas and conjunctions."""
    parts: list[list[str]] = [[]]
    clause = 0
    for token in tokenise(query):
        if token.word in CONJUNCTIONS or token.clause != clause:
            parts.append([])
        clause = token.clause
        if token.word not in CONJUNCTIONS:
            parts[-1].append(token.word)
    return [" ".join(part) for part in parts if part]


def _narrowest(keys: Sequence[str], kinds: KindVocabulary) -> tuple[str, ...]:
    """Drop a kind that another one refines: "сладости и печенье" is about cookies."""
    above = {ancestor for key in keys for ancestor in kinds.ancestors(key)}
    return tuple(key for key in keys if key not in above)
