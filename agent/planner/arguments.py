"""Brings the arguments of a call into the contract's shape: spelling, script, units and nesting, never meaning."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from podbor.agent.planner.loose_json import UnreadableJson, read_json
from podbor.agent.planner.raw_calls import ARGUMENT_KEYS
from podbor.agent.planner.spelling import CLOSED, Spelling, nearest, snake
from podbor.core.errors import ToolRetry
from podbor.core.text import fold
from podbor.tools.contract import ARGUMENTS

ALIASES: dict[str, dict[str, str]] = {
    "search_catalog": {
        **dict.fromkeys(("q", "search", "search_query", "text", "product", "product_name", "keyword"), "query"),
        **dict.fromkeys(
            ("max_price", "price_to", "max_price_rub", "price_max_rub", "price_limit", "maximum_price"), "price_max"
        ),
        **dict.fromkeys(("min_price", "price_from", "min_price_rub", "price_min_rub", "minimum_price"), "price_min"),
        **dict.fromkeys(("service", "store", "stores", "shop", "shops"), "services"),
        **dict.fromkeys(("kind", "product_kinds", "categories", "category"), "kinds"),
    },
    "update_preferences": dict.fromkeys(("change", "preferences", "preference", "updates"), "changes"),
    "critique": dict.fromkeys(("position", "item_position", "item_number"), "item"),
    "give_feedback": dict.fromkeys(("position", "item_position", "item_number"), "item"),
    "compare_offers": {
        **dict.fromkeys(("item", "positions", "item_positions", "item_numbers"), "items"),
        **dict.fromkeys(("q", "search", "product", "product_name"), "query"),
    },
    "explain": dict.fromkeys(("position", "item_position", "item_number"), "item"),
    "forget": dict.fromkeys(("fact", "preference"), "what"),
}
"""Tool → other names of its arguments. `index` and `item_id` are none: they may count from 0, or name something else."""
NOISE = frozenset(
    "reason reasoning reasons explanation rationale thought thoughts comment note confidence source language locale lang "
    "user_id session_id request_id id type description".split()
)
"""Keys that models add to any call and that change nothing about it."""
NOTHING = frozenset({"", "null", "none", "nil", "undefined", "n/a"})
EVERY_SERVICE = frozenset({"all", "any", "все", "любой", "любые", "*"})
EVERYTHING = frozenset({"everything", "все"})
FACT_FIELDS = ("facet", "value", "person", "stance", "scope")
FIELD_HELP = {
    **{field: ", ".join(values) for field, values in CLOSED.items()},
    "query": "what is looked for, in the shopper's words",
    "changes": "a list of {facet, value, stance, scope}",
    "value": "the canonical value, or the shopper's words for an open facet",
    "what": '"everything" or {facet, value}',
    "item": "a position on the list, a whole number",
    "items": "a list of positions on the list",
    "price_min": "whole roubles",
    "price_max": "whole roubles",
}
MONEY = re.compile(
    r"(\d{1,3}(?:[\s,.]\d{3})+|\d+)(?:[.,]0+)?\s*(?:₽|р(?:уб\w*)?\.?|rub\w*|rouble\w*|ruble\w*)?", re.IGNORECASE
)
POSITION = re.compile(r"(?:(?:item|position|позиция|товар)[\s_]*)?[#№]?\s*(\d{1,3})\.?", re.IGNORECASE)
INTEGER = re.compile(r"[+-]?\d{1,9}(?:\.0+)?")


def mend_arguments(name: str, args: Any, *, missing: int, spelling: Spelling) -> dict[str, Any]:
    """Return valid arguments of tool `name`. Raises ToolRetry that names the field and the valid values.

    Args:
        args: an object, its text, or None.
        missing: closing brackets that had to be added to `args`.
    """
    model, tag = ARGUMENTS[name]
    found, missing = _object(name, args, missing)
    found = _shape(name, _known(name, found), spelling)
    mended = {key: mend(value, spelling) for key, value in found.items() for mend in [MENDERS[key]]}
    optional = {key for key, field in model.model_fields.items() if not field.is_required()}
    mended = {
        key: value for key, value in mended.items() if value is not None and not (key in optional and value in ([], ""))
    }
    if missing and tag == "write" and (missing > 1 or not mended or set(mended) != set(model.model_fields)):
        raise ToolRetry(field=f"{name}.arguments", got=args, valid="the whole JSON object; this one broke off")
    validate(name, mended, spelling)
    return mended


def validate(name: str, args: Mapping[str, Any], spelling: Spelling) -> None:
    """Raise a ToolRetry that tells everything that is wrong with `args`."""
    model, _ = ARGUMENTS[name]
    try:
        model.model_validate(args)
    except ValidationError as error:
        first, *others = [_told(name, entry) for entry in error.errors(include_url=False)[:5]]
        more = "".join(f"; {field}: got {got!r}; valid: {valid}" for field, got, valid in others)
        raise ToolRetry(field=first[0], got=first[1], valid=first[2] + more) from error
    for key, service in _services(args):
        if service not in spelling.services:
            raise ToolRetry(field=f"{name}.{key}", got=service, valid=spelling.services)


def check_positions(name: str, args: Mapping[str, Any], on_screen: Sequence[int]) -> None:
    """Raise a ToolRetry for a position that is not on screen."""
    for key in ("item", "items"):
        for position in _as_list(args.get(key)):
            if position not in on_screen:
                valid = f"{min(on_screen)} to {max(on_screen)}" if on_screen else "none, nothing is on screen"
                raise ToolRetry(field=f"{name}.{key}", got=position, valid=valid)


def _services(args: Mapping[str, Any]) -> list[tuple[str, str]]:
    facts = [*args.get("changes", ()), args.get("what")]
    named = [("value", fact["value"]) for fact in facts if isinstance(fact, dict) and fact.get("facet") == "service"]
    return [*named, *(("services", service) for service in args.get("services") or ())]


def _told(name: str, error: Any) -> tuple[str, object, str]:
    path = [str(part) for part in error["loc"] if part not in ("Fact", "literal['everything']")]
    field = path[-1] if path else ""
    got = "nothing" if error["type"] == "missing" else error["input"]
    if error["type"] == "extra_forbidden":
        valid = ", ".join(ARGUMENTS[name][0].model_fields) if len(path) == 1 else ", ".join(FACT_FIELDS)
    elif error["type"] in (
        "missing",
        "literal_error",
        "int_parsing",
        "int_type",
        "list_type",
        "string_type",
        "model_type",
    ):
        valid = FIELD_HELP.get(field, error["msg"])
    else:
        valid = error["msg"].removeprefix("Value error, ")
    return ".".join([name, *path]), got, valid


def _object(name: str, args: Any, missing: int) -> tuple[dict[str, Any], int]:
    """Undo arguments that are text, encoded twice, in a list of one, or in an object of their own."""
    for _ in range(4):
        if isinstance(args, str):
            if args.strip().lower() in NOTHING:
                return {}, missing
            try:
                reading = read_json(args)
            except UnreadableJson as error:
                raise ToolRetry(field=f"{name}.arguments", got=args[:200], valid="one whole JSON object") from error
            args, missing = reading.value, missing + reading.missing
        elif args is None or args == []:
            return {}, missing
        elif isinstance(args, list) and len(args) == 1:
            args = args[0]
        elif isinstance(args, dict) and len(args) == 1 and next(iter(args)) in ARGUMENT_KEYS:
            args = next(iter(args.values()))
        else:
            break
    if isinstance(args, list) and name == "update_preferences":
        return {"changes": args}, missing
    if not isinstance(args, dict):
        raise ToolRetry(field=f"{name}.arguments", got=args, valid="a JSON object")
    return args, missing


def _known(name: str, args: Mapping[Any, Any]) -> dict[str, Any]:
    """Rename to the contract's fields. What is none of them is dropped from a read, and told for a write."""
    model, tag = ARGUMENTS[name]
    parts = set(FACT_FIELDS) if name in ("update_preferences", "forget") else set()
    found: dict[str, Any] = {}
    for key, value in args.items():
        field = _field(name, str(key), parts)
        if value is None or (field is None and (snake(str(key)) in NOISE or tag == "read")):
            continue
        if field is None:
            raise ToolRetry(field=f"{name}.{key}", got=value, valid=", ".join(model.model_fields) or "no arguments")
        if field in found and found[field] != value:
            raise ToolRetry(field=f"{name}.{field}", got=[found[field], value], valid="one value")
        found[field] = value
    return found


