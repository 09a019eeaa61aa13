"""What obeys is found behind any number of items that do not, on both backends."""

from collections.abc import Iterator

import numpy as np
import pytest
from qdrant_client import QdrantClient

from podbor.core.database import open_engine
from podbor.core.items import Item
from podbor.core.ports import IndexPoint
from podbor.core.preferences import Constraints
from podbor.core.slate import Need
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.catalog.store import SqlCatalogStore
from podbor.tools.embedding.e5 import E5Embedder
from podbor.tools.index.edge_store import EdgeIndexStore
from podbor.tools.index.server_store import ServerIndexStore
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
            kinds=KindVocabulary.load(), ingredients=ingredients, lexicon=lexicon, services=catalog.count_offers()
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
    retriever: Retriever, need: Need, constraints: Constraints
) -> None:
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
