"""What is past its time goes, and nothing that a later conversation sees changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from podbor.core.errors import SetupError
from podbor.core.preferences import PreferenceChange, Shift
from podbor.core.settings import SERVICES
from podbor.memory import (
    SqlProfileStore,
    changes_events,
    feedback_events,
    forget_everything,
    resolve,
    retention,
    shift_event,
    undo_events,
)
from podbor.memory.log import alive
from podbor.memory.retention import expired, purge
from tests.memory.conftest import NOW, Speaker
from tests.memory.test_properties import NOW as LATER
from tests.memory.test_properties import THREADS, Log, acts, dialogues


def change(value: str, scope: str = "lasting") -> PreferenceChange:
    return PreferenceChange(facet="allergen", value=value, stance="exclude", scope=scope)  # type: ignore[arg-type]


def test_a_purge_deletes_what_is_past_its_time_and_nothing_else(
    store: SqlProfileStore, vera: Speaker, speaker: Callable[[str], Speaker]
) -> None:
    oleg = speaker("oleg")
    store.append(changes_events(vera.says("аллергия на орехи"), [change("nuts")], services=SERVICES))
    store.append(changes_events(vera.says("сегодня без молока"), [change("milk", "session")], services=SERVICES))
    store.append([shift_event(vera.says("подешевле"), Shift(attribute="price", direction="lower", bound=1.0))])
    store.append(feedback_events(vera.says("не это"), "i1", "reject"))
    store.append(changes_events(vera.says("без рыбы"), [change("fish")], services=SERVICES))
    store.append(undo_events(store.events("vera"), vera.says("отмени")))
    store.append(changes_events(oleg.says("без яиц"), [change("eggs", "session")], services=SERVICES))
    assert purge(store, NOW) == 0
    assert purge(store, NOW + timedelta(days=1)) == 6
    assert [event.utterance for event in store.events("vera")] == ["аллергия на орехи"]
    assert store.events("oleg") == ()
    assert purge(store, NOW + timedelta(days=1)) == 0


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_what_a_purge_deleted_and_could_not_rewrite_goes_with_the_next(
    store: SqlProfileStore, vera: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "сегодня без тайного молока"
    store.append(changes_events(vera.says(secret), [change("milk", "session")], services=SERVICES))

    def killed(*_: Any) -> None:
        raise SetupError("in use", mend="close it")

    def held() -> bytes:
        path = Path(str(store.engine.url.database))
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))

    with monkeypatch.context() as patch:
        patch.setattr(retention, "rewrite", killed)
        with pytest.raises(SetupError):
            purge(store, NOW + timedelta(days=1))
    assert secret.encode() in held()
    assert purge(store, NOW + timedelta(days=1)) == 0
    assert secret.encode() not in held()


@given(dialogues, st.integers(-10, 60))
def test_later_conversations_see_what_they_saw(dialogue: Any, days: int) -> None:
    log = Log().play(dialogue)
    before = LATER - timedelta(days=365) + timedelta(days=days)
    gone = expired(log.events, before)
    kept = [event for event in log.events if event.event_id not in gone]
    assert all(event.at < before for event in log.events if event.event_id in gone)
    assert resolve(kept, user_id="u", thread_id="new", now=LATER) == log.profile("new")


@given(dialogues)
@example(
    [("a", [("change", [change("nuts")])], 0), ("b", [("forget_everything", None)], 0), ("b", [("undo", None)], 0)]
)
def test_nothing_that_was_taken_back_is_held_for_ever(dialogue: Any) -> None:
    log = Log().play(dialogue)
    gone = expired(log.events, LATER + timedelta(days=365))
    held = {event.event_id for event in log.events} - gone
    assert {event.event_id for event in log.profile("new").active} <= held <= {e.event_id for e in alive(log.events)}


def test_what_was_forgotten_lately_comes_back_with_an_undo_however_long_ago_it_was_said(
    store: SqlProfileStore, vera: Speaker
) -> None:
    store.append(changes_events(vera.says(), [change("nuts")], services=SERVICES))
    before = NOW + timedelta(days=1)
    lately = replace(vera.says("забудь всё"), at=before)
    store.append(forget_everything(store.events("vera"), lately))
    assert purge(store, before) == 0
    store.append(undo_events(store.events("vera"), replace(vera.says("отмени"), at=before)))
    profile = store.profile("vera", thread_id="new", now=before)
    assert profile.constraints.exclude_allergens == {"nuts", "peanuts"}


def test_what_was_forgotten_goes_with_what_it_was_forgotten_by(store: SqlProfileStore, vera: Speaker) -> None:
    store.append(changes_events(vera.says(), [change("nuts")], services=SERVICES))
    day = timedelta(days=1)
    store.append(forget_everything(store.events("vera"), replace(vera.says("забудь всё"), at=NOW + day)))
    assert purge(store, NOW + day) == 0
    assert purge(store, NOW + 2 * day) == 2
    assert undo_events(store.events("vera"), replace(vera.says("отмени"), at=NOW + 2 * day)) == ()


@given(dialogues, st.sampled_from(THREADS), st.lists(acts.filter(lambda act: act[0] != "undo"), min_size=1, max_size=3))
def test_a_message_within_its_time_is_undone_as_if_nothing_had_been_purged(
    dialogue: Any, thread_id: str, message: Any
) -> None:
    log = Log().play(dialogue)
    count, turn = len(log.events), log.turn(thread_id, days=365)
    log.say(turn, message)
    assume(any(event.type != "need" for event in log.events[count:]))
    gone = expired(log.events, turn.at)
    kept = [event for event in log.events if event.event_id not in gone]
    undoing = log.turn(thread_id)
    undone = undo_events(log.events, undoing)
    assert undo_events(kept, undoing) == undone
    whole, rest = [*log.events, *undone], [*kept, *undone]
    brought_back = set(alive(whole)) - set(alive(log.events))
    assert brought_back <= set(alive(rest))
    assert resolve(rest, user_id="u", thread_id="new", now=LATER) == resolve(
        whole, user_id="u", thread_id="new", now=LATER
    )
