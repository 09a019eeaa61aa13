"""The list after a turn, and against the lists before."""

from collections.abc import Mapping, Sequence
from statistics import median

from podbor.core.items import Item
from podbor.evals.dialogue.assertions import (
    GroupExpectation,
    ItemPattern,
    Move,
    OneOrMoreItems,
    Order,
    SlateExpectation,
)
from podbor.evals.dialogue.checks.check import Checks
from podbor.evals.dialogue.checks.items import View, matches, mismatches, value_of, values_of, views
from podbor.evals.dialogue.record import TurnRecord


def check_slate(
    checks: Checks, expected: SlateExpectation, turns: Sequence[TurnRecord], items: Mapping[str, Item]
) -> None:
    """Assert the list after the last of `turns`; the others are what came before."""
    turn, shown = turns[-1], views(turns[-1].slate, items)
    if expected.listed is not None:
        checks.same("slate.listed", expected.listed, turn.listed)
    check_items(checks, "slate", expected, shown)
    _ids(checks, expected, shown)
    if expected.order is not None:
        _order(checks, expected.order, shown)
    if expected.groups is not None:
        _groups(checks, expected.groups, shown, needs=len(turn.needs))
    _against_earlier(checks, expected, turns, items)
    if expected.not_carried is not None:
        ok = expected.not_carried == bool(turn.not_carried)
        checks.add("slate.not_carried", ok, expected=expected.not_carried, got=turn.not_carried)
    if expected.emptied_by:
        ok = set(expected.emptied_by) <= set(turn.emptied_by)
        checks.add("slate.emptied_by", ok, expected=expected.emptied_by, got=turn.emptied_by)


def _ids(checks: Checks, expected: SlateExpectation, shown: list[View]) -> None:
    ids = [view.item.item_id for view in shown]
    if expected.first is not None:
        ok = bool(shown) and matches(shown[0], expected.first)
        checks.add("slate.first", ok, expected=expected.first, got=ids[:1])
    if expected.exactly is not None:
        checks.same("slate.exactly", expected.exactly, ids)
    if expected.includes:
        checks.add("slate.includes", set(expected.includes) <= set(ids), expected=expected.includes, got=ids)
    if expected.excludes:
        checks.add("slate.excludes", set(expected.excludes).isdisjoint(ids), expected=expected.excludes, got=ids)


def _against_earlier(
    checks: Checks, expected: SlateExpectation, turns: Sequence[TurnRecord], items: Mapping[str, Item]
) -> None:
    now, before = turns[-1].slate, turns[-2].slate if len(turns) > 1 else []
    if expected.same_as is not None:
        earlier = turns[expected.same_as - 1].slate if expected.same_as <= len(turns) else None
        checks.add("slate.same_as", earlier == now, expected=earlier, got=now)
    known = {shown.item for shown in before}
    checks.bound("slate.new", expected.new, sum(shown.item not in known for shown in now))
    if expected.moved is not None:
        check_moved(checks, expected.moved, views(now, items), views(before, items))


def check_items(checks: Checks, what: str, expected: GroupExpectation | SlateExpectation, shown: list[View]) -> None:
    """Assert count, all, any and none."""
    checks.bound(f"{what}.count", expected.count, len(shown))
    if expected.all is not None:
        check_all(checks, f"{what}.all", expected.all, shown)
    for pattern in one_or_more(expected.any):
        ok = any(matches(view, pattern) for view in shown)
        checks.add(f"{what}.any", ok, expected=pattern, got=[view.item.item_id for view in shown])
    check_none(checks, f"{what}.none", expected.none, shown)


def check_all(checks: Checks, what: str, pattern: ItemPattern, shown: list[View]) -> None:
    """Assert that every item is so; what is not is named with the fields at fault."""
    wrong = {view.item.item_id: sorted(mismatches(view, pattern)) for view in shown if not matches(view, pattern)}
    checks.add(what, not wrong, expected=pattern, got=wrong)


def check_none(checks: Checks, what: str, patterns: OneOrMoreItems | None, shown: list[View]) -> None:
    """Assert that no item is so."""
    for pattern in one_or_more(patterns):
        wrong = [view.item.item_id for view in shown if matches(view, pattern)]
        checks.add(what, not wrong, expected=pattern, got=wrong)


def one_or_more(patterns: OneOrMoreItems | None) -> list[ItemPattern]:
    """As a list."""
    if patterns is None:
        return []
    return patterns if isinstance(patterns, list) else [patterns]


def check_moved(checks: Checks, move: Move, shown: list[View], before: list[View]) -> None:
    """Assert that the list moved past the one before."""
    now = [value for view in shown for value in values_of(view, move.attribute)]
    old = [value for view in before for value in values_of(view, move.attribute)]
    checks.add("slate.moved", moved(now, old, move), expected=move, got={"before": old, "now": now})


def moved(now: Sequence[float], old: Sequence[float], move: Move) -> bool:
    """Whether all of `now` lie beyond `old`; nothing is no movement.

    >>> moved([3.0, 4.0], [5.0, 9.0], Move(attribute="price", direction="lower", past="all"))
    True
    >>> moved([6.0], [5.0, 9.0], Move(attribute="price", direction="lower", past="all"))
    False
    """
    if not now or not old:
        return False
    sign = 1 if move.direction == "lower" else -1
    ordered = [value * sign for value in old]
    limit = {"all": min(ordered), "median": median(ordered), "worst": max(ordered)}[move.past]
    return all(value * sign < limit for value in now)


def _order(checks: Checks, order: Order, shown: list[View]) -> None:
    values = [value for view in shown if (value := value_of(view, order.by)) is not None]
    wanted = sorted(values, reverse=order.direction == "higher")
    checks.add("slate.order", values == wanted, expected=order, got=values)


def _groups(checks: Checks, groups: Sequence[GroupExpectation], shown: list[View], *, needs: int) -> None:
    checks.same("slate.groups", len(groups), needs)
    for number, group in enumerate(groups):
        check_items(checks, f"slate.groups.{number}", group, [view for view in shown if view.need == number])
