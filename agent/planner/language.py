"""The plan language: what the embedded planner writes, as a syntax tree.

`parse_plan` and `render_plan` turn text into acts and back; LANGUAGE.md is the reference. What the symbols mean on a
given screen is `resolve.py`'s business.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from podbor.core.errors import PodborError
from podbor.core.vocabulary import ALLERGENS, DIETS, TASTES, Attribute, Direction, Facet, Scope, Stance, Verdict

SERVICES = ("samokat", "megamarket", "kuper")
SEPARATOR = "; "
FORBIDDEN = ';:<>~@"|[]{}\n\r\t'
"""Characters that free text in a plan cannot hold."""
STANCES: dict[str, tuple[Stance, Scope]] = {
    "ban": ("exclude", "lasting"),
    "no": ("exclude", "session"),
    "dislike": ("avoid", "lasting"),
    "less": ("avoid", "session"),
    "like": ("prefer", "lasting"),
    "want": ("prefer", "session"),
    "always": ("require", "lasting"),
    "only": ("require", "session"),
}
OPEN_FACETS: tuple[Facet, ...] = ("brand", "ingredient", "category")
ATTRIBUTES: dict[str, Attribute] = {
    "price": "price",
    "time": "delivery_time",
    "size": "size",
    "sugar": "sugar",
    "calories": "calories",
    "fat": "fat",
    "salt": "salt",
    "protein": "protein",
    "rating": "rating",
}
DIRECTIONS: dict[str, Direction] = {"down": "lower", "up": "higher"}
VERDICTS: dict[str, Verdict] = {"take": "accept", "reject": "reject"}
SYMBOLS = ("last", "penult", "last2", "last3", "cheapest", "dearest", "it", "all")
PlainWord: TypeAlias = Literal["more", "profile", "undo", "chat", "offtopic", "attack", "unclear"]
PLAIN: dict[str, PlainWord] = {word: word for word in get_args(PlainWord)}

_REF = re.compile(r'\d{1,2}|=\d{1,9}|"[^"]+"|' + "|".join(SYMBOLS))


class PlanSyntaxError(PodborError):
    """A plan that the language does not allow."""


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """Filters of a search, in roubles; `about` stands for a fifth each way."""

    price_min: int | None = None
    price_max: int | None = None
    about: int | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Find:
    """A search; `query` is None for "the same need"."""

    query: str | None
    kinds: tuple[str, ...] = ()
    bounds: Bounds = Bounds()


@dataclass(frozen=True, kw_only=True)
class FactPhrase:
    """A facet and its value; `value` is None for "the remembered one"."""

    facet: Facet
    value: str | None


@dataclass(frozen=True, kw_only=True)
class Prefer:
    """One preference."""

    stance: Stance
    scope: Scope
    fact: FactPhrase


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A critique."""

    attribute: Attribute
    direction: Direction
    ref: str | None = None


@dataclass(frozen=True, kw_only=True)
class Judge:
    """Feedback on items."""

    verdict: Verdict
    refs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Compare:
    """A comparison of items on screen, or of offers for `query`."""

    refs: tuple[str, ...] = ()
    query: str | None = None


@dataclass(frozen=True, kw_only=True)
class Why:
    """An explanation."""

    refs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Forget:
    """Forget a fact, or everything (None)."""

    fact: FactPhrase | None


@dataclass(frozen=True, kw_only=True)
class Plain:
    """An act without arguments."""

    word: PlainWord


Act: TypeAlias = Find | Prefer | Shift | Judge | Compare | Why | Forget | Plain


def canonical_facets(services: Sequence[str] = SERVICES) -> dict[str, Facet]:
    """Closed value → its facet."""
    facets: dict[str, Facet] = dict.fromkeys(ALLERGENS, "allergen")
    facets |= dict.fromkeys(DIETS, "diet")
    facets |= dict.fromkeys(TASTES, "taste")
    facets |= dict.fromkeys(services, "service")
    return facets


def render_plan(acts: Sequence[Act]) -> str:
    """Write acts as one line, without the newline."""
    return SEPARATOR.join(_render(act) for act in acts)


def parse_plan(line: str, *, services: Sequence[str] = SERVICES) -> tuple[Act, ...]:
    """Read a line. Raises PlanSyntaxError."""
    facets = canonical_facets(services)
    return tuple(_parse_act(part.strip(), facets) for part in line.strip().split(";"))


def _render(act: Act) -> str:
    match act:
        case Find():
            return _render_find(act)
        case Prefer():
            verb = next(word for word, pair in STANCES.items() if pair == (act.stance, act.scope))
            return f"{verb} {render_fact(act.fact)}"
        case Shift():
            attribute = next(word for word, name in ATTRIBUTES.items() if name == act.attribute)
            direction = next(word for word, name in DIRECTIONS.items() if name == act.direction)
            return " ".join([attribute, direction, *([act.ref] if act.ref else [])])
        case Judge():
            verb = next(word for word, name in VERDICTS.items() if name == act.verdict)
            return f"{verb} {', '.join(act.refs)}"
        case Compare():
            if act.query is not None:
                return f"where {act.query}"
            return " ".join(["compare", *([", ".join(act.refs)] if act.refs else [])])
        case Why():
            return " ".join(["why", *([", ".join(act.refs)] if act.refs else [])])
        case Forget():
            return f"forget {'all' if act.fact is None else render_fact(act.fact)}"
        case Plain():
            return act.word


def _render_find(act: Find) -> str:
    bounds = act.bounds
    text = "same" if act.query is None else f"find {act.query}"
    text += f": {', '.join(act.kinds)}" if act.kinds else ""
    text += f" ~{bounds.about}" if bounds.about is not None else ""
    text += f" >{bounds.price_min}" if bounds.price_min is not None else ""
    text += f" <{bounds.price_max}" if bounds.price_max is not None else ""
    return text + "".join(f" @{service}" for service in bounds.services)


