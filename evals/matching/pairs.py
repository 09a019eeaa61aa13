"""The labelled pairs of titles; data/README.md says what counts as one product."""

import csv
from importlib.resources import files
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, ValidationError

from podbor.core.errors import SetupError
from podbor.core.text import CYRILLIC, fold

Part: TypeAlias = Literal["validation", "test"]


class LabelledPair(BaseModel):
    """Two titles and whether they are one product; `aspect` is what tells a different pair apart, "" of a match."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pair_id: str
    label: Literal["match", "different"]
    area: Literal["grocery", "baby", "household", "cosmetics", "electronics", "home", "pets", "stationery", "medicine"]
    aspect: Literal["", "brand", "kind", "line", "form", "flavour", "fat", "sugar", "size", "count", "colour", "model"]
    left: str
    right: str

    @property
    def languages(self) -> str:
        """Both languages, "ru-ru", "en-ru" or "en-en": a title with a Cyrillic letter is Russian."""
        found = sorted("ru" if CYRILLIC.search(fold(title)) else "en" for title in (self.left, self.right))
        return "-".join(found)


def load_pairs(part: Part) -> list[LabelledPair]:
    """Read the packaged pairs of a part. Raises SetupError when a row is malformed."""
    text = files(__package__).joinpath("data", f"{part}.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        return [LabelledPair.model_validate(row) for row in rows]
    except ValidationError as error:
        raise SetupError(f"{part}.tsv line {rows.line_num}: {error}", mend="pip install --force podbor") from error
