"""What a scenario may assert of a turn: calls, events, profile, list, reply and time. Everything left out is not asserted."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from podbor.core.vocabulary import (
    Allergen,
    Attribute,
    Diet,
    Direction,
    Facet,
    Locale,
    Person,
    Scope,
    Service,
    Stance,
    Taste,
    Verdict,
)
from podbor.tools.contract import ARGUMENTS, BRANCHES


class Asserted(BaseModel):
    """Base: unknown fields are mistakes, and so are values of another type, as the JSON Schema has it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Range(Asserted):
    """Bounds, inclusive; one of them may be left out."""

    min: float | None = None
    max: float | None = None


Bound: TypeAlias = float | Range
"""A number that must be met exactly, or bounds."""
OneOrMore: TypeAlias = str | list[str]


def _known_call(call: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    if len(call) != 1:
        raise ValueError("one tool with its arguments, as {search_catalog: {query: tea}}")
    for tool, args in call.items():
        if tool not in ARGUMENTS:
            raise ValueError(f"no tool {tool!r}; valid: {', '.join(ARGUMENTS)}")
        fields = ARGUMENTS[tool][0].model_fields
        unknown = sorted(set(args) - set(fields))
        if unknown:
            raise ValueError(f"{tool} has no argument {unknown[0]!r}; valid: {', '.join(fields) or 'none'}")
        _check_values(tool, args)
    return call


def _known_oracle(call: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """A call that is answered may name an item by its id, which stands for its place on the list."""
    placed = {tool: args | ({"item": 1} if isinstance(args.get("item"), str) else {}) for tool, args in call.items()}
    _known_call(placed)
    return call


def _check_values(tool: str, args: dict[str, Any]) -> None:
    """Every value that is given must be one that the tool takes: another would match no call. What is left out may be anything."""
    try:
        ARGUMENTS[tool][0].model_validate(_said(args), strict=True)
    except ValidationError as error:
        found = error.errors(include_url=False)
        # Of a union, a branch that another one was read further than was not meant.
        places = [one["loc"] for one in found]
        for one in found:
            above = one["loc"][:-1]
            passed = any(len(place) > len(one["loc"]) and place[: len(above)] == above for place in places)
            if one["type"] == "missing" or (one["type"] in BRANCHES and passed):
                continue
            field = ".".join(str(part) for part in one["loc"] if isinstance(part, int) or part.isidentifier())
            told = one["msg"].removeprefix("Value error, ")
            raise ValueError(f"{tool}.{field or 'arguments'}: got {one['input']!r}: {told}") from error


def _said(value: Any) -> Any:
    """Without what is null: it says that an argument must be absent."""
    if isinstance(value, dict):
        return {key: _said(part) for key, part in value.items() if part is not None}
    return [_said(part) for part in value] if isinstance(value, list) else value


def _known_tool(name: str) -> str:
    if name not in ARGUMENTS:
        raise ValueError(f"no tool {name!r}; valid: {', '.join(ARGUMENTS)}")
    return name


ToolName: TypeAlias = Annotated[str, AfterValidator(_known_tool), WithJsonSchema({"enum": sorted(ARGUMENTS)})]
_CALL_SCHEMA = WithJsonSchema(
    {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {tool: {"type": "object"} for tool in sorted(ARGUMENTS)},
    }
)
OracleCall: TypeAlias = Annotated[dict[str, dict[str, Any]], AfterValidator(_known_oracle), _CALL_SCHEMA]
"""One tool and its arguments as a planner answers them; `item` may be the id of an item on screen."""
CallPattern: TypeAlias = Annotated[dict[str, dict[str, Any]], AfterValidator(_known_call), _CALL_SCHEMA]
"""One tool and the arguments that are asserted: `{search_catalog: {query: печенье}}`. An argument left out may be anything;
null says that it must be absent. Words are compared up to order, case and inflection; a query, by whether it has the words
asserted; kinds, by whether any is the same; changes and services, as sets."""


class EventPattern(Asserted):
    """An entry of the preference log; a field left out may be anything."""

    type: Literal["preference", "shift", "feedback", "retraction", "undo"] | None = Field(
        None, description="retraction: something was forgotten; undo: a turn was taken back"
    )
    facet: Facet | None = None
    value: str | None = Field(None, description="up to case and inflection")
    stance: Stance | None = None
    scope: Scope | None = None
    person: Person | None = Field(None, description="whom the fact is about")
    attribute: Attribute | None = Field(None, description="of a shift")
    direction: Direction | None = Field(None, description="of a shift")
    verdict: Verdict | None = Field(None, description="of a feedback")
    item: str | None = Field(None, description="item id of a feedback")


class _Matching(Asserted):
    @model_validator(mode="after")
    def _one(self) -> "_Matching":
        named = [name for name in ("strict", "unordered", "subset", "superset") if getattr(self, name) is not None]
        if len(named) > 1:
            raise ValueError(f"one of strict, unordered, subset, superset; got {' and '.join(named)}")
        return self


class CallsExpectation(_Matching):
    """The tool calls of a turn against a list. At most one of the four ways; `never` may stand beside it."""

    strict: list[CallPattern] | None = Field(None, description="these, in this order, and nothing else")
    unordered: list[CallPattern] | None = Field(None, description="these in any order, and nothing else")
    subset: list[CallPattern] | None = Field(None, description="nothing but these; some may be missing")
    superset: list[CallPattern] | None = Field(None, description="at least these; others may be there")
    never: list[ToolName] = Field([], description="tools that must not be called")


class EventsExpectation(_Matching):
    """What was written to the preference log against a list, in the same four ways as calls."""

    strict: list[EventPattern] | None = Field(None, description="these, in this order, and nothing else")
    unordered: list[EventPattern] | None = Field(None, description="these in any order, and nothing else")
    subset: list[EventPattern] | None = Field(None, description="nothing but these; some may be missing")
    superset: list[EventPattern] | None = Field(None, description="at least these; others may be there")
    never: list[EventPattern] = Field([], description="events that must not be written")


class ShiftPattern(Asserted):
    """A relative critique in force."""

    attribute: Attribute
    direction: Direction
    bound: float | None = Field(None, description="roubles for price, minutes, grams; left out: any")


class ConstraintsExpectation(Asserted):
    """The constraints in force after the turn, for the shopper and those the list is for.

    A field that is given must hold exactly these values; `[]` says none.
    """

    exclude_allergens: list[Allergen] | None = None
    require_diets: list[Diet] | None = None
    exclude_diets: list[Diet] | None = None
    exclude_ingredients: list[str] | None = None
    require_ingredients: list[str] | None = None
    exclude_brands: list[str] | None = None
    require_brands: list[str] | None = None
    exclude_categories: list[str] | None = None
    require_categories: list[str] | None = None
    exclude_tastes: list[Taste] | None = None
    require_tastes: list[Taste] | None = None
    exclude_services: list[Service] | None = None
    require_services: list[Service] | None = None
    exclude_items: list[str] | None = Field(None, description="item ids that were rejected")
    shifts: list[ShiftPattern] | None = None


class FactPattern(Asserted):
    """A facet and a value of it."""

    facet: Facet
    value: str


class ProfileExpectation(Asserted):
    """The profile as the conversation sees it after the turn."""

    constraints: ConstraintsExpectation | None = None
    likes: list[FactPattern] = Field([], description="soft preferences with a weight above zero, at least these")
    dislikes: list[FactPattern] = Field([], description="soft preferences with a weight below zero, at least these")
    accepted: list[str] | None = Field(None, description="item ids taken so far, in any order, exactly")
    empty: bool | None = Field(None, description="whether nothing at all is in force")


def _never_null(schema: dict[str, Any]) -> None:
    for field in schema["properties"].values():
        if "anyOf" in field:
            field["anyOf"] = [one for one in field["anyOf"] if one.get("type") != "null"]
            field.pop("default", None)


class ItemPattern(Asserted):
    """An item of the list with the offers shown. All fields that are given must hold."""

    model_config = ConfigDict(json_schema_extra=_never_null)

    id: OneOrMore | None = Field(None, description="item id, or one of several")
    kind: OneOrMore | None = Field(None, description="kind or a group it is in, or one of several")
    brand: OneOrMore | None = None
    title: OneOrMore | None = Field(None, description="words that the title has, in either language; all of a list")
    contains: list[Allergen] = Field([], description="contains or may contain every one of these")
    free_from: list[Allergen] = Field([], description="contains none of these, not even traces")
    diets: list[Diet] = Field([], description="fit for all of these")
    not_diets: list[Diet] = Field([], description="not known to be fit for any of these")
    tastes: list[Taste] = Field([], description="has all of these")
    not_tastes: list[Taste] = Field([], description="has none of these")
    ingredients: list[str] = Field([], description="has all of these, by the words of the fixture")
    without_ingredients: list[str] = Field([], description="has none of these in ingredients or title")
    price: Bound | None = Field(None, description="roubles, of every offer shown")
    services: list[Service] = Field([], description="every offer shown is of one of these")
    eta: Bound | None = Field(None, description="minutes, of every offer shown")
    offers: Bound | None = Field(None, description="number of offers shown")
    size: Bound | None = Field(None, description="grams, millilitres or pieces")
    rating: Bound | None = None
    calories: Bound | None = Field(None, description="kcal per 100 g or ml; unknown never holds; so below")
    sugar: Bound | None = None
    fat: Bound | None = None
    salt: Bound | None = None
    protein: Bound | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _given(cls, value: Any) -> Any:
        if value is None:
            raise ValueError("null asserts nothing here: leave the field out")
        return value


OneOrMoreItems: TypeAlias = ItemPattern | list[ItemPattern]


class Order(Asserted):
    """The list is sorted; equal values may stand in any order, unknown ones anywhere."""

    by: Attribute
    direction: Direction = Field("lower", description="which end comes first")


class Move(Asserted):
    """The list against the one before."""

    attribute: Attribute
    direction: Direction
    past: Literal["all", "median", "worst"] = Field(
        "median", description="every value lies past all of the values before, past their median, or within the worst"
    )


class GroupExpectation(Asserted):
    """The items for one of several needs."""

    count: Bound | None = None
    all: ItemPattern | None = None
    any: OneOrMoreItems | None = None
    none: OneOrMoreItems | None = None


class SlateExpectation(Asserted):
    """The list on screen after the turn."""

    listed: bool | None = Field(None, description="whether the reply shows a list")
    count: Bound | None = Field(None, description="number of items")
    all: ItemPattern | None = Field(None, description="every item is so (true of an empty list: say count too)")
    any: OneOrMoreItems | None = Field(None, description="at least one item is so; of several patterns, one for each")
    none: OneOrMoreItems | None = Field(None, description="no item is so; of several patterns, for none")
    first: ItemPattern | None = Field(None, description="the item at the top")
    exactly: list[str] | None = Field(None, description="item ids, in this order")
    includes: list[str] = Field([], description="item ids that are there")
    excludes: list[str] = Field([], description="item ids that are not there")
    order: Order | None = None
    groups: list[GroupExpectation] | None = Field(None, description="one for each need, in the order they were said")
    same_as: int | None = Field(None, ge=1, description="number of an earlier turn whose list it equals exactly")
    new: Bound | None = Field(None, description="number of items that were not on the list before")
    moved: Move | None = None
    not_carried: bool | None = Field(None, description="whether some need is not carried by any service")
    emptied_by: list[str] = Field([], description='constraints named as the cause, as "price_max" or "diet vegan"')


class ReplyExpectation(Asserted):
    """The words of the reply: for what state cannot tell."""

    language: Locale | None = None
    mentions: list[OneOrMore] = Field([], description="phrases by their stems, in any order; of a list, one is enough")
    not_mentions: list[str] = Field([], description="phrases that are not there")
    length: Bound | None = Field(None, description="characters")
    grounded: bool | None = Field(None, description="no price, number, name or dietary claim without a fact behind it")


Calls: TypeAlias = list[CallPattern] | CallsExpectation
Events: TypeAlias = list[EventPattern] | EventsExpectation


class Standing(Asserted):
    """What holds after every turn of the dialogue."""

    all: ItemPattern | None = Field(None, description="every item of every list")
    none: OneOrMoreItems | None = Field(None, description="no item of any list")
    language: Locale | None = Field(None, description="of every reply")
    latency_ms: float | None = Field(None, gt=0, description="no turn takes longer")


class Expectation(Asserted):
    """What a turn must have done."""

    calls: Calls | None = Field(None, description="a plain list means unordered; [] means no call")
    events: Events | None = Field(None, description="a plain list means unordered; [] means nothing was written")
    profile: ProfileExpectation | None = None
    slate: SlateExpectation | None = None
    reply: ReplyExpectation | None = None
    act: Literal["small_talk", "off_topic", "attack", "unclear"] | None = Field(
        None, description="what a message without calls was taken for"
    )
    notes: list[str] = Field(
        [], description='kinds of the facts told, at least these: "changed", "explained", "compared"'
    )
    problems: list[str] | None = Field(
        None, description='problems told, exactly: "limit", "position", "no-more"; [] says none'
    )
    must_not_write: bool = Field(False, description="nothing is added to the preference log")
    latency_ms: float | None = Field(None, gt=0, description="the turn takes no longer")


class EndExpectation(Asserted):
    """What must hold when the dialogue is over."""

    calls: Calls | None = Field(None, description="of the whole dialogue")
    events: Events | None = Field(None, description="of the whole dialogue")
    profile: ProfileExpectation | None = None
    slate: SlateExpectation | None = Field(None, description="the last list")
    target: Literal["shown", "taken"] | None = Field(
        None, description="whether a target of the goal was on some list, or was accepted"
    )
    turns: Bound | None = Field(None, description="how many there were, at most or at least")
    mentions: list[OneOrMore] = Field(
        [],
        description="phrases that some reply of the dialogue has, by their stems, in any order; of a list, one is enough",
    )
