"""From acts to calls of the tool contract: what the plan's symbols mean on the screen of a context."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from podbor.agent.planner.context import PlannerContext, RememberedFact
from podbor.agent.planner.holding.titles import fitting_position, named_group, named_position
from podbor.agent.planner.language import (
    Act,
    Compare,
    FactPhrase,
    Find,
    Forget,
    Judge,
    Plain,
    Prefer,
    Shift,
    Why,
)
from podbor.agent.planner.words import coverage
from podbor.core.vocabulary import Facet

ABOUT = 5
""" "about n" is n ± n / ABOUT."""
TITLE_FITS = 0.8
ROUNDED = 0.02
"""Share of a price that people leave out when they say it."""
NoCall: TypeAlias = Literal["small_talk", "off_topic", "attack", "unclear"]
NO_CALL: dict[str, NoCall] = {"chat": "small_talk", "offtopic": "off_topic", "attack": "attack", "unclear": "unclear"}
_FROM_THE_END = {"last": slice(-1, None), "penult": slice(-2, -1), "last2": slice(-2, None), "last3": slice(-3, None)}
TOOLS = {"more": "show_more", "profile": "show_profile", "undo": "undo"}


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of the tool contract."""

    name: str
    args: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """The calls of a plan, the main act (a tool's name, "compound", or why there is no call), and how certain that is, 0 to 1.

    `off_screen` tells that it speaks of a number that is not on screen.
    """

    calls: tuple[Call, ...]
    act: str
    confidence: float = 1.0
    off_screen: bool = False


def resolve(acts: Sequence[Act], context: PlannerContext) -> Resolved:
    """Turn acts into calls. A reference to what is not on screen makes no call."""
    calls: list[Call] = []
    changes: list[dict[str, Any]] = []
    for act in acts:
        if isinstance(act, Prefer):
            if not changes:
                calls.append(Call(name="update_preferences", args={"changes": changes}))
            change = {**_fact(act.fact), "stance": act.stance, "scope": act.scope}
            if change not in changes:
                changes.append(change)
        else:
            calls.extend(call for call in _calls(act, context) if call not in calls)
    return Resolved(calls=tuple(calls), act=_main_act(acts, calls), off_screen=_is_off_screen(acts, context))


def _is_off_screen(acts: Sequence[Act], context: PlannerContext) -> bool:
    numbers = {int(ref) for act in acts for ref in _refs(act) if ref.isdecimal()}
    return not numbers <= {item.position for item in context.slate}


def _refs(act: Act) -> Sequence[str]:
    match act:
        case Judge() | Compare() | Why():
            return act.refs
        case Shift(ref=str(ref)):
            return (ref,)
        case _:
            return ()


def _main_act(acts: Sequence[Act], calls: Sequence[Call]) -> str:
    names = {call.name for call in calls}
    if names:
        return names.pop() if len(names) == 1 else "compound"
    words = [NO_CALL[act.word] for act in acts if isinstance(act, Plain) and act.word in NO_CALL]
    return words[0] if words else "unclear"


def _calls(act: Act, context: PlannerContext) -> list[Call]:
    match act:
        case Find():
            return [_search(act, context)]
        case Shift():
            return _shift(act, context)
        case Judge():
            positions = locate(act.refs, context)
            return [Call(name="give_feedback", args={"item": item, "verdict": act.verdict}) for item in positions or ()]
        case Compare():
            return _compare(act, context)
        case Why():
            return _explain(act, context)
        case Forget():
            what = "everything" if act.fact is None else _remembered(act.fact, context)
            return [Call(name="forget", args={"what": what})] if what else []
        case Plain() if act.word in TOOLS:
            return [Call(name=TOOLS[act.word], args={})]
        case _:
            return []


def _search(act: Find, context: PlannerContext) -> Call:
    bounds = act.bounds
    low, high = bounds.price_min, bounds.price_max
    if bounds.about is not None:
        low, high = bounds.about - bounds.about // ABOUT, bounds.about + bounds.about // ABOUT
    if low is not None and high is not None and low > high:
        low, high = high, low
    args: dict[str, Any] = {"query": context.need if act.query is None else act.query}
    optional = {
        "services": list(bounds.services),
        "price_min": low,
        "price_max": high,
        "kinds": list(act.kinds),
    }
    args |= {key: value for key, value in optional.items() if value not in (None, [])}
    return Call(name="search_catalog", args=args)


def _shift(act: Shift, context: PlannerContext) -> list[Call]:
    args: dict[str, Any] = {"attribute": act.attribute, "direction": act.direction}
    if act.ref is not None and act.ref != "it":
        positions = locate((act.ref,), context)
        if not positions:
            return []
        args["item"] = positions[0]
    elif act.ref == "it" and context.focus is not None:
        args["item"] = context.focus
    return [Call(name="critique", args=args)]


