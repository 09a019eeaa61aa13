"""Generates the demo catalogue: the same seed gives the same bytes."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from random import Random
from typing import cast

from podbor.core.items import Item, Nutrition, Offer
from podbor.core.phrases import tokenise
from podbor.core.settings import SERVICES, ServiceSettings
from podbor.core.vocabulary import Allergen, Diet
from podbor.tools.catalog.demo.pricing import base_price, make_offers
from podbor.tools.catalog.demo.recipes import Recipe, Variant, load_recipes
from podbor.tools.catalog.demo.wording import titles
from podbor.tools.catalog.facts import FactInference, bilingual_ingredient

BRANDS_PER_VARIANT = 2
SECOND_SIZE = 0.15
CLEAN_LINE = 0.5
"""Chance that a maker keeps a product free of traces."""
EDIBLE = ("food", "baby")
BY_COMPOSITION: frozenset[Diet] = frozenset(
    ("vegan", "vegetarian", "lactose_free", "gluten_free", "sugar_free", "keto", "fasting")
)
"""Diets that follow from what a product is made of; halal, kosher and organic are certificates."""
KEPT_CLEAN: dict[Diet, frozenset[Allergen]] = {
    "gluten_free": frozenset(("gluten",)),
    "vegan": frozenset(("milk", "eggs", "fish", "crustaceans", "molluscs")),
}
KETO_CARBOHYDRATES = 10.0
NUTRIENTS = ("calories", "protein", "fat", "carbohydrates", "sugar", "salt")


def generate_demo(
    *, seed: int = 7, updated_at: datetime, services: Mapping[str, ServiceSettings] | None = None
) -> tuple[list[Item], list[Offer]]:
    """Make the items and offers of the demo catalogue, ordered by kind; all carry `demo=True`."""
    facts = FactInference.load()
    items: list[Item] = []
    offers: list[Offer] = []
    for recipe in load_recipes():
        rng = Random(f"{seed}:{recipe.kind}")
        groups = facts.kinds.ancestors(recipe.kind)
        maker = _Maker(facts, recipe, rng, seed)
        for number, (variant, brand, size) in enumerate(_assortment(rng, recipe), start=1):
            item = maker.item(f"demo-{recipe.kind}-{number:03d}", variant, brand, size)
            price = base_price(rng, recipe, tier=_tier(seed, brand), size=size, claims=variant.claims)
            items.append(item)
            offers.extend(make_offers(rng, item, price, groups, services or SERVICES, updated_at))
    return items, offers


def _assortment(rng: Random, recipe: Recipe) -> Iterator[tuple[Variant, str, float | None]]:
    """Every variant from a few makers in turn, in one size or two."""
    turn = rng.randrange(len(recipe.brands))
    for variant in recipe.variants:
        for _ in range(min(BRANDS_PER_VARIANT, len(recipe.brands))):
            brand = recipe.brands[turn % len(recipe.brands)]
            turn += 1
            wanted = 2 if rng.random() < SECOND_SIZE else 1
            sizes = sorted(rng.sample(recipe.sizes, min(wanted, len(recipe.sizes))))
            yield from ((variant, brand, size) for size in sizes or (None,))


def _tier(seed: int, brand: str) -> float:
    """How dear a maker is: the same over all its products."""
    return Random(f"{seed}:tier:{brand}").uniform(0.82, 1.25)


class _Maker:
    """Makes the items of one recipe."""

    def __init__(self, facts: FactInference, recipe: Recipe, rng: Random, seed: int) -> None:
        self._facts = facts
        self._recipe = recipe
        self._rng = rng
        self._seed = seed
        ancestors = facts.kinds.ancestors(recipe.kind)
        self._path = tuple(facts.kinds.name(key, "ru") for key in (*reversed(ancestors), recipe.kind))
        self._edible = ancestors[-1] in EDIBLE
        self._composition = facts.composition(recipe.kind)

    def item(self, item_id: str, variant: Variant, brand: str, size: float | None) -> Item:
        vocabulary = self._facts.ingredients
        allergens = vocabulary.allergens_of(variant.ingredients)
        traces = self._traces(variant, brand, allergens)
        nutrition = self._nutrition(variant)
        title = titles(variant, brand, size, self._recipe.unit)
        rated = self._rng.random() > 0.04
        return Item(
            item_id=item_id,
            title=title,
            brand=brand,
            kind=self._recipe.kind,
            category_path=self._path,
            size=size,
            unit=self._recipe.unit if size is not None else None,
            ingredients=tuple(bilingual_ingredient(vocabulary, key) for key in variant.ingredients),
            allergens=allergens,
            traces=traces,
            diets=self._diets(variant, allergens | traces, nutrition) if self._edible else frozenset(),
            nutrition=nutrition,
            tastes=self._composition.tastes | self._facts.tastes(tokenise(variant.ru)) if self._edible else frozenset(),
            rating=round(min(5.0, max(3.2, self._rng.gauss(4.45, 0.32))), 1) if rated else None,
            rating_count=int(self._rng.lognormvariate(4, 1.3)) + 1 if rated else 0,
            demo=True,
        )

    def _traces(self, variant: Variant, brand: str, allergens: frozenset[Allergen]) -> frozenset[Allergen]:
        clean = frozenset(allergen for claim in variant.claims for allergen in KEPT_CLEAN.get(claim, ()))
        line = Random(f"{self._seed}:line:{brand}:{self._recipe.kind}").random()
        if not variant.ingredients or line < CLEAN_LINE:
            return frozenset()
        return self._composition.traces - allergens - clean

    def _diets(self, variant: Variant, present: frozenset[Allergen], nutrition: Nutrition) -> frozenset[Diet]:
        known = self._facts.ingredients.diets_of(variant.ingredients, sugar=nutrition.sugar)
        certain = {diet for diet in known if diet in BY_COMPOSITION or diet in self._composition.diets}
        if nutrition.carbohydrates is None or nutrition.carbohydrates > KETO_CARBOHYDRATES:
            certain.discard("keto")
        if "gluten" in present:
            certain.discard("gluten_free")
        if nutrition.sugar is None:
            certain.discard("sugar_free")
        return cast("frozenset[Diet]", frozenset(certain | variant.claims))

    def _nutrition(self, variant: Variant) -> Nutrition:
        """Nutrition of the recipe, each product a little off it; without sugar where the variant has none."""
        if not self._recipe.per_100:
            return Nutrition()
        values = dict(zip(NUTRIENTS, self._recipe.per_100, strict=False))
        values = {name: value * self._rng.uniform(0.9, 1.1) for name, value in values.items()}
        vocabulary = self._facts.ingredients
        sweetened = "sugar" in vocabulary.flags(variant.ingredients)
        if "keto" in variant.claims:
            values["carbohydrates"] = min(values["carbohydrates"], self._rng.uniform(2, 8))
        if "sugar_free" in variant.claims:
            values = _unsweetened(values, self._rng.uniform(0, 0.4))
        elif "keto" in variant.claims:
            values["sugar"] = min(values["sugar"], self._rng.uniform(0, 2))
        elif not sweetened and "sugar" in vocabulary.flags(self._recipe.base):
            values["sugar"] *= 0.6
        if "carbohydrates" in values:
            values["sugar"] = min(values["sugar"], values["carbohydrates"])
        return Nutrition(**{name: round(value, 0 if name == "calories" else 2) for name, value in values.items()})


def _unsweetened(values: dict[str, float], sugar: float) -> dict[str, float]:
    removed = max(0.0, values["sugar"] - sugar)
    return values | {
        "sugar": min(sugar, values["sugar"]),
        "carbohydrates": max(sugar, values["carbohydrates"] - removed * 0.7),
        "calories": max(1.0, values["calories"] - removed * 2.2),
    }
