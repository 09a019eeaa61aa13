"""Preparation with real parts: SQLite catalogue, vocabularies, E5, the embedded index."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from podbor.core.database import open_engine
from podbor.core.errors import SetupError
from podbor.core.items import Bilingual, Item, Offer
from podbor.core.ports import IndexFilter, Vectors
from podbor.core.settings import Settings
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.catalog.store import SqlCatalogStore
from podbor.tools.embedding import CachedEmbedder, CentredEmbedder, E5Embedder, VectorCache
from podbor.tools.index import open_index_store
from podbor.tools.index.edge_store import EdgeIndexStore
from podbor.tools.index.generations import CURRENT
from podbor.tools.index.prepare import PrepareReport, open_current, prepare
from podbor.tools.sid import load_captions, load_space, prefixes

AT = datetime(2026, 1, 1, tzinfo=UTC)


def product(key: str, ru: str, en: str, kind: str, **more: object) -> Item:
    return Item(item_id=key, title=Bilingual(ru=ru, en=en), kind=kind, **more)  # type: ignore[arg-type]


ITEMS = [
    product(
        "choc",
        "Шоколад молочный с фундуком, 90 г",
        "Milk chocolate with hazelnuts",
        "chocolate",
        brand="Алёнка",
        ingredients=("какао-масло (cocoa butter)", "фундук (hazelnut)"),
        allergens=frozenset({"milk"}),
        traces=frozenset({"nuts"}),
        tastes=frozenset({"sweet"}),
    ),
    product("dark", "Шоколад горький 70%, 90 г", "Dark chocolate", "chocolate", diets=frozenset({"vegan"})),
    product(
        "milk", "Молоко пастеризованное 2,5%, 900 мл", "Pasteurised milk", "milk", category_path=("Еда", "Молочное")
    ),
    product(
        "twin", "Молоко пастеризованное 2,5%, 900 мл", "Pasteurised milk", "milk", category_path=("Еда", "Молочное")
    ),
    product("soap", "Мыло жидкое, 500 мл", "Liquid soap", "", brand="Чистюля"),
    *(product(f"cookie-{n}", f"Печенье овсяное №{n}, 300 г", "Oat cookies", "cookies") for n in range(20)),
]
OFFERS = [
    Offer(item_id="choc", service="samokat", price=12000, stock=3, eta_minutes=15, updated_at=AT),
    Offer(item_id="choc", service="kuper", price=9000, stock=0, eta_minutes=60, updated_at=AT),
    Offer(item_id="milk", service="kuper", price=8000, stock=5, eta_minutes=60, updated_at=AT),
]


class Home:
    """What `prepare` needs, in one folder."""

    kinds = KindVocabulary.load()
    ingredients = IngredientVocabulary.load()

    def __init__(self, folder: Path, embedder: CachedEmbedder) -> None:
        self.sids = folder / "sids"
        self.catalog = SqlCatalogStore.open(open_engine(f"sqlite:///{folder / 'catalog.db'}"))
        self.catalog.upsert(ITEMS, OFFERS)
        self.store = EdgeIndexStore(folder / "index")
        self.embedder = embedder
        self.progress: list[tuple[str, int, int]] = []

    def prepare(self) -> PrepareReport:
        return prepare(
            catalog=self.catalog,
            embedder=self.embedder,
            store=self.store,
            sid_space_path=self.sids,
            kinds=self.kinds,
            ingredients=self.ingredients,
            progress=lambda *call: self.progress.append(call),
        )

    def is_current(self) -> bool:
        index = open_current(catalog=self.catalog, store=self.store, embedder=self.embedder, sid_space_path=self.sids)
        if index is None:
            return False
        index.close()
        return True

    def find(self, text: str, where: IndexFilter | None = None) -> list[str]:
        index = self.store.open()
        vector = self.embedder.embed_queries([text])[0]
        hits = index.search(vector=vector, text=text, where=where or IndexFilter(), limit=5)
        index.close()
        return [hit.item_id for hit in hits]

    def sid(self, item_id: str) -> str:
        return self.catalog.items([item_id])[item_id].sid


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> CachedEmbedder:
    cache = VectorCache(tmp_path_factory.mktemp("cache"))
    return CachedEmbedder(CentredEmbedder(E5Embedder(), cache), cache)


@pytest.fixture
def home(tmp_path: Path, embedder: CachedEmbedder) -> Home:
    return Home(tmp_path, embedder)


def test_everything_is_prepared_then_skipped(home: Home) -> None:
    assert not home.is_current()
    report = home.prepare()
    assert (report.skipped, report.items, report.new_sids, report.refitted) == (False, 25, 25, True)
    assert home.is_current()
    again = home.prepare()
    assert again.skipped
    assert (again.generation, again.space_version) == (report.generation, report.space_version)


def test_needs_find_their_items_in_both_languages(home: Home) -> None:
    home.prepare()
    assert set(home.find("плитка шоколада")[:2]) == {"choc", "dark"}
    assert set(home.find("chocolate")[:2]) == {"choc", "dark"}
    assert set(home.find("стакан молока")[:2]) == {"milk", "twin"}
    assert home.find("hand soap")[0] == "soap"


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (IndexFilter(any_kinds=("sweets",), exclude_allergens=("nuts",), exclude_kinds=("cookies",)), {"dark"}),
        (IndexFilter(require_ingredients=("hazelnut",)), {"choc"}),
        (IndexFilter(require_ingredients=("nut",)), {"choc"}),
        (IndexFilter(require_diets=("vegan",)), {"dark"}),
        (IndexFilter(any_brands=("Чистюля",)), {"soap"}),
        (IndexFilter(any_services=("kuper",)), {"milk"}),
        (IndexFilter(any_services=("samokat",), price_max=10000), {"choc"}),
        (IndexFilter(any_services=("samokat",), price_max=9000), set()),
    ],
)
def test_points_carry_what_filters_need(home: Home, where: IndexFilter, expected: set[str]) -> None:
    home.prepare()
    assert set(home.find("что-нибудь", where)) == expected


def test_sids_are_unique_in_the_catalogue_and_searchable_by_prefix(home: Home) -> None:
    report = home.prepare()
    sids = {item.item_id: item.sid for item in home.catalog.iter_items()}
    assert len(set(sids.values())) == len(ITEMS)
    shared = prefixes(sids["milk"])[1]
    assert prefixes(sids["twin"])[1] == shared
    assert report.collisions == 0
    assert {"milk", "twin"} <= set(home.find("молоко", IndexFilter(sid_prefixes=(shared,))))
    assert load_space(home.sids).sid("milk") == sids["milk"]


def test_captions_name_the_prefixes(home: Home) -> None:
    home.prepare()
    caption = load_captions(home.sids)[prefixes(home.sid("milk"))[1]]
    assert caption.ru.startswith("молоко")
    assert caption.en.startswith("milk")


def test_a_new_item_changes_no_old_sid(home: Home) -> None:
    home.prepare()
    before = {item.item_id: item.sid for item in home.catalog.iter_items()}
    home.catalog.upsert([product("aaa", "Кефир 1%, 900 г", "Kefir", "kefir")], [])
    assert not home.is_current()
    report = home.prepare()
    assert (report.new_sids, report.refitted) == (1, False)
    after = {item.item_id: item.sid for item in home.catalog.iter_items()}
    assert after.pop("aaa")
    assert after == before
    assert home.find("кефир")[0] == "aaa"


def test_a_changed_offer_asks_for_a_new_index_once_it_matters(home: Home) -> None:
    home.prepare()
    home.catalog.upsert([], [replace(OFFERS[0], price=12100)])
    assert home.is_current()
    home.catalog.upsert([], [replace(OFFERS[0], price=24000)])
    assert not home.is_current()
    home.prepare()
    home.catalog.upsert([], [replace(OFFERS[1], stock=1)])
    assert not home.is_current()


@pytest.mark.parametrize("damage", ["index", "space", "no space"])
def test_a_damaged_part_is_built_anew(home: Home, damage: str) -> None:
    home.prepare()
    if damage == "index":
        (home.store._generations._root / CURRENT).write_text("nowhere")
    elif damage == "space":
        next(home.sids.glob("*.npz")).write_bytes(b"PK\x03\x04")
    else:
        (home.sids / "space.json").unlink()
    report = home.prepare()
    assert not report.skipped
    assert report.refitted == (damage != "index")
    assert home.find("плитка шоколада")


def test_another_embedder_makes_everything_new(home: Home) -> None:
    first = home.prepare()

    class Other:
        dimension = 6
        model_id = "other"

        def embed_queries(self, texts: Sequence[str]) -> Vectors:
            return np.eye(6, dtype=np.float32)[[len(text) % 6 for text in texts]]

        embed_passages = embed_queries

    home.embedder = Other()  # type: ignore[assignment]
    assert not home.is_current()
    second = home.prepare()
    assert second.refitted
    assert second.generation != first.generation
    assert second.space_version != first.space_version


def test_a_crash_after_new_codebooks_is_made_good(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.prepare()
    (home.sids / "space.json").unlink()
    home.catalog.upsert([product("aaa", "Кефир 1%, 900 г", "Kefir", "kefir")], [])

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(EdgeIndexStore, "build", killed)
        with pytest.raises(KeyboardInterrupt):
            home.prepare()
    home.catalog.remove_items(["aaa"])
    assert not home.is_current()
    assert not home.prepare().skipped
    assert "milk" in home.find("молоко", IndexFilter(sid_prefixes=(home.sid("milk"),)))


def test_a_server_that_is_down_is_said_before_any_work(home: Home) -> None:
    home.store = open_index_store(Settings(qdrant_url="http://127.0.0.1:9"))  # type: ignore[assignment]
    with pytest.raises(SetupError, match="PODBOR_QDRANT_URL"):
        home.prepare()
    assert home.progress == []


def test_progress_reaches_the_total_in_each_stage(home: Home) -> None:
    home.prepare()
    stages = list(dict.fromkeys(what for what, _, _ in home.progress))
    assert stages == ["embeddings", "semantic IDs", "index"]
    for stage in stages:
        calls = [(done, total) for what, done, total in home.progress if what == stage]
        assert calls[0] == (0, 25)
        assert calls[-1] == (25, 25)


def test_an_empty_catalogue_gives_an_empty_index(home: Home) -> None:
    home.catalog.remove_items([item.item_id for item in ITEMS])
    report = home.prepare()
    assert report.items == 0
    assert home.find("молоко") == []
