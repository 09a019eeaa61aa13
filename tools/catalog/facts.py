"""Infers what a feed leaves out: kind, brand, size, ingredients, allergens, diets and tastes, from the name.

Careful by design: an allergen is assumed where the composition is typical, a diet only where the name claims it or the
kind leaves no doubt.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.resources import files
from typing import Any, cast

import yaml

from podbor.core.items import Item
from podbor.core.phrases import JOINING, NEGATIONS, PREPOSITIONS, PhraseIndex, Token, negated, tokenise
from podbor.core.text import fold
from podbor.core.vocabulary import ALLERGENS, DIETS, TASTES, Allergen, Diet, Taste
from podbor.tools.catalog.ingredients import ANIMAL, BROKEN_BY, IngredientVocabulary
from podbor.tools.catalog.kinds import FOOD_ROOTS, KindVocabulary
from podbor.tools.catalog.sizes import size_of

EDIBLE = frozenset(("food", "baby"))
"""Groups at the top that have what people eat."""
JOINED = ("allergens", "traces")
"""Fields of which an item keeps what it has beside what is inferred."""
PIECES_FIRST = ("diapers", "baby_wipes", "wet_wipes", "tea", "coffee_capsules", "eggs", "trash_bags")
CLAIMS: dict[Diet, tuple[str, ...]] = {
    "vegan": ("веган", "vegan"),
    "vegetarian": ("вегетариан", "vegetarian"),
    "halal": ("халял", "халал", "halal"),
    "kosher": ("кошерн", "kosher"),
    "keto": ("кето", "keto"),
    "lactose_free": ("безлактоз", "lactosefree"),
    "gluten_free": ("безглютен", "glutenfree"),
    "organic": ("органическ", "organic"),
    "fasting": ("постн",),
}
"""Beginnings of the words that claim a diet."""
DENIALS: dict[Diet, re.Pattern[str]] = {
    "lactose_free": re.compile(r"лактоз\w*|lactose"),
    "gluten_free": re.compile(r"глютен\w*|gluten"),
    "sugar_free": re.compile(r"сахар(?:а|ом)?|sugars?"),
}
"""What is denied ("без сахара", but not "без сахарозаменителей") by the diet it makes."""
WHOLE_GROUPS = {
    word: allergen
    for allergen, words in (
        ("milk", "молоко молока milk dairy"),
        ("eggs", "яйцо яйца яиц egg eggs"),
        ("fish", "рыба рыбы fish"),
        ("crustaceans", "ракообразные ракообразных crustaceans"),
        ("molluscs", "моллюски моллюсков molluscs"),
        ("peanuts", "арахис арахиса peanut peanuts"),
        ("nuts", "орехи орехов ореха nut nuts"),
        ("soy", "соя сои soy soya"),
        ("gluten", "глютен глютена клейковины gluten"),
        ("celery", "сельдерей сельдерея celery"),
        ("mustard", "горчица горчицы mustard"),
        ("sesame", "кунжут кунжута sesame"),
        ("sulphites", "сульфиты сульфитов sulphites sulfites"),
        ("lupin", "люпин люпина lupin"),
    )
    for word in words.split()
}
"""Words that, denied, deny an allergen whole."""
AFTER_DENIED = PREPOSITIONS | {"free", "at"}
"""English words after a denied one that it does not describe."""
ADDED = ("добав", "added")
""" "Без добавленного сахара" is not without sugar."""
SEAFOOD: frozenset[Allergen] = frozenset(("fish", "crustaceans", "molluscs"))
PLAIN = frozenset(("water", "salt"))
"""Ingredients that tell nothing of the others."""
ENTAILS: dict[Diet, tuple[Diet, ...]] = {"vegan": ("vegetarian", "lactose_free")}
CLAIM_REMOVES: dict[Diet, frozenset[str]] = {"gluten_free": frozenset(("gluten",)), "vegan": ANIMAL}
DISCLAIMS = (
    (re.compile(r"безглютен|без глютена|gluten[- ]free"), frozenset(("gluten",))),
    (
        re.compile(
            r"веган|vegan|микробн|microbial|plant[- ]based|(?<![\w-])растительн\w+ (?:сливк|желатин|фарш|мяс|молок|сыр|йогурт)"
            r"|\b(?:plant|vegetable) (?:cream|gelatin|milk|cheese)"
        ),
        ANIMAL,
    ),
)
"""Words of an ingredient, and the flags that it then has not: "растительные сливки", but not "спред растительно-сливочный"."""
CHECKED: tuple[Diet, ...] = ("vegan", "vegetarian", "fasting", "gluten_free")
"""Diets that a feed declares and its composition may refute; lactose-free milk is made of milk, and halal is certified."""
PREPARED = re.compile(
    r"(?<!\w)(?:соус|заправк|панир|кляр|фарширован|приправ|маринад|терияки|сациви|карри|sauce|dressing|breaded|stuffed|seasoned|teriyaki|curry)"
    r"|(?<!\w)по[- ][а-я]+ски(?!\w)|(?<!\w)вкусом|flavou?r|быстрого приготовления|instant noodles"
)
"""Words of a thing that is not only what its kind says."""
CURED = re.compile(r"(?<!\w)(?:маринован|консервирован|вялен|pickled|marinated|canned)")
NOT_OF_CURED: frozenset[Diet] = frozenset(("sugar_free", "keto", "gluten_free"))
"""Diets that a marinade may break."""
ALWAYS_PREPARED = ("tea", "coffee", "soy_sauce", "ketchup", "vegan_mayo")
"""Kinds that a flavour, or the word for a sauce, leaves what they are."""
LENTEN_SHELF = "пост"
CAPITALISED = re.compile(r"[A-ZА-ЯЁ][\w'’&.!-]*")
MAX_BRAND_WORDS = 3


@dataclass(frozen=True, kw_only=True)
class Composition:
    """Typical composition of a kind."""

    contains: frozenset[Allergen] = frozenset()
    traces: frozenset[Allergen] = frozenset()
    diets: frozenset[Diet] = frozenset()
    tastes: frozenset[Taste] = frozenset()
    unless: PhraseIndex = field(default_factory=lambda: PhraseIndex({}))


class FactInference:
    """Fills the fields of an item that its feed left empty."""

    def __init__(
        self, *, kinds: KindVocabulary, ingredients: IngredientVocabulary, rules: Mapping[str, Any], brands: list[str]
    ) -> None:
        self.kinds = kinds
        self.ingredients = ingredients
        self._compositions = {kind: _composition(entry) for kind, entry in rules["kinds"].items()}
        self._dishes = PhraseIndex({value: [key] for key, value in _numbered(rules["dishes"])})
        self._tastes = PhraseIndex({taste: _list(words) for taste, words in rules["tastes"].items()})
        self._brands = sorted(set(brands), key=len, reverse=True)

    @classmethod
    def load(
        cls, *, kinds: KindVocabulary | None = None, ingredients: IngredientVocabulary | None = None
    ) -> "FactInference":
        """Read the packaged rules."""
        package = files(__package__)
        rules, brands = (
            yaml.load(package.joinpath(name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            for name in ("composition.yaml", "brands.yaml")
        )
        return cls(
            kinds=kinds or KindVocabulary.load(),
            ingredients=ingredients or IngredientVocabulary.load(),
            rules=rules,
            brands=[str(brand) for group in brands for brand in group],
        )

    def infer(self, item: Item, *, declared: frozenset[str] = frozenset()) -> Item:
        """Fill what is empty and not in `declared` (names of the fields the feed gave, be they empty).

        Allergens and traces that the item has and `declared` does not name stay beside the inferred ones. Names of the
        fields filled are added to `Item.inferred`.
        """
        told = self._told(item)
        item = _held_to_composition(item, told, declared)
        title = item.title.ru or item.title.en
        kind, sure = self._kind(item, told)
        found: dict[str, Any] = {"kind": kind, "brand": item.brand or self.brand_of(title)}
        size = size_of(title, pieces_first=kind in PIECES_FIRST)
        if item.size is None and size:
            found |= {"size": size.amount, "unit": size.unit}
        found |= self._of_composition(item, kind, told, sure=sure)
        stored = item.allergens if "allergens" in declared else found.get("allergens", item.allergens)
        found["traces"] = found.get("traces", item.traces) - stored
        fresh = {
            name: value
            for name, value in found.items()
            if value != getattr(item, name) and (name in JOINED or not getattr(item, name)) and name not in declared
        }
        return replace(item, **fresh, inferred=item.inferred | frozenset(fresh)) if fresh else item

    def brand_of(self, title: str) -> str:
        """Brand in a name: a known one, else the capitalised words after the noun ("Сырники Creative Kitchen, …")."""
        known = self._brand_pattern.search(title)
        if known:
            return self._brand_names[known.group().casefold()]
        clause = title.split(": ", 1)[-1].split(",", 1)[0]
        run: list[str] = []
        for word in clause.split()[1:]:
            if CAPITALISED.fullmatch(word) and len(run) < MAX_BRAND_WORDS:
                run.append(word)
            elif run:
                break
        candidate = " ".join(run)
        if not run or self.ingredients.in_text(candidate) or self.kinds.kind_of_title(candidate) or len(candidate) < 3:
            return ""
        return candidate

    def _kind(self, item: Item, told: frozenset[str]) -> tuple[str, bool]:
        """The kind, and whether it is the feed's, a shelf's or the noun's of the title: a flavour tells no diet."""
        if item.kind:
            return item.kind, True
        for title in filter(None, (item.title.ru, item.title.en)):
            found = self.kinds.in_title(title)
            if found.kind:
                return self._edible_kind(item, found.kind, told), found.headed
        for shelf in reversed(item.category_path):
            kinds = self.kinds.match(shelf)
            if len(kinds) == 1 or self._is_shelf_of_things(shelf, title_of(item)):
                return kinds[0], True
        return "", True

    def _is_shelf_of_things(self, shelf: str, title: str) -> bool:
        """Whether a shelf of several kinds has no food, and a title names none: "Дом и дача"."""
        roots = self._roots(shelf)
        return bool(roots) and roots.isdisjoint(EDIBLE) and not self.ingredients.in_text(title)

    def _edible_kind(self, item: Item, kind: str, told: frozenset[str]) -> str:
        """The kind that a title tells, "" where it is of no food and the item surely is: a cheese "тарелка" is no plate."""
        groups = {kind, *self.kinds.ancestors(kind)}
        if not kind or groups & EDIBLE:
            return kind
        shelves = {root for shelf in item.category_path for root in self._roots(shelf)}
        declared = (_allergens(told) | item.allergens | item.traces) and not groups & set(FOOD_ROOTS) and not shelves
        return "" if declared or shelves == {"food"} else kind

    def _roots(self, shelf: str) -> set[str]:
        """The groups at the top that a shelf is of."""
        return {self.kinds.root(key) for key in self.kinds.match(shelf)}

    def _of_composition(self, item: Item, kind: str, told: frozenset[str], *, sure: bool) -> dict[str, Any]:
        group = (*self.kinds.ancestors(kind), kind) if kind else ("food",)
        if not set(group) & set(FOOD_ROOTS):
            return {}
        return _Reading(self, item, kind, told, sure=sure).facts()

    def composition(self, kind: str) -> Composition:
        """Composition of a kind or its nearest group that has one."""
        for key in (kind, *self.kinds.ancestors(kind)):
            if key in self._compositions:
                return self._compositions[key]
        return Composition()

    @cached_property
    def _brand_names(self) -> dict[str, str]:
        return {brand.casefold(): brand for brand in reversed(self._brands)}

    @cached_property
    def _brand_pattern(self) -> re.Pattern[str]:
        names = "|".join(re.escape(brand) for brand in self._brands if len(brand) > 2)
        # A brand is capitalised in a name: "Чудо" is one, "чудо" is a miracle.
        return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")

    def _told(self, item: Item) -> frozenset[str]:
        """Flags of the declared ingredients; one that calls itself vegan or without gluten has what it imitates not."""
        return frozenset(
            flag
            for text in item.ingredients
            for flag in self.ingredients.flags(self.ingredients.in_text(text)) - _disclaimed(text)
        )

    def dishes(self, tokens: list[Token]) -> frozenset[Allergen]:
        """Allergens of the dishes named."""
        found = (match.key.split("#")[0].split() for match in self._dishes.find(tokens))
        return _allergens(word for words in found for word in words)

    def tastes(self, tokens: list[Token]) -> frozenset[Taste]:
        """Tastes named."""
        return _tastes(match.key for match in self._tastes.find(tokens) if not negated(tokens, match.at[0]))


