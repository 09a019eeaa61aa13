"""The recommender over the real demo catalogue, index and embedder."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from podbor.core.database import open_engine
from podbor.core.items import Bilingual, Item, Offer
from podbor.core.settings import Settings
from podbor.core.shared import SharedStatistics
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.catalog.store import SqlCatalogStore
from podbor.tools.embedding.factory import open_embedder
from podbor.tools.index.factory import open_index_store
from podbor.tools.recommend.constraints import ConstraintChecker
from podbor.tools.recommend.lexicon import Lexicon
from podbor.tools.recommend.recommender import Recommender


@pytest.fixture(scope="session")
def catalog(demo_home: Path) -> Iterator[SqlCatalogStore]:
    engine = open_engine(Settings(home=demo_home, _env_file=None).catalog_url)  # type: ignore[call-arg]
    yield SqlCatalogStore(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def kinds() -> KindVocabulary:
    return KindVocabulary.load()


class Releases:
    """A source with one release, which a test may change."""

    def __init__(self) -> None:
        self.latest = SharedStatistics()

    def current(self) -> SharedStatistics:
        return self.latest


def opened(
    demo_home: Path, catalog: SqlCatalogStore, kinds: KindVocabulary, shared: Releases | None = None
) -> Iterator[Recommender]:
    settings = Settings(home=demo_home, _env_file=None)  # type: ignore[call-arg]
    index = open_index_store(settings).open()
    yield Recommender(
        index=index,
        catalog=catalog,
        embedder=open_embedder(settings),
        kinds=kinds,
        ingredients=IngredientVocabulary.load(),
        services=settings.services,
        shared=shared,
    )
    index.close()


@pytest.fixture(scope="session")
def recommender(demo_home: Path, catalog: SqlCatalogStore, kinds: KindVocabulary) -> Iterator[Recommender]:
    yield from opened(demo_home, catalog, kinds)


@pytest.fixture(scope="session")
def source() -> Releases:
    return Releases()


@pytest.fixture(scope="session")
def crowd_recommender(
    demo_home: Path, catalog: SqlCatalogStore, kinds: KindVocabulary, source: Releases
) -> Iterator[Recommender]:
    """One that heeds `source`."""
    yield from opened(demo_home, catalog, kinds, source)


@pytest.fixture
def releases(source: Releases) -> Releases:
    """The source of `crowd_recommender`, with nothing released."""
    source.latest = SharedStatistics()
    return source


@pytest.fixture(scope="session")
def checker(kinds: KindVocabulary) -> ConstraintChecker:
    lexicon = Lexicon.build([make_item(brand="Lindt"), make_item(brand="Простоквашино")])
    return ConstraintChecker(
        kinds=kinds,
        ingredients=IngredientVocabulary.load(),
        lexicon=lexicon,
        services=("samokat", "megamarket", "kuper"),
    )


def make_item(title: str = "Печенье", **fields: Any) -> Item:
    return Item(**{"item_id": title, "title": Bilingual(ru=title), "kind": "cookies", **fields})


def make_offer(**fields: Any) -> Offer:
    base = {"item_id": "x", "service": "samokat", "price": 10_000, "stock": 3, "eta_minutes": 15}
    return Offer(**{**base, "updated_at": datetime(2026, 1, 1, tzinfo=UTC), **fields})
