"""Whether two titles are one product, and what tells them apart.

The score is 1 less the cost of every difference: precision first, so that a doubt costs more than most products can pay.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from podbor.core.text import fold, stem, stems
from podbor.tools.catalog.matching.costs import (
    CONFLICT,
    DOUBT,
    FACETS_UNTOLD,
    KIND,
    MOST_SLIGHT,
    ONE_SIDED,
    PIECES_UNTOLD,
    SIZE_UNTOLD,
    SLIGHT,
    UNMEASURED,
    UNTOLD,
    VALUES_UNTOLD,
    Difference,
)
from podbor.tools.catalog.matching.fingerprint import ACCESSORY, COLOUR, Fingerprint
from podbor.tools.catalog.matching.lexicon import FOOD, USUAL, Lexicon
from podbor.tools.catalog.matching.pairwise import written_out
from podbor.tools.catalog.matching.quantities import MEASURES, SIZES, SQUARE, Quantities
from podbor.tools.catalog.matching.words import (
    codes,
    says_number,
    share_a_line,
    shared_names,
    tell_a_variety,
    words_apart,
)

THRESHOLD = 0.55
"""Least score of one product; chosen on the validation pairs (`podbor bench matching --part validation`)."""
YOUNG, CHILDREN = ("baby", "household", "stationery", "toys"), {"edition:kids"}
GLAZE, BARE = "glaze", frozenset(("cookies", "halva", "nuts", "peanuts", "marshmallow", "pastila", "zefir"))
"""Kinds of which the glazed one is another product."""
PICKLED, MEAT = "pickled", "meat"
LOOSE_TEA = {"leaf:loose"}
"""No tea that is counted: "50х2 г" are bags."""
SAUSAGES = frozenset(("sausages", "frankfurters"))
"""Siblings that bear the same names: "Молочная", "Молочные"."""
OF_ONE_SIZE = ("hair_dye", "makeup", "nail_care")
TOYS = "toys"
OF_DEVICES = ("inches", "mah", "watts", "hertz")
"""What nobody need tell of a device whose memory or long number both titles tell."""
PIECED = ("food", "dogs", "cats")
PERCENTS = "range:percent"
VOLUME = "volume"
MILD = ("age", "range:mass", "range:age", "range:count", PERCENTS)
"""Dimensions that titles may leave out, or of ranges end as they please."""
TWO_IN_ONE = {2.0}
"""What is two things in one is none of them; of more than two, shelves tell or do not."""
NO_FAT, DAIRY = {0.0}, "dairy"
"""What no title of a dairy product leaves out."""
SIDES_OF_A_SHEET = 2
TIP = "tip"
"""How thick a pen writes, which its millimetres tell as well."""
TOLERANCE = 0.005
COUNTED = {"detergent:tablets", "detergent:capsules", "detergent:gel~", "detergent:liquid~"}
COUNTS = re.compile(r"\d\s*(?:таб|капс|tab|caps|soft ?gel|gel cap)")
"""Facets that a count may tell: "60 таблеток"."""
ACCESSORIES = frozenset(stems("чехол насадка крышка ремешок фильтр мешок case cover strap nozzle filter lid"))
SKIMMED, LEAST_FAT = {"fatness:skimmed"}, 0.5
DARK, LEAST_COCOA = {"chocolate:dark"}, 55.0
UNREFINED, VIRGIN = {"refined:none"}, "extra_virgin"
DESSERT, OF_CURD = {"imitation:dessert"}, frozenset(stems("творог сырок"))
"""What law calls a product of a dessert whose shelf name is shorter; plain curd and a curd bar are other things."""
DAIRY_INGREDIENTS = frozenset(("", "yogurt", "cottage_cheese", "cow_milk", "cream_dairy"))
CUBES, CUBE = {"cut:cubes"}, re.compile(r"(?<!\w)(?:кубик|cube)")
SKIN = "sensitive"
WHITE, WHITE_IN_RUSSIAN = "white", "бел"
SENSITIVE = {f"skin:{SKIN}"}
SETS = ("detergent", "colour")
"""Facets of which one title may tell more than the other: "шампунь", "шампунь-бальзам"."""
VARIETY = ("taste", "edition", "sugar", "fatness", "salted", "chocolate", "medium", "heatness")
"""Facets that tell a variety however little a title's silence about them costs."""
WORDS = ("name", "word", "number", "kind")
"""Aspects of words that are no flavours."""
BOXED = re.compile(r"(?<![^\W\d_])[xх×*]\s*\d|\d\s*[xх×*]|(?<!\w)(?:по|упаковк[аи]|короб[а-я]*|блок|pack|box)(?!\w)")
"""What says that a weight is that of a piece."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The score of a pair in [0, 1], whether it is one product, and the differences, the dearest first."""

    score: float
    same: bool
    differences: tuple[Difference, ...]


