"""What a planner is told about the conversation."""

import re
from dataclasses import dataclass
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field, field_validator

from podbor.core.vocabulary import FACETS, Facet, Locale

DEFAULT_SHOWN = 5
_FACT = re.compile(
    rf"(?:(?P<person>\w+): )?(?:(?P<stance>\w+) )?(?P<facet>{'|'.join(FACETS)}) (?P<value>.+?)(?: (?:session|lasting))?"
)


class ShownItem(BaseModel):
    """One line of the list on screen: price in roubles, None where there is no offer; `need` is the search it answers."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    position: int
    title: str = ""
    price_rub: float | None = None
    need: str = ""


def _default_slate() -> list[ShownItem]:
    return [ShownItem(position=position) for position in range(1, DEFAULT_SHOWN + 1)]


@dataclass(frozen=True, kw_only=True)
class RememberedFact:
    """A fact in force; the stance is empty where it is not told."""

    person: str
    stance: str
    facet: Facet
    value: str


class PlannerContext(BaseModel):
    """The state a planner sees; what is not given is a list of five unknown items on screen and nothing else known.

    Attributes:
        need: query of the search on screen, of several the last.
        needs: queries of all searches on screen.
        last_act: name of the last tool called.
        remembered: facts in force, as "exclude allergen nuts lasting".
        asked: the question the agent just asked.
        focus: position of the item just spoken of.
        compared: positions of the items just compared: "the cheaper one" is one of them.
        taken: what the shopper took before, the latest first: semantic ID, title, shelf.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    locale: Locale | None = None
    need: str = ""
    needs: tuple[str, ...] = ()
    slate: list[ShownItem] = Field(default_factory=_default_slate)
    last_act: str = ""
    remembered: list[str] = Field(default_factory=list)
    asked: str = ""
    focus: int | None = None
    compared: tuple[int, ...] = ()
    taken: list[str] = Field(default_factory=list)

    @property
    def facts(self) -> tuple[RememberedFact, ...]:
        """What is remembered, read; what is not written as a fact is left out."""
        read = (_FACT.fullmatch(text) for text in self.remembered)
        return tuple(
            RememberedFact(
                person=found["person"] or "self",
                stance=found["stance"] or "",
                facet=cast(Facet, found["facet"]),
                value=found["value"],
            )
            for found in read
            if found is not None
        )

    @field_validator("need", "last_act", "asked", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        return "" if value is None else value

    @field_validator("remembered", mode="before")
    @classmethod
    def _facts(cls, value: Any) -> Any:
        return [_fact_text(fact) for fact in value or []]

    @field_validator("slate", mode="before")
    @classmethod
    def _items(cls, value: Any) -> Any:
        if isinstance(value, int):
            return [{"position": position} for position in range(1, value + 1)]
        return [_item(entry, position) for position, entry in enumerate(value or [], start=1)]


def _item(entry: Any, position: int) -> Any:
    if isinstance(entry, str):
        return {"position": position, "title": entry}
    return {"position": position, **entry} if isinstance(entry, dict) else entry


def _fact_text(fact: Any) -> Any:
    if isinstance(fact, dict):
        return " ".join(str(fact[key]) for key in ("stance", "facet", "value", "scope") if fact.get(key))
    return fact
