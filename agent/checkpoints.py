"""Where conversations are kept: SQLite by default, PostgreSQL when configured."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from langchain_core.messages import AnyMessage
from langgraph.checkpoint.base import BaseCheckpointSaver, CheckpointTuple
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from pydantic import JsonValue

from podbor.agent import state
from podbor.core import items, preferences, slate
from podbor.core.database import open_engine
from podbor.core.errors import SetupError
from podbor.core.file_bytes import count_matches
from podbor.core.settings import Settings, sqlite_url
from podbor.memory.personal import rewrite
from podbor.tools.toolbox import context as toolbox_context

SEPARATOR = "/"
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
    from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver

    async with AsyncPostgresSaver.from_conn_string(
        url.replace("postgresql+psycopg", "postgresql"), serde=serde
    ) as saver:
        await saver.setup()
        yield saver


@asynccontextmanager
async def _sqlite(path: Path, serde: StateSerializer) -> AsyncIterator[BaseCheckpointSaver[Any]]:
    import aiosqlite
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver

    path.parent.mkdir(parents=True, exist_ok=True)
    async with aiosqlite.connect(path) as connection:
        saver = AsyncSqliteSaver(connection, serde=serde)
        try:
            await saver.setup()
        except aiosqlite.DatabaseError as error:
            raise SetupError(f"conversations at {path} cannot be read: {error}", mend="podbor doctor --fix") from error
        yield saver


class ConversationData:
    """The conversations, as a PersonalDataStore."""

    name = "conversations"

    def __init__(self, saver: BaseCheckpointSaver[Any], settings: Settings) -> None:
        self._saver = saver
        self._sqlite = None if _on_postgres(settings) else settings.checkpoints_path

    async def export(self, user_id: str) -> JsonValue:
        """Return the messages of each conversation, those too that only its older checkpoints hold."""
        newest_first: dict[str, list[CheckpointTuple]] = {}
        async for key, checkpoint in self._checkpoints(user_id):
            newest_first.setdefault(key, []).append(checkpoint)
        return {
            key.removeprefix(user_id + SEPARATOR): [
                {"type": message.type, "content": str(message.content)} for message in _messages(checkpoints)
            ]
            for key, checkpoints in newest_first.items()
        }

    async def erase(self, user_id: str) -> int:
        """Delete the conversations, and the bytes that SQLite would keep of them.

        Raises SetupError when another process keeps these in use: the conversations are gone by then.
        """
        return await self._delete(await self._conversations(user_id))

    async def purge(self, before: datetime) -> int:
        """Delete the conversations of all shoppers in which nothing was said since `before`. Returns how many went."""
        last: dict[str, str] = {}
        async for checkpoint in self._saver.alist(None):
            last.setdefault(checkpoint.config["configurable"]["thread_id"], checkpoint.checkpoint["ts"])
        return await self._delete([key for key, moment in last.items() if datetime.fromisoformat(moment) < before])

    async def _delete(self, keys: Sequence[str]) -> int:
        for key in keys:
            await self._saver.adelete_thread(key)
        if self._sqlite is not None:
            await asyncio.to_thread(_rewrite, self._sqlite)
        return len(keys)

    async def scan(self, user_id: str) -> int:
        """Count conversations, and in SQLite's files every mention of the shopper."""
        found = len(await self._conversations(user_id))
        if self._sqlite is None or len(user_id) < LONG_ENOUGH:
            return found
        files = [self._sqlite.with_name(self._sqlite.name + suffix) for suffix in ("", "-wal")]
        needle = re.compile(re.escape((user_id + SEPARATOR).encode()))
        return found + sum(await asyncio.to_thread(count_matches, files, needle))

    async def _conversations(self, user_id: str) -> list[str]:
        """The keys of a shopper's conversations."""
        return list({key: None async for key, _ in self._checkpoints(user_id)})

    async def _checkpoints(self, user_id: str) -> AsyncIterator[tuple[str, CheckpointTuple]]:
        """Yield the checkpoints of a shopper's conversations, each with the key of its own, the newest first."""
        async for checkpoint in self._saver.alist(None):
            key = checkpoint.config["configurable"]["thread_id"]
            if key.startswith(user_id + SEPARATOR):
                yield key, checkpoint


def _messages(newest_first: Sequence[CheckpointTuple]) -> list[AnyMessage]:
    """All that was said, each once, in its order."""
    said: dict[str, AnyMessage] = {}
    for checkpoint in reversed(newest_first):
        for message in checkpoint.checkpoint["channel_values"].get("messages", []):
            said.setdefault(str(message.id), message)
    return list(said.values())


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
