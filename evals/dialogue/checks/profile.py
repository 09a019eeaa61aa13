"""The profile after a turn."""

from collections.abc import Sequence

from podbor.evals.dialogue.assertions import (
    ConstraintsExpectation,
    FactPattern,
    ProfileExpectation,
    ShiftPattern,
)
from podbor.evals.dialogue.checks.check import Checks
from podbor.evals.dialogue.record import ShiftRecord, TurnRecord
from podbor.evals.planner.match import same_text

KOPECKS = 100


def check_profile(checks: Checks, expected: ProfileExpectation, turn: TurnRecord) -> None:
    """Assert constraints, soft preferences and what was taken."""
    if expected.constraints is not None:
        _constraints(checks, expected.constraints, turn)
    _soft(checks, "profile.likes", expected.likes, [(s.facet, s.value) for s in turn.soft if s.weight > 0])
    _soft(checks, "profile.dislikes", expected.dislikes, [(s.facet, s.value) for s in turn.soft if s.weight < 0])
    if expected.accepted is not None:
        checks.same("profile.accepted", sorted(expected.accepted), sorted(turn.accepted))
    if expected.empty is not None:
        checks.same("profile.empty", expected.empty, turn.facts == 0)


def _constraints(checks: Checks, expected: ConstraintsExpectation, turn: TurnRecord) -> None:
    for name in expected.model_fields_set:
        what, wanted = f"profile.constraints.{name}", getattr(expected, name)
        if wanted is None:
            continue
        if name == "shifts":
            ok = len(wanted) == len(turn.shifts) and all(
                any(_same_shift(one, other) for other in turn.shifts) for one in wanted
            )
            checks.add(what, ok, expected=wanted, got=turn.shifts)
            continue
        got = turn.constraints.get(name, [])
        checks.add(what, _same_values(wanted, got), expected=sorted(wanted), got=got)


def _same_shift(wanted: ShiftPattern, got: ShiftRecord) -> bool:
    if (wanted.attribute, wanted.direction) != (got.attribute, got.direction):
        return False
    scale = KOPECKS if wanted.attribute == "price" else 1
    return wanted.bound is None or wanted.bound * scale == got.bound


def _same_values(wanted: Sequence[str], got: Sequence[str]) -> bool:
    """Sets of values, words up to case and inflection."""
    return len(wanted) == len(got) and all(
        any(one == other or same_text(one, other) for other in got) for one in wanted
    )


def _soft(checks: Checks, what: str, wanted: Sequence[FactPattern], got: Sequence[tuple[str, str]]) -> None:
    for fact in wanted:
        ok = any(fact.facet == facet and same_text(fact.value, value) for facet, value in got)
        checks.add(what, ok, expected=fact, got=[list(pair) for pair in got])
