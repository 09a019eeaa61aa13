"""What a title says, in parts that can be compared."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from podbor.core.phrases import CONJUNCTIONS, NEGATIONS, PREPOSITIONS, Token, tokenise
from podbor.core.text import CYRILLIC, fold, stem
from podbor.core.transliteration import in_cyrillic
from podbor.tools.catalog.matching.abbreviations import abbreviates
from podbor.tools.catalog.matching.articles import has_article
from podbor.tools.catalog.matching.lexicon import (
    APOSTROPHE,
    BRAND,
    DESCRIBES,
    EFFECT,
    FACET,
    NOISE,
    RIVAL,
    SOFT,
    UMBRELLA,
    USUAL,
    WORD,
    Lexicon,
    Meaning,
)
from podbor.tools.catalog.matching.notation import LOOKALIKES, plain, prepared
from podbor.tools.catalog.matching.quantities import Quantities, quantities_of
from podbor.tools.catalog.matching.spelling import latin

CACHED = 131_072
"""Words kept, so that a word of many titles is one object."""
ABBREVIATED = re.compile(r"([^\W\d_]{3,})\.(?=\S|\s+[a-zа-я0-9])")
HALVED = re.compile(r"(?<!\w)([а-я]{1,3})/([а-я]{1,4})(?!\w)")
PROPER = re.compile(r"(?<!^)(?<![.!?] )[A-ZА-ЯЁ][\w'’]*")
LOWER = re.compile(r"(?<![\w])[a-z]{3,}(?!\w)")
LEAST_LOWER = 2
NUMBERED = re.compile(r"(?:№|(?<![^\W\d_])(?:no|n|тон|номер)\.?)\s*(\d+)")
CODE = re.compile(r"(?<!\w)[авекмнорстху]{1,3}(?=-?\d)|(?<=\d)[авекмнорстху]{1,2}(?!\w)")
"""Letters of a model's number, which are Latin whatever the keyboard was."""
VARIANT = re.compile(r"(?<=[a-z]\d)a(?!\w)|(?<=[a-z]\d\d)a(?!\w)|(?<=[a-z]{3} \d)a(?!\w)")
"""The article that ends a model's number: "X8a"."""
LETTER_A = "ay"
COLOUR = "colour"
EDITION, PREMIUM = "edition", "premium"
"""An edition where it is written as a name; in small letters beside names it is praise."""
ACCESSORY, LAST_ACCESSORY = "part", 2
"""A word further on tells what comes with a thing, not what it is."""
FACETS_OF = {"life": ("pets",), "coffee": ("drinks", "sweets", "dairy")}
"""Facets that say nothing of other kinds."""
EDIBLE, FED = ("food", "baby"), ("food", "baby", "pets")
WORDS_ELSEWHERE = {
    **dict.fromkeys(("chocolate", "curd", "roast", "grain", "medium", "olive", "salted", "pulp", "fatness"), EDIBLE),
    **dict.fromkeys(("yogurt", "stone", "pickled", "condensed", "filtered", "meat_cure", "heat"), EDIBLE),
    **dict.fromkeys(("cut", "gravy", "heatness"), FED),
    "tea": ("drinks",),
    "nappy": ("baby", "pads"),
    "food_form": ("pets", "food", "beauty", "electronics", "household", "home"),
    "wash": ("household", "beauty", "baby"),
    "part": ("electronics", "home", "household", "diy", "garden", "pets", "baby"),
}
"""Facets that are plain words of other kinds: "Axe Dark", "Kotex Soft"."""
TEAS = ("tea", "iced_tea")
BAGGED = re.compile(r"\d\s*-?\s*(?:пак(?:ет[а-я]*)?|пирамид[а-я]*|пир|саше|сашет[а-я]*|tea bags|bags)(?!\w)")
LEAST_SHADE = 4
TWO = 2
MATERIAL, PURPOSE, ADDITIVE = "из", ("для", "от", "против"), ("с", "со")
UPON, MANNER, MANNERS = "на", "по", ("ски", "цки")
NAMES_PLANT = re.compile(r"[сц]к(?:ий|ая|ое|ие|ого|ой)$")
BRACKETS, WORDS = re.compile(r"\(([^()]*)\)|:([^:()]*?)(?:\.\s|\d|$)"), re.compile(r"[^\W\d_]{2,}")
LEAST_COMMAS = 2
CENTIMETRE = 10.0
FORMAT = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)?)\s*[xх×*]\s*(\d+(?:[.,]\d+)?)\s*(мм|см|mm|cm)(?!\w)")
"""Width by height: of notes, napkins, pictures."""
MAX_MATERIAL = 3
"""A preposition rules so many words after it."""
VITAMIN = re.compile(r"(?<=витамин )[авекс](?!\w)|(?<=витамином )[авекс](?!\w)")
HYPHENED = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})+")
DENIALS = NEGATIONS - {"zero"}
SMALL = frozenset(("против",)) | PREPOSITIONS | CONJUNCTIONS | NEGATIONS


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """A word that tells a product: its stem, its Latin spelling, the meaning that both languages share, "" of none."""

    text: str
    stem: str
    latin: str
    cyrillic: bool
    concept: str
    ingredient: str
    umbrella: bool
    rival: bool
    soft: bool
    effect: bool
    describing: bool
    plain: bool
    phrase: bool
    proper: bool
    abbreviated: bool
    number: bool
    numbered: bool
    material: bool
    purpose: bool
    additive: bool
    brand: bool
    shade: bool
    usual: bool
    of_kind: bool
    in_kind_name: bool
    in_kind_phrase: bool
    head: bool
    generic: bool
    thing: bool
    listed: bool
    parts: frozenset[str]
    """The stems that a phrase is made of; of one word its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fingerprint:
    """A title taken apart: quantities, facets (dimension → values), the other words in order, the kind and the alphabet.

    `heard` are the stems of all words, those in facets too, without what is denied; `quiet` the words that tell nothing;
    `muted`: what these mean of other kinds.
    `formats`: width and height in millimetres, the shorter first.
    `title` and `told_kind` are what was read, the latter None where the kind was found in the title. `terse`: it
    abbreviates, or may; `coded`: it tells a maker's number.
    """

    title: str
    told_kind: str | None
    terse: bool
    coded: bool
    quantities: Quantities
    facets: Mapping[str, frozenset[str]]
    words: tuple[Word, ...]
    heard: frozenset[str]
    quiet: tuple[str, ...]
    muted: frozenset[str]
    formats: frozenset[tuple[float, float]]
    kind: str
    cyrillic: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Senses:
    """Facets and, by the places of tokens, meanings, what tells nothing, brands, colours and beginnings of phrases."""

    facets: dict[str, set[str]] = field(default_factory=dict)
    meanings: dict[int, Meaning] = field(default_factory=dict)
    silent: set[int] = field(default_factory=set)
    branded: set[int] = field(default_factory=set)
    coloured: set[int] = field(default_factory=set)
    muted: set[int] = field(default_factory=set)
    phrased: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def named(self) -> frozenset[int]:
        """The places of all words of phrases, so that a name's preposition ("Коровка из Кореновки") rules nothing else."""
        return frozenset(place for at in self.phrased.values() for place in at) | self.branded

    def take(self, meaning: Meaning, at: tuple[int, ...]) -> None:
        """Keep what a phrase means."""
        if meaning.sort == FACET:
            self.facets.setdefault(meaning.name, set()).add(meaning.value)
        if meaning.sort == BRAND:
            self.branded.update(at)
        elif meaning.sort in (FACET, NOISE):
            self.silent.update(at)
            self.muted.update(at if meaning.sort == NOISE else ())
        else:
            self.meanings[at[0]] = meaning
            self.silent.update(at[1:])
            self.phrased.update({at[0]: at} if len(at) > 1 else {})


