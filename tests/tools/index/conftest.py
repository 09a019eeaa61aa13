"""Both backends, and points small enough to check by eye."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from qdrant_client import QdrantClient

from podbor.core.ports import Index, IndexPoint, IndexStore
from podbor.tools.index.edge_store import EdgeIndexStore
from podbor.tools.index.server_store import ServerIndexStore

DIMENSION = 8


def axis(number: int, tilt: float = 0.0) -> np.ndarray:
    """A unit vector along axis `number`, tilted towards the next one."""
    vector = np.zeros(DIMENSION, dtype=np.float32)
    vector[number] = 1
    vector[(number + 1) % DIMENSION] = tilt
    return vector / np.linalg.norm(vector)


POINTS = [
    IndexPoint(
        item_id="milk",
        vector=axis(0),
        text="Молоко пастеризованное Домик Milk",
        kind="milk",
        kinds=("milk", "dairy"),
        brand="Домик",
        allergens=("milk",),
        diets=("vegetarian", "halal"),
        ingredients=("молоко", "milk"),
        tastes=("mild",),
        sid="1-2-3",
        price=(("samokat", 10000), ("kuper", 30000)),
    ),
    IndexPoint(
        item_id="oat",
        vector=axis(0, 0.3),
        text="Напиток овсяный Oat drink",
        kind="plant_milk",
        kinds=("plant_milk", "drinks"),
        brand="Nemoloko",
        allergens=("gluten",),
        diets=("vegan", "vegetarian", "lactose_free"),
        ingredients=("вода", "овёс"),
        tastes=("sweet", "mild"),
        sid="1-2-4",
        price=(("samokat", 20000),),
    ),
    IndexPoint(
        item_id="choc",
        vector=axis(2),
        text="Шоколад молочный Алёнка с ёжиком",
        kind="chocolate",
        kinds=("chocolate", "sweets"),
        brand="АЛЁНКА",
        allergens=("milk", "soy", "nuts"),
        ingredients=("какао", "сахар"),
        tastes=("sweet",),
        sid="11-2-3",
        price=(("kuper", 15000),),
    ),
    IndexPoint(item_id="пустой ☃", vector=axis(4), text="", kind=""),
]


BACKENDS = ("edge", "server", "server-on-disk")


@contextmanager
def open_store(backend: str, folder: Path) -> Iterator[IndexStore]:
    """A store of `backend` that keeps its files in `folder`."""
    if backend == "edge":
        yield EdgeIndexStore(folder / "index")
        return
    where = {"location": ":memory:"} if backend == "server" else {"path": str(folder / "qdrant")}
    # Else the client asks a connection, which it leaves open, whether threads may share one.
    client = QdrantClient(**where, force_disable_check_same_thread=True)
    yield ServerIndexStore(client, payload_indexes=False)
    client.close()


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[IndexStore]:
    with open_store(request.param, tmp_path) as store:
        yield store


@pytest.fixture
def built(store: IndexStore) -> IndexStore:
    store.build(POINTS, dimension=DIMENSION, generation="первое/1")
    return store


@pytest.fixture(scope="module", params=BACKENDS)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """`POINTS`, published once for all tests that only read."""
    with open_store(request.param, tmp_path_factory.mktemp("index")) as store:
        store.build(POINTS, dimension=DIMENSION, generation="первое/1")
        index = store.open()
        yield index
        index.close()
