"""What is sold: items and their offers."""

from dataclasses import dataclass, field
from datetime import datetime

from podbor.core.vocabulary import Allergen, Diet, Locale, Service, Taste, Unit


@dataclass(frozen=True, kw_only=True)
class Bilingual:
    """One text in both languages; a feed that has one language leaves the other empty."""

    ru: str = ""
    en: str = ""

    def text(self, locale: Locale) -> str:
        """Return the text in `locale`, or in the other language where this one is missing."""
        return (self.ru or self.en) if locale == "ru" else (self.en or self.ru)


@dataclass(frozen=True, kw_only=True)
class Nutrition:
    """Per 100 g or 100 ml: kilocalories, and grams of the rest. None is unknown, which is not zero."""

    calories: float | None = None
    protein: float | None = None
    fat: float | None = None
    carbohydrates: float | None = None
    sugar: float | None = None
    salt: float | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """A product, whoever sells it.

    Attributes:
        item_id: stable key, unique over all services.
        kind: key of the kind vocabulary ("cookies"), or "" where it is not known.
        category_path: from the root, in the language of the feed.
        size: of one package, in `unit`; None where it is not known.
        allergens: what the product contains.
        traces: what it may contain; an allergy excludes both.
        diets: diets the product is fit for. Absence means "not known to be fit".
        ingredients: as declared, lower case, in Russian and English side by side where both are known.
        rating: mean of 1 to 5, or None.
        inferred: names of the fields that were inferred from the name and not declared by the feed.
        sid: semantic ID as "12-7-201" (one code a level, "-n" on a collision), "" before the index is built.
        demo: made up by the demo catalogue.
    """

    item_id: str
    title: Bilingual
    brand: str = ""
    kind: str = ""
    category_path: tuple[str, ...] = ()
    size: float | None = None
    unit: Unit | None = None
    ingredients: tuple[str, ...] = ()
    allergens: frozenset[Allergen] = frozenset()
    traces: frozenset[Allergen] = frozenset()
    diets: frozenset[Diet] = frozenset()
    nutrition: Nutrition = field(default_factory=Nutrition)
    tastes: frozenset[Taste] = frozenset()
    rating: float | None = None
    rating_count: int = 0
    inferred: frozenset[str] = frozenset()
    sid: str = ""
    demo: bool = False


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One service's terms for one item. Money is in kopecks, `eta_minutes` from the order to the door."""

    item_id: str
    service: Service
    price: int
    old_price: int | None = None
    stock: int
    eta_minutes: int
    delivery_fee: int = 0
    minimum_order: int = 0
    updated_at: datetime

    @property
    def in_stock(self) -> bool:
        """Whether at least one piece can be ordered."""
        return self.stock > 0
