"""Conversations that are kept: on both kinds of database, of one shopper among others, and past their time."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import HumanMessage
from langgraph.checkpoint.base import BaseCheckpointSaver, empty_checkpoint
from sqlalchemy import create_engine

from podbor.agent import checkpoints
from podbor.agent.assembly import open_profiles, purge
from podbor.agent.checkpoints import ConversationData, StateSerializer, conversation_key, open_checkpointer
from podbor.core.errors import SetupError
from podbor.core.preferences import Shift
from podbor.core.settings import Settings
from podbor.memory import TurnFacts, shift_event
from tests.processes import run_at_once

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
LATER = LONG_AGO + timedelta(days=2)


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of an empty home, with each kind of database."""
    if request.param == "sqlite":
        return Settings(home=tmp_path, database_url=None)
    new_database: Callable[[], str] = request.getfixturevalue("new_postgres_database")
    return Settings(home=tmp_path, database_url=new_database())


async def say(saver: BaseCheckpointSaver[Any], key: str, *texts: str, at: datetime = LONG_AGO) -> None:
    """Put a checkpoint, with the messages so far, after each message."""
    for count in range(1, len(texts) + 1):
        messages = [HumanMessage(text, id=f"{key} {number}") for number, text in enumerate(texts[:count])]
        checkpoint = empty_checkpoint() | {"ts": at.isoformat(), "channel_values": {"messages": messages}}
        version = {"messages": f"{count:032}"}
        checkpoint["channel_versions"] = dict(version)
        await saver.aput({"configurable": {"thread_id": key, "checkpoint_ns": ""}}, checkpoint, {}, dict(version))  # type: ignore[arg-type]


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Sizes of what was decoded since."""
    sizes: list[int] = []
    loads = StateSerializer.loads_typed

    def counted(self: StateSerializer, data: tuple[str, bytes]) -> Any:
        sizes.append(len(data[1]))
        return loads(self, data)

    monkeypatch.setattr(StateSerializer, "loads_typed", counted)
    return sizes


def test_of_other_shoppers_nothing_is_decoded(settings: Settings, decoded: list[int]) -> None:
    others = ("ann/t", "anna-maria/t", "anna.b/t", "anna0/t", "Anna/t", "boris/anna/t", "anna%/t", "аnna/t")

    async def run() -> None:
        async with open_checkpointer(settings) as saver:
            for key in others:
                await say(saver, key, *["привет"] * 30)
            await say(saver, conversation_key("anna", "t"), *(f"вопрос {number}" for number in range(45)))
            await say(saver, conversation_key("anna", "t/2"), "орехи")
            data = ConversationData(saver, settings)
            decoded.clear()
            exported: Any = await data.export("anna")
            assert [message["content"] for message in exported["t"]] == [f"вопрос {number}" for number in range(45)]
            assert exported["t/2"] == [{"type": "human", "content": "орехи"}]
            assert len(exported) == 2
            assert len(decoded) <= 2 * 46
            decoded.clear()
            assert await data.scan("anna") >= 2
            assert await data.erase("anna") == 2
            assert await data.erase("anna") == 0
            assert decoded == []
            assert await data.purge(LATER) == len(others)
            assert len(decoded) <= 2 * len(others)

    asyncio.run(run())


def test_what_is_said_while_a_purge_runs_stays(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> tuple[int, int]:
        async with open_checkpointer(settings) as saver:
            for key in ("anna/t", "boris/t"):
                await say(saver, key, "привет")
            delete = saver.adelete_thread

            async def meanwhile(key: str) -> None:
                await say(saver, "boris/t" if key == "anna/t" else "anna/t", "привет", "орехи", at=LATER)
                await delete(key)

            monkeypatch.setattr(saver, "adelete_thread", meanwhile)
            data = ConversationData(saver, settings)
            return await data.purge(LATER), await data.purge(LATER)

    assert asyncio.run(run()) == (1, 0)


def test_a_connection_that_the_server_closed_is_replaced(
    new_postgres_database: Callable[[], str], tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path, database_url=new_postgres_database())

    async def run() -> None:
        async with open_checkpointer(settings) as saver:
            await say(saver, "anna/t", "привет")
            admin = create_engine(str(settings.database_url), isolation_level="AUTOCOMMIT")
            with admin.connect() as connection:
                others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                assert connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid, 5000) {others}").all()
            admin.dispose()
            assert await saver.aget_tuple({"configurable": {"thread_id": "anna/t"}})

    asyncio.run(run())


STARTING = """
import asyncio, sys
import langgraph.checkpoint.postgres.aio
from podbor.agent.checkpoints import open_checkpointer
from podbor.core.settings import Settings

async def run():
    async with open_checkpointer(Settings(home=sys.argv[1], database_url=sys.argv[2])) as saver:
        print(await saver.aget_tuple({"configurable": {"thread_id": "t"}}))

input(".")
asyncio.run(run())
"""


def test_processes_may_set_up_at_once(new_postgres_database: Callable[[], str], tmp_path: Path) -> None:
    url = new_postgres_database()
    assert run_at_once(STARTING, tmp_path, url) == [("None\n", "")] * 4


def test_a_server_that_does_not_answer_is_to_be_started(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url="postgresql+psycopg://anna:secret@127.0.0.1:1/shop")

    async def run() -> None:
        async with open_checkpointer(settings):
            pass

    with pytest.raises(SetupError, match=r"anna:\*\*\*@.*refused.*started"):
        asyncio.run(run())


def test_conversations_that_are_locked_are_not_to_be_moved_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "PATIENCE_S", 0.02)
    settings = Settings(home=tmp_path, database_url=None)

    async def run() -> None:
        async with open_checkpointer(settings):
            pass

    with closing(sqlite3.connect(settings.checkpoints_path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SetupError, match="locked") as caught:
            asyncio.run(run())
    assert "--fix" not in caught.value.mend


@pytest.mark.parametrize("broken", ["checkpoints.db", "profile.db"])
def test_a_purge_that_fails_in_one_store_goes_through_the_other(tmp_path: Path, broken: str) -> None:
    settings = Settings(home=tmp_path, database_url=None)
    (tmp_path / broken).write_bytes(b"no database" * 100)

    async def talk() -> None:
        async with open_checkpointer(settings) as saver:
            await say(saver, "anna/t", "тайное")

    if broken == "profile.db":
        asyncio.run(talk())
    else:
        turn = TurnFacts(user_id="anna", thread_id="t", turn_id="1", at=LONG_AGO, utterance="тайное")
        open_profiles(settings).append([shift_event(turn, Shift(attribute="price", direction="lower", bound=1.0))])
    with pytest.raises(SetupError, match=broken):
        asyncio.run(purge(settings, LATER))
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-shm"))
    assert "тайное".encode() not in held
