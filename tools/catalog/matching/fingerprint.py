"""What a title says, in parts that can be compared."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from podbor.core.phrases import CONJUNCTIONS, NEGATIONS, PREPOSITIONS, Token, tokenise
from podbor.core.text import CYRILLIC, fold, stem
from podbor.tools.catalog.matching.lexicon import APOSTROPHE, BRAND, FACET, NOISE, SOFT, UMBRELLA, Lexicon, Meaning
from podbor.tools.catalog.matching.quantities import Quantities, quantities_of
from podbor.tools.catalog.matching.spelling import latin

CACHED = 131_072
"""Words kept, so that a word of many titles is one object."""
SLASHED = re.compile(r"(?<!\w)([а-я])/([а-я]+)(?!\w)")
PLUS = re.compile(r"(?<=[a-zа-я0-9])\+(?!\d)")
ORIGIN = re.compile(r"^из [а-я]+: ")
"""How Samokat begins the names of imported goods: "Из Беларуси: …"."""
ORDINAL = re.compile(r"(?<=\d)(?:-(?:х|ти)|-?(?:го|й|я|е|ое|ая|th|nd|rd|st))(?!\w)")
AGED = re.compile(r"(?<=\d)\+(?=\s*(?:мес|лет|mo))")
INITIALS = re.compile(r"(?<!\w)(?:[a-zа-я]\.\s*){2,}")
LINEN = re.compile(r"(?<!\w)бель[яеёю](?!\w)")
"""A homonym of "белый" once it is stemmed."""
ACCENTED = re.compile("[\u00e0-\u024f]")
TITLED = re.compile(r"(?<!\w)(dr|mr|mrs|др|мр)\.")
ABBREVIATED = re.compile(r"([^\W\d_]{3,})\.(?=\S|\s+[a-zа-я0-9])")
PROPER = re.compile(r"(?<!^)(?<![.!?] )[A-ZА-ЯЁ][\w'’]*")
NUMERO = re.compile(r"(?<![a-z])(?:no|n)\.?\s*(?=\d)")
LOOKALIKES = str.maketrans("авекмнорстху", "abekmhopctxy")
CODE = re.compile(r"(?<!\w)[авекмнорстху]{1,3}(?=-?\d)|(?<=\d)[авекмнорстху]{1,2}(?!\w)")
"""Letters of a model's number, which are Latin whatever the keyboard was."""
IN_ONE = re.compile(r"(?<=\d)\s*в\s*(?=\d)")
PARTICLE = re.compile(r"(?<=[a-z]) [vsik] (?=[a-z])")
HYPHENED = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})+")
SMALL = frozenset(("против",)) | PREPOSITIONS | CONJUNCTIONS


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
    soft: bool
    proper: bool
    abbreviated: bool
    number: bool
    of_kind: bool
    in_kind_name: bool
    in_kind_phrase: bool
    head: bool
    generic: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Fingerprint:
    """A title taken apart: quantities, facets (dimension → values), the other words in order, the kind and the alphabet."""

    quantities: Quantities
    facets: Mapping[str, frozenset[str]]
    words: tuple[Word, ...]
    kind: str
    cyrillic: bool


class Reader:
    """Takes titles apart."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or Lexicon.load()
        self._word = lru_cache(maxsize=CACHED)(self._read_word)

    def read(self, title: str, *, kind: str | None = None) -> Fingerprint:
        """The fingerprint of a title; its kind is found in the title where it is not given."""
        prepared = self._lexicon.expanded(_prepared(title))
        quantities, rest = quantities_of(prepared)
        tokens = tokenise(CODE.sub(lambda match: match[0].translate(LOOKALIKES), rest))
        if kind is None:
            kind = self._lexicon.kind_of_title(rest)
        facets: dict[str, set[str]] = {}
        meanings: dict[int, Meaning] = {}
        silent: set[int] = set()
        for meaning, at in self._lexicon.meanings(tokens, kind):
            if meaning.sort == FACET:
                facets.setdefault(meaning.name, set()).add(meaning.value)
            if meaning.sort in (FACET, NOISE):
                silent.update(at)
            elif meaning.sort != BRAND:
                meanings[at[0]] = meaning
                silent.update(at[1:])
        silent |= {place for place, token in enumerate(tokens) if token.word in SMALL and place not in meanings}
        proper, abbreviated = _proper(title), frozenset(ABBREVIATED.findall(fold(title)))
        words = tuple(
            self._word(
                token.word,
                meanings.get(place),
                kind,
                proper=token.word in proper,
                abbreviated=token.word in abbreviated,
                head=first,
                denied=place > 0 and tokens[place - 1].word in NEGATIONS,
            )
            for token, place, first in _said(tokens, silent)
        )
        return Fingerprint(
            quantities=quantities,
            facets={name: frozenset(values) for name, values in facets.items()},
            words=words,
            kind=kind,
            cyrillic=bool(CYRILLIC.search(fold(title))),
        )

    def _read_word(
        self,
        text: str,
        meaning: Meaning | None,
        kind: str,
        *,
        proper: bool,
        abbreviated: bool,
        head: bool,
        denied: bool,
    ) -> Word:
        sort = meaning.sort if meaning else ""
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
            umbrella=sort == UMBRELLA,
            soft=sort == SOFT,
            proper=proper,
            abbreviated=abbreviated,
            number=text[0].isdigit(),
            of_kind=bool(kind) and self._lexicon.names_kind(folded_stem, kind),
            in_kind_name=bool(kind) and self._lexicon.in_kind_name(folded_stem, kind),
            in_kind_phrase=bool(kind) and self._lexicon.in_kind_phrase(folded_stem, kind),
            head=head,
            generic=self._lexicon.generic(folded_stem),
        )


def _said(tokens: list[Token], silent: set[int]) -> Iterator[tuple[Token, int, bool]]:
    """The tokens that tell something, each with its place and whether it is the first of them."""
    told = [(token, place) for place, token in enumerate(tokens) if place not in silent]
    return ((token, place, number == 0) for number, (token, place) in enumerate(told))


def _prepared(title: str) -> str:
    """A folded title with its slashes ("с/к", "д/волос") and pluses ("S10+") in words."""
    folded = _plain(APOSTROPHE.sub("", fold(title))).replace("д/", "для ").replace("&", " and ")
    folded = LINEN.sub(" ", AGED.sub(" ", ORIGIN.sub("", folded)))
    folded = INITIALS.sub(lambda match: re.sub(r"[.\s]", "", match[0]) + " ", folded)
    folded = TITLED.sub(r"\1 ", ORDINAL.sub("", folded))
    folded = IN_ONE.sub(" ", PARTICLE.sub(" ", NUMERO.sub(" ", folded)))
    return PLUS.sub(" plus ", SLASHED.sub(r"\1\2", folded))


def _plain(text: str) -> str:
    """Without the accents of Latin letters: "tresemmé" is "tresemme"; "й" and "ё" are letters of their own."""
    return ACCENTED.sub(lambda match: normalize("NFD", match[0])[0], text)


def _proper(title: str) -> frozenset[str]:
    """Folded words that name a brand, a line or a flavour: with a capital inside a title, or enumerated by hyphens."""
    capital = (part for found in PROPER.findall(title) for part in _plain(fold(APOSTROPHE.sub("", found))).split())
    return frozenset((*capital, *(part for found in HYPHENED.findall(fold(title)) for part in found.split("-"))))
