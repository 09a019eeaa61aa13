from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from podbor.core.database import open_engine
from podbor.core.items import Item, Offer
from podbor.tools.catalog.demo import generate_demo
from podbor.tools.catalog.facts import FactInference
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.catalog.store import SqlCatalogStore

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def kinds() -> KindVocabulary:
    return KindVocabulary.load()


@pytest.fixture(scope="session")
def ingredients() -> IngredientVocabulary:
    return IngredientVocabulary.load()


@pytest.fixture(scope="session")
def facts(kinds: KindVocabulary, ingredients: IngredientVocabulary) -> FactInference:
    return FactInference.load(kinds=kinds, ingredients=ingredients)


@pytest.fixture(scope="session")
def demo() -> tuple[list[Item], list[Offer]]:
    return generate_demo(updated_at=NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlCatalogStore]:
    engine = open_engine(f"sqlite:///{tmp_path / 'catalog.db'}")
    yield SqlCatalogStore.open(engine)
    engine.dispose()