def compare(left: Fingerprint, right: Fingerprint, *, threshold: float = THRESHOLD) -> Verdict:
    """Judge two titles."""
    return verdict_on(*written_out(left, right), threshold=threshold)


def verdict_on(left: Fingerprint, right: Fingerprint, *, threshold: float = THRESHOLD) -> Verdict:
    """Judge two titles that were read beside each other."""
    found = [*_measured(left, right), *words_apart(left, right)]
    found.sort(key=lambda difference: -difference.cost)
    if _is_lone_word(found) and tell_a_variety(left, right):
        found[0] = replace(found[0], cost=UNTOLD)
    score = max(0.0, round(1.0 - _total(found), 4))
    return Verdict(score=score, same=score >= threshold, differences=tuple(found))


def _is_lone_word(found: Sequence[Difference]) -> bool:
    """Whether all that is in doubt is one word, beside which the other title says nothing of its own.

    It is no flavour and names no thing; quantities and facets are not left out by chance.
    """
    doubts = [difference for difference in found if difference.cost > MOST_SLIGHT]
    if len(doubts) != 1 or doubts[0].cost != DOUBT or doubts[0].aspect not in WORDS:
        return False
    (lone,) = doubts
    word, lexicon = stem(lone.left or lone.right), Lexicon.load()
    answers = (
        other.right if lone.left else other.left for other in found if other.cost > SLIGHT or other.aspect in VARIETY
    )
    tasty = lone.aspect == "kind" and lexicon.ingredient(word)
    return not any(answers) and not tasty and not lexicon.thing(word)


def ruled_out(left: Fingerprint, right: Fingerprint, *, threshold: float = THRESHOLD) -> bool:
    """Whether quantities, facets and kinds alone make two titles two products: cheaper than a verdict.

    The titles were read beside each other.
    """
    return _total(_measured(left, right)) > 1.0 - threshold


def _total(differences: Iterable[Difference]) -> float:
    costs = [difference.cost for difference in differences]
    return sum(cost for cost in costs if cost > SLIGHT) + min(
        MOST_SLIGHT, sum(cost for cost in costs if cost <= SLIGHT)
    )


def _measured(left: Fingerprint, right: Fingerprint) -> Iterator[Difference]:
    yield from _sizes(left, right)
    yield from _formats(left, right)
    yield from _quantities(left, right)
    yield from _facets(left, right)
    yield from _kinds(left, right)
    yield from _parts(left, right)


def _sizes(first: Fingerprint, second: Fingerprint) -> Iterator[Difference]:
    """Mass, volume and count of a package."""
    left, right = first.quantities, second.quantities
    one, other = ({name: side.get(name) for name in SIZES if side.get(name)} for side in (left, right))
    if set(one) == {"mass"} and set(other) == {"volume"} or set(one) == {"volume"} and set(other) == {"mass"}:
        (mine,), (theirs,) = one.values(), other.values()
        yield _difference("size", mine, theirs, SLIGHT if _meet(mine, theirs) else CONFLICT)
        return
    told = bool(one.keys() & other.keys()) or bool(codes(first) & codes(second))
    whole = next((name for name in MEASURES if _of_pieces(one, other, name) or _of_pieces(other, one, name)), "")
    if whole:
        yield _difference("size", left.get(whole), right.get(whole), SLIGHT)
        return
    lexicon = Lexicon.load()
    left_out = first.kind in OF_ONE_SIZE or second.kind in OF_ONE_SIZE
    for name in SIZES:
        mine, theirs = left.get(name), right.get(name)
        aspect = "count" if name == "count" else "size"
        if mine and theirs and not _meet(mine, theirs):
            yield _difference(aspect, mine, theirs, CONFLICT)
        elif bool(mine) != bool(theirs):
            if name == "count" and (mine or theirs) in _counted_otherwise(right if mine else left):
                yield _difference(aspect, mine, theirs, SLIGHT)
                continue
            if name == "count" and _pieces(first, second):
                yield _difference(aspect, mine, theirs, PIECES_UNTOLD)
                continue
            if (
                name == "count"
                and codes(first) & codes(second)
                and any(lexicon.under(side.kind, TOYS) for side in (first, second))
            ):
                yield _difference(aspect, mine, theirs, SLIGHT)
                continue
            untold = UNMEASURED if left_out else SIZE_UNTOLD
            silent = untold if name != "count" and not (one and other) else DOUBT
            yield _difference(aspect, mine, theirs, SLIGHT if told and name != "count" else silent)


