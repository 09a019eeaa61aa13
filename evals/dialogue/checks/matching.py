"""Calls and events against lists of patterns, in the four ways."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from podbor.evals.dialogue.assertions import CallsExpectation, EventPattern, EventsExpectation
from podbor.evals.dialogue.checks.check import Checks
from podbor.evals.dialogue.record import CallRecorded
from podbor.evals.planner.match import content_words, same_fact, same_kind, same_text, same_word

BOOKKEEPING = ("need",)
"""Events that no shopper asked for: they end the critiques of a need that is over."""
Wanted = TypeVar("Wanted")
Got = TypeVar("Got")


def check_calls(checks: Checks, expected: "list[Any] | CallsExpectation", got: Sequence[CallRecorded]) -> None:
    """Assert the calls of a turn or of a dialogue."""
    shown = [{call.name: call.args} for call in got]
    _check(checks, "calls", expected, got, same_call, shown)
    never = expected.never if isinstance(expected, CallsExpectation) else []
    if never:
        made = sorted({call.name for call in got if call.name in never})
        checks.add("calls.never", not made, expected=never, got=made)


def check_events(
    checks: Checks, expected: "list[EventPattern] | EventsExpectation", got: Sequence[dict[str, Any]]
) -> None:
    """Assert what was written. Bookkeeping and what a verdict implies of kind and brand are no statements of the shopper."""
    said = statements(got)
    shown = [{key: value for key, value in event.items() if key not in ("event_id", "retracts")} for event in said]
    _check(checks, "events", expected, said, same_event, shown)
    never = expected.never if isinstance(expected, EventsExpectation) else []
    for pattern in never:
        written = [one for one, event in zip(shown, said, strict=True) if same_event(pattern, event)]
        checks.add("events.never", not written, expected=pattern, got=written)


def statements(events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events that the shopper caused with words; what a turn wrote and took back itself (a critique made milder) is none."""
    here = {event["event_id"] for event in events}
    withdrawn = {taken for event in events for taken in event["retracts"]} & here
    return [
        event
        for event in events
        if event["type"] not in BOOKKEEPING
        and not (event["type"] == "feedback" and "facet" in event)
        and event["event_id"] not in withdrawn
        and not (event["retracts"] and here.issuperset(event["retracts"]))
    ]


def same_call(pattern: dict[str, dict[str, Any]], call: CallRecorded) -> bool:
    """Whether a call is of the pattern's tool and has the arguments it names."""
    ((name, args),) = pattern.items()
    return name == call.name and all(_same_argument(key, value, call.args.get(key)) for key, value in args.items())


def same_event(pattern: EventPattern, event: dict[str, Any]) -> bool:
    """Whether an event has every field that the pattern names."""
    for name in pattern.model_fields_set:
        wanted, given = getattr(pattern, name), event.get(name)
        if wanted is None:
            continue
        if name == "value":
            if given is None or not same_text(str(wanted), str(given)):
                return False
        elif wanted != given:
            return False
    return True


def _check(
    checks: Checks,
    what: str,
    expected: Any,
    got: Sequence[Got],
    same: Callable[[Any, Got], bool],
    shown: list[Any],
) -> None:
    ways = {"unordered": expected} if isinstance(expected, list) else {w: getattr(expected, w) for w in WAYS}
    for way, wanted in ways.items():
        if wanted is not None:
            checks.add(f"{what}.{way}", WAYS[way](wanted, got, same), expected=wanted, got=shown)


def _strict(wanted: Sequence[Wanted], got: Sequence[Got], same: Callable[[Wanted, Got], bool]) -> bool:
    return len(wanted) == len(got) and all(map(same, wanted, got))


def _unordered(wanted: Sequence[Wanted], got: Sequence[Got], same: Callable[[Wanted, Got], bool]) -> bool:
    return len(wanted) == len(got) == len(pairs(wanted, got, same))


def _subset(wanted: Sequence[Wanted], got: Sequence[Got], same: Callable[[Wanted, Got], bool]) -> bool:
    return len(pairs(wanted, got, same)) == len(got)


def _superset(wanted: Sequence[Wanted], got: Sequence[Got], same: Callable[[Wanted, Got], bool]) -> bool:
    return len(pairs(wanted, got, same)) == len(wanted)


WAYS = {"strict": _strict, "unordered": _unordered, "subset": _subset, "superset": _superset}


def pairs(wanted: Sequence[Wanted], got: Sequence[Got], same: Callable[[Wanted, Got], bool]) -> dict[int, int]:
    """The most pairs that match one to one, place in `got` → place in `wanted`.

    Augmenting paths: a loose pattern must not take what a tight one needs.
    """
    taken: dict[int, int] = {}

    def place(one: int, tried: set[int]) -> bool:
        for other in range(len(got)):
            if other in tried or not same(wanted[one], got[other]):
                continue
            tried.add(other)
            if other not in taken or place(taken[other], tried):
                taken[other] = one
                return True
        return False

    for one in range(len(wanted)):
        place(one, set())
    return taken


def _same_argument(key: str, wanted: Any, given: Any) -> bool:
    if wanted is None or given is None:
        return wanted is None and given is None
    match key:
        case "query":
            said = content_words(str(given))
            return all(any(same_word(word, other) for other in said) for word in content_words(str(wanted)))
        case "kinds":
            return any(same_kind(kind, other) for kind in wanted for other in given)
        case "changes":
            return len(wanted) == len(given) == len(pairs(wanted, given, _same_change))
        case "services" | "items":
            return bool(set(wanted) == set(given))
        case "what" if isinstance(wanted, dict) and isinstance(given, dict):
            return same_fact(wanted, given)
    return bool(wanted == given)


def _same_change(wanted: dict[str, Any], given: dict[str, Any]) -> bool:
    return all(
        same_text(str(value), str(given.get(key))) if key == "value" else value == given.get(key)
        for key, value in wanted.items()
    )
