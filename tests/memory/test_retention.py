"""What is past its time goes, and nothing that a later conversation sees changes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from podbor.core.preferences import PreferenceChange, Shift
from podbor.core.settings import SERVICES
from podbor.memory import SqlProfileStore, changes_events, feedback_events, resolve, shift_event, undo_events
from podbor.memory.log import alive
from podbor.memory.retention import expired, purge
from tests.memory.conftest import NOW, Speaker
from tests.memory.test_properties import NOW as LATER
from tests.memory.test_properties import Log, dialogues


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
