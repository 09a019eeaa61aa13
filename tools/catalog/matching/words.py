"""The words that only one of two titles has, and what they cost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from podbor.core.text import CYRILLIC
from podbor.tools.catalog.matching.align import COCOA, unaligned
from podbor.tools.catalog.matching.costs import DOUBT, MORE_PLAIN, PLAIN, PRAISE, PRAISES, SLIGHT, Difference
from podbor.tools.catalog.matching.fingerprint import LETTER_A, PURPOSE, Fingerprint, Word
from podbor.tools.catalog.matching.lexicon import GROWN, Lexicon
from podbor.tools.catalog.matching.quantities import COUNTED_NOUNS
from podbor.tools.catalog.matching.spelling import one_root, sounds_alike

FOOD, HOUSEHOLD = "food", "household"
FLAVOURED = frozenset(
    "ice_cream yogurt curd_snacks milk_dessert chips juice soda iced_tea energy_drinks cold_coffee chewing_gum "
    "sausages frankfurters pelmeni vareniki cutlets pancakes pies pizza "
    "cottage_cheese cream_cheese processed_cheese cookies candies chocolate coffee baby_puree oatmeal "
    "baby_cereal granola pastila marmalade zefir halva mayonnaise ketchup croutons crispbread nuts peanuts seeds".split()
)
"""Kinds of which every flavour is a product, whatever the line."""
EATEN = ("food", "cats", "dogs")
VARIETIES = frozenset("cola duchess tarragon baikal".split())
"""Words of a kind that name a variety of it."""
OTHERS = frozenset("assortment refill".split())
"""What tells two products apart where both titles are English."""
LARGER = frozenset(("xl", "xxl"))
"""What tells a larger thing of one model: "305XL"."""
TELLING_MATERIALS = frozenset(("poultry", "legume", "fish"))
"""Groups of what a food is made of that shelves never leave out: "из индейки", "из нута"."""
WHOLEGRAIN = "wholegrain"
WITHOUT = "без"
FILLET, BONELESS = "fillet", "none~"
"""Meat or poultry without bones is what another shelf calls a fillet."""
PLACE = "place_"
"""Begins the meanings of adjectives of places: "рижский"."""
IMPLIED = {"bergamot": "earl_grey"}
"""What a name says already."""
UNSCENTED = "scent_free"
LEAST_WORD = 3
"""Letters of a Cyrillic word that tells anything."""
UNITLESS, SCALES, EVEN = ("length", "density", "mah", "memory", "inches"), (1.0, 10.0), 1e-6
"""What titles measure without a unit, and the scales of what they mean."""
THOUSANDS = re.compile(r"\d000")
"""The number of a series, beside a model that both titles tell."""
VOWELLESS = re.compile("[бвгджзйклмнпрстфхцчшщ]{2,4}")
"""A plant's or a material's initials: "БКХ", "ПНД"."""
LEAST_SOUND = 4
SEVERAL = 2
ADVERB = "ly"
"""Ends an English word that is no name: "slightly"."""
LEAST_CODE = 3
MOST_LETTERS = 4
"""Digits of a model's number that tells the model whatever else is said of it."""


