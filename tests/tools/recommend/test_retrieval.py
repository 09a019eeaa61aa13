"""What obeys is found behind any number of items that do not, on both backends."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from qdrant_client import QdrantClient

from podbor.core.database import open_engine
from podbor.core.items import Item, Nutrition
from podbor.core.ports import Hit, IndexFilter, IndexPoint, Vectors
from podbor.core.preferences import Constraints, Shift
from podbor.core.slate import Need
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.catalog.store import SqlCatalogStore
from podbor.tools.embedding.e5 import E5Embedder
from podbor.tools.index.edge_store import EdgeIndexStore
from podbor.tools.index.server_store import ServerIndexStore
from podbor.tools.recommend import retrieval
from podbor.tools.recommend.constraints import ConstraintChecker
from podbor.tools.recommend.groups import Group
from podbor.tools.recommend.lexicon import Lexicon
from podbor.tools.recommend.retrieval import WIDER, Retriever

from .conftest import make_item, make_offer

LIMIT = 10
MANY = LIMIT * WIDER + 5
ITEMS = [
    *(make_item(f"Печенье {number}") for number in range(MANY)),
    make_item("Печенье домашнее к чаю особенное, с лесным орехом и мёдом"),
]
OFFERS = [
    make_offer(item_id=item.item_id, service="samokat" if item is ITEMS[-1] else "kuper", price=9_000) for item in ITEMS
] + [make_offer(item_id=ITEMS[-1].item_id, service="kuper", price=50_000)]


@pytest.fixture(scope="module", params=["edge", "server"])
def retriever(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    folder = tmp_path_factory.mktemp("retrieval")
    engine = open_engine(f"sqlite:///{folder / 'catalog.db'}")
    catalog = SqlCatalogStore.open(engine)
    catalog.upsert(ITEMS, OFFERS)
    ingredients, lexicon = IngredientVocabulary.load(), Lexicon.build(ITEMS)
    client = QdrantClient(location=":memory:")
    store = (
        EdgeIndexStore(folder / "index") if request.param == "edge" else ServerIndexStore(client, payload_indexes=False)
    )
    store.build(map(_point, ITEMS), dimension=2, generation="1")
    index = store.open()
    yield Retriever(
        index=index,
        catalog=catalog,
        embedder=E5Embedder(),
        checker=ConstraintChecker(
            kinds=KindVocabulary.load(), ingredients=ingredients, lexicon=lexicon, services=["samokat", "kuper"]
        ),
        lexicon=lexicon,
    )
    index.close()
    client.close()
    engine.dispose()


def _point(item: Item) -> IndexPoint:
    return IndexPoint(
        item_id=item.item_id,
        vector=np.array([1, 0], dtype=np.float32),
        text=item.title.ru,
        kind=item.kind,
        ingredients=tuple(sorted(IngredientVocabulary.load().item_keys(item))),
        price=tuple((offer.service, offer.price) for offer in OFFERS if offer.item_id == item.item_id),
    )


@pytest.mark.parametrize(
    ("need", "constraints"),
    [
        (Need(query="печенье"), Constraints(exclude_services=frozenset({"kuper"}))),
        (Need(query="печенье", price_max=10_000), Constraints(exclude_services=frozenset({"kuper"}))),
        (Need(query="печенье"), Constraints(require_ingredients=frozenset({"орехи"}))),
        (Need(query="печенье"), Constraints(require_ingredients=frozenset({"фундук", "мёд"}))),
        (Need(query="печенье"), Constraints(require_ingredients=frozenset({"особенное"}))),
    ],
)
def test_what_obeys_is_found_behind_all_that_does_not(
    retriever: Retriever, need: Need, constraints: Constraints, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two searches are enough: the index itself leaves out what does not obey.
    monkeypatch.setattr(retrieval, "MOST_JUDGED", LIMIT * WIDER)
    group = Group(text=need.query, kind="cookies")
    found = retriever.find(group, need, constraints, vectors={}, seen=(), limit=LIMIT, enough=1)
    assert [candidate.item.item_id for candidate in found] == [ITEMS[-1].item_id]


def test_what_another_service_stocked_since_is_found_too(retriever: Retriever) -> None:
    catalog, restocked = retriever._catalog, ITEMS[0].item_id
    assert isinstance(catalog, SqlCatalogStore)
    catalog.upsert([], [make_offer(item_id=restocked, service="samokat", price=9_000)])
    constraints = Constraints(exclude_services=frozenset({"kuper"}))
    need = Need(query="печенье 0")
    group = Group(text=need.query, kind="cookies")
    found = retriever.find(group, need, constraints, vectors={}, seen=(), limit=LIMIT, enough=2)
    catalog.remove_offers("samokat", keep=frozenset({ITEMS[-1].item_id}))
    assert {candidate.item.item_id for candidate in found} == {ITEMS[-1].item_id, restocked}


SHELF = 3_000
FIT = 100
ENOUGH = 5
SLOW, FAST = 2_880, 15


class RankedIndex:
    """An index that has every item of a shelf, always in one order."""

    generation = "1"

    def __init__(self) -> None:
        self.asked: list[int] = []

    def count(self) -> int:
        return SHELF

    def search(self, *, vector: Vectors | None, text: str, where: IndexFilter, limit: int) -> list[Hit]:
        self.asked.append(limit)
        return [Hit(item_id=item_id, score=1.0) for item_id in (where.any_items or map(_shelf_id, range(SHELF)))][
            :limit
        ]

    def close(self) -> None:
        pass


def _shelf_id(number: int) -> str:
    return f"shelf{number:05}"


@pytest.fixture(scope="module")
def shelf() -> Iterator[SqlCatalogStore]:
    """Cookies, of which the last of the index come fast and have little sugar."""
    engine = open_engine("sqlite://")
    catalog = SqlCatalogStore.open(engine)
    fit = [number >= SHELF - FIT for number in range(SHELF)]
    catalog.upsert(
        [
            replace(
                make_item("Печенье", kind="cookies"),
                item_id=_shelf_id(number),
                nutrition=Nutrition(sugar=3.0 if fit[number] else 20.0),
            )
            for number in range(SHELF)
        ],
        [make_offer(item_id=_shelf_id(number), eta_minutes=FAST if fit[number] else SLOW) for number in range(SHELF)],
    )
    yield catalog
    engine.dispose()


def _over(catalog: SqlCatalogStore, index: RankedIndex) -> Retriever:
    lexicon = Lexicon.build(catalog.iter_items())
    checker = ConstraintChecker(
        kinds=KindVocabulary.load(), ingredients=IngredientVocabulary.load(), lexicon=lexicon, services=["samokat"]
    )
    return Retriever(index=index, catalog=catalog, embedder=E5Embedder(), checker=checker, lexicon=lexicon)


SHIFTS = [
    Shift(attribute="delivery_time", direction="lower", bound=SLOW),
    Shift(attribute="sugar", direction="lower", bound=20),
]


@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("group", [Group(text="печенье", kind="cookies"), Group(text="", kind="")])
def test_what_the_index_does_not_know_is_looked_for_to_its_end(
    shelf: SqlCatalogStore, shift: Shift, group: Group
) -> None:
    found = _over(shelf, RankedIndex()).find(
        group,
        Need(query=group.text),
        Constraints(shifts=(shift,)),
        vectors={},
        seen=(),
        limit=LIMIT,
        enough=ENOUGH,
    )
    assert len(found) >= ENOUGH
    assert {candidate.item.item_id for candidate in found} <= {_shelf_id(SHELF - 1 - place) for place in range(FIT)}


def test_a_search_ends_at_the_most_that_is_judged(shelf: SqlCatalogStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrieval, "MOST_JUDGED", SHELF // 2)
    index = RankedIndex()
    found = _over(shelf, index).find(
        Group(text="печенье", kind="cookies"),
        Need(query="печенье"),
        Constraints(shifts=(SHIFTS[0],)),
        vectors={},
        seen=(),
        limit=LIMIT,
        enough=ENOUGH,
    )
    assert (found, index.asked) == ([], [LIMIT, LIMIT * WIDER, LIMIT * WIDER * WIDER, SHELF // 2])


def test_a_search_that_finds_enough_at_once_asks_once(shelf: SqlCatalogStore) -> None:
    index = RankedIndex()
    found = _over(shelf, index).find(
        Group(text="печенье", kind="cookies"),
        Need(query="печенье"),
        Constraints(),
        vectors={},
        seen=(),
        limit=LIMIT,
        enough=ENOUGH,
    )
    assert (len(found), index.asked) == (LIMIT, [LIMIT])
