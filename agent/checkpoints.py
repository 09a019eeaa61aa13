"""Where conversations are kept: SQLite by default, PostgreSQL when configured."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.messages import AnyMessage
from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from pydantic import JsonValue
from sqlalchemy import ColumnClause, String, column, func, make_url, select, table
from tenacity import AsyncRetrying, retry_if_not_result, stop_after_delay, wait_random

from podbor.agent import state
from podbor.core import items, preferences, slate
from podbor.core.database import open_engine, unusable, while_busy
from podbor.core.file_bytes import count_matches
from podbor.core.settings import Settings, sqlite_url
from podbor.memory.personal import rewrite
from podbor.tools.toolbox import context as toolbox_context

if TYPE_CHECKING:
    from psycopg import AsyncConnection
    from psycopg.rows import DictRow

SEPARATOR = "/"
AFTER_SEPARATOR = chr(ord(SEPARATOR) + 1)
PATIENCE_S = 60.0
"""How long a step of a conversation waits for another process that has the SQLite file, or sets up the tables."""
SETUP_LOCK = 0x504F44424F53
AT_ONCE = 20
"""Checkpoints that are decoded before a turn of another conversation may go on."""
LONG_ENOUGH = 4
"""Characters of a user name below which its bytes turn up anywhere, and only conversations are counted."""


class StateSerializer(JsonPlusSerializer):
    """LangGraph's serializer, held to our types, that gives back equal dataclasses.

    Its wire format knows lists only; no dataclass of the state has a list, so every list in one was a tuple.
    """

    def __init__(self) -> None:
        super().__init__(allowed_msgpack_modules=list(_state_types()))

    def loads_typed(self, data: tuple[str, bytes]) -> Any:
        """Deserialize, lists in dataclasses made tuples again."""
        return _with_tuples(super().loads_typed(data))


def _with_tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_tuples(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_with_tuples(part) for part in value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {field.name: _with_tuples(getattr(value, field.name)) for field in fields(value)}
    return replace(value, **{name: tuple(part) if isinstance(part, list) else part for name, part in parts.items()})


def conversation_key(user_id: str, thread_id: str) -> str:
    """Key of a conversation: no thread of one shopper can be named by another."""
    return f"{user_id}{SEPARATOR}{thread_id}"


@asynccontextmanager
async def open_checkpointer(settings: Settings) -> AsyncIterator[BaseCheckpointSaver[Any]]:
    """Open the store of conversations. Raises SetupError when it cannot be used."""
    serde = StateSerializer()
    backend = (
        _postgres(str(settings.database_url), serde)
        if _on_postgres(settings)
        else _sqlite(settings.checkpoints_path, serde)
    )
    async with backend as saver:
        yield saver


def _on_postgres(settings: Settings) -> bool:
    return (settings.database_url or "").startswith("postgresql")


@asynccontextmanager
async def _postgres(url: str, serde: StateSerializer) -> AsyncIterator[BaseCheckpointSaver[Any]]:
    import psycopg
    from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
    from psycopg import AsyncConnection
    from psycopg.rows import DictRow, dict_row
    from psycopg_pool import AsyncConnectionPool

    address = url.replace("postgresql+psycopg", "postgresql")
    options: dict[str, Any] = {"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row}
    try:
        async with await AsyncConnection[DictRow].connect(address, **options) as connection:
            await _take_turn(connection)
            await AsyncPostgresSaver(connection).setup()
    except psycopg.Error as error:
        raise unusable(make_url(url), error) from error
    # A connection that the server has closed is replaced.
    async with AsyncConnectionPool(
        address,
        connection_class=AsyncConnection[DictRow],
        kwargs=options,
        check=AsyncConnectionPool.check_connection,
        min_size=1,
        open=False,
    ) as pool:
        yield AsyncPostgresSaver(pool, serde=serde)


async def _take_turn(connection: "AsyncConnection[DictRow]") -> None:
    """Wait, `PATIENCE_S` at most, until no other process sets up the tables; let none begin while `connection` is open.

    Asked for again and again: what sets up creates indexes concurrently, which waits for statements that wait for a lock.
    """

    async def take() -> bool:
        asked = await connection.execute("SELECT pg_try_advisory_lock(%s) AS taken", [SETUP_LOCK])
        row = await asked.fetchone()
        return bool(row and row["taken"])

    await AsyncRetrying(
        retry=retry_if_not_result(bool),
        wait=wait_random(0, 0.2),
        stop=stop_after_delay(PATIENCE_S),
        retry_error_callback=lambda _: None,
    )(take)


@asynccontextmanager
async def _sqlite(path: Path, serde: StateSerializer) -> AsyncIterator[BaseCheckpointSaver[Any]]:
    import aiosqlite
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    path.parent.mkdir(parents=True, exist_ok=True)
    async with aiosqlite.connect(path, timeout=PATIENCE_S) as connection:
        saver = AsyncSqliteSaver(connection, serde=serde)
        try:
            # It switches to WAL, in which the first of several processes has its way.
            await AsyncRetrying(**while_busy(PATIENCE_S))(saver.setup)
        except aiosqlite.DatabaseError as error:
            raise unusable(make_url(sqlite_url(path)), error) from error
        yield saver


class ConversationData:
    """The conversations, as a PersonalDataStore."""

    name = "conversations"

    def __init__(self, saver: BaseCheckpointSaver[Any], settings: Settings) -> None:
        self._saver = saver
        self._sqlite = None if _on_postgres(settings) else settings.checkpoints_path
        self._url = sqlite_url(self._sqlite) if self._sqlite else str(settings.database_url)

    async def export(self, user_id: str) -> JsonValue:
        """Return the messages of each conversation, those too that only its older checkpoints hold."""
        return {
            key.removeprefix(user_id + SEPARATOR): [
                {"type": message.type, "content": str(message.content)} for message in await self._messages(key)
            ]
            for key in await self._keys(user_id)
        }

    async def erase(self, user_id: str) -> int:
        """Delete the conversations, and the bytes that SQLite would keep of them.

        Raises SetupError when another process keeps these in use: the conversations are gone by then.
        """
        return await self._delete(await self._keys(user_id))

    async def purge(self, before: datetime) -> int:
        """Delete the conversations of all shoppers in which nothing was said since `before`. Returns how many went."""
        return await self._delete(await self._keys(), before)

    async def _delete(self, keys: Sequence[str], before: datetime | None = None) -> int:
        gone = 0
        for key in keys:
            # Looked at just now: something may have been said since the keys were read.
            if before is None or await self._ended(key, before):
                await self._saver.adelete_thread(key)
                gone += 1
        if self._sqlite is not None:
            await asyncio.to_thread(_rewrite, self._sqlite)
        return gone

    async def scan(self, user_id: str) -> int:
        """Count conversations, and in SQLite's files every mention of the shopper."""
        found = len(await self._keys(user_id))
        if self._sqlite is None or len(user_id) < LONG_ENOUGH:
            return found
        files = [self._sqlite.with_name(self._sqlite.name + suffix) for suffix in ("", "-wal")]
        needle = re.compile(re.escape((user_id + SEPARATOR).encode()))
        return found + sum(await asyncio.to_thread(count_matches, files, needle))

    async def _keys(self, user_id: str | None = None) -> list[str]:
        """The keys of a shopper's conversations, or of all; no checkpoint is decoded."""
        return await asyncio.to_thread(_read_keys, self._url, user_id)

    async def _ended(self, key: str, before: datetime) -> bool:
        newest = [checkpoint.checkpoint["ts"] async for checkpoint in self._saver.alist(_config(key), limit=1)]
        return any(datetime.fromisoformat(moment) < before for moment in newest)

    async def _messages(self, key: str) -> list[AnyMessage]:
        """All that was said in a conversation, each once, in its order."""
        newest_first: list[list[AnyMessage]] = []
        before: RunnableConfig | None = None
        while part := [found async for found in self._saver.alist(_config(key), before=before, limit=AT_ONCE)]:
            newest_first += [found.checkpoint["channel_values"].get("messages", []) for found in part]
            before = part[-1].config
        said: dict[str, AnyMessage] = {}
        for messages in reversed(newest_first):
            for message in messages:
                said.setdefault(str(message.id), message)
        return list(said.values())