class Reader:
    """Takes titles apart."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or Lexicon.load()
        self._word = lru_cache(maxsize=CACHED)(self._read_word)

    def read(self, title: str, *, kind: str | None = None, beside: str = "") -> Fingerprint:
        """The fingerprint of a title; its kind is found in the title where it is not given.

        `beside` is the kind of another title, which tells what the words of one without a kind mean.
        """
        told_kind = kind
        title = in_cyrillic(title, self._lexicon.english)
        quantities, rest = quantities_of(self._lexicon.expanded(prepared(self._lexicon.unshortened(fold(title)))))
        rest_in_latin = VARIANT.sub(f" {LETTER_A}", VITAMIN.sub(_latin, CODE.sub(_latin, rest)))
        tokens = tokenise(rest_in_latin)
        kind = self._kind(tokens, rest, told_kind, beside)
        senses = self._senses(tokens, kind, beside or kind or self._lexicon.area(tokens))
        facets, meanings, silent = senses.facets, senses.meanings, senses.silent
        told_apart, proper = _tells_names_apart(title), _proper(title)
        praised: set[str] = set()
        if told_apart and PREMIUM not in proper and PREMIUM in {token.word for token in tokens}:
            facets.get(EDITION, set()).discard(PREMIUM)
            praised = {f"{EDITION}:{PREMIUM}"}
        if kind in TEAS and BAGGED.search(fold(title)):
            facets.setdefault("leaf", set()).add(f"bags{USUAL}")
        silent |= {place for place, token in enumerate(tokens) if token.word in SMALL and place not in meanings}
        abbreviated = _abbreviated(fold(title))
        hyphened = {part for parts in _hyphened(fold(title)) if any(map(self._is_food, parts)) for part in parts}
        listed = _listed(fold(title))
        numbered = frozenset(NUMBERED.findall(fold(title)))
        named = senses.named()
        words = tuple(
            self._word(
                token.word,
                meanings.get(place),
                kind,
                plain=told_apart,
                proper=token.word in proper or token.word in hyphened,
                abbreviated=token.word in abbreviated,
                numbered=token.word in numbered,
                material=(before := _after(tokens, place, named)) == MATERIAL,
                purpose=before in PURPOSE,
                additive=before in ADDITIVE or _in_a_manner(token.word, before),
                brand=place in senses.branded,
                shade=not senses.coloured.isdisjoint((place - 1, place + 1)) and len(token.word) >= LEAST_SHADE,
                head=first,
                parts=_parts(tokens, senses.phrased.get(place, ())),
                listed=token.word in listed,
                plant=token.word in proper and self._of_a_plant(tokens, place),
                denied=place > 0 and tokens[place - 1].word in DENIALS,
            )
            for token, place, first in _said(tokens, silent)
        )
        return Fingerprint(
            title=title,
            told_kind=told_kind,
            terse=abbreviates(title, self.known),
            coded=has_article(title),
            quantities=quantities,
            facets={name: frozenset(values) for name, values in facets.items() if values},
            words=words,
            heard=frozenset(
                token.stem for place, token in enumerate(tokens) if not place or tokens[place - 1].word not in NEGATIONS
            ),
            quiet=tuple(token.word for place, token in enumerate(tokens) if place in silent and _quiet(token.word)),
            muted=frozenset(praised).union(
                name for place in senses.muted for name in self._lexicon.means_elsewhere(tokens[place])
            ),
            formats=frozenset(map(_millimetres, FORMAT.finditer(fold(title)))),
            kind=kind,
            cyrillic=bool(CYRILLIC.search(fold(title))),
        )

    def _kind(self, tokens: list[Token], rest: str, told: str | None, beside: str) -> str:
        """The kind of a title: the one told with it, the one beside where it names that too, or its own."""
        if beside and self._lexicon.named(tokens, beside):
            return beside
        if told is not None:
            return told
        kind = self._lexicon.sure_kind(tokens) or self._lexicon.kind_of_title(rest)
        return self._lexicon.kind_of_pet(tokens, kind) or kind

    def _senses(self, tokens: list[Token], kind: str, area: str) -> "_Senses":
        """What the words of a title of `kind` mean, read as those of `area` are."""
        senses = _Senses()
        for meaning, at in self._lexicon.meanings(tokens, area):
            if meaning.sort == FACET and meaning.name == COLOUR:
                senses.coloured.update(at)
            if self._elsewhere(meaning, kind) or (meaning.name == ACCESSORY and at[0] > LAST_ACCESSORY):
                senses.silent.update(at if meaning.name != ACCESSORY else ())
                continue
            if self._a_word(meaning, area):
                meaning = Meaning(sort=WORD, name=f"{meaning.name}:{meaning.value}")
                first = next((place for place in at if tokens[place].word not in SMALL), at[0])
                at = (first, *(place for place in at if place != first))
            senses.take(meaning, at)
        return senses

    def _is_food(self, word: str) -> bool:
        return bool(self._lexicon.ingredient(stem(word)) or self._lexicon.ingredient(word))

    def _elsewhere(self, meaning: Meaning, kind: str) -> bool:
        """Whether a facet is that of other kinds: a sterilised cat is no sterilised milk."""
        return bool(kind) and meaning.sort == FACET and self._foreign(kind, FACETS_OF.get(meaning.name, ()))

    def _a_word(self, meaning: Meaning, kind: str) -> bool:
        """Whether a facet of other kinds is a word of this one."""
        return bool(kind) and meaning.sort == FACET and self._foreign(kind, WORDS_ELSEWHERE.get(meaning.name, ()))

    def _foreign(self, kind: str, groups: Sequence[str]) -> bool:
        return bool(groups) and not any(self._lexicon.under(kind, group) or kind == group for group in groups)

    def _of_a_plant(self, tokens: list[Token], place: int) -> bool:
        """Whether a word is the name of a plant beside it: "Останкинский МПК", "птицефабрика Синявинская"."""
        beside = (tokens[near].word for near in (place - 1, place + 1) if 0 <= near < len(tokens))
        return bool(NAMES_PLANT.search(tokens[place].word)) and any(map(self._lexicon.plant, beside))

    def known(self, word: str) -> bool:
        """Whether a folded word is one of the vocabularies'."""
        return self._lexicon.known(word)

    def _read_word(
        self,
        text: str,
        meaning: Meaning | None,
        kind: str,
        *,
        plain: bool,
        proper: bool,
        abbreviated: bool,
        numbered: bool,
        material: bool,
        purpose: bool,
        additive: bool,
        brand: bool,
        shade: bool,
        head: bool,
        denied: bool,
        parts: frozenset[str],
        plant: bool,
        listed: bool,
    ) -> Word:
        phrase = bool(parts)
        sort = meaning.sort if meaning else ""
        text = _canonical(text)
        folded_stem = stem(text)
        if denied:
            # "Без косточки" shares no word with "косточка".
            text, folded_stem, meaning = f"без {text}", f"без {folded_stem}", None
        return Word(
            text=text,
            stem=folded_stem,
            latin=latin(text),
            cyrillic=bool(CYRILLIC.search(text)),
            concept=meaning.name if meaning else "",
            ingredient=self._lexicon.ingredient(folded_stem),
            umbrella=sort in (UMBRELLA, RIVAL) or (plant and not sort),
            rival=sort == RIVAL or (plant and not sort),
            soft=sort in (SOFT, EFFECT),
            effect=sort == EFFECT,
            describing=sort == DESCRIBES,
            plain=plain and not proper,
            phrase=phrase,
            proper=proper,
            abbreviated=abbreviated,
            number=text[0].isdigit(),
            numbered=numbered,
            material=material,
            purpose=purpose,
            additive=additive,
            shade=shade and not CYRILLIC.search(text),
            brand=brand or self._lexicon.brand(folded_stem),
            usual=bool(kind) and self._lexicon.usual(folded_stem, kind),
            of_kind=bool(kind) and not phrase and self._lexicon.names_kind(folded_stem, kind),
            in_kind_name=bool(kind) and self._lexicon.in_kind_name(folded_stem, kind),
            in_kind_phrase=bool(kind) and self._lexicon.in_kind_phrase(folded_stem, kind),
            head=head,
            generic=not phrase and (self._lexicon.generic(folded_stem) or self._lexicon.thing(folded_stem)),
            thing=self._lexicon.thing(folded_stem),
            listed=listed,
            parts=parts or frozenset((folded_stem,)),
        )


