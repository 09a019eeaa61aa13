"""Where conversations are kept: SQLite by default, PostgreSQL when configured."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer

from podbor.agent import state
from podbor.core import items, preferences, slate
from podbor.core.errors import SetupError
from podbor.core.settings import Settings
from podbor.tools.toolbox import context as toolbox_context

SEPARATOR = "/"


def conversation_key(user_id: str, thread_id: str) -> str:
    """Key of a conversation: no thread of one shopper can be named by another."""
    return f"{user_id}{SEPARATOR}{thread_id}"


@asynccontextmanager
async def open_checkpointer(settings: Settings) -> AsyncIterator[BaseCheckpointSaver[Any]]:
    """Open the store of conversations. Raises SetupError when it cannot be used."""
    serde = JsonPlusSerializer(allowed_msgpack_modules=list(_state_types()))
    url = settings.database_url
    backend = (
        _postgres(url, serde) if url and url.startswith("postgresql") else _sqlite(settings.checkpoints_path, serde)
    )
    async with backend as saver:
        yield saver


@asynccontextmanager
async def _postgres(url: str, serde: JsonPlusSerializer) -> AsyncIterator[BaseCheckpointSaver[Any]]:
    from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver

    async with AsyncPostgresSaver.from_conn_string(
        url.replace("postgresql+psycopg", "postgresql"), serde=serde
    ) as saver:
        await saver.setup()
        yield saver


@asynccontextmanager
async def _sqlite(path: Path, serde: JsonPlusSerializer) -> AsyncIterator[BaseCheckpointSaver[Any]]:
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


def _state_types() -> Iterator[type]:
    """The types that a checkpoint may hold: anything else in one is refused on load."""
    for module in (state, items, preferences, slate, toolbox_context):
        yield from (kind for kind in vars(module).values() if isinstance(kind, type) and is_dataclass(kind))
