"""Whether two titles are one product, and what tells them apart.

The score is 1 less the cost of every difference: precision first, so that a doubt costs more than most products can pay.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from podbor.tools.catalog.matching.align import unaligned
from podbor.tools.catalog.matching.fingerprint import Fingerprint, Word
from podbor.tools.catalog.matching.lexicon import USUAL, Lexicon
from podbor.tools.catalog.matching.quantities import MEASURES, SIZES, Quantities

THRESHOLD = 0.55
"""Least score of one product; chosen on the validation pairs (`podbor bench matching --part validation`)."""
CONFLICT = 1.0
ONE_SIDED = {"percent": 0.25, "layers": 0.1, "watts": 0.1, "kelvin": 0.3, "age": 0.1, "portions": 0.0, "length": 0.3}
DOUBT = 0.5
"""Cost of a quantity or a facet that only one title tells."""
KIND = 0.2
"""Cost of kinds that differ: they are read from the titles, and the words that name them are compared as well."""
PLAIN = 0.2
"""Cost of a plain word more in the title of a branded product whose every other word both titles have."""
PRAISE = 0.25
"""Cost of "нежный" or "classic" in one title only."""
SLIGHT = 0.1
"""Cost of what titles often leave out."""
PERCENTS = "range:percent"
MILD = ("age", "range:mass", "range:age", PERCENTS)
"""Dimensions that titles may leave out, or of ranges end as they please."""
TOLERANCE = 0.005


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that the titles do not share, and its cost in score."""

    aspect: str
    left: str
    right: str
    cost: float


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The score of a pair in [0, 1], whether it is one product, and the differences, the dearest first."""

    score: float
    same: bool
    differences: tuple[Difference, ...]


def compare(left: Fingerprint, right: Fingerprint, *, threshold: float = THRESHOLD) -> Verdict:
    """Judge two titles."""
    found = [*_measured(left, right), *_words(left, right)]
    found.sort(key=lambda difference: -difference.cost)
    score = max(0.0, round(1.0 - sum(difference.cost for difference in found), 4))
    return Verdict(score=score, same=score >= threshold, differences=tuple(found))


def ruled_out(left: Fingerprint, right: Fingerprint, *, threshold: float = THRESHOLD) -> bool:
    """Whether quantities, facets and kinds alone make two titles two products: cheaper than `compare`."""
    return sum(difference.cost for difference in _measured(left, right)) > 1.0 - threshold


def _measured(left: Fingerprint, right: Fingerprint) -> Iterator[Difference]:
    yield from _sizes(left.quantities, right.quantities)
    yield from _quantities(left.quantities, right.quantities)
    yield from _facets(left, right)
    yield from _kinds(left, right)


def _sizes(left: Quantities, right: Quantities) -> Iterator[Difference]:
    """Mass, volume and count of a package."""
    one, other = ({name: side.get(name) for name in SIZES if side.get(name)} for side in (left, right))
    if set(one) == {"mass"} and set(other) == {"volume"} or set(one) == {"volume"} and set(other) == {"mass"}:
        (mine,), (theirs,) = one.values(), other.values()
        yield _difference("size", mine, theirs, SLIGHT if _meet(mine, theirs) else CONFLICT)
        return
    told = bool(one.keys() & other.keys())
    whole = next((name for name in MEASURES if _of_pieces(one, other, name) or _of_pieces(other, one, name)), "")
    if whole:
        yield _difference("size", left.get(whole), right.get(whole), SLIGHT)
        return
    for name in SIZES:
        mine, theirs = left.get(name), right.get(name)
        aspect = "count" if name == "count" else "size"
        if mine and theirs and not _meet(mine, theirs):
            yield _difference(aspect, mine, theirs, CONFLICT)
        elif bool(mine) != bool(theirs):
            yield _difference(aspect, mine, theirs, SLIGHT if told and name != "count" else DOUBT)


def _of_pieces(one: Mapping[str, frozenset[float]], other: Mapping[str, frozenset[float]], name: str) -> bool:
    """Whether `one` tells the pieces, "5 шт по 30 г", of what `other` tells as a whole: "150 г", "150 г, 5 шт"."""
    counts, told = one.get("count", frozenset()), other.get("count", frozenset())
    if not counts or (told and told != counts):
        return False
    pieces = frozenset(count * size for count in counts for size in one.get(name, frozenset()))
    return _meet(pieces, other.get(name, frozenset()))


def _quantities(left: Quantities, right: Quantities) -> Iterator[Difference]:
    """Everything else that is measured."""
    for name in sorted((left.dimensions | right.dimensions) - set(SIZES)):
        mine, theirs = left.get(name), right.get(name)
        if name == PERCENTS and (left if theirs else right).get("percent"):
            yield from _percent_and_range(mine | theirs, left.get("percent") | right.get("percent"))
            continue
        if mine and theirs:
            if mine != theirs and not (name == "length" and (mine < theirs or theirs < mine)):
                agree = name in MILD and min(mine) == min(theirs)
                yield _difference(name, mine, theirs, SLIGHT if agree else CONFLICT)
        else:
            yield _difference(name, mine, theirs, SLIGHT if name in MILD else ONE_SIDED.get(name, DOUBT))


def _percent_and_range(ends: frozenset[float], values: frozenset[float]) -> Iterator[Difference]:
    """A fat of 2.5% is none of "3.4-6%"."""
    if not any(min(ends) <= value <= max(ends) for value in values):
        yield _difference("percent", values, ends, CONFLICT)


def _facets(left: Fingerprint, right: Fingerprint) -> Iterator[Difference]:
    for name in sorted(left.facets.keys() | right.facets.keys()):
        mine, theirs = left.facets.get(name, frozenset()), right.facets.get(name, frozenset())
        if mine == theirs:
            continue
        odd = mine ^ theirs
        usual = all(value.endswith(USUAL) for value in odd)
        if mine and theirs:
            cost = (SLIGHT if usual else DOUBT) if mine & theirs else CONFLICT
        else:
            cost = SLIGHT if usual else DOUBT
        yield Difference(aspect=name, left=" ".join(sorted(mine)), right=" ".join(sorted(theirs)), cost=cost)


def _kinds(left: Fingerprint, right: Fingerprint) -> Iterator[Difference]:
    if left.kind and right.kind and left.kind != right.kind:
        # Each says what it is, in one language, and it is not the same.
        sure = left.cyrillic == right.cyrillic and all(
            any(word.head and word.of_kind for word in side.words) for side in (left, right)
        )
        related = Lexicon.load().related(left.kind, right.kind)
        yield Difference(aspect="kind", left=left.kind, right=right.kind, cost=DOUBT if sure and not related else KIND)


def _words(left: Fingerprint, right: Fingerprint) -> Iterator[Difference]:
    mine, theirs = unaligned(left.words, right.words)
    if left.kind == right.kind and left.cyrillic != right.cyrillic:
        # Both say what the thing is, each in its language.
        mine, theirs = ([word for word in rest if not _only_kind(word)] for rest in (mine, theirs))
    one_kind = left.kind == right.kind and left.cyrillic == right.cyrillic
    branded = any(word.proper or not word.cyrillic for word in left.words if word not in mine)
    for rest, others, other in ((mine, theirs, right), (theirs, mine, left)):
        named = other.words if one_kind else others
        nameless = (one_kind or left.cyrillic != right.cyrillic) and not any(said.of_kind for said in named)
        longer = branded and all(word.generic or word.umbrella for word in others)
        for word in rest:
            cost = _cost(word, others, nameless=nameless, longer=longer)
            sides = ("", word.text) if other is left else (word.text, "")
            yield Difference(aspect=_aspect(word), left=sides[0], right=sides[1], cost=cost)


def _only_kind(word: Word) -> bool:
    return word.in_kind_name and not word.concept


def _aspect(word: Word) -> str:
    if word.number:
        return "number"
    if word.of_kind:
        return "kind"
    return "flavour" if word.ingredient else "name" if word.proper or not word.cyrillic else "word"


def _cost(word: Word, rest: Sequence[Word], *, nameless: bool, longer: bool) -> float:
    """What a word that only one title has costs.

    `rest` are the words that only the other title has; `nameless`: it does not say what the product is;
    `longer`: it has none, and both name a brand.

    The noun that a title begins with costs little where the other says the same less precisely ("эскимо", "мороженое") or
    has no such noun ("Coca-Cola").
    """
    if word.umbrella or (word.generic and (word.head or not word.ingredient)):
        return SLIGHT
    if word.of_kind and any(one.generic for one in rest):
        return SLIGHT
    if word.of_kind and word.head and nameless:
        return SLIGHT
    if word.soft:
        return PRAISE
    telling = word.proper or word.number or word.of_kind or word.concept or not word.cyrillic
    telling = telling or (word.ingredient and not word.in_kind_name)
    return PLAIN if longer and not telling else DOUBT


def _meet(one: frozenset[float], other: frozenset[float]) -> bool:
    return any(abs(mine - theirs) <= TOLERANCE * max(mine, theirs) for mine in one for theirs in other)


def _difference(aspect: str, left: frozenset[float], right: frozenset[float], cost: float) -> Difference:
    written = (" ".join(f"{value:g}" for value in sorted(values)) for values in (left, right))
    return Difference(aspect=aspect, left=next(written), right=next(written), cost=cost)
