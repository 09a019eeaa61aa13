"""All assertions of a recorded trial: what the scenario says, what holds always, and what holds for every scenario."""

from collections.abc import Iterator, Mapping, Sequence

from podbor.core.items import Item
from podbor.evals.dialogue.assertions import EndExpectation, Expectation, Standing
from podbor.evals.dialogue.checks.check import Check, Checks
from podbor.evals.dialogue.checks.items import views
from podbor.evals.dialogue.checks.matching import check_calls, check_events
from podbor.evals.dialogue.checks.obedience import violations
from podbor.evals.dialogue.checks.profile import check_profile
from podbor.evals.dialogue.checks.reply import check_reply, language_of, mentions
from podbor.evals.dialogue.checks.slate import check_all, check_none, check_slate
from podbor.evals.dialogue.record import TrialRecord, TurnRecord
from podbor.evals.dialogue.scenario import Scenario


def judge(scenario: Scenario, trial: TrialRecord, items: Mapping[str, Item]) -> list[Check]:
    """Every assertion of the trial, in the order of the dialogue. A crash is one that failed."""
    found: list[Check] = []
    for number, turn in enumerate(trial.turns, start=1):
        so_far = trial.turns[:number]
        found += _turn(scenario.turns[turn.part].expect, so_far, items)
        found += _standing(scenario.always, so_far[-1], items)
        found += _sound(so_far[-1], items)
    if trial.outcome == "crashed":
        found.append(Check(where=f"turn {len(trial.turns) + 1}", what="crash", ok=False, got=trial.reason))
    elif trial.turns:
        found += _end(scenario, scenario.end, trial.turns, items)
    return found


def _turn(expected: Expectation, turns: Sequence[TurnRecord], items: Mapping[str, Item]) -> list[Check]:
    turn = turns[-1]
    checks = Checks(f"turn {turn.number}")
    if expected.calls is not None:
        check_calls(checks, expected.calls, turn.calls)
    if expected.events is not None:
        check_events(checks, expected.events, turn.events)
    if expected.must_not_write:
        check_events(checks, [], turn.events)
    if expected.profile is not None:
        check_profile(checks, expected.profile, turn)
    if expected.slate is not None:
        check_slate(checks, expected.slate, turns, items)
    if expected.reply is not None:
        check_reply(checks, expected.reply, turn)
    _told(checks, expected, turn)
    return checks.found


def _told(checks: Checks, expected: Expectation, turn: TurnRecord) -> None:
    if expected.act is not None:
        checks.same("act", expected.act, turn.act)
    if expected.notes:
        checks.add("notes", set(expected.notes) <= set(turn.notes), expected=expected.notes, got=turn.notes)
    if expected.problems is not None:
        checks.same("problems", sorted(expected.problems), sorted(turn.problems))
    _latency(checks, expected.latency_ms, turn)


def _latency(checks: Checks, budget: float | None, turn: TurnRecord) -> None:
    if budget is not None:
        checks.add("latency_ms", turn.wall_ms <= budget, expected=budget, got=turn.wall_ms)


def _standing(always: Standing, turn: TurnRecord, items: Mapping[str, Item]) -> list[Check]:
    checks = Checks(f"turn {turn.number}")
    shown = views(turn.slate, items)
    if always.all is not None:
        check_all(checks, "always.all", always.all, shown)
    check_none(checks, "always.none", always.none, shown)
    if always.language is not None:
        checks.same("always.language", always.language, language_of(turn))
    _latency(checks, always.latency_ms, turn)
    return checks.found


def _sound(turn: TurnRecord, items: Mapping[str, Item]) -> list[Check]:
    """What no scenario has to say: the list obeys, and there is a reply."""
    checks = Checks(f"turn {turn.number}")
    broken = violations(turn, items)
    checks.add("obeys", not broken, expected=[], got=broken)
    checks.add("replies", bool(turn.reply.strip()), expected="a reply", got=turn.reply)
    return checks.found


def _end(
    scenario: Scenario, expected: EndExpectation, turns: Sequence[TurnRecord], items: Mapping[str, Item]
) -> Iterator[Check]:
    checks = Checks("end")
    if expected.calls is not None:
        check_calls(checks, expected.calls, [call for turn in turns for call in turn.calls])
    if expected.events is not None:
        check_events(checks, expected.events, [event for turn in turns for event in turn.events])
    if expected.profile is not None:
        check_profile(checks, expected.profile, turns[-1])
    if expected.slate is not None:
        check_slate(checks, expected.slate, turns, items)
    if expected.target is not None and scenario.shopper.goal is not None:
        reached = {shown.item for turn in turns for shown in turn.slate}
        if expected.target == "taken":
            reached = set(turns[-1].accepted)
        wanted = scenario.shopper.goal.target
        checks.add(f"target {expected.target}", not reached.isdisjoint(wanted), expected=wanted, got=sorted(reached))
    checks.bound("turns", expected.turns, len(turns))
    for phrase in expected.mentions:
        replies = [turn.reply for turn in turns]
        checks.add("mentions", any(mentions(reply, phrase) for reply in replies), expected=phrase, got=replies)
    yield from checks.found
