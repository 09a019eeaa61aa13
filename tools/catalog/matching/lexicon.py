"""The words of titles: what they mean in either language, and which mean nothing."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import iuliia
import yaml

from podbor.core.phrases import PhraseIndex, Token
from podbor.core.text import fold, stem, stems
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary

ENGLISH = "english"
BRAND = "brand"
NOISE = "noise"
UMBRELLA = "umbrella"
RIVAL = "rivals"
SOFT = "soft"
FACET = "facet"
WORD = "word"
DESCRIBES = "describes"
EFFECT = "effect"
PRODUCE = "produce"
SCENTS = ("flowers", "spices")
"""Kinds that are oftener a scent or a flavour than a product."""
FOOD = "food"
GROWN = frozenset("nut peanut coconut fruit berry citrus vegetable spice mushroom cheese".split())
"""Ingredients, and groups of them, of which varieties are made."""
GRAINS = frozenset(("gluten_grain",))
USUAL = "~"
"""Ends the name of a facet's value that titles often leave out."""

APOSTROPHE = re.compile(r"['’`‘´]")
ABBREVIATION = re.compile(r"(?<!\w)([а-я]+)\.")
LEAST_ABBREVIATION = 4
"""Letters of an abbreviation that is written out because one known word only begins with them ("пастериз.")."""
MOST_FORMS = 24
MUCH_LONGER = 3
"""Words that a phrase has more than one of a kind's own, to be taken before it."""
LATIN_NAME = re.compile(r"[a-z& .-]+")
CYRILLIC_PHRASE = re.compile("[а-я ]+")
TRANSLITERATIONS = (iuliia.WIKIPEDIA, iuliia.MOSMETRO, iuliia.ICAO_DOC_9303, iuliia.YANDEX_MAPS, iuliia.BGN_PCGN_ALT)
CYRILLIC_WORD = re.compile("[а-я]+")
SIZE_OF = re.compile(r"(?<!\w)р(?:-р|азм|аз)\.?\s*(?=\d|(?:x{0,3}[sml]|х{0,3}[смл])(?!\w))")
"""The size in "р-р 3", "р-р XL"; without a number or letters it is a solution."""
LATIN_MEANING = re.compile("[a-z_]+(?::[a-z_~]+)?")
"""A meaning's or a facet's name among Russian words."""
LATIN_WORD = re.compile("[a-z]{3,}")


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a phrase stands for: one of the sorts above; `name` is that of a facet or a word, `value` the facet's."""

    sort: str
    name: str = ""
    value: str = ""


