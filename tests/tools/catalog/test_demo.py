from collections import Counter, defaultdict

import pytest

from podbor.core.items import Item, Offer
from podbor.core.vocabulary import DIETS
from podbor.tools.catalog.demo import generate_demo
from podbor.tools.catalog.demo.recipes import load_recipes
from podbor.tools.catalog.facts import FactInference
from podbor.tools.catalog.ingredients import BROKEN_BY, IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary

from .conftest import NOW

Demo = tuple[list[Item], list[Offer]]


def test_counts(demo: Demo) -> None:
    items, offers = demo
    sellers = Counter(offer.item_id for offer in offers)
    assert len(items) >= 3200
    assert len({item.item_id for item in items}) == len(items) == len(sellers)
    assert sum(count >= 2 for count in sellers.values()) >= 650
    assert set(Counter(offer.service for offer in offers)) == {"samokat", "megamarket", "kuper"}
    assert all(item.demo for item in items)


def test_the_same_seed_gives_the_same_catalogue_and_another_another(demo: Demo) -> None:
    assert repr(generate_demo(updated_at=NOW)[1]) == repr(demo[1])
    assert generate_demo(updated_at=NOW) == demo
    assert generate_demo(seed=8, updated_at=NOW) != demo


def test_titles_are_in_both_languages_and_name_the_kind(demo: Demo, kinds: KindVocabulary) -> None:
    items, _ = demo
    for item in items:
        assert any("а" <= letter <= "я" for letter in item.title.ru.casefold()), item
        assert not any("а" <= letter <= "я" for letter in item.title.en.casefold()), item
        assert item.kind in kinds
    for titles in ([item.title.ru for item in items], [item.title.en for item in items]):
        named = sum(kinds.kind_of_title(title) == item.kind for title, item in zip(titles, items, strict=True))
        assert named / len(items) > 0.98


def test_allergens_follow_from_ingredients(demo: Demo, ingredients: IngredientVocabulary) -> None:
    for item in demo[0]:
        assert item.allergens == ingredients.allergens_of(item.ingredients), item
        assert item.allergens.isdisjoint(item.traces)


def test_an_allergen_named_in_the_title_is_declared(demo: Demo, facts: FactInference) -> None:
    for item in demo[0]:
        named = facts.ingredients.allergens_of(facts.ingredients.in_text(f"{item.title.ru} . {item.title.en}"))
        dangerous = named & {"nuts", "peanuts", "fish", "crustaceans", "molluscs", "sesame"}
        assert dangerous <= item.allergens or facts.kinds.ancestors(item.kind)[-1] not in ("food", "baby"), item


def test_no_diet_is_broken_by_an_ingredient(demo: Demo, ingredients: IngredientVocabulary) -> None:
    for item in demo[0]:
        flags = ingredients.flags(key for text in item.ingredients for key in ingredients.in_text(text))
        for diet in item.diets:
            assert flags.isdisjoint(BROKEN_BY.get(diet, frozenset())), (item.title.ru, diet)
        if "gluten_free" in item.diets:
            assert "gluten" not in item.allergens | item.traces
        if "sugar_free" in item.diets:
            assert item.nutrition.sugar is not None
            assert item.nutrition.sugar <= 0.5, item
        if "vegan" in item.diets:
            assert item.allergens.isdisjoint({"milk", "eggs", "fish", "crustaceans", "molluscs"})


def test_every_recipe_ingredient_is_known(ingredients: IngredientVocabulary) -> None:
    for recipe in load_recipes():
        for variant in recipe.variants:
            assert [key for key in variant.ingredients if key not in ingredients] == []


@pytest.mark.parametrize("diet", DIETS)
def test_every_diet_has_choice_over_kinds(demo: Demo, diet: str) -> None:
    assert len({item.kind for item in demo[0] if diet in item.diets}) >= 8


def test_every_kind_leaves_room_for_critiques(demo: Demo) -> None:
    items, offers = demo
    prices: defaultdict[str, list[int]] = defaultdict(list)
    for offer in offers:
        prices[offer.item_id].append(offer.price)
    by_kind: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_kind[item.kind].append(item)
    for kind, members in by_kind.items():
        cheapest = [min(prices[item.item_id]) for item in members]
        assert len({item.brand for item in members}) >= 3, kind
        assert max(cheapest) >= 1.3 * min(cheapest), kind
        assert len({item.rating for item in members}) >= 3, kind
        sugars = {item.nutrition.sugar for item in members if item.nutrition.sugar}
        assert not sugars or len(sugars) >= 3, kind


def test_sweets_for_tea_are_affordable(demo: Demo) -> None:
    items, offers = demo
    cheap = {offer.item_id for offer in offers if offer.price <= 30_000 and offer.in_stock}
    kinds = Counter(item.kind for item in items if item.item_id in cheap)
    for kind in ("cookies", "zefir", "pastila", "candies", "waffles", "gingerbread", "marmalade"):
        assert kinds[kind] >= 10, kind


def test_offers_are_plausible(demo: Demo) -> None:
    items, offers = demo
    for offer in offers:
        assert offer.price >= 1500
        assert offer.old_price is None or offer.old_price > offer.price
        assert offer.eta_minutes >= 10
        assert offer.updated_at == NOW
    by_item: defaultdict[str, list[int]] = defaultdict(list)
    for offer in offers:
        by_item[offer.item_id].append(offer.price)
    assert all(len(set(found)) == len(found) for found in by_item.values())
    assert any(not offer.in_stock for offer in offers)
    assert any(offer.old_price for offer in offers)