def _compare(act: Compare, context: PlannerContext) -> list[Call]:
    if act.query is not None:
        position = fitting_position(act.query, context)
        return [Call(name="compare_offers", args={"items": [position]} if position else {"query": act.query})]
    if not act.refs or act.refs == ("all",):
        return [Call(name="compare_offers", args={})]
    positions = locate(act.refs, context)
    if positions:
        return [Call(name="compare_offers", args={"items": list(positions)})]
    quoted = [ref.strip('"') for ref in act.refs if ref.startswith('"')]
    groups = [named_group(phrase, context) for phrase in quoted]
    items = list(dict.fromkeys(position for group in groups for position in group))
    if groups and all(groups) and 1 < len(items) < len(context.slate):
        return [Call(name="compare_offers", args={"items": items})]
    if quoted:
        return [Call(name="compare_offers", args={"query": query}) for query in quoted]
    return [Call(name="compare_offers", args={})] if act.refs == ("it",) else []


def _explain(act: Why, context: PlannerContext) -> list[Call]:
    if not context.slate:
        return []
    if not act.refs or act.refs == ("all",):
        return [Call(name="explain", args={})]
    positions = locate(act.refs, context)
    if positions:
        return [Call(name="explain", args={"item": position}) for position in positions]
    vague = all(ref == "it" or ref.startswith('"') for ref in act.refs)
    return [Call(name="explain", args={})] if vague else []


def locate(refs: Iterable[str], context: PlannerContext) -> tuple[int, ...] | None:
    """Positions that references mean, each once, in the order said; None when one of them is not on screen."""
    found: list[int] = []
    for ref in refs:
        positions = _locate(ref, context)
        if not positions:
            return None
        found.extend(position for position in positions if position not in found)
    return tuple(found)


def _locate(ref: str, context: PlannerContext) -> tuple[int, ...]:
    positions = tuple(item.position for item in context.slate)
    if not positions:
        return ()
    if ref.isdecimal():
        return (int(ref),) if int(ref) in positions else ()
    if ref.startswith('"'):
        position = named_position(ref.strip('"'), context)
        return (position,) if position else ()
    if ref.startswith("="):
        return _of_price(int(ref[1:]), context)
    if ref in _FROM_THE_END:
        return positions[_FROM_THE_END[ref]]
    if ref == "all":
        return positions
    if ref == "it":
        return (context.focus,) if context.focus in positions else positions if len(positions) == 1 else ()
    return _by_price(ref, context)


def _of_price(price: int, context: PlannerContext) -> tuple[int, ...]:
    """The item of a price, or the only one of about it: "forty grand" is 39,990."""
    exact = tuple(item.position for item in context.slate if item.price_rub == price)[:1]
    near = [item.position for item in context.slate if abs((item.price_rub or 0) - price) <= price * ROUNDED]
    return exact or (tuple(near) if len(near) == 1 else ())


def _by_price(ref: str, context: PlannerContext) -> tuple[int, ...]:
    meant = [item for item in context.slate if not context.compared or item.position in context.compared]
    priced = [(item.price_rub, item.position) for item in meant if item.price_rub is not None]
    if not priced:
        return ()
    choose = min if ref == "cheapest" else max
    return (choose(priced, key=lambda pair: pair[0])[1],)


def _fact(fact: FactPhrase) -> dict[str, str]:
    return {"facet": fact.facet, "value": fact.value or ""}


def _remembered(fact: FactPhrase, context: PlannerContext) -> dict[str, str] | None:
    """The remembered fact that `fact` means; `fact` itself when nothing like it is remembered."""
    if fact.value is None:
        return _last_of(fact.facet, context)
    known = [FactPhrase(facet=one.facet, value=one.value) for one in context.facts]
    if fact in known:
        return _fact(fact)
    return next((_fact(one) for one in known if coverage(fact.value, one.value or "") >= TITLE_FITS), _fact(fact))


def _last_of(facet: Facet, context: PlannerContext) -> dict[str, str] | None:
    """The last fact of a facet: the shopper's own before another's; what must or must not be before an allergen that is liked."""

    def rank(known: RememberedFact) -> tuple[bool, bool]:
        strict = facet in ("allergen", "diet") and known.stance in ("exclude", "require")
        return known.person == "self", strict

    last_first = [known for known in reversed(context.facts) if known.facet == facet]
    if not last_first:
        return None
    found = max(last_first, key=rank)
    person = {} if found.person == "self" else {"person": found.person}
    return {"facet": found.facet, "value": found.value, **person}
