"""The log on both databases."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, inspect, select
from sqlalchemy.orm import Session

from podbor.core.errors import PodborError, SetupError
from podbor.core.preferences import PreferenceChange, PreferenceEvent, Shift
from podbor.core.settings import SERVICES
from podbor.memory import SqlProfileStore, changes_events, feedback_events, shift_event, undo_events
from podbor.memory.store import MIGRATIONS
from podbor.memory.tables import Base, EventRow
from tests.processes import run_at_once


def no_nuts(turn: Any) -> tuple[PreferenceEvent, ...]:
    change = PreferenceChange(facet="allergen", value="nuts", stance="exclude", scope="lasting")
    return changes_events(turn, [change], services=SERVICES)


def test_every_kind_of_event_comes_back_as_it_was(store: SqlProfileStore, vera: Any) -> None:
    said = [
        *no_nuts(vera.says("у меня аллергия на орехи 🥜")),
        shift_event(vera.says("подешевле"), Shift(attribute="price", direction="lower", bound=9990)),
        shift_event(vera.says("побольше"), Shift(attribute="size", direction="higher", bound=0.1, unit="ml")),
        shift_event(vera.says("подешевле"), Shift(attribute="price", direction="lower", bound=90, need="чайник")),
        *feedback_events(vera.says("беру"), "i1", "accept", about={"brand": "Алёнка", "category": "cookies"}),
        *feedback_events(vera.says("не это"), "i2", "reject"),
    ]
    said += undo_events(said, vera.says("отмени"))
    assert store.append(said) == tuple(said)
    assert store.events("vera") == tuple(said)
    assert store.events("somebody else") == ()


def test_writing_twice_changes_nothing(store: SqlProfileStore, vera: Any) -> None:
    turn = vera.says()
    assert len(store.append(no_nuts(turn))) == 1
    assert store.append(no_nuts(turn)) == ()
    both = (*no_nuts(turn), *no_nuts(vera.says()))
    assert store.append(both) == both[1:]
    assert len(store.events("vera")) == 2


def test_a_batch_is_written_whole_or_not_at_all(store: SqlProfileStore, vera: Any) -> None:
    good = no_nuts(vera.says())
    broken = replace(no_nuts(vera.says())[0], at=vera.says().at.replace(tzinfo=None))
    with pytest.raises(PodborError, match="without a zone|without zone"):
        store.append([*good, broken])
    assert store.events("vera") == ()


def test_the_order_is_that_of_writing_whatever_the_clocks_say(store: SqlProfileStore, vera: Any) -> None:
    first, second = no_nuts(vera.says())[0], no_nuts(vera.says())[0]
    first = replace(first, at=first.at + timedelta(days=400))
    store.append([first])
    store.append([second])
    assert [e.event_id for e in store.events("vera")] == [first.event_id, second.event_id]


def test_the_stored_profile_is_the_fold_of_the_whole_log(store: SqlProfileStore, vera: Any) -> None:
    from podbor.memory import resolve

    store.append(no_nuts(vera.says()))
    cheaper = shift_event(vera.says(thread_id="other"), Shift(attribute="price", direction="lower", bound=1))
    store.append([cheaper])
    store.append(undo_events(store.events("vera"), vera.says(thread_id="third"), anywhere=True))
    for thread_id in ("t1", "other", "third", "fourth"):
        now = vera.says().at
        expected = resolve(store.events("vera"), user_id="vera", thread_id=thread_id, now=now)
        assert store.profile("vera", thread_id=thread_id, now=now) == expected


def test_sixteen_writers_lose_nothing(store: SqlProfileStore, speaker: Callable[[str], Any]) -> None:
    written: list[str] = []
    lock = threading.Lock()

    def write(number: int) -> None:
        me = speaker("vera")
        for _ in range(5):
            turn = replace(me.says(), thread_id=f"t{number}")
            events = (*no_nuts(turn), *feedback_events(turn, "i1", "reject"))
            store.append(events)
            with lock:
                written.extend(e.event_id for e in events)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log = store.events("vera")
    assert sorted(e.event_id for e in log) == sorted(written)
    assert len(log) == 16 * 5 * 2
    halves = [log[i : i + 2] for i in range(0, len(log), 2)]
    assert all(a.turn_id == b.turn_id and a.thread_id == b.thread_id for a, b in halves), "batches are not interleaved"


def test_ten_thousand_events(store: SqlProfileStore, vera: Any) -> None:
    changes = [
        PreferenceChange(facet="ingredient", value=f"вещь {i % 500}", stance="prefer", scope="lasting")
        for i in range(10_000)
    ]
    events = [e for change in changes for e in changes_events(vera.says(), [change], services=SERVICES)]
    assert len(store.append(events)) == 10_000
    profile = store.profile("vera", thread_id="new", now=vera.says().at)
    assert len(profile.soft) == 500
    assert [e.event_id for e in profile.active] == [e.event_id for e in events[-500:]]


def test_migrations_go_up_down_and_up_and_match_the_tables(engine: Engine, store: SqlProfileStore) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def tables() -> set[str]:
        return set(inspect(engine).get_table_names())

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "profile_alembic_version"})
        assert compare_metadata(context, Base.metadata) == []
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    assert {"preference_events", "consents", "profile_alembic_version"} <= tables()
    command.downgrade(config, "v0001")
    assert "consents" not in tables()
    command.downgrade(config, "base")
    assert "preference_events" not in tables()
    store.migrate()
    assert {"preference_events", "consents"} <= tables()


def test_migrating_down_keeps_the_log(engine: Engine, store: SqlProfileStore, vera: Any) -> None:
    store.append(no_nuts(vera.says()))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = engine
    command.downgrade(config, "v0001")
    store.migrate()
    assert len(store.events("vera")) == 1


def test_processes_may_migrate_at_once(url: str) -> None:
    code = (
        "import sys; from podbor.core.database import open_engine; from podbor.memory import SqlProfileStore;"
        "store = SqlProfileStore(open_engine(sys.argv[1])); input('.'); store.migrate(); print(store.events('vera'))"
    )
    assert run_at_once(code, url) == [("()\n", "")] * 4


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_locked_database_is_said_so_and_loses_nothing(engine: Engine, store: SqlProfileStore, vera: Any) -> None:
    impatient = SqlProfileStore(engine, patience_s=0.05)
    impatient.append(no_nuts(vera.says()))
    turn = vera.says()
    other = create_engine(engine.url)
    with other.connect() as holder:
        holder.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(SetupError, match="locked"):
            impatient.append(no_nuts(turn))
    other.dispose()
    assert len(impatient.append(no_nuts(turn))) == 1
    assert len(store.events("vera")) == 2


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_full_database_is_said_so_and_loses_nothing(engine: Engine, store: SqlProfileStore, vera: Any) -> None:
    store.append(no_nuts(vera.says()))
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
    engine.dispose()
    flood = [e for _ in range(500) for e in no_nuts(vera.says("слово " * 50))]
    with pytest.raises(SetupError, match="full"):
        store.append(flood)
    assert len(store.events("vera")) == 1


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_file_that_is_no_database(engine: Engine) -> None:
    assert engine.url.database is not None
    with open(engine.url.database, "wb") as file:
        file.write(b"not a database at all, sorry" * 100)
    with pytest.raises(SetupError, match="mend it with"):
        SqlProfileStore(engine).migrate()


def test_rows_keep_the_scope_that_the_query_needs(engine: Engine, store: SqlProfileStore, vera: Any) -> None:
    store.append(feedback_events(vera.says(), "i1", "accept", about={"brand": "Алёнка"}))
    with Session(engine) as session:
        assert set(session.scalars(select(EventRow.scope))) == {"lasting"}