class _Reading:
    """What one item's title, shelves and ingredients tell."""

    def __init__(self, rules: FactInference, item: Item, kind: str, told: frozenset[str], *, sure: bool) -> None:
        self._rules = rules
        self._item = item
        self._kind = kind
        self._tokens = tokenise(title_of(item))
        self._composition = rules.composition(kind)
        self._cosmetic = rules.kinds.ancestors(kind)[-1:] == ("beauty",)
        self._edible = bool(kind) and not self._cosmetic
        self._named = rules.ingredients.in_text(title_of(item))
        self._told = told
        self._sure_of_kind = sure
        self._flags = rules.ingredients.flags(self._named) | self._told
        self._claims = self._claimed()

    def facts(self) -> dict[str, Any]:
        contains, traces = self._allergens()
        vocabulary = self._rules.ingredients
        return {
            "ingredients": tuple(bilingual_ingredient(vocabulary, key) for key in self._named),
            "allergens": contains,
            "traces": traces,
            "diets": self._diets(contains, traces | self._item.traces),
            "tastes": (self._composition.tastes | self._rules.tastes(self._tokens)) if self._edible else frozenset(),
        }

    def _allergens(self) -> tuple[frozenset[Allergen], frozenset[Allergen]]:
        vocabulary = self._rules.ingredients
        named = _allergens(self._flags) | (frozenset() if self._cosmetic else self._rules.dishes(self._tokens))
        told = _allergens(self._told)
        typical, traces = self._composition.contains, self._composition.traces
        if any(map(vocabulary.in_text, self._item.ingredients)):
            # What a fish is made of is fish; of the rest, what the composition may hide is a trace.
            typical, traces = typical & SEAFOOD, frozenset() if self._is_told_whole() else typical
        elif typical and self._composition.unless.find(self._tokens):
            typical, traces = frozenset(), traces | typical
        denied = denied_allergens(self._tokens, vocabulary)
        gone = frozenset(flag for diet in self._claims for flag in CLAIM_REMOVES.get(diet, ())) | denied
        if "vegan" in self._claims:
            traces |= _allergens(named & ANIMAL)
        # A claim takes nothing of what the composition names.
        contains = _allergens((typical | named) - gone) | told | self._item.allergens
        traces = _allergens(traces - denied - (gone - ANIMAL)) | self._item.traces
        return contains, traces

    def _is_told_whole(self) -> bool:
        """Whether more than half of the composition is known, water and salt aside."""
        vocabulary = self._rules.ingredients
        found = [set(vocabulary.in_text(text)) for text in self._item.ingredients]
        counted = [keys for keys in found if not keys or keys - PLAIN]
        return 2 * sum(map(bool, counted)) > len(counted)

    def _diets(self, contains: frozenset[Allergen], traces: frozenset[Allergen]) -> frozenset[Diet]:
        """Diets of the kind and of the claims; what the composition or an allergen, be it declared, breaks is left out.

        Claims of other diets stand: a halal gelatin and a keto bread are certified to be so.
        """
        imitates = "vegan" in self._claims
        told = self._told
        present = self._flags | contains | (traces - ANIMAL if imitates else traces)
        if "milk" in present:
            present |= {"lactose"}
        if present & {"crustaceans", "molluscs"}:
            present |= {"unkosher"}
        typical = self._typical() if self._sure_of_kind else frozenset()
        certain = {diet for diet in typical if present.isdisjoint(BROKEN_BY.get(diet, ()))}
        if "meat" in present:
            certain -= {"halal", "kosher"}
        claims = set(self._claims)
        if any(LENTEN_SHELF in {token.word for token in tokenise(shelf)} for shelf in self._item.category_path):
            claims.add("fasting")
        # "Вегетарианская колбаса" names what it imitates; "свинина постная" names what it is.
        against: dict[Diet, frozenset[str]] = {
            "vegan": contains | told,
            "vegetarian": contains | told,
            "gluten_free": contains | traces,
            "fasting": contains | told | (frozenset() if imitates else self._flags | self._flesh),
        }
        claims -= {diet for diet, flags in against.items() if not flags.isdisjoint(BROKEN_BY[diet])}
        found = certain | claims
        return frozenset(found | {more for diet in found for more in ENTAILS.get(diet, ())})

    def _typical(self) -> frozenset[Diet]:
        """Diets of the kind; of what is prepared none are certain, of what is in a marinade not all."""
        title = fold(title_of(self._item))
        if PREPARED.search(title) and self._kind not in ALWAYS_PREPARED:
            return frozenset()
        return self._composition.diets - NOT_OF_CURED if CURED.search(title) else self._composition.diets

    @property
    def _flesh(self) -> frozenset[str]:
        """That the kind is meat, where no word of the name says so: "фарш"."""
        meat = "meat" in (self._kind, *self._rules.kinds.ancestors(self._kind))
        return frozenset(("meat",)) if meat and "vegan" not in self._composition.diets else frozenset()

    def _claimed(self) -> set[Diet]:
        found: set[Diet] = set()
        for place, token in enumerate(self._tokens):
            if negated(self._tokens, place):
                found.update(diet for diet, words in DENIALS.items() if words.fullmatch(token.word))
            elif token.word not in NEGATIONS:
                found.update(diet for diet, starts in CLAIMS.items() if token.word.startswith(starts))
        if any(token.word.startswith(ADDED) for token in self._tokens):
            found.discard("sugar_free")
        return found