def render_fact(fact: FactPhrase) -> str:
    """Write a fact: a closed value alone, an open one after its facet, a bare facet for "the remembered one"."""
    if fact.value is None:
        return fact.facet
    return f"{fact.facet} {fact.value}" if fact.facet in OPEN_FACETS else fact.value


def _parse_act(text: str, facets: dict[str, Facet]) -> Act:
    verb, _, rest = text.partition(" ")
    rest = rest.strip()
    if verb in STANCES:
        stance, scope = STANCES[verb]
        return Prefer(stance=stance, scope=scope, fact=_parse_fact(rest, facets))
    if verb in ATTRIBUTES:
        return _parse_shift(verb, rest)
    if verb in VERDICTS:
        return Judge(verdict=VERDICTS[verb], refs=_parse_refs(rest, least=1))
    if verb in PLAIN:
        return _no_rest(Plain(word=PLAIN[verb]), rest)
    if verb == "same":
        return _parse_find(rest, same=True, facets=facets)
    parser = _PARSERS.get(verb)
    if parser is None:
        raise PlanSyntaxError(f"unknown act {verb!r}")
    return parser(rest, facets)


def _no_rest(act: Act, rest: str) -> Act:
    if rest:
        raise PlanSyntaxError(f"nothing may follow here: {rest!r}")
    return act


def _parse_shift(verb: str, rest: str) -> Shift:
    word, _, ref = rest.partition(" ")
    if word not in DIRECTIONS:
        raise PlanSyntaxError(f"{verb} needs up or down, not {word!r}")
    refs = _parse_refs(ref, least=0)
    if len(refs) > 1:
        raise PlanSyntaxError(f"{verb} takes one reference")
    return Shift(attribute=ATTRIBUTES[verb], direction=DIRECTIONS[word], ref=refs[0] if refs else None)


def _parse_refs(text: str, *, least: int) -> tuple[str, ...]:
    refs = tuple(part.strip() for part in text.split(",")) if text else ()
    for ref in refs:
        if not _REF.fullmatch(ref):
            raise PlanSyntaxError(f"not a reference: {ref!r}")
    if len(refs) < least:
        raise PlanSyntaxError("a reference is missing")
    return refs


def _parse_fact(text: str, facets: dict[str, Facet]) -> FactPhrase:
    if text in facets:
        return FactPhrase(facet=facets[text], value=text)
    facet, _, value = text.partition(" ")
    for name in OPEN_FACETS:
        if facet == name and value:
            return FactPhrase(facet=name, value=clean_text(value))
    raise PlanSyntaxError(f"not a fact: {text!r}")


def _parse_forget(text: str, facets: dict[str, Facet]) -> Act:
    if text == "all":
        return Forget(fact=None)
    for facet in {*facets.values(), *OPEN_FACETS}:
        if text == facet:
            return Forget(fact=FactPhrase(facet=facet, value=None))
    return Forget(fact=_parse_fact(text, facets))


def _parse_find(text: str, facets: dict[str, Facet], *, same: bool = False) -> Find:
    found = re.fullmatch(r"(?P<query>[^:<>~@]*)(?P<kinds>:[^:<>~@]*)?(?P<bounds>(?:\s*[<>~@][^<>~@]+)*)", text)
    if found is None:
        raise PlanSyntaxError(f"not a search: {text!r}")
    query = found["query"].strip()
    if bool(query) == same:
        raise PlanSyntaxError("a search needs words, and `same` has none")
    kinds = tuple(clean_text(kind) for kind in (found["kinds"] or ":")[1:].split(",") if kind.strip())
    return Find(query=None if same else clean_text(query), kinds=kinds, bounds=_parse_bounds(found["bounds"], facets))


def _parse_bounds(text: str, facets: dict[str, Facet]) -> Bounds:
    prices: dict[str, int] = {}
    services: list[str] = []
    for sign, value in re.findall(r"([<>~@])\s*([^<>~@\s]+)", text):
        if sign == "@":
            if facets.get(value) != "service":
                raise PlanSyntaxError(f"unknown service {value!r}")
            services.append(value)
        elif not value.isdecimal() or sign in prices:
            raise PlanSyntaxError(f"bad price {sign}{value}")
        else:
            prices[sign] = int(value)
    return Bounds(price_min=prices.get(">"), price_max=prices.get("<"), about=prices.get("~"), services=tuple(services))


def prices_of(acts: Sequence[Act]) -> set[int]:
    """Prices that a plan's searches name."""
    bounds = [act.bounds for act in acts if isinstance(act, Find)]
    return {price for bound in bounds for price in (bound.price_min, bound.price_max, bound.about) if price is not None}


def clean_text(text: str) -> str:
    """Drop what free text in a plan cannot hold, and squeeze spaces. Raises PlanSyntaxError when nothing is left."""
    kept = " ".join("".join(" " if char in FORBIDDEN else char for char in text).split()).strip(" ,")
    if not kept:
        raise PlanSyntaxError("free text is empty")
    return kept


def _parse_where(text: str, facets: dict[str, Facet]) -> Act:
    return Compare(query=clean_text(text))


def _parse_compare(text: str, facets: dict[str, Facet]) -> Act:
    return Compare(refs=_parse_refs(text, least=0))


def _parse_why(text: str, facets: dict[str, Facet]) -> Act:
    return Why(refs=_parse_refs(text, least=0))


_PARSERS: dict[str, Callable[[str, dict[str, Facet]], Act]] = {
    "find": _parse_find,
    "forget": _parse_forget,
    "where": _parse_where,
    "compare": _parse_compare,
    "why": _parse_why,
}
