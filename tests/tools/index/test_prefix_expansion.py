"""Retrieval by semantic ID over both backends: only what exists comes back, under the filters, from long prefixes to short."""

from podbor.core.ports import Index, IndexFilter, IndexStore
from podbor.tools.recommend.sid_branch import expand

from .conftest import DIMENSION, POINTS, axis


def ids(index: Index, *levels: tuple[str, ...], where: IndexFilter | None = None, limit: int = 10) -> list[str]:
    hits = expand(index, levels, where or IndexFilter(), vector=axis(0), limit=limit)
    return [hit.item_id for hit in hits]


def test_the_longest_prefix_comes_first(index: Index) -> None:
    assert ids(index, ("1-2-4",), ("1-2",)) == ["oat", "milk"]


def test_backoff_stops_as_soon_as_there_is_enough(index: Index) -> None:
    assert ids(index, ("1-2-4",), ("1-2", "11-2"), limit=1) == ["oat"]


def test_a_prefix_that_no_item_has_gives_nothing(index: Index) -> None:
    assert ids(index, ("9-9-9",), ("9",)) == []
    assert ids(index) == []


def test_filters_hold_inside_a_prefix_and_the_next_level_fills_up(index: Index) -> None:
    vegan = IndexFilter(require_diets=("vegan",))
    assert ids(index, ("1-2-3",), ("1",), where=vegan) == ["oat"]


def test_a_history_without_a_need_is_expanded_too(index: Index) -> None:
    hits = expand(index, [("11-2",), ("11",)], IndexFilter(), vector=None, limit=5)
    assert [hit.item_id for hit in hits] == ["choc"]


def test_an_item_is_found_by_its_prefix_as_soon_as_it_is_built(store: IndexStore) -> None:
    new = POINTS[0].__class__(item_id="new", vector=axis(6), text="Ново", kind="", sid="1-2-9")
    store.build([*POINTS, new], dimension=DIMENSION, generation="2")
    index = store.open()
    try:
        assert set(ids(index, ("1-2",))) == {"milk", "oat", "new"}
    finally:
        index.close()