def _counted_otherwise(told: Quantities) -> tuple[frozenset[float], ...]:
    """What a title counts in other words: portions, or the pages of sheets."""
    return told.get("portions"), frozenset(pages / SIDES_OF_A_SHEET for pages in told.get("pages"))


def _formats(left: Fingerprint, right: Fingerprint) -> Iterator[Difference]:
    """Width by height where both titles tell it: of notes, napkins, pictures."""
    mine, theirs = left.formats, right.formats
    if mine and theirs and mine.isdisjoint(theirs):
        written = (" ".join(f"{width:g}x{height:g}" for width, height in sorted(sizes)) for sizes in (mine, theirs))
        yield Difference(aspect="size", left=next(written), right=next(written), cost=CONFLICT)


def _pieces(left: Fingerprint, right: Fingerprint) -> bool:
    """Whether a food's count is that of the pieces in the weight that both titles tell."""
    lexicon = Lexicon.load()
    mine, theirs = left.quantities.get("mass"), right.quantities.get("mass")
    food = any(lexicon.under(side.kind, group) for side in (left, right) for group in PIECED)
    return food and bool(mine) and mine == theirs and not any(BOXED.search(fold(side.title)) for side in (left, right))


def _of_pieces(one: Mapping[str, frozenset[float]], other: Mapping[str, frozenset[float]], name: str) -> bool:
    """Whether `one` tells the pieces, "5 шт по 30 г", of what `other` tells as a whole: "150 г", "150 г, 5 шт".

    A volume that no count is told of is one bottle: four of a quarter of a litre are another product than one of a litre.
    """
    counts, told = one.get("count", frozenset()), other.get("count", frozenset())
    if not counts or ((told or name == VOLUME) and told != counts):
        return False
    pieces = frozenset(count * size for count in counts for size in one.get(name, frozenset()))
    return _meet(pieces, other.get(name, frozenset()))


def _quantities(first: Fingerprint, second: Fingerprint) -> Iterator[Difference]:
    """Everything else that is measured."""
    left, right = first.quantities, second.quantities
    coded = bool(codes(first) & codes(second))
    for name in sorted((left.dimensions | right.dimensions) - set(SIZES)):
        mine, theirs = left.get(name), right.get(name)
        if name == PERCENTS and (left if theirs else right).get("percent"):
            yield from _percent_and_range(mine | theirs, left.get("percent") | right.get("percent"))
            continue
        if name == SQUARE:
            lengths = left.get("length"), right.get("length")
            if mine != theirs and all(lengths) and lengths[0] != lengths[1]:
                yield _difference(name, mine, theirs, CONFLICT)
        elif mine and theirs:
            if mine != theirs and not (name == "length" and (mine < theirs or theirs < mine)):
                agree = name in MILD and min(mine) == min(theirs)
                yield _difference(name, mine, theirs, SLIGHT if agree else CONFLICT)
        else:
            said = says_number(second if mine else first, mine | theirs)
            shown = name in OF_DEVICES and (coded or (left.get("memory") and right.get("memory")))
            cost = SLIGHT if name in MILD or said or shown else ONE_SIDED.get(name, DOUBT)
            if name == "percent" and mine | theirs == NO_FAT and _is_dairy(first, second):
                cost = DOUBT
            yield _difference(name, mine, theirs, DOUBT if name == "in one" and mine | theirs == TWO_IN_ONE else cost)


