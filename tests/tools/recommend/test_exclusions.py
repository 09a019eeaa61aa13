from typing import Any

import pytest

from podbor.core.vocabulary import ALLERGENS
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.constraints import ConstraintChecker
from podbor.tools.recommend.exclusions import Exclusions

from .conftest import make_item
from .test_constraints import only


@pytest.fixture(scope="module")
def exclusions(kinds: KindVocabulary) -> Exclusions:
    return Exclusions(kinds, IngredientVocabulary.load())


@pytest.mark.parametrize(
    ("word", "title", "kind", "holds"),
    [
        ("пальмовое масло", "Печенье сахарное", "cookies", True),
        ("palm oil", "Butter cookies", "cookies", True),
        ("пальмовое масло", "Печенье без пальмового масла", "cookies", False),
        ("пальмовое масло", "Печенье без глютена", "cookies", True),
        ("пальмовое масло", "Сахар-песок", "sugar", False),
        ("лук", "Салат Столичный", "salads", True),
        ("onion", "Chicken soup", "soups", True),
        ("красный лук", "Салат Столичный", "salads", True),
        ("лук", "Салат Столичный без лука", "salads", False),
        ("лук", "Печенье сахарное", "cookies", False),
        ("лук", "Пюре яблоко", "baby_puree", False),
        ("лук", "Набор на обед", "", True),
        ("изюм", "Печенье сахарное", "cookies", False),
        ("свинина", "Сосиски молочные", "frankfurters", True),
        ("свинина", "Котлеты домашние", "cutlets", True),
        ("свинина", "Котлеты из индейки", "cutlets", False),
        ("говядина", "Колбаса варёная", "sausages", True),
        ("бекон", "Колбаса варёная", "sausages", False),
        ("нитритная соль", "Колбаса варёная", "sausages", True),
        ("нитритная соль", "Йогурт", "yogurt", False),
        ("глутамат", "Чипсы картофельные", "chips", True),
        ("Е621", "Чипсы картофельные", "chips", True),
        ("Е102", "Мармелад", "marmalade", True),
        ("глутамат", "Йогурт", "yogurt", False),
        ("парабены", "Шампунь", "shampoo", True),
        ("парабены", "Шампунь без парабенов", "shampoo", False),
        ("парабены", "Печенье сахарное", "cookies", False),
        ("кофеин", "Кофе молотый", "coffee", True),
        ("кофеин", "Кофе молотый без кофеина", "coffee", False),
        ("caffeine", "Decaf coffee", "coffee", False),
        ("кофеин", "Кола", "soda", True),
        ("кофеин", "Травяной чай", "tea", True),
        ("кофеин", "Кофемашина", "coffee_machines", False),
        ("алкоголь", "Бокалы для вина", "glasses", False),
        ("кофе", "Чай чёрный", "tea", False),
        ("кофе", "Lavazza Oro", "coffee", True),
        ("алкоголь", "Джин Barrister", "spirits", True),
        ("алкоголь", "Вино красное", "wine", True),
        ("алкоголь", "Пиво безалкогольное", "beer", False),
        ("алкоголь", "Шампунь", "shampoo", False),
        ("карамель", "Сок яблочный", "juice", False),
        ("perfume", "Hand soap with aloe", "soap", True),
        ("отдушки", "Мыло без отдушек", "soap", False),
        ("perfume", "Unscented soap", "soap", False),
        ("духи", "Стиральный порошок без запаха", "laundry_detergent", False),
        ("fragrance", "Perfume-free baby wipes", "baby_wipes", False),
        ("парфюм", "Стиральный порошок Tide", "laundry_detergent", True),
        ("perfume", "Toothbrush", "toothbrush", False),
        ("парфюм", "Печенье сахарное", "cookies", False),
    ],
)
def test_what_a_name_leaves_open(exclusions: Exclusions, word: str, title: str, kind: str, holds: bool) -> None:
    assert exclusions.may_hold(make_item(title, kind=kind), word) == holds


