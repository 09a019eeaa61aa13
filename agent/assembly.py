"""Puts the parts together from the settings: the only place that knows which implementation stands behind a port."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from langgraph.checkpoint.base import BaseCheckpointSaver

from podbor.agent.assistant import Assistant
from podbor.agent.checkpoints import ConversationData, open_checkpointer
from podbor.agent.graph import build_graph
from podbor.agent.ingest_lock import ingest_lock
from podbor.core.database import open_engine
from podbor.core.ports import Index, PersonalDataStore
from podbor.core.settings import Settings
from podbor.core.terms import Terms
from podbor.memory.files import FolderData
from podbor.memory.personal import ProfileData
from podbor.memory.privacy.released import SqlSharedStatistics
from podbor.memory.store import SqlProfileStore
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.catalog.store import SqlCatalogStore

if TYPE_CHECKING:
    from podbor.agent.context import Planner
    from podbor.memory.privacy.contributions import History
    from podbor.memory.privacy.ledger import PrivacyLedger
    from podbor.tools.catalog.feeds import IngestReport
    from podbor.tools.recommend.recommender import Recommender

Progress: TypeAlias = Callable[[str, int, int], None]
DEMO_SEED = 1


def no_progress(what: str, done: int, total: int) -> None:
    """Report nothing."""


def open_catalog(settings: Settings) -> SqlCatalogStore:
    """Open the catalogue, its tables up to date."""
    return SqlCatalogStore.open(open_engine(settings.catalog_url))


def open_profiles(settings: Settings) -> SqlProfileStore:
    """Open the preference log, its tables up to date."""
    store = SqlProfileStore(open_engine(settings.profile_url), require_consent=settings.require_consent)
    store.migrate()
    return store


def open_shared(settings: Settings) -> SqlSharedStatistics:
    """Open the latest private releases: all that may be known of other shoppers."""
    return SqlSharedStatistics(open_profiles(settings).engine)


def open_ledger(settings: Settings) -> "PrivacyLedger":
    """Open the privacy ledger with the settings' budget."""
    from podbor.memory.privacy.ledger import Budget, PrivacyLedger

    budget = Budget(epsilon=settings.privacy_epsilon, delta=settings.privacy_delta)
    return PrivacyLedger(open_profiles(settings).engine, budget)


def shopper_histories(settings: Settings) -> "Iterator[History]":
    """What each shopper took, with the kinds the catalogue knows: only a release may read it."""
    from podbor.memory.privacy.histories import histories

    catalog = open_catalog(settings)
    for history in histories(open_profiles(settings).engine, require_consent=settings.require_consent):
        items = catalog.items([taken.item_id for taken in history])
        yield [replace(t, kind=items[t.item_id].kind if t.item_id in items else "") for t in history]


def prepare(settings: Settings, *, progress: Progress = no_progress) -> None:
    """Make what a conversation needs and is not there: an empty catalogue gets the demo, a stale index is built anew."""
    from podbor.tools.embedding.factory import open_embedder
    from podbor.tools.index.factory import open_index_store
    from podbor.tools.index.prepare import prepare as prepare_index
    from podbor.tools.recommend.glossary import Glossary

    catalog = open_catalog(settings)
    if catalog.count() == 0:
        with ingest_lock(settings):
            # A feed that was being loaded is there by now.
            if catalog.count() == 0:
                _load_demo(catalog, progress)
    prepare_index(
        catalog=catalog,
        embedder=open_embedder(settings),
        store=open_index_store(settings),
        sid_space_path=settings.home / "sids",
        kinds=KindVocabulary.load(),
        ingredients=IngredientVocabulary.load(),
        co_purchase=open_shared(settings).current().co_purchase,
        translate=lambda word, locale: Glossary.load().translated(word, locale),
        progress=progress,
    )


def ingest_feed(
    settings: Settings, feed: Path, service: str, *, full: bool = False, progress: Progress = no_progress
) -> "IngestReport":
    """Load a feed as the offers of `service`, all of them if it is `full`, then bring the index up to date."""
    from podbor.tools.catalog.feeds import ingest

    with ingest_lock(settings):
        report = ingest(feed, service=service, settings=settings, store=open_catalog(settings), full=full)
    prepare(settings, progress=progress)
    return report