def _is_dairy(left: Fingerprint, right: Fingerprint) -> bool:
    return any(Lexicon.load().under(side.kind, DAIRY) for side in (left, right))


def _percent_and_range(ends: frozenset[float], values: frozenset[float]) -> Iterator[Difference]:
    """A fat of 2.5% is none of "3.4-6%"."""
    if not any(min(ends) <= value <= max(ends) for value in values):
        yield _difference("percent", values, ends, CONFLICT)


def _facets(left: Fingerprint, right: Fingerprint) -> Iterator[Difference]:
    lexicon = Lexicon.load()
    coded = bool(codes(left) & codes(right))
    names = left.heard & right.heard | shared_names(left, right) if left.facets != right.facets else frozenset()
    elsewhere = _elsewhere(left.facets, right.facets)
    always = lexicon.always(_names(left) & _names(right))
    painted = any(side.kind and not lexicon.under(side.kind, FOOD) for side in (left, right))
    for name in sorted(left.facets.keys() | right.facets.keys()):
        mine, theirs = left.facets.get(name, frozenset()), right.facets.get(name, frozenset())
        told_by_both = bool(mine and theirs)
        if name == ACCESSORY and _one_accessory(left, right):
            continue
        odd = frozenset(value for value in _apart(mine, theirs) if not _as_a_word(f"{name}:{value}", left, right))
        mine, theirs = mine & odd, theirs & odd
        if odd <= elsewhere:
            continue
        usual = all(value.endswith(USUAL) for value in odd)
        told = {f"{name}:{value}" for value in odd}
        baby = told == CHILDREN and any(lexicon.under(side.kind, group) for side in (left, right) for group in YOUNG)
        set_of = name in SETS and told_by_both and not (mine and theirs)
        slack = baby or set_of or name in FACETS_UNTOLD or told <= VALUES_UNTOLD or (name == COLOUR and coded)
        slack = slack and (told != SENSITIVE or share_a_line(left, right))
        slack = slack and (name != COLOUR or painted or coded or bool(left.quantities.get("memory")))
        slack = slack and (name != GLAZE or BARE.isdisjoint((left.kind, right.kind)))
        slack = slack and (name != PICKLED or not any(lexicon.under(side.kind, MEAT) for side in (left, right)))
        untold = UNTOLD if slack else DOUBT
        counted = told <= COUNTED and _counts(right if mine else left) and _same_count(left, right)
        counted = counted or (told == CUBES and all(CUBE.search(fold(side.title)) for side in (left, right)))
        counted = counted or (told == DESSERT and _of_one_taste(left, right))
        measured = name == TIP and left.quantities.get("length") and right.quantities.get("length")
        if measured or told <= always or _says_percent(told, (right if mine else left).quantities.get("percent")):
            untold = SLIGHT
        virgin = told == UNREFINED and any(VIRGIN in side.facets.get("olive", ()) for side in (left, right))
        implied = virgin or (not told_by_both and lexicon.made_of(told, names))
        cost = CONFLICT if mine - theirs and theirs - mine else SLIGHT if usual or counted or implied else untold
        if name == COLOUR and bool(mine) != bool(theirs) and odd != {WHITE} and _says_white(right if mine else left):
            cost = CONFLICT
        if told == LOOSE_TEA and (right if mine else left).quantities.get("count"):
            cost = CONFLICT
        yield Difference(aspect=name, left=" ".join(sorted(mine)), right=" ".join(sorted(theirs)), cost=cost)


def _names(title: Fingerprint) -> frozenset[str]:
    return frozenset(name for word in title.words for name in (word.text, word.concept))


def _of_one_taste(left: Fingerprint, right: Fingerprint) -> bool:
    """Whether two titles name one brand's dessert, neither as plain curd nor as yogurt without a taste."""
    heard = left.heard | right.heard
    if not OF_CURD.isdisjoint(heard):
        return False
    tastes = [{word.ingredient for word in side.words} - DAIRY_INGREDIENTS for side in (left, right)]
    cuts = left.facets.get("cut", frozenset()) & right.facets.get("cut", frozenset())
    return bool(tastes[0] & tastes[1] or cuts)