def _field(name: str, key: str, parts: set[str]) -> str | None:
    written = snake(key)
    fields = ARGUMENTS[name][0].model_fields
    return ALIASES.get(name, {}).get(written) or nearest(written, [*fields, *sorted(parts)])


def _shape(name: str, args: dict[str, Any], spelling: Spelling) -> dict[str, Any]:
    """Put a fact that lies bare among the arguments where it belongs."""
    target = {"update_preferences": "changes", "forget": "what"}.get(name)
    parts = {key: value for key, value in args.items() if key in FACT_FIELDS}
    if target is None or not parts:
        return args
    if target in args:
        raise ToolRetry(field=f"{name}.{target}", got=args, valid=FIELD_HELP[target])
    return {target: [parts] if target == "changes" else parts}


def _text(value: Any, spelling: Spelling) -> Any:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str):
        return value
    if value.strip().lower() in NOTHING - {""}:
        return None
    # Surrogates of a cut emoji and control characters cannot be stored.
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())


def _texts(value: Any, spelling: Spelling) -> Any:
    if isinstance(value, str) and value.strip().lower() in NOTHING:
        return None
    parts = _decoded(value)
    parts = re.split(r"[,;]", parts) if isinstance(parts, str) else _as_list(parts)
    return [_text(part, spelling) for part in parts if part not in ("", None)]


