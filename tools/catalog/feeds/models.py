"""The row of a feed, validated."""

import re
import unicodedata
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from podbor.core.vocabulary import Allergen, Diet, Taste, Unit
from podbor.tools.catalog.tables import ITEM_ID_LENGTH

MAX_TITLE = 400
MAX_TEXT = 2000
MAX_PRICE_RUB = 50_000_000
MAX_PATHS = 40
SPACES = re.compile(r"\s+")
LIST_MARK = re.compile(r"\s*[;|]\s*")
INGREDIENT_MARK = re.compile(r"\s*[,;]\s*")
PATH_MARK = re.compile(r"\s*(?:>|/|\|)\s*")
NO_PRICE = (0, "0", "0.0", "0.00")
"""What feeds write as the old price of what has none."""
LIST_MARKS = {
    "category_path": PATH_MARK,
    "ingredients": INGREDIENT_MARK,
    "allergens": LIST_MARK,
    "traces": LIST_MARK,
    "diets": LIST_MARK,
    "tastes": LIST_MARK,
}


def clean(value: object) -> object:
    """Text without control and invisible characters, spaces single; anything else as it is."""
    if not isinstance(value, str):
        return value
    visible = "".join(" " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in value)
    visible = "".join(letter for letter in visible if unicodedata.category(letter) not in ("Cf", "Cs", "Co", "Cn"))
    return SPACES.sub(" ", visible).strip()


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _number(value: object) -> object:
    """Numbers may be written "1 299,90"; a truth value is no number."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        value = value.replace("\u00a0", "").replace(" ", "").replace(",", ".")
    return value


def _lines(value: object) -> object:
    """Text whose lines are each cleaned: what is read and not kept may be as long as it is."""
    return "\n".join(str(clean(line)) for line in value.splitlines()) if isinstance(value, str) else value


Text: TypeAlias = Annotated[str, BeforeValidator(clean), StringConstraints(max_length=MAX_TEXT)]
Label: TypeAlias = Annotated[str, BeforeValidator(_lines)]
Title: TypeAlias = Annotated[str, BeforeValidator(clean), StringConstraints(max_length=MAX_TITLE)]
Rub: TypeAlias = Annotated[float, BeforeValidator(_number), Field(gt=0, le=MAX_PRICE_RUB, allow_inf_nan=False)]
Amount: TypeAlias = Annotated[float, BeforeValidator(_number), Field(ge=0, le=1_000_000, allow_inf_nan=False)]
Size: TypeAlias = Annotated[float, BeforeValidator(_number), Field(gt=0, le=1_000_000, allow_inf_nan=False)]
Rating: TypeAlias = Annotated[float, BeforeValidator(_number), Field(ge=0, le=5, allow_inf_nan=False)]
Count: TypeAlias = Annotated[int, BeforeValidator(_number), Field(ge=0, le=100_000_000)]


class FeedRow(BaseModel):
    """One product as a feed has it, under our names. Money in RUB; nutrition per 100 g or 100 ml.

    Lists may be written in one cell: ingredients with commas, paths with ">", the rest with ";" or "|".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    item_id: Annotated[str, BeforeValidator(clean), StringConstraints(min_length=1, max_length=ITEM_ID_LENGTH - 60)]
    title_ru: Title = ""
    title_en: Title = ""
    brand: Title = ""
    kind: Title = ""
    category_path: Annotated[list[Text], Field(max_length=MAX_PATHS)] = []
    size: Size | None = None
    unit: Unit | None = None
    weight_g: Amount | None = None
    size_text: Text = ""
    ingredients: list[Text] | None = None
    allergens: list[Allergen] | None = None
    traces: list[Allergen] | None = None
    allergen_text: Label = ""
    diets: list[Diet] | None = None
    tastes: list[Taste] | None = None
    calories: Amount | None = None
    protein: Amount | None = None
    fat: Amount | None = None
    carbohydrates: Amount | None = None
    sugar: Amount | None = None
    salt: Amount | None = None
    rating: Rating | None = None
    rating_count: Count = 0
    price_rub: Rub
    old_price_rub: Rub | None = None
    stock: Count | None = None
    available: bool | None = None
    eta_minutes: Count | None = None
    delivery_fee_rub: Amount | None = None
    minimum_order_rub: Amount | None = None

    @model_validator(mode="before")
    @classmethod
    def _prepared(cls, row: Any) -> Any:
        """An empty cell is no value, nor is an old price of nothing; a list in one cell is split."""
        if not isinstance(row, dict):
            return row
        row = {name: value for name, value in row.items() if not _empty(value)}
        if _number(row.get("old_price_rub")) in NO_PRICE:
            del row["old_price_rub"]
        for name, mark in LIST_MARKS.items():
            if isinstance(row.get(name), str):
                row[name] = [part for part in mark.split(row[name]) if part]
        return row

    @model_validator(mode="after")
    def _named(self) -> "FeedRow":
        if not (self.title_ru or self.title_en):
            raise ValueError("the product has no name")
        return self
