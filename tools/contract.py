"""The tool contract: names, arguments and tags of what a planner may call.

The docstrings and field descriptions are the schemas that a large planner reads.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, TypeAlias, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from podbor.core.errors import ToolRetry
from podbor.core.vocabulary import (
    ALLERGENS,
    DIETS,
    OTHERS,
    TASTES,
    Attribute,
    Direction,
    Facet,
    Person,
    Scope,
    Service,
    Stance,
    Verdict,
)


def _no_boolean(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("a whole number, neither true nor false")
    return value


NUMBER = BeforeValidator(_no_boolean)
Rubles: TypeAlias = Annotated[int, Field(ge=0, le=100_000_000, description="whole roubles"), NUMBER]
Position: TypeAlias = Annotated[int, Field(ge=1, description="position on the list on screen, from 1"), NUMBER]
Words: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
BRANCHES = ("literal_error", "model_type")
"""Errors of pydantic that say no more than that a branch of a union is another one."""
UNKNOWN = "extra_forbidden"
CLOSED_VALUES: dict[str, tuple[str, ...]] = {"allergen": ALLERGENS, "diet": DIETS, "taste": TASTES}


class ToolArgs(BaseModel):
    """Base of all arguments: nothing unknown is accepted."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SearchCatalog(ToolArgs):
    """Find products for one need. Several needs in one message are several calls."""

    query: str = Field(max_length=300, description="what is looked for, in the shopper's language, dictionary form")
    services: list[Service] | None = Field(None, description="only these services; leave out for all")
    price_max: Rubles | None = None
    price_min: Rubles | None = None
    kinds: list[Words] | None = Field(
        None, max_length=12, description="product kinds that a vague need stands for, e.g. for 'к чаю': печенье, зефир"
    )

    @field_validator("price_min")
    @classmethod
    def _ordered(cls, price_min: int | None, info: ValidationInfo) -> int | None:
        price_max = info.data.get("price_max")
        if price_min is not None and price_max is not None and price_min > price_max:
            raise ValueError(f"at most {price_max}: price_min is above price_max")
        return price_min


class Fact(ToolArgs):
    """A facet and its value."""

    facet: Facet
    value: Words = Field(
        description="canonical for allergen, diet and taste; else the shopper's words, dictionary form"
    )
    person: Person | None = Field(
        None, description=f"only for a fact about somebody else: {', '.join(OTHERS)}; leave out for the shopper"
    )

    @model_validator(mode="after")
    def _canonical(self) -> "Fact":
        valid = CLOSED_VALUES.get(self.facet)
        if valid and self.value not in valid:
            raise ValueError(f"value {self.value!r} of facet {self.facet}; valid: {', '.join(valid)}")
        return self


class Change(Fact):
    """One preference the shopper stated."""

    stance: Stance = Field(description="require: nothing else; prefer; avoid: rather not; exclude: never")
    scope: Scope = Field(description="session: this conversation; lasting: always")


class UpdatePreferences(ToolArgs):
    """Write what the shopper said about likes, allergies, diets, brands. Never for questions or hypotheticals."""

    changes: list[Change] = Field(min_length=1, max_length=20)


class Critique(ToolArgs):
    """Move the list relative to what is on screen: cheaper, faster, bigger, less sugar."""

    attribute: Attribute
    direction: Direction
    item: Position | None = Field(None, description="relative to this position; leave out for the whole list")


class GiveFeedback(ToolArgs):
    """The shopper takes or rejects one item of the list."""

    item: Position
    verdict: Verdict


class CompareOffers(ToolArgs):
    """Compare prices and delivery over the services, for items of the list or for a product by name."""

    items: list[Position] | None = Field(None, max_length=10)
    query: str | None = Field(None, max_length=300)


class Explain(ToolArgs):
    """Say why an item, or the list, was recommended and what is in it."""

    item: Position | None = None


class ShowMore(ToolArgs):
    """More items for the same need."""


class ShowProfile(ToolArgs):
    """Show what is remembered about the shopper."""


class Undo(ToolArgs):
    """Take back the last change of preferences."""


class Forget(ToolArgs):
    """Forget one remembered fact, or everything."""

    what: Literal["everything"] | Fact


Tag: TypeAlias = Literal["read", "write"]
ARGUMENTS: dict[str, tuple[type[ToolArgs], Tag]] = {
    "search_catalog": (SearchCatalog, "read"),
    "update_preferences": (UpdatePreferences, "write"),
    "critique": (Critique, "write"),
    "give_feedback": (GiveFeedback, "write"),
    "compare_offers": (CompareOffers, "read"),
    "explain": (Explain, "read"),
    "show_more": (ShowMore, "read"),
    "show_profile": (ShowProfile, "read"),
    "undo": (Undo, "write"),
    "forget": (Forget, "write"),
}
"""Tool name → its arguments and tag."""


def parse_call(name: str, args: dict[str, Any]) -> ToolArgs:
    """Validate a call. Raises ToolRetry that names the field and the valid values."""
    if name not in ARGUMENTS:
        raise ToolRetry(field="tool", got=name, valid=ARGUMENTS)
    model, _ = ARGUMENTS[name]
    try:
        return model.model_validate(args)
    except ValidationError as error:
        # Of a union the branch that was read the furthest is the one that was meant; what is not known explains what is missing.
        first = max(
            error.errors(include_url=False),
            key=lambda one: (len(one["loc"]), one["type"] not in BRANCHES, one["type"] == UNKNOWN),
        )
        unknown = first["loc"][-1:] if first["type"] == UNKNOWN else ()
        known = first["loc"][: len(first["loc"]) - len(unknown)]
        path = [part for part in known if isinstance(part, int) or part.isidentifier() and part.islower()]
        field = ".".join(map(str, (*path, *unknown))) or name
        fields = _model_at(model, path).model_fields if unknown else ()
        valid = ", ".join(fields) or ("no arguments" if unknown else first["msg"].removeprefix("Value error, "))
        raise ToolRetry(field=f"{name}.{field}", got=first["input"], valid=valid) from error


def _model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """The model of a nested field."""
    for part in path:
        if isinstance(part, str):
            model = next(_models_in(model.model_fields[part].annotation))
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
