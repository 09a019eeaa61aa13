"""The kinds of product that a shopper asks for and a shelf is named by."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from podbor.core.errors import SetupError
from podbor.core.morphology import has, mostly, parses
from podbor.core.phrases import JOINING, NEGATIONS, ONLY, PREPOSITIONS, Match, PhraseIndex, Token, negated, tokenise
from podbor.core.text import WORD, fold
from podbor.core.vocabulary import Locale

OWN_NAMES = "_"
ORIGIN_PREFIX = "из"
MIN_TYPO_LENGTH = 6
LONG_WORD = 9
CARRIERS = tuple(
    "набор смес ассорти микс филе основ мини кусоч дольк ломтик пучок букет круп ягод фрукт овощ зелен бедр голен грудк крыл тушк "
    "медальон стейк кочан головк клубн плод ядр зерн корен бутыл пакет упаковк продукт сорт премиум эко голден гранни "
    "гренни смит хасс ассам".split()
)
"""Beginnings of nouns that stand before the one that says what a thing is: "Смесь овощная", "Ягоды, клубника"."""
ADJECTIVE = re.compile(r"(?:[ыиое]й|[ая]я|[ое]е|[ыи]е)$")
COMPOUNDING = "о"
"""The end of the first part of a compound adjective: "свино-говяжий"."""
FOOD_ROOTS = ("food", "baby", "pets", "beauty")
"""Groups at the top of what has a composition, whose names are searched for allergens: "рыбка" of a toy is no fish."""
ANY_CHEESE = frozenset(("сыр", "chees"))
"""Stems that are a hard cheese's where nothing tells of another."""
INTRODUCING = frozenset("для for".split())
"""Words before whom or what a thing is for, which is the thing itself only where no other is named: "что-нибудь для кошек"."""
NOT = frozenset("not не".split())
BETWEEN = frozenset("a an the any of from in with made out из в во с со для".split())
"""Words between a "not" and what it denies."""
FREE = "free"
DENIED = ""
"""The stem of a word that is denied, which no phrase has."""
FLAVOURED = frozenset(("flavour", "flavor"))


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind: its names on a shelf, the words shoppers use, and words that name it in titles only."""

    key: str
    ru: str
    en: str
    synonyms: tuple[str, ...]
    heads: tuple[str, ...]
    parent: str

    @property
    def phrases(self) -> tuple[str, ...]:
        """Everything a shopper may call it."""
        return (self.ru, self.en, *self.synonyms)


@dataclass(frozen=True, kw_only=True)
class TitleKind:
    """The kind that a title tells, "" where it tells none, and the positions of the words that do."""

    title: str
    tokens: list[Token]
    kind: str
    at: tuple[int, ...]

    @property
    def headed(self) -> bool:
        """Whether the first noun of a Russian title is what its kind is told by: not "Лимонный тарт", "Скыр, черника"."""
        tokens, at = self.tokens, self.at
        if all(tokens[place].word.isascii() for place in at):
            return bool(at)
        named = {fold(word) for word in WORD.findall(self.title)[1:] if word[0].isupper()}
        for place, token in enumerate(tokens):
            if place in at and not describes(token.word):
                return True
            beside = token.word in named or token.word.startswith(CARRIERS) or has(token.word, "Geox")
            if not beside and not _introduced(tokens, place) and _may_head(token.word):
                return False
        return False


class KindVocabulary:
    """A tree of kinds, and the search of kinds in phrases and titles."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self._kinds = dict(kinds)
        self._children: dict[str, list[str]] = {}
        for kind in kinds.values():
            self._children.setdefault(kind.parent, []).append(kind.key)

    @classmethod
    @cache
    def load(cls) -> "KindVocabulary":
        """Read the packaged vocabulary. Raises SetupError when it is malformed."""
        text = files(__package__).joinpath("kinds.yaml").read_text(encoding="utf-8")
        tree = yaml.load(text, Loader=yaml.CSafeLoader)
        kinds: dict[str, Kind] = {}
        for kind in _walk(tree, ""):
            if kind.key in kinds:
                raise SetupError(f"kind {kind.key} is written twice in kinds.yaml", mend="pip install --force podbor")
            kinds[kind.key] = kind
        return cls(kinds)

    def __contains__(self, key: object) -> bool:
        return key in self._kinds

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    def get(self, key: str) -> Kind | None:
        """The kind, or None."""
        return self._kinds.get(key)

    def name(self, key: str, locale: Locale) -> str:
        """Name on a shelf; the key itself when it is unknown."""
        kind = self._kinds.get(key)
        return key if kind is None else (kind.ru if locale == "ru" else kind.en)

    def ancestors(self, key: str) -> tuple[str, ...]:
        """Groups above, the nearest first."""
        found = []
        kind = self._kinds.get(key)
        while kind and kind.parent:
            found.append(kind.parent)
            kind = self._kinds.get(kind.parent)
        return tuple(found)

    def root(self, key: str) -> str:
        """The group at the top that a kind is of; itself where nothing is above it."""
        return (key, *self.ancestors(key))[-1]

    def descendants(self, key: str) -> tuple[str, ...]:
        """Everything below, in the order of the vocabulary."""
        found = []
        for child in self._children.get(key, ()):
            found.append(child)
            found.extend(self.descendants(child))
        return tuple(found)

    def leaves(self) -> tuple[str, ...]:
        """Kinds that have none below them."""
        return tuple(key for key in self._kinds if key not in self._children)

    def match(self, text: str) -> tuple[str, ...]:
        """Keys of the kinds that a free phrase names, in its order: "молоко и печеньки" gives milk and cookies.

        What only qualifies is left out: "чай с лимоном" is tea, "к чаю" names nothing, nor does "toys for cats" name cats. So is
        what is denied beside something that is not: "butter, not margarine".
        """
        return tuple(dict.fromkeys(match.key for match in self.in_phrase(text)))

    def in_phrase(self, text: str, *, exact: bool = False) -> list[Match]:
        """The kinds that a free phrase names, with their places among its words; if `exact`, misspelt words name none."""
        tokens = tokenise(text) if exact else self._mend(tokenise(text))
        return self._about(_stated(tokens, self._spoken.find(tokens))) or self._about(tokens)

    def _about(self, tokens: list[Token]) -> list[Match]:
        found = _told_apart(tokens, [match for match in self._spoken.find(tokens) if not _qualifies(tokens, match)])
        return [match for match in found if tokens[match.at[0]].word not in INTRODUCING or match.at == found[0].at]

    def kind_of_title(self, title: str) -> str:
        """Kind of a product by its title, "" where no word tells: the first noun that nothing introduces decides."""
        return self.in_title(title).kind

    def in_title(self, title: str) -> "TitleKind":
        """The kind of a title and where it stands."""
        tokens = _title_tokens(title)
        found = self._in_title(tokens)
        return TitleKind(title=title, tokens=tokens, kind=found.key if found else "", at=found.at if found else ())

    def _in_title(self, tokens: list[Token]) -> Match | None:
        leaves = _told_apart(tokens, [match for match in self._shelved.find(tokens) if not _qualifies(tokens, match)])
        groups = [match for match in self._spoken.find(tokens) if not _qualifies(tokens, match)]
        ranked = (_first_clause(tokens, leaves), _first_clause(tokens, groups), leaves, groups)
        # What is denied names the thing only where nothing else does: "nut free cookies", "Zero мороженое".
        stated = [[match for match in found if not negated(tokens, match.at[0])] for found in ranked]
        return next((_head(tokens, found) for found in (*stated, *ranked) if found), None)

    @cached_property
    def _spoken(self) -> PhraseIndex:
        return PhraseIndex({key: kind.phrases for key, kind in self._kinds.items()})

    @cached_property
    def _shelved(self) -> PhraseIndex:
        leaves = (self._kinds[key] for key in self.leaves())
        return PhraseIndex({kind.key: (*kind.phrases, *kind.heads) for kind in leaves}, gap=2)

    @cached_property
    def _known_stems(self) -> list[str]:
        return sorted({stem for phrase in self._spoken.phrases for stem in phrase.stems})

    def _mend(self, tokens: list[Token]) -> list[Token]:
        """Replace the stem of a misspelt long word by the one word of the vocabulary that is nearest."""
        known = set(self._known_stems)
        return [
            token
            if token.stem in known or len(token.word) < MIN_TYPO_LENGTH
            else Token(word=token.word, stem=self._nearest(token.stem), clause=token.clause)
            for token in tokens
        ]

    def _nearest(self, stem: str) -> str:
        budget = 2 if len(stem) >= LONG_WORD else 1
        near = process.extract(stem, self._known_stems, scorer=OSA.distance, score_cutoff=budget, limit=2)
        near = [hit for hit in near if hit[0][0] == stem[0] and len(hit[0]) >= MIN_TYPO_LENGTH - 1]
        near.sort(key=lambda hit: (hit[1], len(hit[0])))
        if len(near) == 2 and near[0][1] == near[1][1] and not near[1][0].startswith(near[0][0]):
            return stem
        return str(near[0][0]) if near else stem


