"""Reads what the demo catalogue sells (data/*.yaml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, cast

import yaml
from pydantic import BaseModel, ConfigDict

from podbor.core.vocabulary import Diet, Unit

DATA = ("sweets", "fresh", "pantry", "drinks_baby_pets", "household_beauty", "home_electronics", "leisure")
NOUN_MARK = "="


class KindSpec(BaseModel):
    """One entry of a data file; sweets.yaml explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    name: str
    brands: str
    price: str
    variants: dict[str, str]
    sizes: str = ""
    per_100: str = ""
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One product before brand and size: noun and description in both languages, ingredient keys, claimed diets."""

    noun_ru: str
    noun_en: str
    ru: str
    en: str
    ingredients: tuple[str, ...]
    claims: frozenset[Diet]


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """All there is to know of a kind. `price` in RUB of the first size, `per_100` as in the data files."""

    kind: str
    brands: tuple[str, ...]
    sizes: tuple[float, ...]
    unit: Unit | None
    price: tuple[float, float]
    per_100: tuple[float, ...]
    base: tuple[str, ...]
    variants: tuple[Variant, ...]


def load_recipes() -> list[Recipe]:
    """All recipes, in the order of the data files."""
    folder = files(__package__).joinpath("data")
    recipes: list[Recipe] = []
    for name in DATA:
        text = folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8")
        tree: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
        recipes.extend(_recipe(kind, KindSpec.model_validate(entry)) for kind, entry in tree.items())
    return recipes


def _recipe(kind: str, spec: KindSpec) -> Recipe:
    noun_ru, noun_en = (part.strip() for part in spec.name.split("|"))
    *sizes, unit = spec.sizes.split() or [""]
    low, high = (float(part) for part in spec.price.split("-"))
    base = tuple(spec.of.split())
    return Recipe(
        kind=kind,
        brands=tuple(brand.strip() for brand in spec.brands.split(",")),
        sizes=tuple(float(size) for size in sizes),
        unit=cast("Unit", unit) if unit else None,
        price=(low, high),
        per_100=tuple(float(number) for number in spec.per_100.split()),
        base=base,
        variants=tuple(_variant(ru, en, noun_ru, noun_en, base) for ru, en in spec.variants.items()),
    )


def _variant(ru: str, text: str, noun_ru: str, noun_en: str, base: tuple[str, ...]) -> Variant:
    words = text.split()
    marks = [word for word in words if word[0] in "+-!" and word[1:2].isalpha()]
    en = " ".join(word for word in words if word not in marks)
    noun_ru, ru = _noun(ru, noun_ru)
    noun_en, en = _noun(en, noun_en)
    removed = {mark[1:] for mark in marks if mark[0] == "-"}
    kept = [key for key in base if key not in removed]
    added = [mark[1:] for mark in marks if mark[0] == "+"]
    return Variant(
        noun_ru=noun_ru,
        noun_en=noun_en,
        ru=ru,
        en=en,
        ingredients=tuple(dict.fromkeys((*kept, *added))),
        claims=cast("frozenset[Diet]", frozenset(mark[1:] for mark in marks if mark[0] == "!")),
    )


def _noun(text: str, default: str) -> tuple[str, str]:
    if not text.startswith(NOUN_MARK):
        return default, text
    noun, _, rest = text.removeprefix(NOUN_MARK).partition(", ")
    return noun, rest