class Lexicon:
    """Looks the phrases of lexicon.yaml up, and single words among kinds and ingredients."""

    def __init__(
        self, entries: Mapping[str, Any], brands: list[str], kinds: KindVocabulary, ingredients: IngredientVocabulary
    ) -> None:
        names = [brand for brand in brands if len(stems(brand)) > 1]
        self._brands = {found[0] for brand in brands if len(found := stems(brand)) == 1}
        known = {fold(brand) for brand in brands}
        misleading = sorted(
            (name for name in known if " " in name or LATIN_NAME.fullmatch(name)), key=len, reverse=True
        )
        self._brand_names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, misleading))})(?!\w)")
        self._phrases = PhraseIndex(_phrases(entries) | {BRAND: names})
        self._foods = sorted(_foods(ingredients))
        self._in_kind = {kind: PhraseIndex(_facets(facets)) for kind, facets in entries["kinds"].items()}
        self._lines: dict[str, frozenset[str]] = {}
        for entry in entries["makers"]:
            for maker in _words(entry["maker"]):
                self._lines[maker] = self._lines.get(maker, frozenset()) | frozenset(_words(entry["lines"]))
        self._aliases = frozenset(entries["aliases"])
        self._in_group = {group: PhraseIndex(_facets(facets)) for group, facets in entries["groups"].items()}
        self._areas = PhraseIndex({group: _words(text) for group, text in entries["areas"].items()})
        self._surely = PhraseIndex({kind: _words(text) for kind, text in entries["surely"].items()})
        self._pets = PhraseIndex({kind: _words(text) for kind, text in entries["pets"].items()})
        self._purposes: dict[str, str] = {
            name: group for group, text in entries["purposes"].items() for name in _words(text)
        }
        self._narrow = frozenset(_all_words(entries["narrow"]))
        self._things = {phrase.stems[-1] for phrase in PhraseIndex({"": _all_words(entries["things"])}).phrases}
        self._plants = frozenset(fold(word) for word in _all_words(entries["plants"]))
        self._weak = frozenset(_all_words(entries["weak"]))
        self._thing_names = frozenset(_all_words(entries["thing_names"]))
        self._generic = {phrase.stems[-1] for phrase in PhraseIndex({"": _all_words(entries["generic"])}).phrases}
        self._shorthand: Mapping[str, str] = entries["shorthand"] | entries["diminutives"]
        shorthands = sorted(self._shorthand, key=len, reverse=True)
        self._shorthands = re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, shorthands))})(?![\w/-])\.?")
        self._abbreviations: Mapping[str, str] = entries["abbreviations"]
        self._words = frozenset(_known_words(entries) | _nouns(kinds, ingredients))
        self._written_out = sorted(self._words)
        self._english = frozenset(_english_words(entries, kinds, ingredients))
        self._usual = {kind: frozenset(stems(text)) for kind, text in entries["usual"].items()}
        self._made_of = _made_of(entries["made_of"])
        self._always = {name: frozenset(_words(text)) for name, text in entries["always"].items()}
        self._elsewhere: dict[str, frozenset[str]] = {}
        self._kinds = kinds
        self._named: dict[str, PhraseIndex] = {}
        self._kind_stems: dict[str, tuple[frozenset[str], ...]] = {}
        self._all_ingredients = ingredients
        self._ingredients = {
            phrase.stems[0]: phrase.key
            for phrase in PhraseIndex({key: ingredients[key].phrases for key in ingredients}).phrases
            if len(phrase.stems) == 1
        }

    @classmethod
    @cache
    def load(cls) -> "Lexicon":
        """Read the packaged lexicon."""
        entries, brands = (
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            for path in (
                files(__package__).joinpath("lexicon.yaml"),
                files("podbor.tools.catalog").joinpath("brands.yaml"),
            )
        )
        names = [APOSTROPHE.sub("", str(brand)) for group in brands for brand in group]
        names += _all_words(entries["brands"])
        return cls(_with_english(entries), names, KindVocabulary.load(), IngredientVocabulary.load())

    def meanings(self, tokens: list[Token], kind: str) -> list[tuple[Meaning, tuple[int, ...]]]:
        """Phrases found in the title of a product of `kind`, each with the positions of its words."""
        found = self._phrases.find(tokens)
        longer = {place: len(match.at) for match in found for place in match.at}
        own = self._in_kind[kind].find(tokens) if kind in self._in_kind else []
        own = [match for match in own if all(longer.get(place, 0) < len(match.at) + MUCH_LONGER for place in match.at)]
        taken = {place for match in own for place in match.at}
        rest = [match for match in found if taken.isdisjoint(match.at)]
        broken = {place for match in found for place in match.at if not taken.isdisjoint(match.at)} - taken
        rest += [
            replace(one, at=(place,))
            for place in sorted(broken)
            for one in self._phrases.find([tokens[place]])
            if _meaning(one.key).sort == WORD
        ]
        long = {place for match in rest if len(match.at) > 1 for place in match.at}
        for group in (kind, *self._kinds.ancestors(kind)) if kind else ():
            found = self._in_group[group].find(tokens) if group in self._in_group else []
            own += [
                match
                for match in found
                if taken.isdisjoint(match.at) and (len(match.at) > 1 or match.at[0] not in long)
            ]
            taken.update(place for match in own for place in match.at)
        return [
            (_meaning(match.key), match.at)
            for match in (*own, *(match for match in rest if taken.isdisjoint(match.at)))
        ]

    def means_elsewhere(self, token: Token) -> frozenset[str]:
        """What a word that tells nothing of its kind means of other kinds, as words and facets are named."""
        if token.stem not in self._elsewhere:
            found = [_meaning(match.key) for match in self._phrases.find([token])]
            self._elsewhere[token.stem] = frozenset(
                f"{one.name}:{one.value}" if one.sort == FACET else one.name for one in found if one.name
            )
        return self._elsewhere[token.stem]

    def expanded(self, folded: str) -> str:
        """A folded title with its abbreviations ("паст.", "пастериз.") written out where it is known of what they are."""
        return ABBREVIATION.sub(lambda match: self._whole(match[1]) + " ", folded)

    def unshortened(self, folded: str) -> str:
        """A folded title with its shorthand ("т/бумага", "р-р") written out."""
        sized = SIZE_OF.sub("размер ", folded)
        return self._shorthands.sub(
            lambda match: self._shorthand[match[0].rstrip(".")] + (" " if match[0].endswith(".") else ""), sized
        )

    def _whole(self, short: str) -> str:
        if short in self._abbreviations:
            return self._abbreviations[short]
        if len(short) < LEAST_ABBREVIATION:
            return f"{short}."
        start = bisect_left(self._written_out, short)
        begun = [word for word in self._written_out[start : start + MOST_FORMS] if word.startswith(short)]
        return begun[0] if begun and len({stem(word) for word in begun}) == 1 else f"{short}."

    def ingredient(self, stem: str) -> str:
        """Key of the ingredient that a stem names, "" of none."""
        return self._ingredients.get(stem, "")

    def may_be_food(self, short: str) -> bool:
        """Whether an abbreviation may stand for an ingredient."""
        start = bisect_left(self._foods, short)
        return start < len(self._foods) and self._foods[start].startswith(short)

    def known(self, word: str) -> bool:
        """Whether a folded word stands alone in the lexicon, or names a brand or an ingredient."""
        return word in self._words or self.brand(stem(word)) or bool(self.ingredient(stem(word)))

    def english(self, word: str) -> bool:
        """Whether a folded word is in an English phrase of the lexicon, or in an English name of a kind or an ingredient."""
        return word in self._english

    def plant(self, word: str) -> bool:
        """Whether a folded word is a noun or an abbreviation of plants, whose name stands beside it."""
        return word in self._plants

    def makes(self, maker: str, names: Iterable[str]) -> bool:
        """Whether a word is the maker of a line among some words."""
        return not self._lines.get(maker, frozenset()).isdisjoint(names)

    def alias(self, concept: str) -> bool:
        """Whether a meaning is a name whose two spellings do not sound alike."""
        return concept in self._aliases

    def brand(self, stem: str) -> bool:
        """Whether a word alone is a brand."""
        return stem in self._brands

    def usual(self, stem: str, kind: str) -> bool:
        """Whether a word says what nearly every product of `kind` is: potato of chips, flour of bread."""
        return any(stem in self._usual.get(key, frozenset()) for key in (kind, *self._kinds.ancestors(kind)))

    def made_of(self, meanings: Iterable[str], names: Iterable[str]) -> bool:
        """Whether a word, by its stem or its meaning, says what the plain product of one of some names is made of."""
        said = frozenset(meanings)
        return any(not said.isdisjoint(self._made_of.get(name, frozenset())) for name in names)

    def always(self, names: Iterable[str]) -> frozenset[str]:
        """The facets that all products of some names have: "diet:vegan" of "Violife"."""
        return frozenset(facet for name in names for facet in self._always.get(name, frozenset()))

    def embraces(self, group: str, ingredients: Iterable[str]) -> bool:
        """Whether an ingredient stands above one of others: fruit above peach."""
        return any(group in self._groups(key) for key in ingredients)

    def siblings(self, one: str, other: str) -> bool:
        """Whether two ingredients differ and are of one group: beef and pork; not grains, of which bread has several."""
        return one != other and not (set(self._groups(one)) & set(self._groups(other))).issubset(GRAINS)

    def grows(self, ingredient: str) -> bool:
        """Whether an ingredient is a fruit, a nut or a vegetable, with which a brand makes another variety of a thing."""
        return ingredient in GROWN or not GROWN.isdisjoint(self._groups(ingredient))

    def within(self, ingredient: str, groups: frozenset[str]) -> bool:
        """Whether an ingredient is of some groups."""
        return not groups.isdisjoint(self._groups(ingredient))

    def _groups(self, key: str) -> Iterator[str]:
        while key in self._all_ingredients and (key := self._all_ingredients[key].parent):
            yield key

    def names_kind(self, stem: str, kind: str) -> bool:
        """Whether a stem alone names `kind` or a group above it."""
        return stem in self._stems_of(kind)[0]

    def in_kind_phrase(self, stem: str, kind: str) -> bool:
        """Whether a stem is part of any name of `kind` of several words ("освежитель воздуха")."""
        return stem in self._stems_of(kind)[2]

    def in_kind_name(self, stem: str, kind: str) -> bool:
        """Whether a stem is part of the first name of `kind`, in either language, or of a group above it."""
        return stem in self._stems_of(kind)[1]

    def _stems_of(self, kind: str) -> tuple[frozenset[str], ...]:
        if kind not in self._kind_stems:
            found = [self._kinds.get(key) for key in (kind, *self._kinds.ancestors(kind))]
            names = [tuple(stems(name)) for entry in found if entry for name in (*entry.phrases, *entry.heads)]
            firsts = [name for entry in found if entry for name in (entry.ru, entry.en)]
            self._kind_stems[kind] = (
                frozenset(name[0] for name in names if len(name) == 1),
                frozenset(stem for name in firsts for stem in stems(name)),
                frozenset(stem for name in names if len(name) > 1 for stem in name),
            )
        return self._kind_stems[kind]

    def purpose(self, concept: str) -> str:
        """The group of purposes of a meaning that tells what a cleaner is for, "" of another one."""
        return self._purposes.get(concept, "")

    def narrow(self, concept: str) -> bool:
        """Whether a meaning is a purpose that no title leaves out."""
        return concept in self._narrow

    def weak(self, concept: str) -> bool:
        """Whether a meaning only describes."""
        return concept in self._weak

    def generic(self, stem: str) -> bool:
        """Whether a noun may stand for a more particular one."""
        return stem in self._generic

    def thing(self, stem: str) -> bool:
        """Whether a noun names a thing that a title may leave out where its brand and line tell it."""
        return stem in self._things

    def names_thing(self, concept: str) -> bool:
        """Whether a meaning of several words is a thing: "nail polish"."""
        return concept in self._thing_names

    def kind_of_title(self, title: str) -> str:
        """Kind of a product by its title, "" where no word tells; a brand tells it where nothing else does."""
        return self._kinds.kind_of_title(self._brand_names.sub(" ", title)) or self._kinds.kind_of_title(title)

    def named(self, tokens: list[Token], kind: str) -> bool:
        """Whether a title names a kind, though it names another one before."""
        entry = self._kinds.get(kind)
        if entry and kind not in self._named:
            self._named[kind] = PhraseIndex({kind: (*entry.phrases, *entry.heads)})
        return bool(entry) and bool(self._named[kind].find(tokens))

    def area(self, tokens: list[Token]) -> str:
        """The group that a title without a kind is of by some word, "" where none tells."""
        found = self._areas.find(tokens)
        return found[0].key if found else ""

    def sure_kind(self, tokens: list[Token]) -> str:
        """The kind that some phrase tells whatever else a title says, "" where none does."""
        found = self._surely.find(tokens)
        return found[0].key if found else ""

    def kind_of_pet(self, tokens: list[Token], kind: str) -> str:
        """The group of what a title is for by the animal or the brand that it names, where it seems to be people's food."""
        if kind and not self.under(kind, FOOD) and kind != FOOD:
            return ""
        found = self._pets.find(tokens)
        return min(found, key=lambda match: match.key).key if found else ""

    def unsure(self, kind: str) -> bool:
        """Whether a title's kind may be that of a flavour: none, a group, or what grows."""
        scent = kind in SCENTS or PRODUCE in self._kinds.ancestors(kind)
        return not kind or bool(self._kinds.descendants(kind)) or scent

    def under(self, kind: str, group: str) -> bool:
        """Whether a kind is of a group."""
        return group in self._kinds.ancestors(kind)

    def related(self, one: str, other: str) -> bool:
        """Whether two kinds are siblings, or one is above the other."""
        above, over = self._kinds.ancestors(one), self._kinds.ancestors(other)
        return one in over or other in above or above[:1] == over[:1]


