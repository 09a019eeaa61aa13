"""Which events of the log a release is made of."""

from collections.abc import Callable
from typing import Any

from podbor.memory import SqlProfileStore, feedback_events, undo_events
from podbor.memory.privacy.contributions import Taken
from podbor.memory.privacy.histories import histories


def takes(store: SqlProfileStore, turn: Any, item_id: str, verdict: Any = "accept") -> None:
    store.append(feedback_events(turn, item_id, verdict, about={"category": "tea", "brand": "Ахмад"}))


def test_accepted_items_in_order_a_basket_a_conversation(store: SqlProfileStore, speaker: Callable[[str], Any]) -> None:
    vera, oleg = speaker("vera"), speaker("oleg")
    takes(store, vera.says("беру"), "tea")
    takes(store, oleg.says("беру"), "jam")
    takes(store, vera.says("нет"), "coffee", "reject")
    takes(store, vera.says("беру", thread_id="t2"), "jam")
    assert list(histories(store.engine)) == [
        (Taken(item_id="jam", basket="t1"),),
        (Taken(item_id="tea", basket="t1"), Taken(item_id="jam", basket="t2")),
    ]


def test_what_was_taken_back_does_not_count(store: SqlProfileStore, vera: Any) -> None:
    takes(store, vera.says("беру"), "tea")
    takes(store, vera.says("беру"), "jam")
    store.append(undo_events(store.events("vera"), vera.says("отмени")))
    assert list(histories(store.engine)) == [(Taken(item_id="tea", basket="t1"),)]
    store.append(undo_events(store.events("vera"), vera.says("отмени")))
    assert list(histories(store.engine)) == []


def test_without_consent_nothing_is_shared(store: SqlProfileStore, speaker: Callable[[str], Any]) -> None:
    asked = SqlProfileStore(store.engine, require_consent=True)
    vera, oleg = speaker("vera"), speaker("oleg")
    asked.consents.give("vera", text_version="1", at=vera.says().at)
    takes(asked, vera.says("беру"), "tea")
    takes(asked, oleg.says("беру"), "jam")
    tea = (Taken(item_id="tea", basket="t1"),)
    assert list(histories(store.engine, require_consent=True)) == [tea]
    assert list(histories(store.engine)) == [tea]
    asked.consents.withdraw("vera", at=vera.says().at)
    assert list(histories(store.engine, require_consent=True)) == []
