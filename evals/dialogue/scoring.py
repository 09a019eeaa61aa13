"""Scores a recorded trial: its assertions and its metrics. Reads records only; nothing is run and no model is asked."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from podbor.core.items import Item
from podbor.core.vocabulary import Locale
from podbor.evals.dialogue.assertions import EventPattern, EventsExpectation, Move
from podbor.evals.dialogue.checks.check import Check
from podbor.evals.dialogue.checks.items import values_of, views
from podbor.evals.dialogue.checks.matching import pairs, same_event, statements
from podbor.evals.dialogue.checks.obedience import violations
from podbor.evals.dialogue.checks.reply import language_of
from podbor.evals.dialogue.checks.slate import moved
from podbor.evals.dialogue.fixtures import load_fixture
from podbor.evals.dialogue.judging import judge
from podbor.evals.dialogue.loading import Case
from podbor.evals.dialogue.record import Recorded, TrialRecord, TurnRecord
from podbor.evals.metrics import conduct, cost, outcome, ranking

Status: TypeAlias = Literal["passed", "failed", "skipped", "error", "simulator_fault"]
JUDGED: tuple[Status, ...] = ("passed", "failed")
"""The others are unscored: they say nothing about the assistant, and count neither as success nor as failure."""
DEPTH = 5


class Prices(Recorded):
    """Of a million tokens, in any currency."""

    tokens_in: float
    tokens_out: float


class Score(Recorded):
    """One trial, judged. A metric that is None is unscored, which is not zero."""

    case_id: str
    scenario: str
    language: Locale
    tags: list[str]
    trial: int
    status: Status
    reason: str = ""
    turns: int
    checks: int
    failed: list[Check]
    metrics: dict[str, float | None]


def score(case: Case, trial: TrialRecord, *, prices: Prices | None = None) -> Score:
    """Judge a trial of a case."""
    items = items_of(case.fixture)
    checks = judge(case.scenario, trial, items)
    status = _status(trial, checks)
    return Score(
        case_id=case.case_id,
        scenario=case.scenario.id,
        language=case.language,
        tags=case.scenario.tags,
        trial=trial.trial,
        status=status,
        reason=trial.reason or "; ".join(trial.simulator.faults if trial.simulator else ()),
        turns=len(trial.turns),
        checks=len(checks),
        failed=[check for check in checks if not check.ok],
        metrics=_metrics(case, trial, checks, items, prices) if status in JUDGED else {},
    )


def _status(trial: TrialRecord, checks: Sequence[Check]) -> Status:
    if trial.outcome in ("skipped", "error"):
        return "skipped" if trial.outcome == "skipped" else "error"
    if trial.simulator is not None and trial.simulator.faults:
        return "simulator_fault"
    return "passed" if all(check.ok for check in checks) else "failed"


def _metrics(
    case: Case, trial: TrialRecord, checks: Sequence[Check], items: Mapping[str, Item], prices: Prices | None
) -> dict[str, float | None]:
    turns = trial.turns
    tokens_in = cost.total_tokens([turn.tokens_in for turn in turns])
    tokens_out = cost.total_tokens([turn.tokens_out for turn in turns])
    return {
        "success": outcome.task_success([check.ok for check in checks]),
        "constraint_violations": conduct.count(violations(turn, items) for turn in turns),
        "ungrounded_claims": conduct.count(turn.ungrounded for turn in turns),
        "critique_compliance": conduct.share(_critiques(turns, items)),
        "groundedness": conduct.share([not turn.ungrounded for turn in turns]),
        "call_accuracy": conduct.share(_calls(checks)),
        "capture_f1": _capture(case, turns),
        "language_consistency": conduct.share(_languages(case, turns)),
        **_target(case, turns),
        "tokens": None if tokens_in is None else tokens_in + (tokens_out or 0.0),
        "cost": None
        if prices is None
        else cost.cost(tokens_in, tokens_out, price_in=prices.tokens_in, price_out=prices.tokens_out),
        "latency_ms": cost.mean_latency_ms([turn.wall_ms for turn in turns]),
    }


def _calls(checks: Sequence[Check]) -> list[bool]:
    by_turn: dict[str, bool] = {}
    for check in checks:
        if check.what.startswith("calls"):
            by_turn[check.where] = by_turn.get(check.where, True) and check.ok
    return list(by_turn.values())


def _critiques(turns: Sequence[TurnRecord], items: Mapping[str, Item]) -> list[bool]:
    """Of every relative critique: whether the list moved past the middle of the one before, or the limit was told."""
    outcomes = []
    for before, turn in zip(turns, turns[1:], strict=False):
        for shift in (event for event in turn.events if event["type"] == "shift"):
            move = Move(attribute=shift["attribute"], direction=shift["direction"])
            old, now = (
                [value for view in views(one.slate, items) for value in values_of(view, move.attribute)]
                for one in (before, turn)
            )
            outcomes.append("limit" in turn.problems or moved(now, old, _worst_for_time(move)))
    return outcomes


def _worst_for_time(move: Move) -> Move:
    """Each "faster" drops the slowest offers only, so that it can be said several times."""
    return move.model_copy(update={"past": "worst"}) if move.attribute == "delivery_time" else move


def _languages(case: Case, turns: Sequence[TurnRecord]) -> list[bool]:
    outcomes = []
    for turn in turns:
        said = case.scenario.turns[turn.part]
        asserted = said.expect.reply.language if said.expect.reply else None
        outcomes.append(language_of(turn) == (asserted or said.language or case.language))
    return outcomes


def _target(case: Case, turns: Sequence[TurnRecord]) -> dict[str, float | None]:
    targets = case.scenario.shopper.goal.target if case.scenario.shopper.goal else []
    lists = [[shown.item for shown in turn.slate] for turn in turns]
    last = next((shown for shown in reversed(lists) if shown), [])
    return {
        "turns_to_target": outcome.turns_to_target(lists, targets),
        f"recall_at_{DEPTH}": ranking.recall_at_k(last, targets, k=DEPTH),
        f"ndcg_at_{DEPTH}": ranking.ndcg_at_k(last, targets, k=DEPTH),
    }


def _capture(case: Case, turns: Sequence[TurnRecord]) -> float | None:
    """F1 over the turns of which the scenario says what must be written; for simulated turns, the wishes of the goal."""
    expected: list[Hashable] = []
    captured: list[Hashable] = []
    for turn in turns:
        patterns = _said(case, turn)
        if patterns is None:
            continue
        written = [event for event in statements(turn.events) if event["type"] == "preference"]
        expected += [(turn.number, index) for index in range(len(patterns))]
        found = pairs(patterns, written, same_event)
        captured += [(turn.number, found.get(place, event["event_id"])) for place, event in enumerate(written)]
    return conduct.capture_f1(expected, captured)


def _said(case: Case, turn: TurnRecord) -> list[EventPattern] | None:
    """The preferences that a turn states, None where the scenario does not say."""
    expect = case.scenario.turns[turn.part].expect
    if expect.must_not_write:
        return []
    if expect.events is None:
        return None
    named: Iterable[EventPattern] | None = expect.events if isinstance(expect.events, list) else _listed(expect.events)
    return None if named is None else [pattern for pattern in named if pattern.type == "preference" or pattern.facet]


def _listed(events: EventsExpectation) -> list[EventPattern] | None:
    return next((way for way in (events.strict, events.unordered) if way is not None), None)


@cache
def items_of(fixture: Path) -> dict[str, Item]:
    """The items of a fixture by their ids, read once."""
    items, _ = load_fixture(fixture).catalogue()
    return {item.item_id: item for item in items}