def _title_tokens(title: str) -> list[Token]:
    tokens = tokenise(title)
    if len(tokens) > 2 and tokens[0].word == ORIGIN_PREFIX and tokens[1].clause != tokens[2].clause:
        return tokens[2:]
    return tokens


def _may_head(word: str) -> bool:
    """Whether a Russian word may be the noun that says what a thing is; one that no dictionary has may be."""
    if word.isascii() or not word[0].isalpha() or word in PREPOSITIONS:
        return False
    return mostly(word, "NOUN") or not (parses(word) or describes(word) or word.endswith(COMPOUNDING))


def describes(word: str) -> bool:
    """Whether a word is an adjective or a participle and no noun, by the dictionary or by its end."""
    if parses(word):
        return (mostly(word, "ADJF") or mostly(word, "PRTF")) and not has(word, "NOUN")
    return ADJECTIVE.search(word) is not None


def _qualifies(tokens: list[Token], match: Match) -> bool:
    """Whether a preposition introduces the match, or "flavoured" follows: "с печеньем", "cheese flavoured crisps"."""
    after = match.at[-1] + 1
    if after < len(tokens) and tokens[after].stem in FLAVOURED:
        return True
    return tokens[match.at[0]].word not in PREPOSITIONS and _introduced(tokens, match.at[0])


