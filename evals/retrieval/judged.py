"""The judged needs: what a right answer to each is, on any catalogue with our kinds."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from podbor.core.items import Item
from podbor.core.vocabulary import Diet, Locale
from podbor.tools.catalog.kinds import KindVocabulary

WRONG, RIGHT_KIND, RIGHT = 0, 1, 2


class JudgedNeed(BaseModel):
    """A need that a shop carries, and what answers it; see the head of needs.ru.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: str
    kinds: tuple[str, ...]
    words: tuple[str, ...] = ()
    diets: tuple[Diet, ...] = ()
    ask: tuple[str, ...] = ()


class JudgedSet(BaseModel):
    """The needs of one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    carried: tuple[JudgedNeed, ...]
    not_carried: tuple[str, ...]


def load_judged(locale: Locale) -> JudgedSet:
    """Read the packaged needs of a language."""
    text = files(__package__).joinpath(f"needs.{locale}.yaml").read_text(encoding="utf-8")
    return JudgedSet.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Grades items: 2 right, 1 right kind but another variety, 0 wrong kind or unfit for a diet asked for."""

    kinds: KindVocabulary

    def grade(self, need: JudgedNeed, item: Item) -> int:
        """Grade one item for one need."""
        if not {item.kind, *self.kinds.ancestors(item.kind)}.intersection(need.kinds):
            return WRONG
        if not item.diets.issuperset(need.diets):
            return WRONG
        if not need.words:
            return RIGHT
        words = f"{item.title.ru} {item.title.en}".casefold().replace("«", " ").split()
        return RIGHT if any(word.startswith(need.words) for word in words) else RIGHT_KIND

    def grades(self, need: JudgedNeed, items: Iterable[Item]) -> dict[str, int]:
        """Item id to grade, of those above 0."""
        graded = ((item.item_id, self.grade(need, item)) for item in items)
        return {item_id: grade for item_id, grade in graded if grade}
