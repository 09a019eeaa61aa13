"""Checks an installation part by part, and mends what can be mended without losing anything."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from langchain_core.messages import HumanMessage
from sqlalchemy import make_url

from podbor.agent.assembly import Progress, no_progress, open_catalog, open_profiles, open_recommender, prepare
from podbor.agent.checkpoints import open_checkpointer
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.port import open_planner
from podbor.core.errors import PodborError, SetupError
from podbor.core.settings import Settings

PROBE = "молоко"
"""What an endpoint is asked."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The state of one part."""

    part: str
    ok: bool
    text: str


def check(settings: Settings) -> list[Finding]:
    """Look at every part; one that fails does not hide the others."""
    return [_finding(part, look, settings) for part, look in PARTS.items()]


def mend(settings: Settings, *, progress: Progress = no_progress) -> None:
    """Set databases that are none aside under a dated name, then make what is missing. Nothing is deleted but a broken index."""
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S}"
    for path in _broken_databases(settings):
        for suffix in ("", "-wal", "-shm"):
            beside = path.with_name(path.name + suffix)
            if beside.exists():
                beside.rename(path.with_name(f"{path.name}.broken-{stamp}{suffix}"))
    try:
        prepare(settings, progress=progress)
        open_recommender(settings, open_catalog(settings))
    except SetupError:
        if _finding("index", _index, settings).ok:
            raise
        shutil.rmtree(settings.index_dir, ignore_errors=True)
        prepare(settings, progress=progress)


def _finding(part: str, look: Callable[[Settings], str], settings: Settings) -> Finding:
    try:
        return Finding(part=part, ok=True, text=look(settings))
    except PodborError as error:
        return Finding(part=part, ok=False, text=str(error))
    except Exception as error:
        return Finding(part=part, ok=False, text=f"{type(error).__name__}: {error}")


def _broken_databases(settings: Settings) -> Iterator[Path]:
    for path in (settings.home / "catalog.db", settings.home / "profile.db", settings.checkpoints_path):
        if path.is_file() and not _is_database(path):
            yield path


def _is_database(path: Path) -> bool:
    """Whether SQLite reads it as one. Nothing is written; by opening the file itself this process would lose its locks on it."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as connection:
        try:
            connection.execute("PRAGMA schema_version")
        except sqlite3.DatabaseError as error:
            return error.sqlite_errorcode != sqlite3.SQLITE_NOTADB
    return True


def _catalog(settings: Settings) -> str:
    count = open_catalog(settings).count()
    if not count:
        raise SetupError("the catalogue is empty", mend="podbor doctor --fix")
    return f"{count} products"


def _profiles(settings: Settings) -> str:
    return f"open, {open_profiles(settings).engine.dialect.name}"


def _conversations(settings: Settings) -> str:
    broken = settings.checkpoints_path in _broken_databases(settings)
    if broken:
        raise SetupError(f"{settings.checkpoints_path} is not a database", mend="podbor doctor --fix")
    asyncio.run(_open_conversations(settings))
    location = make_url(settings.profile_url)
    return str(settings.checkpoints_path) if location.get_backend_name() == "sqlite" else location.render_as_string()


async def _open_conversations(settings: Settings) -> None:
    async with open_checkpointer(settings):
        pass


def _index(settings: Settings) -> str:
    from podbor.tools.index.factory import open_index_store

    index = open_index_store(settings).open()
    try:
        return f"generation {index.generation}, {index.count()} products"
    finally:
        index.close()


def _planner(settings: Settings) -> str:
    if settings.planner == "openai":
        asyncio.run(_answers(settings))
        return f"{settings.openai_model} at {settings.openai_address} answers"
    from podbor.agent.planner.weights import find_model

    weights, adapter = find_model(settings, read=True)
    return f"{weights.name} with {adapter.name}" if adapter else weights.name


async def _answers(settings: Settings) -> None:
    """Ask the endpoint once: only an answer shows that it is there, lets us in, has the model and makes tool calls."""
    with open_planner(settings) as planner:
        await planner.decide([HumanMessage(PROBE)], PlannerContext())


PARTS: dict[str, Callable[[Settings], str]] = {
    "catalogue": _catalog,
    "profiles": _profiles,
    "conversations": _conversations,
    "index": _index,
    "planner": _planner,
}