def words_apart(left: Fingerprint, right: Fingerprint) -> Iterator[Difference]:
    """The words that only one of two titles has."""
    lexicon = Lexicon.load()
    mine, theirs = unaligned(left.words, right.words)
    mine = [word for word in mine if not _said_quietly(word, right)]
    theirs = [word for word in theirs if not _said_quietly(word, left)]
    if left.kind == right.kind and left.cyrillic != right.cyrillic:
        # Both say what the thing is, each in its language.
        mine, theirs = ([word for word in rest if not _only_kind(word)] for rest in (mine, theirs))
    one_kind = left.kind == right.kind and left.cyrillic == right.cyrillic
    shared, theirs_shared = _shared(left, mine), _shared(right, theirs)
    branded = any(word.proper or not word.cyrillic or _names_head(word) for word in (*shared, *theirs_shared))
    edible = lexicon.under(left.kind or right.kind, FOOD)
    eaten = any(group in (left.kind, right.kind) or lexicon.under(left.kind or right.kind, group) for group in EATEN)
    specific = (
        eaten
        and not {left.kind, right.kind} & FLAVOURED
        and any(word.brand for word in shared)
        and (any(map(_specific, shared)) or _named_twice(shared))
    )
    colours = [side.facets.get("colour", frozenset()) for side in (left, right) if side.quantities.get("memory")]
    one_colour = len(colours) == 2 and bool(colours[0] & colours[1])
    names = frozenset(name for word in (*shared, *theirs_shared) for name in (word.text, word.stem, word.concept))
    lined = any(_names_line(word) for word in shared)
    yield from _purposes(left, right)
    rivals = all(any(word.rival for word in rest) for rest in (mine, theirs))
    coded = bool(codes(left) & codes(right))
    modelled = bool(models(left) & models(right)) and not any(word.number for word in (*mine, *theirs))
    makers = _makers(left, right, mine, theirs)
    english = not left.cyrillic and not right.cyrillic
    two_kinds = left.kind != right.kind and not lexicon.unsure(left.kind) and not lexicon.unsure(right.kind)
    told_apart = any(word.ingredient and not word.of_kind for word in (*shared, *theirs_shared))
    for rest, others, other in ((mine, theirs, right), (theirs, mine, left)):
        named = other.words if one_kind else others
        nameless = (one_kind or left.cyrillic != right.cyrillic) and not any(said.of_kind for said in named)
        context = _Context(
            rest=others,
            edible=edible,
            specific=specific,
            coded=coded,
            modelled=modelled,
            lined=lined,
            one_colour=one_colour,
            says_no_kind=bool(left.kind) != bool(right.kind) and branded,
            kind=other.kind,
            english=english,
            strangers=two_kinds and english and not lexicon.related(left.kind, right.kind),
            sure=not lexicon.unsure((right if other is left else left).kind),
            one_kind=left.kind == right.kind or (left.cyrillic != right.cyrillic and lexicon.unsure(other.kind)),
            nameless=nameless,
            longer=branded
            and all(
                _slight(word)
                or _says_little(word, makers)
                or lexicon.makes(word.text, names)
                or lexicon.made_of((word.stem, word.concept), names)
                for word in others
            ),
            makers=makers,
            rivals=rivals,
            two_kinds=two_kinds,
            concepts=frozenset(word.concept for word in other.words),
            names=names,
            said=frozenset(word.ingredient for word in other.words if word.ingredient),
            contents=edible and not (other.kind in FLAVOURED and told_apart),
        )
        plain = 0
        for word in rest:
            cost = _cost(word, context)
            if context.longer and cost == PLAIN:
                cost = MORE_PLAIN if plain else cost
                plain += 1
            sides = ("", word.text) if other is left else (word.text, "")
            yield Difference(aspect=_aspect(word), left=sides[0], right=sides[1], cost=cost)


@dataclass(frozen=True, kw_only=True)
class _Context:
    """What a word that one title has is judged by.

    `rest` are the words that only the other title has, `said` the ingredients and `concepts` the meanings that it names,
    `names` the words that both have; `kind` its kind; `one_kind`: it is of the same kind, or of none that is sure;
    `contents`: what a title lists is what a thing is made of, and not its flavours;
    `two_kinds`: the kinds are sure and differ; `says_no_kind`: one of the titles does not tell a kind at all; `nameless`:
    it does not say what the product is; `longer`: it has no word that tells anything, and both name a brand; `makers`:
    both have a brand, so that another one beside it is its maker's; `rivals`:
    each has a maker of goods that many make; `edible`: they are food; `specific`: both name a
    variety of it; `coded`: both name a model by its number; `modelled`: by letters and a number, and neither tells
    another number; `english`: no title is Russian; `strangers`: English titles of kinds that have
    nothing in common; `sure`: the kind of its own title is sure; `lined`: both name a line of a brand; `one_colour`: of devices.
    """

    rest: Sequence[Word]
    said: frozenset[str]
    concepts: frozenset[str]
    names: frozenset[str]
    kind: str
    one_kind: bool
    says_no_kind: bool
    nameless: bool
    longer: bool
    edible: bool
    specific: bool
    coded: bool
    modelled: bool
    lined: bool
    one_colour: bool
    makers: bool
    rivals: bool
    two_kinds: bool
    contents: bool
    english: bool
    strangers: bool
    sure: bool


