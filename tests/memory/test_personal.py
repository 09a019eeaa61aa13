"""Export, erasure and scan."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from podbor.core.errors import SetupError
from podbor.core.ports import PersonalDataStore
from podbor.core.preferences import PreferenceChange, PreferenceEvent
from podbor.core.settings import SERVICES
from podbor.memory import (
    FolderData,
    ProfileData,
    SqlProfileStore,
    TurnFacts,
    changes_events,
    erase_everywhere,
    feedback_events,
    forget_everything,
    forget_fact,
    remove_fact,
    undo_events,
)
from tests.memory.conftest import NOW, Speaker

SECRET = "у меня аллергия на тайные орехи"


def remember(store: SqlProfileStore, who: Speaker, times: int = 60) -> None:
    nuts = PreferenceChange(facet="allergen", value="nuts", stance="exclude", scope="lasting")
    for _ in range(times):
        turn = who.says(SECRET)
        store.append([*changes_events(turn, [nuts], services=SERVICES), *feedback_events(turn, "i1", "accept")])
    store.consents.give(who.user_id, text_version="1", at=NOW)


def raw(engine: Engine) -> bytes:
    assert engine.url.database is not None
    path = Path(engine.url.database)
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


async def test_everything_held_is_exported(engine: Engine, store: SqlProfileStore, vera: Speaker) -> None:
    remember(store, vera, times=1)
    store.append(undo_events(store.events("vera"), vera.says("отмени")))
    data: PersonalDataStore = ProfileData(engine)
    exported = json.loads(json.dumps(await data.export("vera")))
    assert [event["utterance"] for event in exported["events"]] == [SECRET, SECRET, "отмени"]
    assert exported["events"][0]["change"] == {
        "facet": "allergen",
        "value": "nuts",
        "stance": "exclude",
        "scope": "lasting",
        "person": "self",
    }
    assert exported["consents"] == [
        {"user_id": "vera", "kind": "lasting_memory", "text_version": "1", "given_at": NOW.isoformat()}
    ]
    assert await data.export("nobody") == {"events": [], "consents": []}


async def test_erasure_leaves_no_row_and_nobody_else_loses_one(
    engine: Engine, store: SqlProfileStore, vera: Speaker, speaker: Callable[[str], Speaker]
) -> None:
    remember(store, vera)
    remember(store, speaker("verakova"), times=3)
    data = ProfileData(engine)
    others = store.events("verakova")
    assert await data.scan("vera") >= 121
    assert await data.erase("vera") == 121
    assert await data.scan("vera") == 0
    assert store.events("vera") == ()
    assert store.events("verakova") == others
    assert await data.scan("verakova") == 7
    assert await data.erase("vera") == 0


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_no_byte_is_left_in_sqlite_files(engine: Engine, store: SqlProfileStore, vera: Speaker) -> None:
    remember(store, vera)
    assert SECRET.encode() in raw(engine)
    await ProfileData(engine).erase("vera")
    assert SECRET.encode() not in raw(engine)
    assert b"vera" not in raw(engine)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_the_scan_sees_what_a_careless_deletion_leaves(
    engine: Engine, store: SqlProfileStore, vera: Speaker
) -> None:
    remember(store, vera)
    with sqlite3.connect(str(engine.url.database)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("DELETE FROM preference_events")
        connection.execute("DELETE FROM consents")
    connection.close()
    assert store.events("vera") == ()
    assert await ProfileData(engine).scan("vera") > 0
    await ProfileData(engine).erase("vera")
    assert await ProfileData(engine).scan("vera") == 0


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_reader_that_holds_the_old_bytes_is_named(
    engine: Engine, store: SqlProfileStore, vera: Speaker
) -> None:
    remember(store, vera)
    reader = sqlite3.connect(str(engine.url.database))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM preference_events").fetchone()
    from sqlalchemy import event

    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 20"))
    engine.dispose()
    with pytest.raises(SetupError, match="in use|locked"):
        await ProfileData(engine).erase("vera")
    reader.close()
    await ProfileData(engine).erase("vera")
    assert b"vera" not in raw(engine)


async def test_files_are_scanned_exported_and_cleaned(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "a.log").write_text('user_id="вера" said x\nuser_id="веранда" said y\n', encoding="utf-8")
    (logs / "b.jsonl").write_text(json.dumps({"user": "вера"}) + "\n" + json.dumps({"user": "олег"}) + "\n")
    (tmp_path / "profile.db").write_text("user_id вера")
    data: PersonalDataStore = FolderData(name="files", root=tmp_path, skip=["profile.db"])
    assert await data.scan("вера") == 2
    assert await data.export("вера") == {
        "logs/a.log": ['user_id="вера" said x\n'],
        "logs/b.jsonl": [json.dumps({"user": "вера"}) + "\n"],
    }
    assert await data.erase("вера") == 2
    assert await data.scan("вера") == 0
    assert await data.scan("веранда") == 1
    assert await data.scan("олег") == 1


async def test_a_product_is_no_shopper_and_a_cache_goes_whole(tmp_path: Path) -> None:
    (tmp_path / "points.bin").write_bytes(b"\x00title\x00anna cookies\x00")
    assert await FolderData(name="index", root=tmp_path, labelled_only=True).scan("anna") == 0
    (tmp_path / "answers.bin").write_bytes(b"\x00user_id\xa4anna\x00")
    assert await FolderData(name="index", root=tmp_path, labelled_only=True).scan("anna") == 1
    cache = FolderData(name="cache", root=tmp_path, labelled_only=True, disposable=True)
    assert await cache.erase("anna") == 1
    assert not (tmp_path / "answers.bin").exists()
    assert (tmp_path / "points.bin").exists()


@pytest.mark.parametrize(("name", "hits"), [("a", 1), ("an", 0), ("anna", 1), ("anna-maria", 0)])
async def test_names_are_whole_words(tmp_path: Path, name: str, hits: int) -> None:
    (tmp_path / "x.log").write_text("a banana user_id=a anna. hannah anna@shop anna.b\n")
    assert await FolderData(name="logs", root=tmp_path).scan(name) == hits


async def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    data = FolderData(name="logs", root=tmp_path / "none")
    assert (await data.scan("vera"), await data.erase("vera"), await data.export("vera")) == (0, 0, {})


def test_consents_are_kept_given_and_withdrawn(store: SqlProfileStore) -> None:
    consents = store.consents
    assert consents.active("vera") is None
    consents.give("vera", text_version="1", at=NOW)
    consents.give("vera", text_version="2", at=NOW + timedelta(days=1))
    active = consents.active("vera")
    assert active is not None
    assert (active.text_version, active.given_at) == ("2", NOW + timedelta(days=1))
    assert consents.withdraw("vera", at=NOW + timedelta(days=2))
    assert not consents.withdraw("vera", at=NOW + timedelta(days=3))
    assert consents.active("vera") is None
    assert [c.withdrawn_at for c in consents.history("vera")] == [NOW + timedelta(days=1), NOW + timedelta(days=2)]
    assert consents.history("oleg") == ()


def test_without_consent_nothing_lasts(engine: Engine, store: SqlProfileStore, vera: Speaker) -> None:
    careful = SqlProfileStore(engine, require_consent=True)
    nuts = PreferenceChange(facet="allergen", value="nuts", stance="exclude", scope="lasting")

    def said(thread_id: str) -> None:
        turn = vera.says(thread_id=thread_id)
        events = (*changes_events(turn, [nuts], services=SERVICES), *feedback_events(turn, "i1", "accept"))
        assert len(careful.append(events)) == 2

    def lasts(thread_id: str) -> tuple[bool, tuple[str, ...]]:
        profile = careful.profile("vera", thread_id=thread_id, now=NOW)
        return profile.constraints.exclude_allergens >= {"nuts"}, profile.accepted

    said("t1")
    assert lasts("t1") == (True, ("i1",))
    assert lasts("t2") == (False, ())
    careful.consents.give("vera", text_version="1", at=NOW)
    assert lasts("t2") == (False, ()), "what was said before the consent stays in its conversation"
    said("t3")
    assert lasts("t2") == (True, ("i1",))
    careful.consents.withdraw("vera", at=NOW)
    assert lasts("t2") == (False, ())
    assert lasts("t3") == (True, ("i1",))


TAKING_BACK: dict[str, Callable[[Sequence[PreferenceEvent], TurnFacts], tuple[PreferenceEvent, ...]]] = {
    "undo": lambda log, turn: undo_events(log, turn, anywhere=True),
    "forget": lambda log, turn: forget_fact(log, turn, "allergen", "nuts"),
    "remove": lambda log, turn: remove_fact(log, turn, log[0].event_id),
    "forget everything": forget_everything,
}


def without_nuts(engine: Engine, vera: Speaker, *, consented: bool) -> SqlProfileStore:
    """A store that asks for consent, in which an allergy was said with or without it; it is withdrawn since."""
    careful = SqlProfileStore(engine, require_consent=True)
    nuts = PreferenceChange(facet="allergen", value="nuts", stance="exclude", scope="lasting")
    if consented:
        careful.consents.give("vera", text_version="1", at=NOW)
    careful.append(changes_events(vera.says(), [nuts], services=SERVICES))
    careful.consents.withdraw("vera", at=NOW)
    return careful


@pytest.mark.parametrize("consented", [False, True])
@pytest.mark.parametrize("taking_back", TAKING_BACK)
def test_what_is_said_can_be_taken_back_from_anywhere_without_consent(
    engine: Engine, store: SqlProfileStore, vera: Speaker, consented: bool, taking_back: str
) -> None:
    careful = without_nuts(engine, vera, consented=consented)
    assert careful.append(TAKING_BACK[taking_back](careful.events("vera"), vera.says(thread_id="elsewhere")))
    for thread_id in ("t1", "elsewhere", "new"):
        assert careful.profile("vera", thread_id=thread_id, now=NOW).active == ()


@pytest.mark.parametrize("consented", [False, True])
def test_peanuts_are_fine_wherever_it_is_said_without_consent(
    engine: Engine, store: SqlProfileStore, vera: Speaker, consented: bool
) -> None:
    careful = without_nuts(engine, vera, consented=consented)
    turn = vera.says(thread_id="elsewhere")
    careful.append(forget_fact(careful.events("vera"), turn, "allergen", "peanuts"))
    assert careful.profile("vera", thread_id="t1", now=NOW).constraints.exclude_allergens == {"nuts"}
    careful.consents.give("vera", text_version="1", at=NOW)
    expected = {"nuts"} if consented else set()
    assert careful.profile("vera", thread_id="new", now=NOW).constraints.exclude_allergens == expected


async def test_a_store_that_cannot_be_erased_keeps_no_other_from_it(
    engine: Engine, store: SqlProfileStore, vera: Speaker, tmp_path: Path
) -> None:
    remember(store, vera, times=1)

    class Broken(ProfileData):
        async def erase(self, user_id: str) -> int:
            raise sqlite3.OperationalError("database is locked")

    data = ProfileData(engine)
    rest = erase_everywhere([Broken(engine), data], "vera")
    assert await anext(rest) == (data.name, 3)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await anext(rest)
    assert await data.scan("vera") == 0