@pytest.mark.parametrize(
    ("word", "composition", "holds"),
    [
        ("пальмовое масло", ("мука", "сахар", "масло подсолнечное"), False),
        ("пальмовое масло", ("мука", "растительный жир"), True),
        ("пальмовое масло", ("состав указан на упаковке",), True),
        ("пальмовое масло", ("мука", "растительное масло (пальмовое масло)"), True),
        ("пальмовое масло", ("мука", "растительные масла (подсолнечное масло)"), False),
        ("глутамат", ("мука", "сахар"), False),
        ("красители", ("сахар", "тартразин"), True),
        ("красители", ("сахар", "Е133"), True),
        ("красители", ("сахар", "Е330"), False),
        ("специи", ("мука", "соль"), False),
        ("нитритная соль", ("свинина", "нитрит натрия"), True),
        ("нитритная соль", ("свинина", "фиксатор окраски (Е250)"), True),
        ("curing salt", ("pork", "E250"), True),
        ("нитритная соль", ("свинина", "соль"), False),
    ],
)
def test_a_composition_that_is_told_is_believed_unless_vague(
    exclusions: Exclusions, word: str, composition: tuple[str, ...], holds: bool
) -> None:
    assert exclusions.may_hold(make_item("Печенье", ingredients=composition), word) == holds


def test_a_claim_in_a_title_weighs_less_than_the_composition(exclusions: Exclusions) -> None:
    item = make_item("Печенье без пальмового масла", ingredients=("мука", "пальмовое масло"))
    assert exclusions.may_hold(item, "пальмовое масло")


def test_what_was_inferred_from_a_name_is_no_composition(exclusions: Exclusions) -> None:
    item = make_item("Печенье с изюмом", ingredients=("изюм / raisin",), inferred=frozenset({"ingredients"}))
    assert exclusions.may_hold(item, "пальмовое масло")


@pytest.mark.parametrize(
    ("fields", "allergen", "breaks"),
    [
        ({}, "nuts", True),
        ({"ingredients": ("мука", "сахар")}, "nuts", False),
        ({"allergens": frozenset({"gluten"})}, "nuts", False),
        ({"allergens": frozenset({"gluten"}), "inferred": frozenset({"allergens"})}, "nuts", True),
        ({"title": "Печенье без орехов"}, "nuts", False),
        ({"title": "Печенье без лесного ореха"}, "nuts", True),
        ({}, "fish", False),
        ({"kind": "sauces"}, "fish", True),
        ({"kind": ""}, "fish", True),
        ({"kind": "pans"}, "fish", False),
        ({"kind": "candies", "diets": frozenset({"gluten_free"})}, "gluten", False),
    ],
)
def test_an_unknown_composition_is_free_of_no_allergen_that_its_kind_often_has(
    checker: ConstraintChecker, fields: dict[str, Any], allergen: str, breaks: bool
) -> None:
    item = make_item(**fields)
    assert list(checker.violations(item, only(exclude_allergens=[allergen]))) == [f"allergen {allergen}"] * breaks


def test_a_vague_composition_or_a_kind_of_what_nobody_eats_tells_nothing(exclusions: Exclusions) -> None:
    pet_food = make_item("Корм с курицей", kind="cat_food", ingredients=("мясо", "рис"))
    assert not exclusions.may_hold(pet_food, "свинина")
    assert exclusions.may_hold(pet_food, "курица")
    assert not exclusions.may_hold(make_item("Ингалятор", kind="health_devices"), "мясо")


def test_a_word_for_a_whole_allergen_is_the_allergen(exclusions: Exclusions) -> None:
    inferred = make_item(allergens=frozenset({"soy"}), inferred=frozenset({"allergens"}))
    assert exclusions.may_hold(inferred, "соя")
    assert not exclusions.may_hold(inferred, "тофу")


def test_a_vague_composition_of_what_is_eaten_beside_food_is_vague_too(exclusions: Exclusions) -> None:
    assert exclusions.may_hold(
        make_item("Комплекс", kind="vitamins", ingredients=("растительный жир",)), "пальмовое масло"
    )


def test_every_row_names_what_there_is(kinds: KindVocabulary, exclusions: Exclusions) -> None:
    vocabulary = IngredientVocabulary.load()
    for habit in exclusions.habits:
        assert habit.kinds <= set(kinds)
        assert habit.holds | habit.unless <= set(vocabulary)
        assert habit.allergens <= set(ALLERGENS)
        assert bool(habit.holds) != bool(habit.allergens)


def test_meat_that_a_dish_may_hold_is_of_its_category(checker: ConstraintChecker) -> None:
    soup = make_item("Борщ", kind="soups")
    assert list(checker.violations(soup, only(exclude_categories=["мясо"]))) == ["category мясо"]
    assert not list(checker.violations(make_item("Борщ", kind="mugs"), only(exclude_categories=["мясо"])))
