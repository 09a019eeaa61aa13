"""Whether a thing holds an excluded ingredient, or may hold it though neither its name nor its composition tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from podbor.core.items import Bilingual, Item
from podbor.core.phrases import tokenise
from podbor.core.terms import Terms
from podbor.core.vocabulary import ALLERGENS, Allergen
from podbor.tools.catalog.facts import denied_allergens, title_of
from podbor.tools.catalog.ingredients import BROKEN_BY, E_NUMBER, UNKNOWN, IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary

NOT_EATEN = frozenset(
    "pets household beauty home electronics toys stationery diy garden diapers baby_wipes baby_hygiene baby_bottles".split()
)
"""Groups that a shopper's own diet and taste say nothing about: a vegan may want a kettle."""
EATEN = frozenset({"vitamins"})
"""Kinds of these groups that are eaten all the same."""
VAGUE = frozenset(
    "additive preservative oil vegetable onion fruit berry mushroom meat poultry legume nut seed spice".split()
)
"""Groups that a composition may name for any of their members: "растительный жир" may be palm oil."""
ANY_ADDITIVE = "additive"
"""What an E-number that is not known is of."""
CACHED_WORDS = 1024
CACHED_ITEMS = 8192


@dataclass(frozen=True, kw_only=True)
class Habit:
    """Ingredients, or allergens, that things of some kinds are often made with, unless they name others."""

    holds: frozenset[str]
    allergens: frozenset[str]
    kinds: frozenset[str]
    unless: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What an excluded word stands for: its keys, those that are known, their habits, and an allergen that it is all of."""

    keys: frozenset[str]
    known: frozenset[str]
    habits: tuple[Habit, ...]
    allergen: Allergen | None


class Exclusions:
    """Knows which things may hold an ingredient that is not to be in them."""

    def __init__(self, kinds: KindVocabulary, ingredients: IngredientVocabulary) -> None:
        text = files(__package__).joinpath("unsaid.yaml").read_text(encoding="utf-8")
        self._kinds, self._ingredients = kinds, ingredients
        self.habits = tuple(_habit(row, kinds) for row in yaml.load(text, Loader=yaml.CSafeLoader))
        self._rows = frozenset(key for habit in self.habits for key in habit.holds)
        self._meant = lru_cache(maxsize=CACHED_WORDS)(self._meaning)
        self._denied = lru_cache(maxsize=CACHED_ITEMS)(ingredients.denied)
        self._named = lru_cache(maxsize=CACHED_ITEMS)(self._names)

    def may_hold(self, item: Item, word: str) -> bool:
        """Whether an item contains what `word` names, or may, its composition not being told."""
        meant = self._meant(word)
        if meant.known and meant.known <= self._denied(item):
            return not meant.known.isdisjoint(self._told(item))
        named = self._named(item)
        if not meant.keys.isdisjoint(named):
            return True
        if meant.allergen and (
            meant.allergen in item.allergens | item.traces or self.may_contain(item, meant.allergen)
        ):
            return True
        if not meant.known or self._claims_not(item, meant.known):
            return False
        if self._is_told(item):
            return self.is_eaten(item.kind) and self._is_vague(item, meant.known)
        unknown = item.kind not in self._kinds
        return any((unknown or item.kind in habit.kinds) and habit.unless.isdisjoint(named) for habit in meant.habits)

    def may_contain(self, item: Item, allergen: Allergen) -> bool:
        """Whether an item whose composition is not told may contain an allergen that was not inferred from its name."""
        if self._is_told(item) or _tells_allergens(item) or self._denies(item, allergen):
            return False
        return item.kind not in self._kinds or any(
            allergen in habit.allergens and item.kind in habit.kinds for habit in self.habits
        )

    def _denies(self, item: Item, allergen: Allergen) -> bool:
        claimed = allergen == "gluten" and "gluten_free" in item.diets
        return claimed or allergen in denied_allergens(tokenise(title_of(item)), self._ingredients)

    def _meaning(self, word: str) -> Meaning:
        keys = frozenset(self._ingredients.own_keys(word))
        numbers = (ANY_ADDITIVE for key in keys if E_NUMBER.fullmatch(key.removeprefix(UNKNOWN)))
        known = frozenset(key for key in keys if key in self._ingredients) or frozenset(numbers)
        nearest = {next((key for key in self._ingredients.sort_of(one) if key in self._rows), "") for one in known}
        habits = tuple(habit for habit in self.habits if not habit.holds.isdisjoint(nearest))
        return Meaning(keys=keys, known=known, habits=habits, allergen=self._allergen(word, known))

    def _allergen(self, word: str, known: frozenset[str]) -> Allergen | None:
        """The allergen that a word is all of: soy, and no tofu."""
        facet, value = Terms.load().resolve(word) or ("", "")
        whole = facet == "allergen" and known and not any(self._ingredients[key].parent for key in known)
        return next((allergen for allergen in ALLERGENS if whole and allergen == value), None)

    def _names(self, item: Item) -> frozenset[str]:
        """Keys of an item and all above them; where its title names nothing, those of its kind."""
        kind = self._kinds.get(item.kind)
        silent = self.is_eaten(item.kind) and not self._ingredients.in_text(title_of(item))
        own = self._ingredients.item_keys(item)
        if kind is None or not silent:
            return own
        return own | self._ingredients.item_keys(Item(item_id="", title=Bilingual(ru=kind.ru, en=kind.en)))

    def is_eaten(self, kind: str) -> bool:
        """Whether people eat things of a kind; of an unknown one, they may."""
        return kind in EATEN or NOT_EATEN.isdisjoint((kind, *self._kinds.ancestors(kind)))

    def _is_told(self, item: Item) -> bool:
        """Whether the composition of an item was declared: "состав на упаковке" is none."""
        return "ingredients" not in item.inferred and any(map(self._ingredients.in_text, item.ingredients))

    def _told(self, item: Item) -> frozenset[str]:
        """What the composition names, with what it is sorts of; not what it is a source of, as coffee is of caffeine."""
        keys = self._ingredients.in_text(", ".join(item.ingredients)) if self._is_told(item) else ()
        return frozenset(above for key in keys for above in self._ingredients.sort_of(key))

    def _claims_not(self, item: Item, own: Iterable[str]) -> bool:
        broken = frozenset(flag for diet in item.diets for flag in BROKEN_BY.get(diet, ()))
        return all(not broken.isdisjoint(self._ingredients.flags([key])) for key in own)

    def _is_vague(self, item: Item, own: Iterable[str]) -> bool:
        """Whether the composition names a group of the word with no member beside it."""
        groups = VAGUE.intersection(*({*self._ingredients.sort_of(key)} - {key} for key in own))
        named = map(self._ingredients.in_text, item.ingredients) if groups else ()
        return any(len(keys) == 1 and keys[0] in groups for keys in named)


def _tells_allergens(item: Item) -> bool:
    """Whether a feed declared allergens of an item."""
    return bool(item.allergens | item.traces) and item.inferred.isdisjoint(("allergens", "traces"))


def _habit(row: Mapping[str, Any], kinds: KindVocabulary) -> Habit:
    words = row["kinds"].split()
    all_of = {key for word in words if not word.startswith("-") for key in (word, *kinds.descendants(word))}
    none_of = {key for word in words if word.startswith("-") for key in (word[1:], *kinds.descendants(word[1:]))}
    return Habit(
        holds=frozenset(row.get("holds", "").split()),
        allergens=frozenset(row.get("allergens", "").split()),
        kinds=frozenset(all_of - none_of),
        unless=frozenset(row.get("unless", "").split()),
    )
