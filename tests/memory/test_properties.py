"""The fold, over random dialogues. `pytest --hypothesis-profile=thorough` runs 10,000 of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from podbor.core.errors import ToolRetry
from podbor.core.preferences import Constraints, PreferenceChange, PreferenceEvent, Profile, Shift
from podbor.core.vocabulary import SCOPES, STANCES
from podbor.memory import (
    TurnFacts,
    changes_events,
    feedback_events,
    forget_everything,
    forget_fact,
    remove_fact,
    resolve,
    shift_event,
    shift_retractions,
    undo_events,
)

START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = START + timedelta(days=365)
THREADS = ("a", "b")
VALUES = {
    "allergen": ("nuts", "peanuts", "milk"),
    "ingredient": ("шоколад", "белый шоколад", "сыр"),
    "diet": ("vegan", "halal"),
    "taste": ("sweet", "salty"),
    "brand": ("Алёнка", "аленка", "Lindt"),
    "category": ("cookies",),
    "service": ("samokat", "kuper"),
}
SUBJECTS = [(facet, value) for facet, values in VALUES.items() for value in values]
EXCLUSIONS = [name for name in vars(Constraints()) if name.startswith("exclude_")]

NO_CHEESE = PreferenceChange(facet="ingredient", value="сыр", stance="exclude", scope="session")
"""Of another fact than an allergy to milk, though cheese is milk."""

changes = st.builds(
    lambda subject, stance, scope: PreferenceChange(facet=subject[0], value=subject[1], stance=stance, scope=scope),
    st.sampled_from(SUBJECTS),
    st.sampled_from(STANCES),
    st.sampled_from(SCOPES),
)
shifts = st.builds(
    Shift,
    attribute=st.sampled_from(["price", "size"]),
    direction=st.sampled_from(["lower", "higher"]),
    bound=st.integers(1, 20).map(float),
    unit=st.sampled_from(["", "g"]),
)
verdicts = st.tuples(st.sampled_from(["i1", "i2"]), st.sampled_from(["accept", "reject"]))
acts = st.one_of(
    st.tuples(st.just("change"), st.lists(changes, min_size=1, max_size=3)),
    st.tuples(st.just("shift"), shifts),
    st.tuples(st.just("feedback"), verdicts),
    st.tuples(st.just("forget"), st.sampled_from(SUBJECTS)),
    st.tuples(st.just("forget_everything"), st.none()),
    st.tuples(st.just("remove"), st.integers(0, 5)),
    st.tuples(st.just("need"), st.none()),
    st.tuples(st.just("undo"), st.none()),
)
turns = st.tuples(st.sampled_from(THREADS), st.lists(acts, min_size=1, max_size=3), st.integers(-5, 30))
dialogues = st.lists(turns, max_size=12)


@dataclass
class Log:
    """An append-only log in memory, and the turns as they are played."""

    events: list[PreferenceEvent] = field(default_factory=list)
    turns: int = 0

    def append(self, events: Sequence[PreferenceEvent]) -> None:
        known = {event.event_id for event in self.events}
        self.events += [event for event in events if event.event_id not in known]

    def turn(self, thread_id: str, days: int = 0) -> TurnFacts:
        self.turns += 1
        at = START + timedelta(days=self.turns + days)
        return TurnFacts(user_id="u", thread_id=thread_id, turn_id=str(self.turns), at=at, utterance="…")

    def play(self, dialogue: Sequence[Any]) -> "Log":
        for thread_id, acts_, days in dialogue:
            self.say(self.turn(thread_id, days), acts_)
        return self

    def say(self, turn: TurnFacts, acts_: Sequence[Any]) -> None:
        for act, argument in acts_:
            try:
                self.append(self._events(turn, act, argument))
            except ToolRetry:
                continue

    def _events(self, turn: TurnFacts, act: str, argument: Any) -> Sequence[PreferenceEvent]:
        match act:
            case "change":
                return changes_events(turn, argument, services=VALUES["service"])
            case "shift":
                return [shift_event(turn, argument)]
            case "feedback":
                return feedback_events(turn, *argument, about={"category": "cookies", "brand": "Lindt"})
            case "forget":
                return forget_fact(self.events, turn, *argument)
            case "forget_everything":
                return forget_everything(self.events, turn)
            case "remove":
                active = self.profile(turn.thread_id).active
                return remove_fact(self.events, turn, active[argument].event_id) if argument < len(active) else ()
            case "need":
                return shift_retractions(self.events, turn)
            case _:
                return undo_events(self.events, turn)

    def profile(self, thread_id: str) -> Profile:
        return resolve(self.events, user_id="u", thread_id=thread_id, now=NOW)


@given(dialogues, st.sampled_from(THREADS), acts.filter(lambda act: act[0] != "undo"))
def test_undo_restores_the_profile_exactly(dialogue: Any, thread_id: str, act: Any) -> None:
    log = Log().play(dialogue)
    before = {thread: log.profile(thread) for thread in (*THREADS, "new")}
    count = len(log.events)
    log.say(log.turn(thread_id), [act])
    assume(any(event.type != "need" for event in log.events[count:]))
    log.say(log.turn(thread_id), [("undo", None)])
    assert {thread: log.profile(thread) for thread in before} == before


@given(dialogues, st.sampled_from(THREADS), st.lists(acts.filter(lambda act: act[0] != "undo"), min_size=2, max_size=4))
def test_undo_takes_back_a_whole_message(dialogue: Any, thread_id: str, message: Any) -> None:
    log = Log().play(dialogue)
    before, count = log.profile(thread_id), len(log.events)
    log.say(log.turn(thread_id), message)
    assume(any(event.type != "need" for event in log.events[count:]))
    log.say(log.turn(thread_id), [("undo", None)])
    assert log.profile(thread_id) == before


@given(
    st.lists(
        st.tuples(
            st.just("a"),
            st.lists(acts.filter(lambda a: a[0] not in ("undo", "need")), min_size=1, max_size=2),
            st.just(0),
        ),
        max_size=8,
    )
)
def test_undoing_everything_leaves_nothing(dialogue: Any) -> None:
    log = Log().play(dialogue)
    for _ in dialogue:
        log.say(log.turn("a"), [("undo", None)])
    assert log.profile("a") == Profile(user_id="u")


@given(dialogues, st.sampled_from(THREADS), changes)
def test_a_preference_never_weakens_a_constraint(dialogue: Any, thread_id: str, change: PreferenceChange) -> None:
    assume(change.stance in ("prefer", "avoid"))
    log = Log().play(dialogue)
    before = log.profile(thread_id).constraints
    log.say(log.turn(thread_id), [("change", [change])])
    assert log.profile(thread_id).constraints == before


@given(dialogues, st.sampled_from(THREADS), changes)
def test_only_taking_back_lifts_an_allergen(dialogue: Any, thread_id: str, change: PreferenceChange) -> None:
    log = Log().play(dialogue)
    before = log.profile(thread_id).constraints.exclude_allergens
    log.say(log.turn(thread_id), [("change", [change])])
    assert log.profile(thread_id).constraints.exclude_allergens >= before


@given(dialogues, st.sampled_from(THREADS), changes)
def test_a_change_lifts_no_exclusion_but_one_of_its_own_value(
    dialogue: Any, thread_id: str, change: PreferenceChange
) -> None:
    log = Log().play(dialogue)
    before = log.profile(thread_id).constraints
    log.say(log.turn(thread_id), [("change", [change])])
    after = log.profile(thread_id).constraints
    for name in EXCLUSIONS:
        lifted = getattr(before, name) - getattr(after, name)
        assert not lifted or (change.stance == "require" and len(lifted) == 1)


@given(dialogues, st.sampled_from(THREADS), changes)
def test_what_is_said_of_somebody_else_leaves_the_shopper_alone(
    dialogue: Any, thread_id: str, change: PreferenceChange
) -> None:
    log = Log().play(dialogue)
    before = log.profile(thread_id)
    log.say(log.turn(thread_id), [("change", [replace(change, person="wife")])])
    after = log.profile(thread_id)
    assert (after.constraints, after.soft) == (before.constraints, before.soft)
    together = resolve(log.events, user_id="u", thread_id=thread_id, now=NOW, people=["wife"]).constraints
    for name in EXCLUSIONS:
        assert getattr(together, name) >= getattr(before.constraints, name)


@given(dialogues, st.sampled_from(THREADS), verdicts)
def test_a_verdict_is_weak_evidence_only(dialogue: Any, thread_id: str, verdict: tuple[str, str]) -> None:
    log = Log().play(dialogue)
    before = log.profile(thread_id).constraints
    log.say(log.turn(thread_id), [("feedback", verdict)])
    after = log.profile(thread_id).constraints
    assert replace(after, exclude_items=before.exclude_items) == before


@given(dialogues)
def test_no_session_reaches_another_conversation(dialogue: Any) -> None:
    log = Log().play(dialogue)
    profile = log.profile("new")
    assert profile.constraints.shifts == ()
    assert profile.constraints.exclude_items == frozenset()
    assert all(event.change is None or event.change.scope == "lasting" for event in profile.active)
    quiet = replace_all(log.events, lambda event: event.change is not None and event.change.scope == "session")
    shown = resolve(quiet, user_id="u", thread_id="new", now=NOW)
    assert shown == profile


def replace_all(events: Sequence[PreferenceEvent], session: Any) -> list[PreferenceEvent]:
    """The same log with other words where only a session may hear them."""
    return [
        replace(event, change=replace(event.change, facet="ingredient", value="тайна")) if session(event) else event
        for event in events
        if event.change is not None or not session(event)
    ]


@given(dialogues, st.sampled_from(THREADS), st.sampled_from(SUBJECTS))
@example([("a", [("change", [NO_CHEESE])], 0)], "a", ("allergen", "milk"))
def test_forgetting_one_fact_leaves_the_others(dialogue: Any, thread_id: str, subject: tuple[str, str]) -> None:
    from podbor.memory.values import value_key

    log = Log().play(dialogue)
    before = log.profile(thread_id)
    log.say(log.turn(thread_id), [("forget", subject)])
    after = log.profile(thread_id)
    key = value_key(subject[0], subject[1])  # type: ignore[arg-type]

    def others(profile: Profile) -> list[PreferenceEvent]:
        return [e for e in profile.active if not e.change or value_key(e.change.facet, e.change.value) != key]

    assert all(not e.change or value_key(e.change.facet, e.change.value) != key for e in after.active)
    # What a forgotten requirement of a brand or service had replaced may come back; nothing may go.
    assert [e for e in others(after) if e in others(before)] == others(before)


@given(dialogues, st.sampled_from(THREADS))
def test_forgetting_everything_leaves_nothing(dialogue: Any, thread_id: str) -> None:
    log = Log().play(dialogue)
    log.say(log.turn(thread_id), [("forget_everything", None)])
    assert all(log.profile(thread) == Profile(user_id="u") for thread in (*THREADS, "new"))


@given(dialogues, st.data())
def test_a_turn_run_again_after_a_crash_changes_nothing(dialogue: Any, data: Any) -> None:
    log = Log().play(dialogue)
    message = data.draw(st.lists(acts.filter(lambda act: act[0] != "remove"), min_size=1, max_size=3))
    turn = log.turn("a")
    log.say(turn, message)
    events = list(log.events)
    log.say(turn, message)
    assert log.events == events


@given(dialogues, st.lists(st.integers(0, 40), max_size=5))
def test_the_fold_does_not_depend_on_batches(dialogue: Any, cuts: list[int]) -> None:
    whole = Log().play(dialogue)
    parts = Log()
    edges = [0, *sorted(cut for cut in cuts if cut < len(whole.events)), len(whole.events)]
    for low, high in zip(edges, edges[1:], strict=False):
        parts.append(whole.events[low:high])
        parts.append(whole.events[low:high])
    assert parts.events == whole.events
    assert all(parts.profile(thread) == whole.profile(thread) for thread in THREADS)


@given(st.lists(shifts, min_size=1, max_size=8))
def test_shifts_never_contradict_and_only_tighten(said: list[Shift]) -> None:
    log = Log()
    for shift in said:
        log.say(log.turn("a"), [("shift", shift)])
    standing = log.profile("a").constraints.shifts
    assert any(
        (s.attribute, s.direction, s.unit) == (said[-1].attribute, said[-1].direction, said[-1].unit) for s in standing
    )
    assert len({(s.attribute, s.unit) for s in standing}) == len(standing)
    for shift in standing:
        assert not any(o.attribute == shift.attribute and o.direction != shift.direction for o in standing)
        bounds = [s.bound for s in _run_of(said, shift)]
        assert shift.bound == (min(bounds) if shift.direction == "lower" else max(bounds))


def _run_of(said: list[Shift], shift: Shift) -> list[Shift]:
    """What was said on the attribute since the shopper last turned round."""
    run: list[Shift] = []
    for other in said:
        if other.attribute == shift.attribute and other.direction != shift.direction:
            run = []
        elif (other.attribute, other.unit) == (shift.attribute, shift.unit):
            run.append(other)
    return run


@given(dialogues, st.integers(0, 4000))
def test_age_touches_weights_and_nothing_else(dialogue: Any, days: int) -> None:
    log = Log().play(dialogue)
    old = resolve(log.events, user_id="u", thread_id="a", now=NOW + timedelta(days=days))
    assert old.constraints == log.profile("a").constraints
    assert old.active == log.profile("a").active
    assert all(-1 <= soft.weight <= 1 for soft in old.soft)


@settings(max_examples=50)
@given(dialogues)
def test_another_shopper_changes_nothing(dialogue: Any) -> None:
    log = Log().play(dialogue)
    stranger = [replace(event, user_id="v", event_id=f"v{event.event_id}") for event in log.events]
    mixed = [event for pair in zip(stranger, log.events, strict=True) for event in pair]
    assert resolve(mixed, user_id="u", thread_id="a", now=NOW) == log.profile("a")