def denied_allergens(tokens: list[Token], vocabulary: IngredientVocabulary) -> frozenset[str]:
    """Allergens a name denies outright: "без молока", "не содержит орехов".

    One of many is not all of them: lactose, "без коровьего молока", "no rye", "без глазури".
    """
    alone = (match.at[0] for match in vocabulary.matches(tokens) if len(match.at) == 1)
    return frozenset(
        WHOLE_GROUPS[tokens[place].word]
        for place in alone
        if tokens[place].word in WHOLE_GROUPS and negated(tokens, place) and not _describes(tokens, place)
    )


def _describes(tokens: list[Token], place: int) -> bool:
    """Whether an English word says of what sort the next one is: "no milk chunks"."""
    if place + 1 >= len(tokens):
        return False
    word, after = tokens[place], tokens[place + 1]
    ended = after.clause != word.clause or after.word in JOINING or after.word in AFTER_DENIED
    return word.word.isascii() and not ended


def title_of(item: Item) -> str:
    """The titles of an item in both languages, in clauses of their own."""
    return f"{item.title.ru} . {item.title.en}"


def bilingual_ingredient(vocabulary: IngredientVocabulary, key: str) -> str:
    """An ingredient in both languages side by side: "фундук / hazelnut"."""
    entry = vocabulary[key]
    return f"{entry.ru} / {entry.en}"


