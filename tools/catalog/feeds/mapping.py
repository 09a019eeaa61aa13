"""Chooses how a feed's columns become ours."""

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from podbor.core.errors import InputError
from podbor.tools.catalog.feeds.models import FeedRow
from podbor.tools.catalog.feeds.readers import RawRow

PLACEHOLDER = re.compile(r"\{(\w+)\}")
PATH_SEPARATOR = " > "


class FeedMapping(BaseModel):
    """A known feed; mappings.yaml explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    requires: list[str]
    item_prefix: str = ""
    columns: dict[str, str] = {}
    ignored: list[str] = []

    def fits(self, row: RawRow) -> bool:
        """Whether a row has the columns."""
        return all(row.has(column) for column in self.requires)

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A row under our names; columns that nothing reads are left out of a foreign feed, not of a native one."""
        if not self.columns:
            return dict(values)
        row = {ours: values[theirs] for ours, theirs in self.columns.items() if theirs in values}
        path = row.get("category_path")
        if isinstance(path, list):
            row["category_path"] = [part for shelf in path for part in str(shelf).split(PATH_SEPARATOR)]
        return row

    def prefix(self, values: Mapping[str, Any]) -> str:
        """What an item id begins with, so that it is unique over the services."""
        prefix = self.item_prefix
        for column, value in values.items():
            prefix = prefix.replace("{" + column + "}", str(value)[:40])
        return prefix

    def unfilled(self, values: Mapping[str, Any]) -> str:
        """A column that the prefix of an item id needs and a row has empty, or ""."""
        missing = PLACEHOLDER.search(self.prefix(values))
        return missing.group(1) if missing else ""


def load_mappings() -> list[FeedMapping]:
    """Known feeds, the most particular first."""
    text = files(__package__).joinpath("mappings.yaml").read_text(encoding="utf-8")
    return [FeedMapping.model_validate(entry) for entry in yaml.safe_load(text).values()]


def choose_mapping(row: RawRow, mappings: list[FeedMapping], *, file: str) -> FeedMapping:
    """The mapping whose columns a row has. Raises InputError where none fits."""
    for mapping in mappings:
        if mapping.fits(row):
            return mapping
    known = ", ".join(FeedRow.model_fields)
    missing = next((name for name in ("item_id", "price_rub") if not row.has(name)), "item_id")
    raise InputError(file=file, line=row.line, field=missing, reason=f"missing; columns may be: {known}")
