import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import inspect, select

from podbor.core.database import migrate, open_engine
from podbor.core.items import Bilingual, Item
from podbor.core.preferences import Profile
from podbor.core.settings import Settings
from podbor.core.vocabulary import Diet
from podbor.tools.catalog.facts import FactInference
from podbor.tools.catalog.feeds import IngestReport, ingest
from podbor.tools.catalog.listings import Listing, combined
from podbor.tools.catalog.store import MIGRATIONS, SqlCatalogStore
from podbor.tools.catalog.tables import ListingRow
from podbor.tools.contract import CompareOffers
from podbor.tools.toolbox.compare_offers import compare_offers

from ..conftest import NOW

Load = Callable[..., IngestReport]
KEFIR = {"item_id": "s1", "title_ru": "Кефир Утро, 2,5%, 930 г", "price_rub": 89}
KEFIR_AGAIN = {"item_id": "k7", "title_ru": "Кефир УТРО 2.5% 0,93 кг бзмж", "price_rub": 82}
KEFIR_IN_ENGLISH = {"item_id": "m3", "title_en": "Utro kefir 2.5%, 930 g", "price_rub": 95}
LEAN_KEFIR = {"item_id": "k8", "title_ru": "Кефир Утро, 1%, 930 г", "price_rub": 79}


@pytest.fixture
def load(tmp_path: Path, store: SqlCatalogStore, facts: FactInference) -> Load:
    def run(service: str, *rows: dict[str, Any]) -> IngestReport:
        path = tmp_path / "feed.jsonl"
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
        settings = Settings(_env_file=None)  # type: ignore[call-arg]
        return ingest(path, service=service, settings=settings, store=store, updated_at=NOW, facts=facts)

    return run


def sellers(store: SqlCatalogStore, item_id: str) -> dict[str, int]:
    return {offer.service: offer.price for offer in store.offers([item_id]).get(item_id, ())}


def listings(store: SqlCatalogStore) -> int:
    with store._engine.connect() as connection:
        return len(connection.execute(select(ListingRow.listing_id)).all())


def test_one_product_of_three_services_is_one_item_with_three_offers(load: Load, store: SqlCatalogStore) -> None:
    load("samokat", KEFIR)
    report = load("kuper", KEFIR_AGAIN, LEAN_KEFIR)
    load("megamarket", KEFIR_IN_ENGLISH)
    assert [(match.listing_id, match.item_id) for match in report.matches] == [("k7", "s1")]
    assert report.loaded == 2
    assert {item.item_id for item in store.iter_items()} == {"s1", "k8"}
    assert sellers(store, "s1") == {"samokat": 8900, "kuper": 8200, "megamarket": 9500}
    assert sellers(store, "k8") == {"kuper": 7900}
    item = store.items(["s1"])["s1"]
    assert item.title == Bilingual(ru=str(KEFIR["title_ru"]), en=str(KEFIR_IN_ENGLISH["title_en"]))


def test_ingesting_again_changes_nothing(load: Load, store: SqlCatalogStore) -> None:
    feeds = {"samokat": (KEFIR,), "kuper": (KEFIR_AGAIN, LEAN_KEFIR), "megamarket": (KEFIR_IN_ENGLISH,)}
    for service, rows in feeds.items():
        load(service, *rows)
    before = (store.fingerprint(), list(store.iter_items()), list(store.iter_offers()), listings(store))
    for service, rows in reversed(feeds.items()):
        load(service, *rows)
    assert (store.fingerprint(), list(store.iter_items()), list(store.iter_offers()), listings(store)) == before


def test_a_new_price_reaches_the_shared_item(load: Load, store: SqlCatalogStore) -> None:
    load("samokat", KEFIR)
    load("kuper", KEFIR_AGAIN)
    load("kuper", {**KEFIR_AGAIN, "price_rub": 75})
    assert sellers(store, "s1") == {"samokat": 8900, "kuper": 7500}


def test_a_row_that_becomes_another_product_leaves_the_item(load: Load, store: SqlCatalogStore) -> None:
    load("samokat", KEFIR)
    load("kuper", KEFIR_AGAIN)
    load("kuper", {**KEFIR_AGAIN, "title_ru": "Ряженка Утро, 4%, 450 г"})
    assert sellers(store, "s1") == {"samokat": 8900}
    assert sellers(store, "k7") == {"kuper": 8200}
    assert listings(store) == 0


def test_one_service_does_not_sell_one_item_twice(load: Load, store: SqlCatalogStore) -> None:
    load("samokat", KEFIR)
    report = load("kuper", KEFIR_AGAIN, {**KEFIR_AGAIN, "item_id": "k9", "price_rub": 99})
    assert len(report.matches) == 1
    assert store.count() == 2
    again = load("kuper", KEFIR_AGAIN, {**KEFIR_AGAIN, "item_id": "k9", "price_rub": 99})
    assert [match.listing_id for match in again.matches] == [match.listing_id for match in report.matches]
    assert store.count() == 2