def _service_list(value: Any, spelling: Spelling) -> Any:
    found = _texts(value, spelling)
    if found is None or any(isinstance(name, str) and fold(name) in EVERY_SERVICE for name in found):
        return None
    return [spelling.service(name) if isinstance(name, str) else name for name in found]


def _money(value: Any, spelling: Spelling) -> Any:
    if isinstance(value, str):
        if value.strip().lower() in NOTHING:
            return None
        found = MONEY.fullmatch(value.strip())
        return int(re.sub(r"\D", "", found[1])) if found else value
    return _whole(value)


def _upper_price(value: Any, spelling: Spelling) -> Any:
    # Nothing costs nothing: a model that fills every field means "no bound".
    found = _money(value, spelling)
    return None if found == 0 and not isinstance(found, bool) else found


def _position(value: Any, spelling: Spelling) -> Any:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str):
        if value.strip().lower() in NOTHING:
            return None
        found = POSITION.fullmatch(value.strip())
        if found:
            return int(found[1])
        return int(float(value)) if INTEGER.fullmatch(value.strip()) else value
    return _whole(value)


def _positions(value: Any, spelling: Spelling) -> Any:
    if isinstance(value, str) and value.strip().lower() in NOTHING:
        return None
    parts = _decoded(value)
    parts = re.split(r"[,;]", parts) if isinstance(parts, str) else _as_list(parts)
    return [_position(part, spelling) for part in parts]


def _whole(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value)  # pydantic would count True as 1
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _closed(field: str) -> Callable[[Any, Spelling], Any]:
    def mend(value: Any, spelling: Spelling) -> Any:
        found = _text(value, spelling)
        return spelling.closed(field, found) if isinstance(found, str) else found

    return mend


def _changes(value: Any, spelling: Spelling) -> Any:
    return [change for entry in _as_list(_decoded(value)) for change in _change(_decoded(entry), spelling)]


def _change(entry: Any, spelling: Spelling) -> list[Any]:
    """A change; several values said in one are several changes."""
    if not isinstance(entry, dict):
        return [entry]
    fact = _fact(entry, spelling)
    values = fact.get("value")
    if isinstance(values, list):
        return [_fact({**fact, "value": value}, spelling) for value in values]
    return [fact]


def _what(value: Any, spelling: Spelling) -> Any:
    value = _decoded(value)
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        return {key: part for key, part in _fact(value, spelling).items() if key not in ("stance", "scope")}
    return "everything" if isinstance(value, str) and fold(value).strip() in EVERYTHING else value


def _fact(entry: Mapping[Any, Any], spelling: Spelling) -> dict[str, Any]:
    fact: dict[str, Any] = {}
    for key, value in entry.items():
        field = nearest(str(key), FACT_FIELDS) or str(key)
        said = _closed(field)(value, spelling) if field in CLOSED else value
        if said not in (None, "") and snake(str(key)) not in NOISE:
            fact[field] = said
    value = fact.get("value")
    if not isinstance(value, list) or len(value) == 1:
        value = _text(value, spelling)
        fact |= {} if value is None else {"value": value}
    if isinstance(value, str):
        fact["value"] = spelling.fact_value(str(fact.get("facet")), value)
    return fact


def _decoded(value: Any) -> Any:
    """A list or an object that came as text."""
    if not isinstance(value, str) or value.strip()[:1] not in ("{", "["):
        return value
    try:
        reading = read_json(value)
    except UnreadableJson:
        return value
    return value if reading.missing else reading.value


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


MENDERS: dict[str, Callable[[Any, Spelling], Any]] = {
    "query": _text,
    "services": _service_list,
    "price_min": _money,
    "price_max": _upper_price,
    "kinds": _texts,
    "changes": _changes,
    "attribute": _closed("attribute"),
    "direction": _closed("direction"),
    "item": _position,
    "verdict": _closed("verdict"),
    "items": _positions,
    "what": _what,
}
"""Argument → what brings it into shape."""
