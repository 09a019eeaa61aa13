from dataclasses import replace
from pathlib import Path

import pytest

from podbor.core.database import open_engine
from podbor.core.errors import SetupError
from podbor.core.items import Bilingual, Item, Offer
from podbor.tools.catalog.listings import Listing
from podbor.tools.catalog.store import SqlCatalogStore

from .conftest import NOW

ITEM = Item(
    item_id="a",
    title=Bilingual(ru="Печенье", en="Cookies"),
    allergens=frozenset({"milk", "gluten"}),
    size=100.0,
    unit="g",
    inferred=frozenset({"size"}),
)


def offer(item_id: str = "a", service: str = "kuper", price: int = 100) -> Offer:
    return Offer(item_id=item_id, service=service, price=price, stock=1, eta_minutes=5, updated_at=NOW)


def test_what_is_written_is_read(store: SqlCatalogStore, demo: tuple[list[Item], list[Offer]]) -> None:
    items, offers = demo
    store.upsert(items, offers)
    assert store.count() == len(items)
    assert sorted(store.iter_items(), key=lambda item: item.item_id) == sorted(items, key=lambda item: item.item_id)
    assert len(list(store.iter_offers())) == len(offers)


def test_offers_are_cheapest_first_and_missing_without(store: SqlCatalogStore) -> None:
    store.upsert([ITEM], [offer(price=300), offer(service="samokat", price=200)])
    assert [found.price for found in store.offers(["a", "b"])["a"]] == [200, 300]
    assert list(store.offers(["a", "b"])) == ["a"]
    assert store.items(["b", "a"]) == {"a": ITEM}


def test_offers_not_mentioned_stay_and_mentioned_are_replaced(store: SqlCatalogStore) -> None:
    store.upsert([ITEM], [offer(price=300), offer(service="samokat", price=200)])
    store.upsert([], [offer(price=150)])
    assert {found.service: found.price for found in store.offers(["a"])["a"]} == {"kuper": 150, "samokat": 200}
    assert store.remove_offers("samokat") == 1
    assert [found.service for found in store.offers(["a"])["a"]] == ["kuper"]


def test_listings_go_with_the_offers_of_their_service(store: SqlCatalogStore) -> None:
    told = [
        Listing(service=service, listing_id=f"{service}-{item_id}", item_id=item_id, title=ITEM.title)
        for service in ("kuper", "samokat")
        for item_id in ("a", "b")
    ]
    offers = [offer(one.item_id, service=one.service) for one in told]
    store.upsert([ITEM, replace(ITEM, item_id="b")], offers, listings=told)
    assert store.remove_offers("kuper", keep=frozenset({"b"})) == 1
    left = {(one.service, one.item_id) for listings in store.listings_of(["a", "b"]).values() for one in listings}
    assert left == {("samokat", "a"), ("kuper", "b"), ("samokat", "b")}


def test_semantic_ids_survive_an_update_and_leave_the_fingerprint(store: SqlCatalogStore) -> None:
    store.upsert([ITEM], [])
    before = store.fingerprint()
    store.set_sids({"a": "1-2-3"})
    assert store.fingerprint() == before
    store.upsert([replace(ITEM, brand="Новый")], [])
    assert store.items(["a"])["a"].sid == "1-2-3"
    assert store.fingerprint() != before
    store.remove_items(["a"])
    assert store.count() == 0


def test_all_or_nothing(store: SqlCatalogStore) -> None:
    broken = replace(offer(), price=None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="price"):
        store.upsert([ITEM], [broken])
    assert store.count() == 0


def test_opening_twice_and_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "catalog.db"
    for _ in range(2):
        engine = open_engine(f"sqlite:///{path}")
        SqlCatalogStore.open(engine).upsert([ITEM], [])
        engine.dispose()
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a database" * 100)
    engine = open_engine(f"sqlite:///{broken}")
    with pytest.raises(SetupError, match="cannot be used"):
        SqlCatalogStore.open(engine)
    engine.dispose()