def test_two_products_of_one_feed_stay_two(load: Load, store: SqlCatalogStore) -> None:
    assert load("samokat", KEFIR, {**KEFIR, "item_id": "s2"}).matches == []
    assert store.count() == 2


def test_a_price_far_off_is_a_box_and_not_a_bottle(load: Load, store: SqlCatalogStore) -> None:
    load("samokat", KEFIR)
    assert load("kuper", {**KEFIR_AGAIN, "price_rub": 900}).matches == []


def test_the_made_up_catalogue_takes_no_real_offers(load: Load, store: SqlCatalogStore) -> None:
    store.upsert([Item(item_id="demo", title=Bilingual(ru="Кефир Утро, 2,5%, 930 г"), kind="kefir", demo=True)], [])
    assert load("kuper", KEFIR_AGAIN).matches == []


def test_shops_that_number_their_goods_alike_do_not_overwrite_each_other(load: Load, store: SqlCatalogStore) -> None:
    soap = {"item_id": "s1", "title_ru": "Мыло Лагуна, лавандовое, 300 мл", "price_rub": 150}
    load("samokat", KEFIR)
    load("kuper", soap)
    load("kuper", soap)
    titles = {item.item_id: item.title.ru for item in store.iter_items()}
    assert titles == {"s1": KEFIR["title_ru"], "kuper:s1": soap["title_ru"]}
    assert sellers(store, "s1") == {"samokat": 8900}
    assert sellers(store, "kuper:s1") == {"kuper": 15000}


def test_an_id_sold_only_through_a_listing_is_no_id_of_the_service(load: Load, store: SqlCatalogStore) -> None:
    kefir = {**KEFIR_AGAIN, "item_id": "1"}
    razor = {"item_id": "2", "title_ru": "Бритва Лагуна, 3 лезвия, 1 шт.", "price_rub": 150}
    load("kuper", {**KEFIR, "item_id": "2"})
    load("samokat", kefir)
    for _ in range(2):
        load("samokat", kefir, razor)
        assert {item.item_id: item.title.ru for item in store.iter_items()} == {
            "2": KEFIR["title_ru"],
            "samokat:2": razor["title_ru"],
        }
        assert sellers(store, "2") == {"kuper": 8900, "samokat": 8200}
        assert sellers(store, "samokat:2") == {"samokat": 15000}


def test_one_id_given_on_purpose_is_one_item(load: Load, store: SqlCatalogStore) -> None:
    load("samokat", KEFIR)
    load("kuper", {**KEFIR_AGAIN, "item_id": "s1"})
    assert store.count() == 1
    assert set(sellers(store, "s1")) == {"samokat", "kuper"}


def test_an_allergen_that_one_service_names_holds_for_the_item(load: Load, store: SqlCatalogStore) -> None:
    bar = {
        "item_id": "s5",
        "title_ru": "Батончик Утро, финик, 40 г",
        "price_rub": 60,
        "diets": ["vegan"],
        "allergens": [],
    }
    load("samokat", bar)
    load("kuper", {**bar, "item_id": "k5", "allergens": ["milk"], "traces": ["peanuts"], "diets": []})
    load("samokat", bar)
    item = store.items(["s5"])["s5"]
    assert item.allergens >= {"milk"}
    assert item.traces >= {"peanuts"}
    assert "vegan" not in item.diets


def test_withdrawal(load: Load, store: SqlCatalogStore) -> None:
    load("samokat", KEFIR)
    load("kuper", KEFIR_AGAIN)
    store.remove_offers("samokat")
    assert sellers(store, "s1") == {"kuper": 8200}
    load("kuper", KEFIR_AGAIN)
    assert sellers(store, "s1") == {"kuper": 8200}
    store.remove_items(["s1"])
    assert (store.count(), listings(store), list(store.iter_offers())) == (0, 0, [])
    load("kuper", KEFIR_AGAIN)
    assert sellers(store, "k7") == {"kuper": 8200}


def test_a_listing_adds_and_never_takes_away() -> None:
    item = Item(item_id="1", title=Bilingual(ru="Хлеб"), traces=frozenset({"milk"}), ingredients=("мука",))
    listing = Listing(
        service="kuper",
        listing_id="2",
        item_id="1",
        title=Bilingual(ru="Хлеб белый", en="Bread"),
        ingredients=("вода",),
        allergens=frozenset({"milk"}),
    )
    found = combined(item, [listing])
    assert found.title == Bilingual(ru="Хлеб", en="Bread")
    assert (found.allergens, found.traces, found.ingredients) == ({"milk"}, frozenset(), ("мука",))
    assert combined(found, [listing]) == found