def _said_quietly(word: Word, other: Fingerprint) -> bool:
    """Whether the other title says a word among those that tell nothing, or as a facet."""
    if word.concept:
        if word.concept in other.muted or (word.concept == FILLET and BONELESS in other.facets.get("stone", ())):
            return True
        facet, _, value = word.concept.partition(":")
        return (bool(value) and value in other.facets.get(facet, frozenset())) or word.parts <= other.heard
    if word.ingredient and word.cyrillic and any(one_root(word.stem, said) for said in _parts_of_phrases(word, other)):
        return True
    if word.stem in other.heard or (word.number and _measures(word.text, other)):
        return True
    return len(word.text) >= LEAST_SOUND and any(
        bool(CYRILLIC.search(said)) != word.cyrillic and sounds_alike(word.text, said) for said in other.quiet
    )


def _parts_of_phrases(word: Word, other: Fingerprint) -> Iterator[str]:
    """The stems of another title's phrases, and those of which a word may be the adjective."""
    yield from (part for said in other.words if said.phrase for part in said.parts)
    yield from (said for said in other.heard if len(said) < len(word.stem))


def _named_twice(shared: Sequence[Word]) -> bool:
    """Whether both titles name a line beside a brand."""
    lexicon = Lexicon.load()
    return any(not word.brand and word.concept not in VARIETIES and lexicon.alias(word.concept) for word in shared)


def _measures(number: str, other: Fingerprint) -> bool:
    """Whether the other title tells a number with its unit: "0.7", "0.7 мм"; "24", "24 см"."""
    values = {value for name in UNITLESS for value in other.quantities.get(name)}
    return any(abs(float(number) * scale - value) < EVEN for value in values for scale in SCALES)


def says_number(title: Fingerprint, values: frozenset[float]) -> bool:
    """Whether a title tells some values without a unit."""
    numbers = {float(word.text) for word in title.words if word.number}
    return all(any(abs(number * scale - value) < EVEN for number in numbers for scale in SCALES) for value in values)


def codes(title: Fingerprint) -> frozenset[str]:
    """The long numbers of a title, which are those of models."""
    return frozenset(word.text for word in title.words if word.number and len(word.text) >= LEAST_CODE)


def tell_a_variety(left: Fingerprint, right: Fingerprint) -> bool:
    """Whether both titles name a variety so well that a word more in one of them only describes it.

    That is two names beside the brand, or one and a flavour.
    """
    shared = _shared(left, unaligned(left.words, right.words)[0])
    names = sum(_names_line(word) for word in shared if len(word.text) >= LEAST_WORD and not word.text.endswith(ADVERB))
    flavours = any(word.ingredient and not (word.of_kind or word.in_kind_name) for word in shared)
    return names >= SEVERAL or (names > 0 and flavours)


def share_a_line(left: Fingerprint, right: Fingerprint) -> bool:
    """Whether both titles name a line of a brand by a name that tells nothing else: "Sensibio"."""
    return any(map(_names_line, _shared(left, unaligned(left.words, right.words)[0])))


