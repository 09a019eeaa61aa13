"""Feeds that are loaded at once, into one home or from two homes into one PostgreSQL."""

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from podbor.agent import assembly
from podbor.agent.ingest_lock import ingest_lock
from podbor.core.settings import Settings
from podbor.tools.catalog.feeds import ingest
from podbor.tools.catalog.matching.resolve import Resolver

ROW = {"title_ru": "Молоко Домик в деревне пастеризованное 3,2%, 930 мл", "brand": "Домик в деревне"}


@pytest.fixture
def feeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """A feed a service, of one product. Each takes its time between reading what is there and writing; no index is built."""
    resolve = Resolver.resolve

    def slow(self: Resolver, pairs: Any) -> Any:
        found = resolve(self, pairs)
        time.sleep(0.3)
        return found

    monkeypatch.setattr(Resolver, "resolve", slow)
    monkeypatch.setattr("podbor.tools.index.prepare.prepare", lambda **_: None)
    paths = {service: tmp_path / f"{service}.jsonl" for service in ("samokat", "kuper")}
    for service, path in paths.items():
        path.write_text(json.dumps({**ROW, "item_id": f"{service}-1", "price_rub": 99}, ensure_ascii=False))
    return paths


def test_a_product_of_two_feeds_that_are_loaded_at_once_is_one_product(tmp_path: Path, feeds: dict[str, Path]) -> None:
    settings = Settings(home=tmp_path / "home", _env_file=None)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda feed: assembly.ingest_feed(settings, feed[1], feed[0]), feeds.items()))
    catalog = assembly.open_catalog(settings)
    (item,) = catalog.iter_items()
    (offers,) = catalog.offers([item.item_id]).values()
    assert {offer.service for offer in offers} == {"samokat", "kuper"}


def test_homes_that_share_a_database_wait_for_one_another(
    tmp_path: Path, new_postgres_database: Callable[[], str]
) -> None:
    url = new_postgres_database()
    one, two = (Settings(home=tmp_path / name, database_url=url, _env_file=None) for name in ("one", "two"))
    entered = Event()

    def enter() -> None:
        with ingest_lock(two):
            entered.set()

    with ThreadPoolExecutor(1) as pool:
        with ingest_lock(one):
            waiting = pool.submit(enter)
            assert not entered.wait(0.5)
        waiting.result(timeout=60)
    assert entered.is_set()


def test_the_demo_waits_for_a_first_feed_and_then_is_not_wanted(
    tmp_path: Path, feeds: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(home=tmp_path / "home", _env_file=None)
    demo = Event()
    monkeypatch.setattr(assembly, "_load_demo", lambda *_: demo.set())
    catalog = assembly.open_catalog(settings)
    with ThreadPoolExecutor(1) as pool:
        with ingest_lock(settings):
            prepared = pool.submit(assembly.prepare, settings)
            assert not demo.wait(0.5)
            ingest(feeds["kuper"], service="kuper", settings=settings, store=catalog)
        prepared.result()
    assert catalog.count() == 1
    assert not demo.is_set()