def _canonical(word: str) -> str:
    """A number without what does not change it: "03" is "3", "3,00" is "3"."""
    if not word[0].isdigit():
        return word
    whole, _, part = word.replace(",", ".").partition(".")
    part = part.rstrip("0")
    whole = whole[1:] if len(whole) == TWO and whole[0] == "0" else whole
    return f"{whole}{'.' if part else ''}{part}"


def _quiet(word: str) -> bool:
    return len(word) >= LEAST_SHADE and word not in SMALL


def _latin(match: re.Match[str]) -> str:
    return match[0].translate(LOOKALIKES)


def _said(tokens: list[Token], silent: set[int]) -> Iterator[tuple[Token, int, bool]]:
    """The tokens that tell something, each with its place and whether it is the first of them."""
    told = [(token, place) for place, token in enumerate(tokens) if place not in silent]
    return ((token, place, number == 0) for number, (token, place) in enumerate(told))


def _millimetres(found: re.Match[str]) -> tuple[float, float]:
    scale = 1.0 if found[3] in ("мм", "mm") else CENTIMETRE
    short, long = sorted(float(found[side].replace(",", ".")) * scale for side in (1, 2))
    return short, long


def _parts(tokens: list[Token], places: tuple[int, ...]) -> frozenset[str]:
    """The stems that a phrase at some places is made of."""
    return frozenset(tokens[place].stem for place in places if tokens[place].word not in PREPOSITIONS | CONJUNCTIONS)


