from typing import Any

from podbor.core.slate import SlateItem
from podbor.tools.recommend.diversity import diverse, product_of, round_robin

from .conftest import make_item


def shown(title: str, score: float, **fields: Any) -> SlateItem:
    return SlateItem(item=make_item(title, **fields), offers=(), score=score)


def titles(items: list[SlateItem]) -> list[str]:
    return [entry.item.title.ru for entry in items]


def test_other_sizes_of_a_product_come_after_everything_else() -> None:
    ranked = [
        shown("Молоко Простоквашино, 3,2%, 1 л", 2.0),
        shown("Молоко Простоквашино, 3,2%, 430 мл", 1.9),
        shown("Молоко Простоквашино, 2,5%, 1 л", 1.5),
        shown("Молоко Другое, 1 л", 1.0),
    ]
    assert titles(diverse(ranked, size=3)) == [titles(ranked)[place] for place in (0, 2, 3)]
    assert len(diverse(ranked, size=4)) == 4


def test_sizes_that_were_asked_for_stay() -> None:
    ranked = [shown("Мёд, 250 г", 2.0), shown("Мёд, 500 г", 1.9), shown("Варенье, 300 г", 1.0)]
    assert titles(diverse(ranked, size=2, sizes=True)) == ["Мёд, 250 г", "Мёд, 500 г"]


def test_a_brand_gives_way_to_another_that_is_nearly_as_good() -> None:
    ranked = [
        shown("Печенье овсяное", 1.00, brand="А"),
        shown("Печенье сахарное", 0.99, brand="А"),
        shown("Печенье топлёное", 0.95, brand="Б"),
    ]
    assert titles(diverse(ranked, size=2)) == ["Печенье овсяное", "Печенье топлёное"]
    assert titles(diverse(ranked, size=2, one_brand=True)) == ["Печенье овсяное", "Печенье сахарное"]


def test_a_much_better_item_is_not_pushed_out() -> None:
    ranked = [shown("Печенье овсяное", 2.0, brand="А"), shown("Печенье сахарное", 1.9, brand="А"), shown("Чай", 0.5)]
    assert titles(diverse(ranked, size=2)) == ["Печенье овсяное", "Печенье сахарное"]


def test_the_share_of_fat_makes_another_product() -> None:
    low, high = make_item("Кефир Село, 1%, 900 г"), make_item("Кефир Село, 3,2%, 900 г")
    assert product_of(low) != product_of(high)
    assert product_of(low) == product_of(make_item("Кефир Село, 1%, 450 г"))


def test_groups_take_turns_and_an_item_comes_once() -> None:
    a, b, c = shown("а", 1.0), shown("б", 1.0), shown("в", 1.0)
    assert list(round_robin([[a, b], [a, c]])) == [a, c, b]