def _config(key: str) -> RunnableConfig:
    return {"configurable": {"thread_id": key}}


def _read_keys(url: str, user_id: str | None) -> list[str]:
    engine = open_engine(url)
    key: ColumnClause[str] = column("thread_id", String)
    query = select(key).select_from(table("checkpoints")).distinct()
    if user_id is not None and engine.dialect.name == "sqlite":
        # A range of the primary key: LIKE and substr read all of it.
        query = query.where(key >= user_id + SEPARATOR, key < user_id + AFTER_SEPARATOR)
    elif user_id is not None:
        query = query.where(func.starts_with(key, user_id + SEPARATOR))
    try:
        with engine.connect() as connection:
            return list(connection.scalars(query))
    finally:
        engine.dispose()


def _rewrite(path: Path) -> None:
    """Leave nothing of deleted rows in the file or its write-ahead log. Raises SetupError when another process reads it."""
    engine = open_engine(sqlite_url(path))
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
            rewrite(connection, engine)
    finally:
        engine.dispose()


def _state_types() -> Iterator[type]:
    """The types that a checkpoint may hold: anything else in one is refused on load."""
    for module in (state, items, preferences, slate, toolbox_context):
        yield from (kind for kind in vars(module).values() if isinstance(kind, type) and is_dataclass(kind))
