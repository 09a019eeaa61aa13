"""The second opinion on constraints: whom a diet is about, and what an excluded category is."""

import pytest

from podbor.core.items import Bilingual, Item
from podbor.evals.dialogue.checks.obedience import violations
from podbor.evals.dialogue.record import OfferRecord, ShownRecord, TurnRecord


def broken(kind: str, *ingredients: str, **constraints: list[str]) -> list[str]:
    item = Item(item_id="it", title=Bilingual(ru="Вещь", en="Thing"), kind=kind, ingredients=ingredients)
    return judged(item, **constraints)


def judged(item: Item, **constraints: list[str]) -> list[str]:
    shown = ShownRecord(item="it", title="Вещь", need=0, offers=[OfferRecord(service="samokat", price=100, eta=10)])
    turn = TurnRecord.model_construct(slate=[shown], needs=[], constraints=constraints, shifts=[])
    return violations(turn, {"it": item})


@pytest.mark.parametrize("kind", ["cookies", "baby_cereal", "baby_puree", "vitamins", "", "no-such-kind"])
def test_a_diet_and_a_taste_are_about_all_that_is_eaten(kind: str) -> None:
    assert broken(kind, require_diets=["vegan"]) == ["it: diet vegan"]
    assert broken(kind, require_tastes=["sweet"]) == ["it: taste sweet"]


@pytest.mark.parametrize("kind", ["kettles", "diapers", "baby_bottles", "cat_food", "shampoo"])
def test_a_diet_is_not_about_what_is_not_eaten(kind: str) -> None:
    assert broken(kind, require_diets=["vegan"], require_tastes=["sweet"]) == []


def test_no_meat_means_no_food_made_of_it() -> None:
    assert broken("pizza", "ветчина", exclude_categories=["мясо"]) == ["it: category мясо"]
    assert broken("pizza", "сыр", exclude_categories=["мясо"]) == []
    assert broken("cat_food", "говядина", exclude_categories=["мясо"]) == []
    assert broken("cookies", "молоко", exclude_categories=["молоко"]) == []


@pytest.mark.parametrize(
    ("title", "said", "broken_by"),
    [
        ("Чай чёрный, 100 г", "зелёный чай", False),
        ("Чай зелёный, 100 г", "зелёный чай", True),
        ("Чай чёрный, 100 г", "чай", True),
        ("Сенча, 100 г", "чай", True),
    ],
)
def test_a_sort_of_a_kind_is_not_the_whole_kind(title: str, said: str, broken_by: bool) -> None:
    item = Item(item_id="it", title=Bilingual(ru=title), kind="tea")
    assert judged(item, exclude_categories=[said]) == ([f"it: category {said}"] if broken_by else [])


def test_a_category_without_a_word_names_nothing() -> None:
    assert broken("cookies", exclude_categories=["!!!"]) == []
    assert broken("cookies", require_categories=["!!!"]) == ["it: category"]


@pytest.mark.parametrize(
    ("title", "said", "seen"),
    [
        ("Шоколад Alpen Gold, 85 г", "alpen gold", True),
        ("Подарочный набор Greenfield", "Greenfield tea", True),
        ("Шоколад «Milka»", "Milka", True),
        ("Шоколад alpen gold, 85 г", "Alpen Gold", False),
        ("Брауни шоколадный", "Braun", False),
        ("Фитнес-браслет", "Фитнес", False),
        ("Candy cane", "Candy", False),
        ("Шоколад Альпен Гольд", "Alpen Gold", False),
    ],
)
def test_an_excluded_brand_is_seen_in_a_title(title: str, said: str, seen: bool) -> None:
    item = Item(item_id="it", title=Bilingual(ru=title), brand="Mondelez", kind="chocolate")
    assert judged(item, exclude_brands=[said]) == ([f"it: brand {said}"] if seen else [])
