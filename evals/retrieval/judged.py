"""The judged needs: what a right answer to each is.

Two sets a language. `needs.*.yaml` grades by the kinds of our vocabulary, which the recommender ranks by too; all of it is
for choosing. `titles.*.yaml` grades by words of titles alone, shares nothing with the search but the titles, and is split:
two thirds, drawn by a checksum of the query, are the test half, which nothing was chosen on.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict

from podbor.core.items import Item
from podbor.core.vocabulary import Diet, Locale
from podbor.evals.retrieval.title_patterns import fits, title_of
from podbor.tools.catalog.kinds import KindVocabulary

WRONG, RIGHT_KIND, RIGHT = 0, 1, 2
Split: TypeAlias = Literal["validation", "test"]
Aspect: TypeAlias = Literal["kinds", "typo", "cross", "brand", "size", "variety", "vague"]
VALIDATION_SHARE = 3
"""One in so many of the needs judged by titles is for choosing."""
KNOWN = frozenset({"чем помыть окна", "красная рыба", "швейная машинка", "скрипка"})
"""Seen to be wrong before the set was split, so no test of anything."""


class JudgedNeed(BaseModel):
    """A need that a shop carries, and what answers it; see the heads of needs.ru.yaml and titles.ru.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: str
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    diets: tuple[Diet, ...] = ()
    ask: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    aspect: Aspect = "kinds"


class JudgedSet(BaseModel):
    """The needs of one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    carried: tuple[JudgedNeed, ...]
    not_carried: tuple[str, ...]


def load_judged(locale: Locale, split: Split) -> JudgedSet:
    """Read the packaged needs of a language that are for choosing, or those that are for the last reading."""
    by_title = _titles(locale)
    chosen = JudgedSet(
        carried=tuple(need for need in by_title.carried if _split(need.query) == split),
        not_carried=tuple(query for query in by_title.not_carried if _split(query) == split),
    )
    if split == "test":
        return chosen
    by_kind = JudgedSet.model_validate(_read(f"needs.{locale}.yaml"))
    known = {need.query for need in chosen.carried}
    return JudgedSet(
        carried=(*(need for need in by_kind.carried if need.query not in known), *chosen.carried),
        not_carried=(*by_kind.not_carried, *chosen.not_carried),
    )


def _titles(locale: Locale) -> JudgedSet:
    rows = _read(f"titles.{locale}.yaml")
    absent = rows.pop("not_carried")
    needs = [{**need, "aspect": aspect} for aspect, group in rows.items() for need in group]
    return JudgedSet.model_validate({"carried": needs, "not_carried": absent})


def _split(query: str) -> Split:
    drawn = zlib.crc32(query.encode()) % VALIDATION_SHARE == 0
    return "validation" if drawn or query in KNOWN else "test"


def _read(name: str) -> dict[str, Any]:
    rows: dict[str, Any] = yaml.load(files(__package__).joinpath(name).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return rows


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Grades items: 2 right, 1 right sort but another variety, 0 wrong or unfit for a diet asked for."""

    kinds: KindVocabulary

    def grade(self, need: JudgedNeed, item: Item) -> int:
        """Grade one item for one need."""
        return self._by_title(need, item) if need.right else self._by_kind(need, item)

    def grades(self, need: JudgedNeed, items: Iterable[Item]) -> dict[str, int]:
        """Item id to grade, of those above 0."""
        graded = ((item.item_id, self.grade(need, item)) for item in items)
        return {item_id: grade for item_id, grade in graded if grade}

    @staticmethod
    def _by_title(need: JudgedNeed, item: Item) -> int:
        title = title_of(item)
        if fits(need.but, title):
            return WRONG
        return RIGHT if fits(need.right, title) else RIGHT_KIND if fits(need.near, title) else WRONG

    def _by_kind(self, need: JudgedNeed, item: Item) -> int:
        if not {item.kind, *self.kinds.ancestors(item.kind)}.intersection(need.kinds):
            return WRONG
        if not item.diets.issuperset(need.diets):
            return WRONG
        if not need.words:
            return RIGHT
        said = f"{item.title.ru} {item.title.en}".casefold().replace("«", " ").split()
        return RIGHT if any(word.startswith(need.words) for word in said) else RIGHT_KIND
