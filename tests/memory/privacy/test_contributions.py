"""What one shopper adds is bounded, whatever the shopper does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbor.core.shared import STATISTICS, Statistic
from podbor.memory.privacy.contributions import Taken, contribution, count


def history(*items: str, basket: str = "b") -> list[Taken]:
    return [Taken(item_id=item, basket=basket, kind="" if item == "h" else item[0]) for item in items]


def test_the_latest_items_and_the_nearest_pairs_come_first() -> None:
    took = history("tea", "milk", "tea", "jam")
    assert contribution("popularity", took, keys=2) == (("jam",), ("tea",))
    assert contribution("transitions", took, keys=3) == (("tea", "jam"), ("milk", "tea"), ("tea", "milk"))
    assert contribution("co_purchase", took, keys=9) == (("jam", "tea"), ("milk", "tea"), ("jam", "milk"))


def test_co_purchase_is_within_a_basket_and_transitions_are_not() -> None:
    took = history("tea", basket="monday") + history("jam", basket="friday")
    assert contribution("co_purchase", took, keys=9) == ()
    assert contribution("transitions", took, keys=9) == (("tea", "jam"),)


def test_kinds_follow_their_like_and_an_unknown_kind_follows_nothing() -> None:
    took = history("black tea", "green tea", "big cake", "h", "brown bread")
    assert contribution("kind_transitions", took, keys=9) == (("g", "b"), ("b", "g"), ("b", "b"))


def test_saying_it_a_thousand_times_counts_once() -> None:
    shouting = history(*["rare", "secret"] * 1000)
    assert max(count("popularity", [shouting], keys=9).values()) == 1
    assert max(count("transitions", [shouting], keys=9).values()) == 1


@pytest.mark.parametrize("statistic", STATISTICS)
@given(took=st.lists(st.sampled_from("abcdefgh"), max_size=30), keys=st.integers(1, 6))
def test_one_shopper_moves_at_most_so_many_counts_by_one(statistic: Statistic, took: list[str], keys: int) -> None:
    others = [history(*"abcabd"), history(*"hgf")]
    without, with_him = count(statistic, others, keys=keys), count(statistic, [*others, history(*took)], keys=keys)
    with_him.subtract(without)
    moved = {key: times for key, times in with_him.items() if times}
    assert len(moved) <= keys
    assert set(moved.values()) <= {1}