def _introduced(tokens: list[Token], at: int) -> bool:
    """Whether a preposition stands before a word, in its clause and near it."""
    for place in range(at - 1, max(at - 5, -1), -1):
        if tokens[place].clause != tokens[at].clause:
            return False
        if tokens[place].word in PREPOSITIONS:
            return True
    return False


def denied(tokens: list[Token], at: int) -> bool:
    """Whether a shopper denies a word, a "not" and a "не" before a preposition taken too: "vase not glass", "не в пакетиках"."""
    if negated(tokens, at):
        return True
    before = at - 1
    while before > 0 and tokens[before].word in BETWEEN:
        before -= 1
    return before >= 0 and tokens[before].word in NOT and tokens[at].word not in BETWEEN | ONLY


def _stated(tokens: list[Token], matches: list[Match]) -> list[Token]:
    """The tokens without the stems of those that are denied; not where a phrase has the denial: "вода без газа"."""
    told = {
        place
        for match in matches
        if any(tokens[at].word in NEGATIONS or tokens[at].word == FREE for at in match.at)
        for place in match.at
    }
    return [
        replace(token, stem=DENIED) if place not in told and denied(tokens, place) else token
        for place, token in enumerate(tokens)
    ]


def _told_apart(tokens: list[Token], matches: list[Match]) -> list[Match]:
    """The matches without a bare "сыр" beside the name of one: "Сыр Galbani Моцарелла" is mozzarella."""
    return [match for match in matches if not any(_tells(tokens, match, other) for other in matches)]


def _tells(tokens: list[Token], match: Match, other: Match) -> bool:
    """Whether one match is a bare "сыр" and another, of its clause and not joined to it, names a cheese."""
    bare = len(match.at) == 1 and tokens[match.at[0]].stem in ANY_CHEESE
    if not bare or other is match or not other.key.endswith("_cheese"):
        return False
    first, last = sorted((match.at[0], other.at[0]))
    between = tokens[first : last + 1]
    return all(token.clause == between[0].clause and token.word not in JOINING for token in between)


def _first_clause(tokens: list[Token], matches: list[Match]) -> list[Match]:
    return [match for match in matches if tokens[match.at[0]].clause == tokens[0].clause]


def _head(tokens: list[Token], matches: list[Match]) -> Match:
    """The match that names the thing: the first in Russian, the last of its clause in English."""
    clause = tokens[matches[0].at[0]].clause
    english = [match for match in matches if tokens[match.at[0]].clause == clause]
    if all(tokens[match.at[0]].word.isascii() for match in english):
        return english[-1]
    return matches[0]


def _walk(tree: Mapping[str, Any], parent: str) -> Iterator[Kind]:
    for key, value in tree.items():
        if key == OWN_NAMES:
            continue
        if isinstance(value, str):
            yield _kind(key, value, parent)
        else:
            yield _kind(key, value[OWN_NAMES], parent)
            yield from _walk(value, key)


def _kind(key: str, text: str, parent: str) -> Kind:
    sections = [_words(section) for section in text.split("|")]
    ru, en, heads = (*sections, ())[:3] if len(sections) < 3 else sections
    return Kind(key=key, ru=ru[0], en=en[0], synonyms=(*ru[1:], *en[1:]), heads=heads, parent=parent)


def _words(section: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in section.split(",") if word.strip())
