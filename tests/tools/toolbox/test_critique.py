from datetime import UTC, datetime

import pytest

from podbor.core.errors import ToolRefusal
from podbor.core.items import Bilingual, Item, Nutrition, Offer
from podbor.core.slate import SlateItem
from podbor.core.vocabulary import Direction
from podbor.tools.toolbox.critique import anchor, milder

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def shown(
    price: int, *, eta: int = 15, size: float | None = 100, unit: str = "g", sugar: float | None = None
) -> SlateItem:
    item = Item(item_id=f"i{price}", title=Bilingual(ru="x"), size=size, unit=unit, nutrition=Nutrition(sugar=sugar))  # type: ignore[arg-type]
    offer = Offer(item_id=item.item_id, service="samokat", price=price, stock=1, eta_minutes=eta, updated_at=NOW)
    return SlateItem(item=item, offers=(offer,), score=1.0)


def test_cheaper_is_below_everything_shown() -> None:
    shift = anchor("price", "lower", [shown(9000), shown(5000), shown(7000)])
    assert (shift.bound, shift.direction) == (5000, "lower")


def test_faster_drops_the_slowest_and_repeats_go_further() -> None:
    assert anchor("delivery_time", "lower", [shown(1, eta=1440), shown(2, eta=90), shown(3, eta=15)]).bound == 1440
    assert anchor("delivery_time", "lower", [shown(2, eta=90), shown(3, eta=15)]).bound == 90


def test_nutrition_moves_past_the_median_of_what_is_known() -> None:
    assert anchor("sugar", "lower", [shown(1, sugar=10), shown(2, sugar=60), shown(3, sugar=20), shown(4)]).bound == 20


def test_the_middle_of_two_is_one_of_them() -> None:
    two = [shown(1, sugar=10), shown(2, sugar=61)]
    assert anchor("sugar", "lower", two).bound == 61
    assert anchor("sugar", "higher", two).bound == 10


def test_size_compares_one_unit() -> None:
    shift = anchor("size", "higher", [shown(1, size=200), shown(2, size=1000, unit="ml"), shown(3, size=300)])
    assert (shift.bound, shift.unit) == (300, "g")


@pytest.mark.parametrize(
    ("direction", "sizes", "bound", "unit"),
    [
        ("lower", [(100, "g"), (150, "g"), (1000, "ml"), (1500, "ml"), (2000, "ml")], 150, "g"),
        ("higher", [(500, "ml"), (1000, "ml"), (6, "pcs"), (10, "pcs"), (12, "pcs")], 500, "ml"),
    ],
)
def test_the_middle_of_sizes_is_that_of_one_unit(
    direction: Direction, sizes: list[tuple[float, str]], bound: float, unit: str
) -> None:
    items = [shown(price, size=size, unit=unit) for price, (size, unit) in enumerate(sizes, start=1)]
    milder_shift = milder(anchor("size", direction, items), items)
    assert milder_shift
    assert (milder_shift.bound, milder_shift.unit) == (bound, unit)


def test_unknown_attribute_is_refused() -> None:
    with pytest.raises(ToolRefusal, match="attribute-unknown"):
        anchor("sugar", "lower", [shown(1), shown(2)])
