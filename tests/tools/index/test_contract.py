"""What every index does, on both backends."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from podbor.core.errors import SetupError
from podbor.core.ports import Index, IndexFilter, IndexPoint, IndexStore

from .conftest import DIMENSION, POINTS, axis

ALL = {"milk", "oat", "choc", "пустой ☃"}


def found(index: Index, where: IndexFilter) -> set[str]:
    """The ids that `where` lets through, the same in both branches and without a query."""
    dense = {hit.item_id for hit in index.search(vector=axis(0), text="", where=where, limit=10)}
    scrolled = {hit.item_id for hit in index.search(vector=None, text="", where=where, limit=10)}
    text = " ".join(point.text for point in POINTS)
    sparse = {hit.item_id for hit in index.search(vector=None, text=text, where=where, limit=10)}
    assert dense == scrolled
    assert sparse == dense - {"пустой ☃"}
    return dense


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (IndexFilter(), ALL),
        (IndexFilter(any_kinds=("milk", "sweets")), {"milk", "choc"}),
        (IndexFilter(any_kinds=("dairy",)), {"milk"}),
        (IndexFilter(exclude_kinds=("dairy", "drinks")), {"choc", "пустой ☃"}),
        (IndexFilter(exclude_allergens=("milk",)), {"oat", "пустой ☃"}),
        (IndexFilter(exclude_allergens=("nuts", "gluten")), {"milk", "пустой ☃"}),
        (IndexFilter(require_diets=("vegetarian",)), {"milk", "oat"}),
        (IndexFilter(require_diets=("vegetarian", "vegan")), {"oat"}),
        (IndexFilter(exclude_diets=("halal",)), ALL - {"milk"}),
        (IndexFilter(exclude_ingredients=("Сахар", "овёс")), {"milk", "пустой ☃"}),
        (IndexFilter(require_ingredients=("вода",)), {"oat"}),
        (IndexFilter(require_ingredients=("вода", "сахар")), set()),
        (IndexFilter(any_brands=("алёнка", "домик")), {"milk", "choc"}),
        (IndexFilter(any_brands=("АЛЁНКА",)), {"choc"}),
        (IndexFilter(exclude_brands=("nemoLOKO",)), ALL - {"oat"}),
        (IndexFilter(require_tastes=("sweet",)), {"oat", "choc"}),
        (IndexFilter(require_tastes=("sweet", "mild")), {"oat"}),
        (IndexFilter(exclude_tastes=("mild",)), {"choc", "пустой ☃"}),
        (IndexFilter(any_services=("samokat",)), {"milk", "oat"}),
        (IndexFilter(any_services=("samokat", "kuper")), {"milk", "oat", "choc"}),
        (IndexFilter(any_services=("megamarket",)), set()),
        (IndexFilter(price_max=15000), {"milk", "choc"}),
        (IndexFilter(price_min=35000), {"milk"}),
        (IndexFilter(price_max=12500), {"milk", "choc"}),
        (IndexFilter(price_max=12499), {"milk"}),
        (IndexFilter(price_min=22000, price_max=24000), {"oat"}),
        (IndexFilter(price_min=26000, price_max=27000), {"milk"}),
        (IndexFilter(any_services=("kuper",), price_max=15000), {"choc"}),
        (IndexFilter(any_services=("samokat",), price_max=15000), {"milk"}),
        (IndexFilter(any_services=("samokat", "megamarket"), price_min=18000), {"oat"}),
        (IndexFilter(sid_prefixes=("1",)), {"milk", "oat"}),
        (IndexFilter(sid_prefixes=("1-2",)), {"milk", "oat"}),
        (IndexFilter(sid_prefixes=("1-2-4", "11-2")), {"oat", "choc"}),
        (IndexFilter(sid_prefixes=("2",)), set()),
        (IndexFilter(any_items=("milk", "нет такого")), {"milk"}),
        (IndexFilter(any_items=("пустой ☃",)), {"пустой ☃"}),
        (IndexFilter(exclude_items=("milk", "choc")), {"oat", "пустой ☃"}),
        (IndexFilter(any_kinds=("milk", "plant_milk"), exclude_allergens=("milk",), price_max=20000), {"oat"}),
    ],
)
def test_filters(index: Index, where: IndexFilter, expected: set[str]) -> None:
    assert found(index, where) == expected


def test_every_filter_field_is_covered() -> None:
    parameters = next(mark for mark in test_filters.pytestmark if mark.name == "parametrize").args[1]
    used = {name for where, _ in parameters for name, value in vars(where).items() if value not in ((), None)}
    assert used == set(vars(IndexFilter()))


def test_dense_score_is_the_cosine(index: Index) -> None:
    hits = index.search(vector=axis(0), text="", where=IndexFilter(), limit=2)
    assert [hit.item_id for hit in hits] == ["milk", "oat"]
    assert hits[0].dense == pytest.approx(1, abs=1e-5)
    assert hits[1].dense == pytest.approx(float(axis(0) @ axis(0, 0.3)), abs=1e-5)
    assert [hit.sparse for hit in hits] == [None, None]
    assert hits[0].score > hits[1].score


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("молоком", "milk"),
        ("овсяного напитка", "oat"),
        ("drinks of oats", "oat"),
        ("АЛЕНКА", "choc"),
        ("покажи мне ёжика", "choc"),
    ],
)
def test_words_match_in_any_form(index: Index, text: str, first: str) -> None:
    hits = index.search(vector=None, text=text, where=IndexFilter(), limit=3)
    assert hits[0].item_id == first
    assert hits[0].sparse is not None
    assert hits[0].sparse > 0
    assert hits[0].dense is None


def test_a_rare_word_weighs_more_than_a_common_one(built: IndexStore) -> None:
    points = [
        IndexPoint(
            item_id=str(number), vector=axis(1), text=f"сок {'манго' if number == 3 else 'яблоко'}", kind="juice"
        )
        for number in range(20)
    ]
    built.build(points, dimension=DIMENSION, generation="2")
    index = built.open()
    hits = index.search(vector=None, text="яблоко манго", where=IndexFilter(), limit=20)
    index.close()
    assert hits[0].item_id == "3"
    assert hits[0].sparse > hits[1].sparse


def test_both_branches_are_fused(index: Index) -> None:
    hits = index.search(vector=axis(2), text="молоко", where=IndexFilter(), limit=10)
    assert {hit.item_id for hit in hits} == ALL
    best = hits[0]
    assert best.item_id == "milk"
    assert best.dense is not None
    assert best.sparse is not None


def test_stop_words_alone_find_by_vector_only(index: Index) -> None:
    hits = index.search(vector=axis(2), text="посоветуй мне что-нибудь", where=IndexFilter(), limit=1)
    assert [hit.item_id for hit in hits] == ["choc"]


@pytest.mark.parametrize("text", ["", "   ", "☃ 🍫", "'\"); drop --", "x" * 10_000])
def test_odd_texts_find_nothing_by_words(index: Index, text: str) -> None:
    hits = index.search(vector=axis(0), text=text, where=IndexFilter(), limit=10)
    assert {hit.item_id for hit in hits} == ALL
    assert all(hit.sparse is None for hit in hits)


def test_nothing_matches(index: Index) -> None:
    assert index.search(vector=axis(0), text="молоко", where=IndexFilter(any_kinds=("нет",)), limit=5) == []


def test_limit(index: Index) -> None:
    assert len(index.search(vector=axis(0), text="молоко", where=IndexFilter(), limit=2)) == 2


def test_count_and_generation(index: Index) -> None:
    assert index.count() == len(POINTS)
    assert index.generation == "первое/1"


def test_nothing_published_is_a_setup_error(store: IndexStore) -> None:
    with pytest.raises(SetupError, match="podbor doctor --fix"):
        store.open()


def test_an_empty_generation_answers_with_nothing(store: IndexStore) -> None:
    store.build([], dimension=DIMENSION, generation="empty")
    index = store.open()
    assert index.count() == 0
    assert index.search(vector=axis(0), text="молоко", where=IndexFilter(), limit=5) == []
    assert index.search(vector=None, text="", where=IndexFilter(), limit=5) == []
    index.close()


def test_a_new_generation_replaces_the_old(built: IndexStore) -> None:
    before = built.open()
    built.build([replace(POINTS[0], item_id="new")], dimension=DIMENSION, generation="2")
    assert before.search(vector=axis(0), text="молоко", where=IndexFilter(), limit=1)
    after = built.open()
    assert after.generation == "2"
    assert after.count() == 1
    before.close()
    after.close()


def test_a_failing_build_leaves_the_old_generation(built: IndexStore) -> None:
    def broken() -> Iterator[IndexPoint]:
        yield from POINTS[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built.build(broken(), dimension=DIMENSION, generation="2")
    index = built.open()
    assert index.generation == "первое/1"
    assert index.count() == len(POINTS)
    index.close()
    built.build(POINTS[:1], dimension=DIMENSION, generation="3")
    index = built.open()
    assert index.count() == 1
    index.close()


def test_only_what_changed_is_written(built: IndexStore) -> None:
    assert built.build(POINTS, dimension=DIMENSION, generation="2") == 0
    changed = replace(POINTS[1], text="телескоп")
    fresh = replace(POINTS[0], item_id="fresh", text="самовар", price=(("новая служба", 500),))
    assert built.build([POINTS[0], changed, *POINTS[3:], fresh], dimension=DIMENSION, generation="3") == 2
    index = built.open()
    assert (index.generation, index.count()) == ("3", len(POINTS))
    for text, item_id in (("телескоп", changed.item_id), ("самовар", "fresh")):
        hits = index.search(vector=None, text=text, where=IndexFilter(), limit=1)
        assert [hit.item_id for hit in hits] == [item_id]
    gone = index.search(vector=None, text="", where=IndexFilter(any_items=(POINTS[2].item_id,)), limit=1)
    cheap = index.search(
        vector=None, text="", where=IndexFilter(any_services=("новая служба",), price_max=600), limit=9
    )
    assert gone == []
    assert [hit.item_id for hit in cheap] == ["fresh"]
    index.close()


def test_the_same_generation_can_be_built_again(built: IndexStore) -> None:
    built.build(POINTS[:3], dimension=DIMENSION, generation="первое/1")
    index = built.open()
    assert index.count() == 3
    index.close()