def _shared(title: Fingerprint, rest: Sequence[Word]) -> list[Word]:
    """The words of a title without those that only it has, though it says them twice: "лесной орех (фундук)"."""
    odd = {word.concept or word.stem for word in rest}
    return [word for word in title.words if (word.concept or word.stem) not in odd]


def shared_names(left: Fingerprint, right: Fingerprint) -> frozenset[str]:
    """What both titles name, in either alphabet: "Nutrilon", "Нутрилон"."""
    mine, theirs = unaligned(left.words, right.words)
    shared = (*_shared(left, mine), *_shared(right, theirs))
    return frozenset(name for word in shared for name in (word.text, word.stem, word.concept))


def _names_line(word: Word) -> bool:
    """Whether a word that both titles have is a line's name."""
    named = _specific(word) and (word.proper or not word.cyrillic)
    return named or (not word.brand and word.concept not in VARIETIES and Lexicon.load().alias(word.concept))


def models(title: Fingerprint) -> frozenset[tuple[str, str]]:
    """The models of a title: a few letters and a long number after them, "EC685"."""
    pairs = zip(title.words, title.words[1:], strict=False)
    return frozenset(
        (letters.latin, number.text)
        for letters, number in pairs
        if number.number
        and len(number.text) >= LEAST_CODE
        and not (letters.number or letters.brand or letters.concept)
        and len(letters.text) <= MOST_LETTERS
    )


def _specific(word: Word) -> bool:
    """Whether a word that both titles have tells a variety already, so that an ingredient more only describes it."""
    plain = word.ingredient or word.generic or word.of_kind or word.in_kind_name or word.in_kind_phrase or word.soft
    return not (plain or word.brand or word.umbrella or word.number or _means(word))


def _means(word: Word) -> bool:
    """Whether a word has a meaning that is no mere name of a place."""
    return bool(word.concept) and not word.concept.startswith(PLACE)


def _names_head(word: Word) -> bool:
    """Whether a title begins with a name: a word that no vocabulary knows."""
    return word.head and not (
        word.generic or word.concept or word.soft or word.umbrella or word.ingredient or _of_kind(word) or word.of_kind
    )


def _of_kind(word: Word) -> bool:
    return word.in_kind_name or (word.in_kind_phrase and not word.ingredient)


def _names(word: Word, kind: str) -> bool:
    lexicon = Lexicon.load()
    return bool(kind) and (lexicon.in_kind_name(word.stem, kind) or lexicon.in_kind_phrase(word.stem, kind))