def _held_to_composition(item: Item, told: frozenset[str], declared: frozenset[str]) -> Item:
    """The item with the allergens of its composition that were not declared as traces, without the diets that it breaks."""
    more = _allergens(told) - item.allergens if "allergens" in declared else frozenset()
    broken = {diet for diet in CHECKED if not (told | item.allergens).isdisjoint(BROKEN_BY[diet])}
    return replace(item, traces=item.traces | more, diets=item.diets - broken)


def _disclaimed(text: str) -> frozenset[str]:
    return frozenset(flag for pattern, flags in DISCLAIMS for flag in flags if pattern.search(fold(text)))


def _composition(entry: Mapping[str, str]) -> Composition:
    return Composition(
        contains=_allergens(entry.get("contains", "").split()),
        traces=_allergens(entry.get("traces", "").split()),
        diets=frozenset(diet for diet in DIETS if diet in entry.get("diets", "").split()),
        tastes=_tastes(entry.get("tastes", "").split()),
        unless=PhraseIndex({"unless": _list(entry.get("unless", ""))}),
    )


def _numbered(dishes: Mapping[str, str]) -> list[tuple[str, str]]:
    """Phrases with their allergens; the number keeps equal sets apart, since they are keys."""
    return [(str(phrase), f"{allergens}#{place}") for place, (phrase, allergens) in enumerate(dishes.items())]


def _list(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _allergens(flags: Any) -> frozenset[Allergen]:
    given = set(flags)
    return cast("frozenset[Allergen]", frozenset(given & set(ALLERGENS)))


def _tastes(words: Any) -> frozenset[Taste]:
    return cast("frozenset[Taste]", frozenset(set(words) & set(TASTES)))