def _says_white(title: Fingerprint) -> bool:
    """Whether a title says quietly, as paper is, that a thing is white."""
    return any(word == WHITE or word.startswith(WHITE_IN_RUSSIAN) for word in title.quiet)


def _says_percent(told: set[str], percents: frozenset[float]) -> bool:
    """Whether a percent says what the other title says in words: "0,1%" of "обезжиренный", "75%" of "горький"."""
    if told == SKIMMED:
        return max(percents, default=1.0) <= LEAST_FAT
    return told == DARK and min(percents, default=0.0) >= LEAST_COCOA


def _counts(title: Fingerprint) -> bool:
    return bool(COUNTS.search(fold(title.title)))


def _same_count(left: Fingerprint, right: Fingerprint) -> bool:
    return left.quantities.get("count") == right.quantities.get("count") != frozenset()


def _apart(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The values that only one side has; the one that is usual in one kind and the one that is not are one value."""
    said = [{value.rstrip(USUAL) for value in side} for side in (one, other)]
    return frozenset(value for value in one ^ other if value.rstrip(USUAL) not in said[0] & said[1])


def _one_accessory(left: Fingerprint, right: Fingerprint) -> bool:
    """Whether both titles name one accessory: both are it, though only one says of what."""
    return not ACCESSORIES.isdisjoint(left.heard & right.heard)


def _as_a_word(concept: str, left: Fingerprint, right: Fingerprint) -> bool:
    """Whether a facet of one title is a word of the other, whose kind does not have it."""
    return any(concept in side.muted or any(word.concept == concept for word in side.words) for side in (left, right))


def _elsewhere(left: Mapping[str, frozenset[str]], right: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Values that each title tells of another facet, as kinds name them: capsules of coffee and of detergent."""
    mine = {value for name, values in left.items() for value in values - right.get(name, frozenset())}
    theirs = {value for name, values in right.items() for value in values - left.get(name, frozenset())}
    both = all(any(SKIN in values for values in side.values()) for side in (left, right))
    return frozenset(mine & theirs) | ({SKIN} if both else frozenset())


def _kinds(left: Fingerprint, right: Fingerprint) -> Iterator[Difference]:
    if left.kind and right.kind and left.kind != right.kind:
        # Each says what it is, in one language, and it is not the same.
        sure = left.cyrillic == right.cyrillic and all(
            any(word.head and word.of_kind and not word.umbrella for word in side.words) for side in (left, right)
        )
        lexicon = Lexicon.load()
        related = lexicon.related(left.kind, right.kind)
        near = (related and not sure) or lexicon.unsure(left.kind) != lexicon.unsure(right.kind)
        apart = not related or {left.kind, right.kind} <= SAUSAGES
        cost = DOUBT if sure and apart else SLIGHT if near else KIND
        yield Difference(aspect="kind", left=left.kind, right=right.kind, cost=cost)


def _parts(left: Fingerprint, right: Fingerprint) -> Iterator[Difference]:
    """What one title is, and another thing is for: "пылесос" and "аккумулятор для пылесоса"."""
    for one, other in ((left, right), (right, left)):
        things = {word.stem for word in one.words if word.of_kind and not word.purpose}
        other_thing = bool(other.words) and other.words[0].cyrillic and other.words[0].stem not in one.heard
        for word in other.words if other_thing and not other.words[0].generic else ():
            if word.purpose and word.stem in things:
                sides = ("", word.text) if one is left else (word.text, "")
                yield Difference(aspect="part", left=sides[0], right=sides[1], cost=DOUBT)


def _meet(one: frozenset[float], other: frozenset[float]) -> bool:
    return any(abs(mine - theirs) <= TOLERANCE * max(mine, theirs) for mine in one for theirs in other)


def _difference(aspect: str, left: frozenset[float], right: frozenset[float], cost: float) -> Difference:
    written = (" ".join(f"{value:g}" for value in sorted(values)) for values in (left, right))
    return Difference(aspect=aspect, left=next(written), right=next(written), cost=cost)