def _makers(left: Fingerprint, right: Fingerprint, mine: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether both titles have a brand, and only one of them names another beside it."""
    shared = [
        any(word.brand and word not in rest for word in side.words) for side, rest in ((left, mine), (right, theirs))
    ]
    return any(shared) and not all(any(word.brand for word in rest) for rest in (mine, theirs))


def _says_little(word: Word, makers: bool) -> bool:
    """Whether a word is what is left of an abbreviation, or the maker of a brand that both titles have."""
    if word.number or word.concept or word.soft:
        return False
    letters = (word.cyrillic and not word.proper and len(word.text) < LEAST_WORD) or VOWELLESS.fullmatch(word.text)
    short = word.abbreviated and not Lexicon.load().may_be_food(word.text)
    return bool(letters) or short or (makers and word.brand)


def _slight(word: Word) -> bool:
    return word.generic or word.umbrella or word.in_kind_name or word.describing


def _tells_nothing(word: Word, context: _Context) -> bool:
    return _slight(word) or _says_little(word, context.makers) or Lexicon.load().made_of(word.stem, context.names)


def _only_kind(word: Word) -> bool:
    return word.in_kind_name and not word.concept


def _aspect(word: Word) -> str:
    if word.number:
        return "number"
    if word.of_kind:
        return "kind"
    return "flavour" if word.ingredient else "name" if word.proper or not word.cyrillic else "word"


def _cost(word: Word, context: _Context) -> float:
    """What a word that only one title has costs."""
    lexicon = Lexicon.load()
    if (
        word.concept in VARIETIES
        or (context.english and word.concept in OTHERS)
        or word.text == LETTER_A
        or (word.text in LARGER and not word.concept)
        or (word.rival and context.rivals)
        or _is_another_thing(word, context)
        or (word.concept == FILLET and not lexicon.made_of((word.stem, word.concept), context.names))
    ):
        return DOUBT
    if lexicon.narrow(word.concept) and not context.edible and not context.modelled:
        return DOUBT
    if _is_variety(word, context):
        return DOUBT
    if _is_slight(word, context):
        return SLIGHT
    if word.effect and not context.lined:
        return DOUBT
    if word.soft:
        return _cost_of_praise(word, context)
    if not context.longer:
        return DOUBT
    if word.concept == UNSCENTED or (word.text.startswith(WITHOUT) and not context.edible):
        return PLAIN
    if context.coded and (not word.number or THOUSANDS.fullmatch(word.text)):
        return SLIGHT
    return DOUBT if word.text not in PURPOSE and _telling(word, context) else PLAIN


def _is_slight(word: Word, context: _Context) -> bool:
    """Whether a word next to never tells two products apart, whatever else the titles say."""
    makers = context.makers and all(_slight(one) or _says_little(one, False) for one in context.rest)
    if (
        word.describing
        or (word.listed and context.contents)
        or word.text in COUNTED_NOUNS
        or Lexicon.load().makes(word.text, context.names)
    ):
        return True
    if context.modelled and not context.two_kinds and (word.cyrillic or len(word.text) > LEAST_WORD):
        return True
    return _says_little(word, makers) or _says_nothing(word, context) or _says_the_kind(word, context)


def _is_variety(word: Word, context: _Context) -> bool:
    """Whether a word that names a kind only says what a brand's thing is made with: "peanut" of "M&M's"."""
    lexicon = Lexicon.load()
    return (
        context.edible
        and word.of_kind
        and bool(word.ingredient)
        and (word.ingredient not in COCOA or context.strangers)
        and not (word.generic and word.ingredient in GROWN and not context.two_kinds)
        and not (word.head or word.usual or (word.in_kind_name and word.generic and not context.two_kinds))
        and not lexicon.made_of((word.stem, word.concept), context.names)
        and not lexicon.usual(word.stem, context.kind)
        and (lexicon.grows(word.ingredient) or word.ingredient in COCOA)
        and not lexicon.embraces(word.ingredient, context.said)
    )


def _cost_of_praise(word: Word, context: _Context) -> float:
    if any(one.soft for one in context.rest):
        return PRAISES
    if word.proper and any(one.describing and one.proper for one in context.rest):
        return DOUBT
    if word.proper and not all(_tells_nothing(one, context) for one in context.rest):
        return DOUBT
    return PLAIN if context.longer else PRAISE


def _says_nothing(word: Word, context: _Context) -> bool:
    """Whether a word says what the other title says more precisely or what nearly every such product is."""
    two_things = word.head and context.two_kinds and any(one.head for one in context.rest)
    noun = word.generic and not two_things and not _is_taste(word, context)
    if word.umbrella or (noun and (word.head or word.of_kind or not word.ingredient)):
        return True
    if (named := IMPLIED.get(word.concept)) and named in context.concepts:
        return True
    usual = word.usual or Lexicon.load().usual(word.stem, context.kind)
    other_sort = any(Lexicon.load().siblings(word.ingredient, one.ingredient) for one in context.rest)
    if not other_sort and Lexicon.load().made_of((word.stem, word.concept), context.names):
        return True
    if usual and not any(one.usual or one.ingredient for one in context.rest):
        return True
    if word.shade and context.one_colour and not any(one.shade for one in context.rest):
        return True
    whole = word.concept == WHOLEGRAIN and not usual
    alone = word.cyrillic and not (whole or word.of_kind) and not any(one.ingredient for one in context.rest)
    if alone and word.ingredient in context.said:
        # "Огурцы" of "корнишоны".
        return True
    return bool(word.ingredient) and not whole and Lexicon.load().embraces(word.ingredient, context.said)


def _is_taste(word: Word, context: _Context) -> bool:
    """Whether an English noun of another food only says what one tastes of: "brownie" of a bar."""
    its_own = word.of_kind or word.in_kind_name or word.in_kind_phrase
    return word.thing and not word.cyrillic and context.edible and context.sure and not its_own


def _is_another_thing(word: Word, context: _Context) -> bool:
    """Whether both titles have a noun that the other has not, and they name two things: "мышь" and "клавиатура"."""
    named = not context.edible or context.two_kinds
    english = context.edible and context.two_kinds and not word.cyrillic
    nouns = (
        one
        for one in context.rest
        if one.thing
        or Lexicon.load().names_thing(one.concept)
        or (one.of_kind and named and (not one.generic or (english and not one.cyrillic)))
    )
    return word.thing and not _is_taste(word, context) and any(one.stem != word.stem for one in nouns)


def _says_the_kind(word: Word, context: _Context) -> bool:
    """Whether a word names the kind where the other title does so less precisely ("эскимо", "мороженое") or not at all.

    "Coca-Cola" has no noun; "смесь" is said by "молочная смесь".
    """
    two_things = word.head and any(one.head for one in context.rest)
    if word.of_kind and (
        any(one.generic for one in context.rest) or (word.head and context.nameless and not two_things)
    ):
        return True
    if context.says_no_kind and (
        (word.head and word.of_kind)
        or _names(word, context.kind)
        or (not context.kind and word.of_kind and not word.cyrillic and not context.edible)
        or (
            not context.kind
            and not (word.phrase and context.edible)
            and (_of_kind(word) or (word.in_kind_phrase and not context.edible))
        )
    ):
        return True
    if not context.one_kind:
        return False
    if word.in_kind_name and not any(_of_kind(one) or one.of_kind for one in context.rest):
        return True
    if (word.head and not two_things) or word.purpose:
        return _of_kind(word) and all(one.generic or one.umbrella or one.usual for one in context.rest)
    return False


def _purposes(left: Fingerprint, right: Fingerprint) -> Iterator[Difference]:
    """What cleaners are for, where both titles tell it and it is not the same."""
    lexicon = Lexicon.load()
    if any(side.kind and not lexicon.under(side.kind, HOUSEHOLD) for side in (left, right)):
        return
    mine, theirs = (
        {group for word in side.words if (group := lexicon.purpose(word.concept))} for side in (left, right)
    )
    if mine and theirs and mine.isdisjoint(theirs):
        yield Difference(aspect="purpose", left=" ".join(sorted(mine)), right=" ".join(sorted(theirs)), cost=DOUBT)


def _telling(word: Word, context: _Context) -> bool:
    """Whether a word more may make another product."""
    grown = context.english and Lexicon.load().grows(word.ingredient)
    others = any(one.ingredient for one in context.rest)
    if word.numbered or (context.specific and word.ingredient and not word.number and not grown and not others):
        return False
    weak = Lexicon.load().weak(word.concept) and not (word.ingredient or word.of_kind)
    if word.phrase and weak and word.text == WITHOUT:
        return False
    if word.proper or word.number or word.text.startswith(WITHOUT) or not (word.cyrillic or word.plain):
        return True
    made_of = word.material and not (context.edible and Lexicon.load().within(word.ingredient, TELLING_MATERIALS))
    if made_of or weak:
        return False
    if context.edible and word.additive:
        return True
    if word.in_kind_phrase and not word.in_kind_name and not word.purpose and not context.edible:
        # "Блинная" of "сковорода": a kind within the kind.
        return True
    return bool(word.of_kind or word.concept or (word.ingredient and not word.in_kind_name))