@asynccontextmanager
async def open_assistant(
    settings: Settings, *, planner: "Planner | None" = None, progress: Progress = no_progress
) -> AsyncIterator[Assistant]:
    """Open everything a conversation needs; `planner` takes the place of the one the settings name.

    One after the other: llama.cpp holds the interpreter's lock while it loads, so a thread of its own would gain nothing.
    """
    from podbor.agent.planner.port import open_planner
    from podbor.tools.index.factory import open_index_store
    from podbor.tools.sid import load_captions

    with ExitStack() as stack:
        catalog, profiles = open_catalog(settings), open_profiles(settings)
        index = _current_index(settings, catalog)
        if index is None:
            prepare(settings, progress=progress)
            index = open_index_store(settings).open()
        stack.callback(index.close)
        recommender = open_recommender(settings, catalog, index)
        async with open_checkpointer(settings) as checkpointer:
            yield Assistant(
                graph=build_graph(checkpointer),
                settings=settings,
                planner=planner or stack.enter_context(open_planner(settings)),
                recommender=recommender,
                catalog=catalog,
                profiles=profiles,
                terms=Terms.load(),
                kinds=KindVocabulary.load(),
                captions=load_captions(settings.home / "sids"),
                personal_data=personal_data(settings, checkpointer),
                consents=profiles.consents,
            )


@asynccontextmanager
async def open_personal_data(settings: Settings) -> AsyncIterator[list[PersonalDataStore]]:
    """Open every place that holds something about shoppers."""
    async with open_checkpointer(settings) as checkpointer:
        yield personal_data(settings, checkpointer)


async def purge(settings: Settings, before: datetime) -> dict[str, int]:
    """Delete what is past its time in every store, whatever happens in another. Returns how much went, a store.

    Raises the first error of a store after all were gone through.
    """
    from podbor.memory.retention import purge as purge_events

    async def conversations() -> int:
        async with open_checkpointer(settings) as checkpointer:
            return await ConversationData(checkpointer, settings).purge(before)

    def events() -> int:
        return purge_events(open_profiles(settings), before)

    gone: dict[str, int] = {}
    stores = {ProfileData.name: asyncio.to_thread(events), ConversationData.name: conversations()}
    done = await asyncio.gather(*stores.values(), return_exceptions=True)
    for name, outcome in zip(stores, done, strict=True):
        if isinstance(outcome, BaseException):
            raise outcome
        gone[name] = outcome
    return gone


def personal_data(settings: Settings, checkpointer: BaseCheckpointSaver[Any]) -> list[PersonalDataStore]:
    """Name every place that holds something about shoppers. Caches and the index hold product texts."""
    return [
        ProfileData(open_profiles(settings).engine),
        ConversationData(checkpointer, settings),
        FolderData(name="index", root=settings.index_dir, labelled_only=True),
        FolderData(name="cache", root=settings.cache_dir, labelled_only=True, disposable=True),
        FolderData(
            name="other files",
            root=settings.home,
            skip=[
                settings.index_dir.name,
                settings.cache_dir.name,
                *(
                    database + suffix
                    for database in ("profile.db", settings.checkpoints_path.name)
                    for suffix in ("", "-wal", "-shm")
                ),
            ],
            labelled_only=True,
        ),
    ]


def open_recommender(settings: Settings, catalog: SqlCatalogStore, index: Index | None = None) -> "Recommender":
    """Open the published index, unless it is given, and what ranks its hits. Raises SetupError when one is missing."""
    from podbor.tools.embedding.factory import open_embedder
    from podbor.tools.index.factory import open_index_store
    from podbor.tools.recommend.recommender import Recommender
    from podbor.tools.sid import PrefixPredictor, load_space

    return Recommender(
        predictor=PrefixPredictor(load_space(settings.home / "sids")),
        index=index if index is not None else open_index_store(settings).open(),
        catalog=catalog,
        embedder=open_embedder(settings),
        kinds=KindVocabulary.load(),
        ingredients=IngredientVocabulary.load(),
        services=settings.services,
        shared=open_shared(settings),
    )


def _current_index(settings: Settings, catalog: SqlCatalogStore) -> Index | None:
    from podbor.tools.embedding.factory import open_embedder
    from podbor.tools.index.factory import open_index_store
    from podbor.tools.index.prepare import open_current

    if catalog.count() == 0:
        return None
    return open_current(
        catalog=catalog,
        store=open_index_store(settings),
        embedder=open_embedder(settings),
        sid_space_path=settings.home / "sids",
    )


def _load_demo(catalog: SqlCatalogStore, progress: Progress) -> None:
    from podbor.tools.catalog.demo import generate_demo

    items, offers = generate_demo(seed=DEMO_SEED, updated_at=datetime.now(UTC))
    catalog.upsert(items, offers)
    progress("demo catalogue", len(items), len(items))
