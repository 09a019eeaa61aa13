"""The closed vocabularies that every layer shares: the tool contract's values, spelled once."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args

Locale: TypeAlias = Literal["ru", "en"]
Allergen: TypeAlias = Literal[
    "milk",
    "eggs",
    "fish",
    "crustaceans",
    "molluscs",
    "peanuts",
    "nuts",
    "soy",
    "gluten",
    "celery",
    "mustard",
    "sesame",
    "sulphites",
    "lupin",
]
Diet: TypeAlias = Literal[
    "vegan",
    "vegetarian",
    "halal",
    "kosher",
    "keto",
    "lactose_free",
    "gluten_free",
    "sugar_free",
    "organic",
    "fasting",
]
Taste: TypeAlias = Literal["sweet", "salty", "sour", "bitter", "spicy", "umami", "smoky", "mild"]
Unit: TypeAlias = Literal["g", "ml", "pcs"]
Service: TypeAlias = str
"""A key of `Settings.services`: services are configuration, so the type is open and the tools validate it."""

Facet: TypeAlias = Literal["allergen", "ingredient", "diet", "taste", "brand", "category", "service"]
Stance: TypeAlias = Literal["require", "prefer", "avoid", "exclude"]
Scope: TypeAlias = Literal["session", "lasting"]
Attribute: TypeAlias = Literal[
    "price", "delivery_time", "size", "sugar", "calories", "fat", "salt", "protein", "rating"
]
Direction: TypeAlias = Literal["lower", "higher"]
Verdict: TypeAlias = Literal["accept", "reject"]
Person: TypeAlias = Literal[
    "self",
    "husband",
    "wife",
    "partner",
    "son",
    "daughter",
    "child",
    "mother",
    "father",
    "grandmother",
    "grandfather",
    "brother",
    "sister",
    "mother_in_law",
    "father_in_law",
    "daughter_in_law",
    "son_in_law",
    "sister_in_law",
    "brother_in_law",
    "aunt",
    "uncle",
    "niece",
    "nephew",
    "cousin",
]
"""Whom a fact is about: the shopper, or somebody of the family. Guests are no family: theirs is the occasion's."""

LOCALES: tuple[Locale, ...] = get_args(Locale)
ALLERGENS: tuple[Allergen, ...] = get_args(Allergen)
DIETS: tuple[Diet, ...] = get_args(Diet)
TASTES: tuple[Taste, ...] = get_args(Taste)
FACETS: tuple[Facet, ...] = get_args(Facet)
STANCES: tuple[Stance, ...] = get_args(Stance)
SCOPES: tuple[Scope, ...] = get_args(Scope)
ATTRIBUTES: tuple[Attribute, ...] = get_args(Attribute)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
PEOPLE: tuple[Person, ...] = get_args(Person)
OTHERS: tuple[Person, ...] = tuple(person for person in PEOPLE if person != "self")
SAFETY: tuple[tuple[Facet, Stance], ...] = (("allergen", "exclude"), ("diet", "require"))
"""What is said of these may be about health: it holds at once, and is never lifted by the way."""
COMPANIONS: dict[Allergen, Allergen] = {"nuts": "peanuts"}
"""An allergen that shoppers may mean when they name another. EU law keeps peanuts apart from nuts; everyday speech does not."""
SAME: tuple[frozenset[tuple[Facet, str]], ...] = (frozenset({("allergen", "gluten"), ("diet", "gluten_free")}),)
"""Facts that say the same in different words: who has coeliac disease cannot have gluten."""


def keeps_safe(args: Mapping[str, Any]) -> bool:
    """Whether the arguments of a call make a change that may be about health."""
    changes: Sequence[Mapping[str, Any]] = args.get("changes") or ()
    return any((change.get("facet"), change.get("stance")) in SAFETY for change in changes)


def same_facts(facet: str, value: str) -> frozenset[tuple[Facet, str]]:
    """Return what says the same as a fact, itself left out.

    >>> same_facts("diet", "gluten_free")
    frozenset({('allergen', 'gluten')})
    """
    fact = (facet, value)
    return next((same - {fact} for same in SAME if fact in same), frozenset())