def _after(tokens: list[Token], place: int, named: frozenset[int]) -> str:
    """The preposition before a word, adjectives between them or not: "из" of "пшеничной муки" in "из пшеничной муки"."""
    for near in range(place - 1, max(0, place - MAX_MATERIAL) - 1, -1):
        token = tokens[near]
        if token.clause != tokens[place].clause or token.word in SMALL - CONJUNCTIONS:
            return token.word if token.clause == tokens[place].clause and near not in named else ""
    return ""


def _listed(folded: str) -> frozenset[str]:
    """The words of what a title lists in brackets or after a colon: "(рис, кукуруза, горошек)"."""
    lists = (found for pair in BRACKETS.findall(folded) for found in pair if found.count(",") >= LEAST_COMMAS)
    return frozenset(word for found in lists for word in WORDS.findall(found))


def _in_a_manner(word: str, before: str) -> bool:
    """Whether a word names a manner or what a thing is made on: "по-берлински", "на севере"."""
    return before == UPON or (before == MANNER and word.endswith(MANNERS))


def _abbreviated(folded: str) -> frozenset[str]:
    """Words that end with a full stop inside a title, and what slashes make of two: "птв" of "п/тв"."""
    return frozenset((*ABBREVIATED.findall(folded), *(one + other for one, other in HALVED.findall(folded))))


def _proper(title: str) -> frozenset[str]:
    """Folded words that name a brand, a line or a flavour: with a capital inside a title.

    A title in capitals alone tells none.
    """
    title = title.capitalize() if title.isupper() else title
    capital = (part for found in PROPER.findall(title) for part in plain(fold(APOSTROPHE.sub("", found))).split())
    return frozenset(capital)


def _tells_names_apart(title: str) -> bool:
    """Whether a title writes its names with a capital and its other words without one."""
    return len(PROPER.findall(title)) > 0 and len(LOWER.findall(title)) >= LEAST_LOWER


def _hyphened(folded: str) -> Iterator[list[str]]:
    """Folded words that hyphens join."""
    return (found.split("-") for found in HYPHENED.findall(folded))