def _with_english(entries: Mapping[str, Any]) -> dict[str, Any]:
    """The sections of the lexicon, each with what the section of English words adds to it."""
    english = entries[ENGLISH]
    return {name: _added(section, english[name]) if name in english else section for name, section in entries.items()}


def _added(section: Any, more: Any) -> Any:
    if isinstance(section, dict):
        both = {name: _added(value, more[name]) for name, value in section.items() if name in more}
        return section | more | both
    return [*section, *more] if isinstance(section, list) else f"{section}, {more}"


def _phrases(entries: Mapping[str, Any]) -> dict[str, list[str]]:
    found = {sort: _all_words(entries[sort]) for sort in (NOISE, UMBRELLA, RIVAL)}
    found |= _facets(entries["facets"])
    for section, sort in ((SOFT, SOFT), ("effects", EFFECT), ("words", WORD), ("aliases", WORD)):
        for name, text in entries[section].items():
            found[f"{sort}:{name}"] = _words(text)
    for name, text in entries["aliases"].items():
        found[f"{WORD}:{name}"] += _transliterated(_words(text))
    found[DESCRIBES] = _all_words(entries[DESCRIBES])
    return found


def _made_of(entries: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """What the names, their stems among them, say that a thing is made of: stems and meanings."""
    found: dict[str, frozenset[str]] = {}
    for names, text in entries.items():
        said = frozenset((*stems(text), *(word for word in _words(text) if LATIN_MEANING.fullmatch(word))))
        for name in {key for word in _words(names) for key in (word, fold(word), *stems(word)[:1])}:
            found[name] = found.get(name, frozenset()) | said
    return found


def _transliterated(phrases: list[str]) -> list[str]:
    """Phrases of several Russian words in Latin letters, as various rules write them: "domik v derevne"."""
    russian = [phrase for phrase in phrases if " " in phrase and CYRILLIC_PHRASE.fullmatch(fold(phrase))]
    return sorted({str(schema.translate(fold(phrase))) for phrase in russian for schema in TRANSLITERATIONS})


def _known_words(entries: Mapping[str, Any]) -> set[str]:
    """The Russian words that stand alone in the lexicon."""
    texts = [*_all_words(entries[NOISE]), *_all_words(entries["generic"]), *_all_words(entries["things"])]
    texts += [word for words in _phrases(entries).values() for word in words]
    return {folded for text in texts if CYRILLIC_WORD.fullmatch(folded := fold(text))}


def _english_words(
    entries: Mapping[str, Any], kinds: KindVocabulary, ingredients: IngredientVocabulary
) -> Iterator[str]:
    phrases = [
        word
        for key, words in _phrases(entries).items()
        if key.partition(":")[0] not in (UMBRELLA, RIVAL)
        for word in words
    ]
    named = [kinds.get(key) for key in kinds]
    phrases += [text for kind in named if kind for text in (*kind.phrases, *kind.heads)]
    phrases += [text for key in ingredients for text in ingredients[key].phrases]
    return (word for phrase in phrases for word in LATIN_WORD.findall(fold(phrase)))


def _nouns(kinds: KindVocabulary, ingredients: IngredientVocabulary) -> set[str]:
    """The Russian words that alone name a kind or an ingredient."""
    named = [kinds.get(key) for key in kinds]
    texts = [text for kind in named if kind for text in (kind.ru, *kind.synonyms)]
    return _foods(ingredients) | {folded for text in texts if CYRILLIC_WORD.fullmatch(folded := fold(text))}


def _foods(ingredients: IngredientVocabulary) -> set[str]:
    """The Russian words that alone name an ingredient."""
    texts = (text for key in ingredients for text in ingredients[key].phrases)
    return {folded for text in texts if CYRILLIC_WORD.fullmatch(folded := fold(text))}


def _facets(facets: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    return {
        NOISE if name == NOISE else f"{FACET}:{name}:{value}": _words(text)
        for name, values in facets.items()
        for value, text in values.items()
    }


@cache
def _meaning(key: str) -> Meaning:
    sort, name, value = (*key.split(":"), "", "")[:3]
    return Meaning(sort=sort, name=name, value=value)


def _all_words(lines: list[str]) -> list[str]:
    return [word for line in lines for word in _words(line)]


def _words(text: str) -> list[str]:
    return [word.strip() for word in APOSTROPHE.sub("", text).replace("|", ",").split(",") if word.strip()]
