"""Ingredients: what a word stands for, and the allergens and diets that follow."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, get_args

import yaml

from podbor.core.errors import SetupError
from podbor.core.items import Item
from podbor.core.morphology import forms
from podbor.core.phrases import CONJUNCTIONS, NEGATIONS, PREPOSITIONS, Match, PhraseIndex, Token, negated, tokenise
from podbor.core.text import fold, stem
from podbor.core.vocabulary import ALLERGENS, Allergen, Diet
from podbor.tools.catalog.kinds import FOOD_ROOTS, KindVocabulary

OWN_NAMES = "_"
UNKNOWN = "~"
MIN_UNKNOWN = 3
E_LETTERS = frozenset("eе")
"""The letter of an E-number, Latin and Cyrillic."""
LACTIC = re.compile(
    r"(?<![\w-])(?:(?:[dl]+-)?молочн(?:ая|ой|ую) кислот(?:а|ы|у|ой)(?! \w+(?:ая|ой|ую)(?!\w))"
    r"|(?<!ая )(?<!ой )кислот(?:а|ы|у|ой) молочн(?:ая|ой|ую)(?! (?!и |пищев)\w))(?!\w)"
)
LACTIC_WORD = "молочнокислота"
"""Lactic acid, which is no milk; not where one of the words may be of another: "смесь молочная кислота лимонная"."""
ANALYSIS = re.compile(
    r"нитр[иа]т(?:ы|ов)?(?:-ион\w*)?\s*(?:\([^()<>]*\)\s*)?[\s:(–—-]*"
    r"(?:(?:[<≤]|не более|менее|до|less than|below|max)\s*(?:0[.,]\d+|[01])|0(?:[.,]0+)?)(?![.,]?\d|\s*(?:%|\w*г/кг))"
    r"|nitr[ia]tes?\s*(?:\([^()<>]*\)\s*)?[\s:(–—-]*"
    r"(?:(?:[<≤]|less than|below|max)\s*(?:0[.,]\d+|[01])|0(?:[.,]0+)?)(?![.,]?\d|\s*(?:%|\w*g/kg))"
)
"""An analysis of water that found next to nothing: "нитриты < 0,5 мг/л"; no dose of an ingredient is told like that."""
WITHOUT = (
    (re.compile(r"(?<!\w)(?:декаф\w*|бе[сз]кофеинов\w*|декофеин\w*|decaf\w*|caffeine[- ]free)"), "без кофеина"),
    (re.compile(r"(?<!\w)(?:безалкогольн\w*|non[- ]?alcoholic|alcohol[- ]free)"), "без алкоголя"),
    (
        re.compile(r"(?<!\w)(?:неароматизированн\w+|без (?:запаха|аромата)(?!\w)|un(?:scented|perfumed|fragranced))"),
        "без отдушки",
    ),
)
"""Words that deny an ingredient."""
CYRILLIC_WORD = re.compile(r"[а-яё]+")
E_DIGITS = re.compile(r"[0-9]{3,4}")
E_NUMBER = re.compile(r"e[0-9]{3,4}")
ASKED_FOR = {"curing_salt": "nitrite"}
"""What a shopper means who names an ingredient: what sausages have of curing salt is told as a nitrite."""
E_LENGTH = 4
NUMBERED = {"1": "colouring"}
"""What E-numbers are of, by their first digit of three."""
VITAMIN = frozenset(("vitamin", "витамин"))
"""Stems before an E that is no E-number: "витамин Е 400 мг"."""
NOTES = frozenset("meat pork gelatin honey insect alcohol unkosher lactose sugar carbs".split())
FLESH = frozenset(("meat", "gelatin", "insect", "fish", "crustaceans", "molluscs"))
ANIMAL = FLESH | {"milk", "eggs", "honey"}
BROKEN_BY: dict[Diet, frozenset[str]] = {
    "vegan": ANIMAL,
    "vegetarian": FLESH,
    "fasting": ANIMAL - {"honey"},
    "halal": frozenset(("pork", "alcohol", "gelatin")),
    "kosher": frozenset(("pork", "unkosher", "gelatin", "insect")),
    "keto": frozenset(("sugar", "carbs")),
    "lactose_free": frozenset(("lactose",)),
    "gluten_free": frozenset(("gluten",)),
    "sugar_free": frozenset(("sugar",)),
}
"""What a single ingredient may not be. "organic" is a certificate: no composition gives it."""


@dataclass(frozen=True, kw_only=True)
class Ingredient:
    """An ingredient: its words, the groups it is of, and the flags (allergens and notes) of it and all above it."""

    key: str
    ru: str
    en: str
    synonyms: tuple[str, ...]
    parent: str
    also: str
    """A second group it is of; it gives no flags."""
    flags: frozenset[str]

    @property
    def parents(self) -> tuple[str, ...]:
        """The groups right above it."""
        return tuple(filter(None, (self.parent, self.also)))

    @property
    def phrases(self) -> tuple[str, ...]:
        """Everything it may be called."""
        return (self.ru, self.en, *self.synonyms)


class IngredientVocabulary:
    """The ingredients and what follows from them."""

    def __init__(self, ingredients: Mapping[str, Ingredient]) -> None:
        self._all = dict(ingredients)
        self._below: dict[str, list[str]] = {}
        for entry in ingredients.values():
            self._below.setdefault(entry.parent, []).append(entry.key)

    @classmethod
    @cache
    def load(cls) -> "IngredientVocabulary":
        """Read the packaged vocabulary. Raises SetupError when it is malformed."""
        text = files(__package__).joinpath("ingredients.yaml").read_text(encoding="utf-8")
        found: dict[str, Ingredient] = {}
        for entry in _walk(yaml.load(text, Loader=yaml.CSafeLoader), "", frozenset()):
            if entry.key in found:
                raise SetupError(f"ingredient {entry.key} is written twice", mend="pip install --force podbor")
            found[entry.key] = entry
        return cls(found)

    def __contains__(self, key: object) -> bool:
        return key in self._all

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, key: str) -> Ingredient:
        return self._all[key]

    def keys(self, term: str) -> tuple[str, ...]:
        """Keys that a shopper's word stands for: its own and all below ("орехи": nut, hazelnut, almond …).

        A word that is not known gives "~" and its stem, so that it can still be looked for in titles; an E-number
        gives "~e621", however it is written, and needs no other word.
        """
        return tuple(dict.fromkeys(key for own in self.own_keys(term) for key in (own, *self._descendants(own))))

    def own_keys(self, term: str) -> tuple[str, ...]:
        """The same without those below."""
        tokens = _tokens(term)
        known = [ASKED_FOR.get(match.key, match.key) for match in self._index.find(tokens)]
        numbers = [_unknown(token) for token in tokens if _is_e_number(token)]
        unknown = [_unknown(token) for token in tokens if _content(token)]
        return tuple(dict.fromkeys((known + numbers) or unknown))

    def name(self, key: str, locale: str) -> str:
        """Name of a key; the stem of an unknown one."""
        entry = self._all.get(key)
        if entry is None:
            return key.removeprefix(UNKNOWN)
        return entry.ru if locale == "ru" else entry.en

    def in_text(self, text: str) -> tuple[str, ...]:
        """Keys of the ingredients a title or a composition names; what it denies ("без сахара") is left out."""
        tokens = _tokens(text)
        found = [match for match in self._index.find(tokens) if not negated(tokens, match.at[0])]
        return tuple(dict.fromkeys(match.key for match in found))

    def matches(self, tokens: list[Token]) -> list[Match]:
        """Where a text names ingredients, what it denies too."""
        return self._index.find(tokens)

    def item_keys(self, item: Item) -> frozenset[str]:
        """Keys of all an item's ingredients and title words, and those above: what an ingredient said is matched with.

        What has no composition is a source of nothing: no caffeine is in a coffee machine.
        """
        found: set[str] = set()
        kinds = KindVocabulary.load()
        composed = item.kind not in kinds or kinds.root(item.kind) in FOOD_ROOTS
        above = self.upwards if composed else self.sort_of
        for text in (item.title.ru, item.title.en, *item.ingredients):
            tokens = _tokens(text)
            taken: set[int] = set()
            for match in self._index.find(tokens):
                taken.update(match.at)
                if not negated(tokens, match.at[0]):
                    found.update(above(match.key))
            found.update(
                _unknown(token)
                for place, token in enumerate(tokens)
                if place not in taken and _content(token) and not negated(tokens, place)
            )
            found.update(group for token in tokens if _is_e_number(token) for group in self._group(token.word))
        return frozenset(found - self._lacking(item))

    def _group(self, number: str) -> Iterator[str]:
        """Yield what an E-number that is not known is of: the hundreds tell."""
        group = NUMBERED.get(number[1], "additive") if len(number) == E_LENGTH else "additive"
        return self.upwards(group)

    def _lacking(self, item: Item) -> frozenset[str]:
        """What the titles of an item deny, unless it is named too: caffeine of "кофе без кофеина"."""
        named = self.in_text(" . ".join((item.title.ru, item.title.en, *item.ingredients)))
        return self._denials(item).difference(*map(self.sort_of, named))

    def _denials(self, item: Item) -> frozenset[str]:
        said = [_tokens(text) for text in (item.title.ru, item.title.en)]
        return frozenset(
            match.key for tokens in said for match in self._index.find(tokens) if negated(tokens, match.at[0])
        )

    def denied(self, item: Item) -> frozenset[str]:
        """Keys of what the titles of an item deny ("без лука"), and all below."""
        return frozenset(key for own in self._denials(item) for key in (own, *self._descendants(own)))

    def flags(self, keys: Iterable[str]) -> frozenset[str]:
        """All flags of the keys; unknown keys have none."""
        return frozenset(flag for key in keys if key in self._all for flag in self._all[key].flags)

    def allergens_of(self, ingredients: Iterable[str]) -> frozenset[Allergen]:
        """Allergens of ingredients, given as keys or in words."""
        flags = self.flags(self._resolve(ingredients))
        return frozenset(allergen for allergen in ALLERGENS if allergen in flags)

    def diets_of(self, ingredients: Iterable[str], *, sugar: float | None = None) -> frozenset[Diet]:
        """Diets that a complete composition is fit for, ingredients as keys or in words.

        An ingredient that is not known leaves nothing certain, and so gives no diet. Meat is halal or kosher by the
        slaughter, which no composition tells. `sugar` is grams per 100 g: above
        0.5 g the food is not sugar-free (EU 1924/2006), above 5 g not keto.
        """
        keys = self._resolve(ingredients)
        if not keys or any(key.startswith(UNKNOWN) for key in keys):
            return frozenset()
        flags = self.flags(keys)
        fit = {diet for diet, breakers in BROKEN_BY.items() if flags.isdisjoint(breakers)}
        if "meat" in flags:
            fit -= {"halal", "kosher"}
        if sugar is not None and sugar > 0.5:
            fit.discard("sugar_free")
        if sugar is not None and sugar > 5:
            fit.discard("keto")
        return frozenset(fit)

    def _resolve(self, ingredients: Iterable[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for text in ingredients:
            if text in self._all:
                found[text] = None
                continue
            tokens = _tokens(text)
            keys = [match.key for match in self._index.find(tokens)]
            found.update(dict.fromkeys(keys or [_unknown(token) for token in tokens if _content(token)]))
        return tuple(found)

    def _descendants(self, key: str) -> Iterator[str]:
        for child in self._below.get(key, ()):
            yield child
            yield from self._descendants(child)

    def upwards(self, key: str) -> Iterator[str]:
        """Yield a key and all above it."""
        yield key
        for parent in self._all[key].parents:
            yield from self.upwards(parent)

    def sort_of(self, key: str) -> Iterator[str]:
        """Yield a key and the groups that it is a sort of, second ones aside."""
        while key:
            yield key
            key = self._all[key].parent

    @cached_property
    def _index(self) -> PhraseIndex:
        """Phrases as they are written and, of single words that tell a flag, the forms whose stem is another ("овса" of "овёс")."""
        phrases = {key: entry.phrases for key, entry in self._all.items()}
        taken = {stem(fold(phrase)) for texts in phrases.values() for phrase in texts}
        return PhraseIndex(
            {
                key: (*texts, *(form for form in _forms(texts) if stem(form) not in taken))
                if self._all[key].flags
                else texts
                for key, texts in phrases.items()
            },
            tokens=_tokens,
        )


def _forms(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        if CYRILLIC_WORD.fullmatch(phrase):
            yield from (form for form in forms(phrase) if len(stem(form)) >= MIN_UNKNOWN)


def _tokens(text: str) -> list[Token]:
    """Tokens of a text, an E-number one of them: "Е621", "E 621" and "Е-621" are all "e621"."""
    tokens: list[Token] = []
    for token in tokenise(_read(text)):
        letter = tokens[-1] if tokens else None
        if (
            letter
            and letter.word in E_LETTERS
            and letter.clause == token.clause
            and E_DIGITS.fullmatch(token.word)
            and not (len(tokens) > 1 and tokens[-2].stem in VITAMIN)
        ):
            tokens[-1] = Token(word="e" + token.word, stem="e" + token.word, clause=token.clause)
        else:
            tokens.append(token)
    return tokens


def _read(text: str) -> str:
    """The text without analyses, its lactic acid and its denials in the words of the vocabulary."""
    folded = fold(text)
    if "кислот" in folded:
        folded = LACTIC.sub(LACTIC_WORD, folded)
    if "нитр" in folded or "nitr" in folded:
        folded = ANALYSIS.sub(" ", folded)
    for pattern, denial in WITHOUT:
        folded = pattern.sub(denial, folded)
    return folded


def _is_e_number(token: Token) -> bool:
    return E_NUMBER.fullmatch(token.word) is not None


def _content(token: Token) -> bool:
    small = token.word in PREPOSITIONS or token.word in CONJUNCTIONS or token.word in NEGATIONS
    return len(token.word) >= MIN_UNKNOWN and token.word[0].isalpha() and not small


def _unknown(token: Token) -> str:
    return UNKNOWN + token.stem


def _walk(tree: Mapping[str, Any], parent: str, inherited: frozenset[str]) -> Iterator[Ingredient]:
    for key, value in tree.items():
        if key == OWN_NAMES:
            continue
        entry = _ingredient(key, value if isinstance(value, str) else value[OWN_NAMES], parent, inherited)
        yield entry
        if not isinstance(value, str):
            yield from _walk(value, key, entry.flags)


def _ingredient(key: str, text: str, parent: str, inherited: frozenset[str]) -> Ingredient:
    ru, en, flags, also = (*text.split("|"), "", "")[:4]
    given = flags.split()
    unknown = {flag.removeprefix("-") for flag in given} - NOTES - set(get_args(Allergen))
    if unknown:
        raise SetupError(f"ingredient {key} has unknown flags {sorted(unknown)}", mend="pip install --force podbor")
    removed = {flag[1:] for flag in given if flag.startswith("-")}
    names_ru, names_en = ([word.strip() for word in part.split(",")] for part in (ru, en))
    return Ingredient(
        key=key,
        ru=names_ru[0],
        en=names_en[0],
        synonyms=(*names_ru[1:], *names_en[1:]),
        parent=parent,
        also=also.strip(),
        flags=(inherited | {flag for flag in given if not flag.startswith("-")}) - removed,
    )