@pytest.mark.parametrize(
    ("title", "ingredient", "diets", "left"),
    [
        ("Мармелад Утро", "желатин", {"vegan", "vegetarian", "gluten_free"}, {"gluten_free"}),
        ("Паштет Утро", "свинина", {"halal", "kosher", "lactose_free"}, {"lactose_free"}),
        ("Десерт Утро", "коньяк", {"halal", "vegan"}, {"vegan"}),
        ("Вегетарианская колбаса Утро", "колбаса", {"vegetarian", "halal"}, {"vegetarian", "halal"}),
        ("Веганский сыр Утро", "желатин", {"vegan", "lactose_free"}, {"lactose_free"}),
    ],
)
def test_an_ingredient_that_another_service_names_breaks_the_diets(
    title: str, ingredient: str, diets: set[Diet], left: set[Diet]
) -> None:
    item = Item(item_id="1", title=Bilingual(ru=title), ingredients=("вода",), diets=frozenset(diets))
    listing = Listing(service="kuper", listing_id="2", item_id="1", title=item.title, ingredients=("соль", ingredient))
    assert combined(item, [listing]).diets == left


def test_milk_in_the_composition_of_lactose_free_milk_takes_no_diet_away() -> None:
    diets: frozenset[Diet] = frozenset({"lactose_free", "vegetarian"})
    title = Bilingual(ru="Молоко безлактозное")
    item = Item(item_id="1", title=title, allergens=frozenset({"milk"}), diets=diets)
    listing = Listing(service="kuper", listing_id="2", item_id="1", title=title, ingredients=("молоко", "лактаза"))
    assert combined(item, [listing]).diets == diets


def test_milk_that_another_service_names_breaks_lactose_free() -> None:
    item = Item(item_id="1", title=Bilingual(ru="Батончик"), diets=frozenset({"lactose_free", "vegetarian"}))
    listing = Listing(service="kuper", listing_id="2", item_id="1", title=item.title, allergens=frozenset({"milk"}))
    assert combined(item, [listing]).diets == {"vegetarian"}


def test_a_composition_under_the_same_id_breaks_the_diets(load: Load, store: SqlCatalogStore) -> None:
    bar = {"item_id": "s5", "title_ru": "Мармелад Утро, 40 г", "price_rub": 60, "diets": ["vegan"]}
    load("samokat", {**bar, "ingredients": ["вода", "желатин"], "diets": []})
    load("kuper", {**bar, "ingredients": ["вода"]})
    item = store.items(["s5"])["s5"]
    assert (item.diets, set(sellers(store, "s5"))) == (frozenset(), {"samokat", "kuper"})


def test_a_catalogue_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'old.db'}")
    migrate(engine, MIGRATIONS, revision="0001")
    assert "catalog_listings" not in inspect(engine).get_table_names()
    assert SqlCatalogStore.open(engine).listings("kuper", ["x"]) == {}
    engine.dispose()


def test_the_conversation_compares_what_was_matched(load: Load, store: SqlCatalogStore) -> None:
    load("samokat", KEFIR)
    load("kuper", KEFIR_AGAIN)
    memory = SimpleNamespace(profile=lambda people: Profile(user_id="anna"))
    found = list(store.iter_items())
    context: Any = SimpleNamespace(
        catalog=store, memory=memory, people=frozenset(), find_items=lambda query, limits: found
    )
    (note,) = asyncio.run(compare_offers(CompareOffers(query="кефир"), context)).notes
    assert [(offer.service, offer.price) for offer in note.offers] == [("kuper", 8200), ("samokat", 8900)]


def test_a_silent_row_under_the_same_id_takes_no_allergen_away(load: Load, store: SqlCatalogStore) -> None:
    load("samokat", {**KEFIR, "allergens": ["milk", "fish"], "traces": ["peanuts"]})
    load("kuper", {**KEFIR, "price_rub": 95})
    item = store.items(["s1"])["s1"]
    assert ("fish" in item.allergens, "peanuts" in item.traces) == (True, True)
    assert sellers(store, "s1") == {"samokat": 8900, "kuper": 9500}


def test_another_product_under_the_same_id_is_another_in_any_alphabet(load: Load, store: SqlCatalogStore) -> None:
    load("samokat", {"item_id": "1", "title_ru": "Паста арахисовая, 250 г", "price_rub": 300})
    load("kuper", {"item_id": "1", "title_en": "Borjomi mineral water, 0.5 l", "price_rub": 90})
    assert {item.item_id: sellers(store, item.item_id) for item in store.iter_items()} == {
        "1": {"samokat": 30000},
        "kuper:1": {"kuper": 9000},
    }
