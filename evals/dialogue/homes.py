"""Prepared assistants over fixtures: one a fixture, shared by all trials; a private one where a trial changes the shops."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from podbor.agent.assembly import open_assistant, open_catalog, prepare
from podbor.agent.assistant import Assistant
from podbor.agent.context import Planner
from podbor.core.items import Offer
from podbor.core.settings import Settings
from podbor.evals.dialogue.fixtures import load_fixture
from podbor.evals.dialogue.planners import TrialPlanner
from podbor.testing import ScriptedPlanner, calls_message

CACHE = "cache"
WARM_UP = "чай и кофе, tea and coffee"


class Homes:
    """Homes below `root`. Embeddings are kept in the cache of `settings`, so a fixture is embedded once on a machine.

    Databases and index are always the embedded ones: a fixture must not be written into a server that others use.
    """

    def __init__(self, settings: Settings, root: Path, planner: Planner | None) -> None:
        self._settings = settings
        self._root = root
        self._planner = planner or TrialPlanner(None)
        self._open: dict[Path, Assistant] = {}
        self._lock = asyncio.Lock()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> "Homes":
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._stack.aclose()

    async def open(self, fixtures: Iterable[Path]) -> None:
        """Prepare the assistants of fixtures and have each answer once, so that no turn is timed with what is loaded lazily."""
        for fixture in fixtures:
            assistant = await self.shared(fixture)
            planner = ScriptedPlanner([calls_message(("search_catalog", {"query": WARM_UP}))])
            await replace(assistant, planner=planner).ask(WARM_UP, user_id="nobody", thread_id="before")

    async def shared(self, fixture: Path) -> Assistant:
        """The assistant of a fixture, opened on first use."""
        async with self._lock:
            if fixture not in self._open:
                settings = self._prepared(fixture)
                opened = open_assistant(settings, planner=self._planner)
                self._open[fixture] = await self._stack.enter_async_context(opened)
            return self._open[fixture]

    @asynccontextmanager
    async def stage(self, fixture: Path, name: str, *, private: bool) -> AsyncIterator["Stage"]:
        """The assistant of one trial: the shared one, or one over a home of its own that may be restarted and changed."""
        if not private:
            yield Stage(assistant=await self.shared(fixture))
            return
        settings = await self._copy(fixture, name)
        stage = Stage(assistant=None, settings=settings, planner=self._planner)
        try:
            await stage.restart()
            yield stage
        finally:
            await stage.close()
            shutil.rmtree(settings.home, ignore_errors=True)

    async def _copy(self, fixture: Path, name: str) -> Settings:
        await self.shared(fixture)
        home = self._root / "private" / name
        shutil.rmtree(home, ignore_errors=True)
        skip = shutil.ignore_patterns("profile.db*", "checkpoints.db*", "*.lock")
        shutil.copytree(self._home(fixture), home, symlinks=True, ignore=skip)
        return self._at(home)

    def _prepared(self, fixture: Path) -> Settings:
        settings = self._at(self._home(fixture))
        catalog = open_catalog(settings)
        if catalog.count() == 0:
            catalog.upsert(*load_fixture(fixture).catalogue())
        prepare(settings)
        return settings

    def _home(self, fixture: Path) -> Path:
        """Its name alone would not do: fixtures of one name in different folders are different shops."""
        return self._root / "shared" / f"{fixture.stem}-{blake2b(str(fixture).encode(), digest_size=4).hexdigest()}"

    def _at(self, home: Path) -> Settings:
        home.mkdir(parents=True, exist_ok=True)
        cache = home / CACHE
        if not cache.is_symlink():
            self._settings.cache_dir.mkdir(parents=True, exist_ok=True)
            cache.symlink_to(self._settings.cache_dir.resolve())
        return self._settings.model_copy(update={"home": home, "database_url": None, "qdrant_url": None})


class Stage:
    """What a trial talks to. A shared one can neither be restarted nor change its shops."""

    def __init__(
        self, *, assistant: Assistant | None, settings: Settings | None = None, planner: Planner | None = None
    ) -> None:
        self._assistant = assistant
        self._settings = settings
        self._planner = planner
        self._stack = AsyncExitStack()

    @property
    def assistant(self) -> Assistant:
        """The one that is open now."""
        assert self._assistant is not None
        return self._assistant

    async def restart(self) -> None:
        """Close everything and open it again over the same files."""
        assert self._settings is not None
        await self.close()
        opened = open_assistant(self._settings, planner=self._planner)
        self._assistant = await self._stack.enter_async_context(opened)

    async def close(self) -> None:
        """Close what is private."""
        await self._stack.aclose()

    def change_offers(self, offers: Sequence[Offer]) -> None:
        """Write offers into the shops."""
        assert self._settings is not None
        open_catalog(self._settings).upsert([], offers)
