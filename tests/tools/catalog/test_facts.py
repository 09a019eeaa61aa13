from pathlib import Path
from typing import Any

import pytest
import yaml

from podbor.core.items import Bilingual, Item
from podbor.tools.catalog.facts import FactInference
from podbor.tools.catalog.sizes import Size, size_of

LABELLED = yaml.safe_load((Path(__file__).parent / "data" / "labelled_titles.yaml").read_text(encoding="utf-8"))
KIND_ACCURACY = 0.97
ALLERGEN_ACCURACY = 0.95
MISSED = 0.02
"""Share of titles that may lack an allergen, be it as a trace: the dangerous error."""


def infer(facts: FactInference, title: str, **fields: Any) -> Item:
    russian = any("а" <= letter <= "я" for letter in title.casefold())
    return facts.infer(Item(item_id="x", title=Bilingual(ru=title) if russian else Bilingual(en=title), **fields))


def test_accuracy_on_labelled_titles(facts: FactInference) -> None:
    kinds = allergens = missed = 0
    for title, kind, wanted in LABELLED:
        item = infer(facts, title)
        kinds += item.kind == kind
        allergens += item.allergens == set(wanted.split())
        missed += not set(wanted.split()) <= item.allergens | item.traces
    assert len(LABELLED) >= 150
    assert kinds / len(LABELLED) >= KIND_ACCURACY
    assert allergens / len(LABELLED) >= ALLERGEN_ACCURACY
    assert missed / len(LABELLED) <= MISSED


@pytest.mark.parametrize(
    ("title", "present", "absent"),
    [
        ("Печенье без глютена, с миндалём", {"nuts"}, {"gluten"}),
        ("Веганский сыр, копчёный", set(), {"milk"}),
        ("Овсяное молоко, 1 л", {"gluten"}, {"milk"}),
        ("Майонез Провансаль, 400 мл", {"eggs"}, set()),
        ("Спагетти, 500 г", {"gluten"}, set()),
        ("Конфеты без орехов, 200 г", set(), {"nuts"}),
        ("Молоко без лактозы, 1 л", {"milk"}, set()),
        ("Игрушка для ванной рыбка", set(), {"fish"}),
        ("Молочко для тела с козьим молоком, 250 мл", {"milk"}, set()),
        ("Кокосовое молоко, 400 мл", set(), {"milk"}),
        ("Butternut squash", set(), {"milk"}),
        ("Hand-made cream wafers", {"milk"}, set()),
        ("Кокосовые конфеты орехи", {"nuts"}, set()),
        ("Поросёнок в молочном соусе", {"milk"}, set()),
        ("Хлеб ржаной без пшеничной муки", {"gluten"}, set()),
        ("Wheat bread no rye", {"gluten"}, set()),
        ("Сыр козий без коровьего молока", {"milk"}, set()),
        ("Сырок творожный без глазури", {"milk"}, set()),
        ("Мороженое Zero пломбир", {"milk"}, set()),
        ("Milk chocolate without cocoa butter", {"milk", "soy"}, set()),
        ("Макароны без глютамата", {"gluten"}, set()),
        ("Печенье без яиц и молока", {"gluten"}, {"eggs", "milk"}),
        ("Dairy-free cookies", {"gluten"}, {"milk"}),
        ("Cookies without eggs and milk, 200 g", {"gluten"}, {"eggs", "milk"}),
        ("Торт без молочного крема", {"milk"}, set()),
        ("Butter cookies without milk chips", {"milk"}, set()),
        ("Zero мороженое", {"milk"}, set()),
        ("Almond & milk drink", {"nuts", "milk"}, set()),
        ("Instant coffee 3 in 1", {"milk"}, set()),
        ("Pesto sauce", {"milk", "nuts"}, set()),
        ("Конфеты Ферреро Роше", {"nuts"}, set()),
        ("Драже M&M's", {"peanuts"}, set()),
        ("Уха по-царски", {"fish"}, set()),
        ("Стебель сельдерея, 1 шт.", {"celery"}, set()),
        ("Рис с угрём", {"fish"}, set()),
        ("Каша из овса", {"gluten"}, set()),
        ("Не жареный арахис, 200 г", {"peanuts"}, set()),
        ("Не солёный арахис", {"peanuts"}, set()),
        ("Протеиновый батончик Zero Peanut", {"peanuts"}, set()),
        ("Батончик не только с арахисом", {"peanuts"}, set()),
        ("Биотворог с бананом", {"milk"}, set()),
        ("Кисломолочный напиток, черника", {"milk"}, set()),
        ("Спаржа по-корейски", {"soy"}, set()),
        ("Рамен с курицей", {"gluten"}, set()),
        ("Кофе тёмной обжарки", set(), {"soy"}),
        ("Цезарь Донгри, с курицей, 400 г", {"fish", "eggs", "milk"}, set()),
        ("Карамель раковые шейки", set(), {"crustaceans"}),
        ("Пена для ванн крем-брюле", set(), {"milk"}),
        ("Protein bar zero added sugar", {"milk"}, set()),
        ("Слойка улитка с корицей", set(), {"molluscs"}),
    ],
)
def test_allergens(facts: FactInference, title: str, present: set[str], absent: set[str]) -> None:
    item = infer(facts, title)
    assert present <= item.allergens
    assert absent.isdisjoint(item.allergens)


@pytest.mark.parametrize(
    ("title", "present", "absent"),
    [
        ("Энергетик Заряд, без сахара, 0,45 л", {"sugar_free"}, set()),
        ("Пастила без добавленного сахара, 50 г", set(), {"sugar_free"}),
        ("Молоко безлактозное, 1 л", {"lactose_free", "vegetarian"}, {"vegan"}),
        ("Веганское печенье, 100 г", {"vegan", "vegetarian"}, set()),
        ("Печенье овсяное, 100 г", set(), {"vegan", "vegetarian", "sugar_free", "gluten_free"}),
        ("Рис басмати, 900 г", {"vegan", "gluten_free"}, set()),
        ("Миндаль в молочном шоколаде, 100 г", set(), {"vegan"}),
        ("Колбаса халяль, говяжья, 300 г", {"halal"}, {"vegetarian"}),
        ("Чай чёрный с молоком, 100 г", set(), {"vegan", "lactose_free"}),
        ("Кофе Nescafe 3в1 классический", {"vegetarian"}, {"vegan", "fasting", "lactose_free"}),
        ("Рис Том Ям", {"gluten_free"}, {"vegan", "vegetarian", "fasting", "kosher"}),
        ("Свинина постная, 500 г", {"gluten_free"}, {"fasting"}),
        ("Фарш постный, 500 г", {"lactose_free"}, {"fasting"}),
        ("Печенье постное, 200 г", {"fasting"}, set()),
        ("Веганская колбаса постная, 300 г", {"vegan", "fasting"}, set()),
        ("Веганский сыр, 200 г", {"vegan", "lactose_free"}, set()),
        ("Печенье без сахарозаменителей", set(), {"sugar_free"}),
        ("Печенье без сахара", {"sugar_free"}, set()),
        ("Лапша без глютамата натрия", set(), {"gluten_free"}),
        ("Рис с говядиной", {"gluten_free"}, {"halal", "kosher"}),
        ("Говядина халяль, 500 г", {"halal"}, set()),
        ("Nut free cookies", set(), {"vegan", "kosher"}),
        ("Coffee 3 in 1", set(), {"vegan", "lactose_free", "sugar_free"}),
        ("Бифилайф, 2,5%, черника, 210 г", set(), {"vegan", "lactose_free"}),
        ("Мункейк, черника и марципан", set(), {"vegan"}),
        ("Лимонный тарт с меренгой", set(), {"gluten_free", "lactose_free"}),
        ("Студень Рублёвский варёный, 380 г", set(), {"vegan", "fasting"}),
        ("Гречка с тушёнкой", set(), {"vegan", "vegetarian"}),
        ("Черника замороженная, 300 г", {"vegan"}, set()),
        ("Мультифруктовый сок, 1 л", {"vegan"}, set()),
        ("Крупа гречневая, 900 г", {"vegan"}, set()),
        ("Брокколи Свой урожай, заморозка", {"vegan"}, set()),
        ("Смесь овощная, морковь и горошек", {"vegan"}, set()),
        ("Филе бедра цыплёнка, 750 г", {"gluten_free"}, {"vegan"}),
        ("Варенье клубничное, 300 г", {"vegan"}, set()),
        ("Кочан капусты", {"vegan"}, set()),
        ("Голден яблоки, 1 кг", {"vegan"}, set()),
        ("Эквадор бананы, 1 кг", {"vegan"}, set()),
        ("Премиум рис жасмин", {"vegan"}, set()),
        ("Немолоко овсяное, 1 л", {"vegan"}, set()),
    ],
)
def test_diets(facts: FactInference, title: str, present: set[str], absent: set[str]) -> None:
    item = infer(facts, title)
    assert present <= item.diets
    assert absent.isdisjoint(item.diets)


@pytest.mark.parametrize(
    ("title", "fields", "present", "absent"),
    [
        ("Тофу, 300 г", {"allergens": {"milk"}}, {"vegetarian"}, {"vegan", "fasting", "lactose_free"}),
        ("Рис басмати, 900 г", {"allergens": {"gluten"}}, {"vegan"}, {"gluten_free"}),
        ("Рис басмати, 900 г", {"traces": {"gluten"}}, {"vegan"}, {"gluten_free"}),
        ("Веганское печенье, 100 г", {"allergens": {"eggs"}}, set(), {"vegan"}),
        ("Молоко безлактозное, 1 л", {"allergens": {"milk"}}, {"lactose_free", "vegetarian"}, {"vegan"}),
        ("Веганский мармелад, 100 г", {"ingredients": ("желатин",)}, set(), {"vegan", "vegetarian"}),
        ("Свинина, 500 г", {"category_path": ("Великий пост",)}, {"gluten_free"}, {"fasting"}),
        ("Тофу, 300 г", {"ingredients": ("соя", "молочная сыворотка")}, set(), {"vegan", "lactose_free"}),
        ("Джем клубничный", {"ingredients": ("клубника", "сахар", "краситель Е120")}, set(), {"vegan", "vegetarian"}),
    ],
)
def test_what_a_feed_declares_breaks_the_diets_inferred(
    facts: FactInference, title: str, fields: dict[str, Any], present: set[str], absent: set[str]
) -> None:
    given = {name: frozenset(value) if isinstance(value, set) else value for name, value in fields.items()}
    item = infer(facts, title, **given)
    assert present <= item.diets
    assert absent.isdisjoint(item.diets)


@pytest.mark.parametrize(
    ("composition", "contains", "traces"),
    [
        (("состав указан на упаковке",), {"gluten", "milk", "eggs"}, {"nuts", "soy"}),
        (("крем особый", "основа", "мука пшеничная", "масло"), {"gluten"}, {"milk", "eggs"}),
        (("мука пшеничная", "сахар", "кокосовое масло"), {"gluten"}, set()),
        (("сахар", "см. на упаковке"), set(), {"gluten", "milk", "eggs"}),
    ],
)
def test_a_composition_that_tells_nothing_leaves_what_is_typical(
    facts: FactInference, composition: tuple[str, ...], contains: set[str], traces: set[str]
) -> None:
    item = infer(facts, "Торт Наполеон", ingredients=composition)
    assert item.allergens == contains
    assert item.traces == traces


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("Печенье, 112 г", Size(amount=112, unit="g")),
        ("Вода, 0,5 л", Size(amount=500, unit="ml")),
        ("Рис, 5х80 г", Size(amount=400, unit="g")),
        ("Йогурт, 4 × 125 г", Size(amount=500, unit="g")),
        ("Пюре, 90 г x 6 шт", Size(amount=540, unit="g")),
        ("Блинчики, 2 шт., 160 г", Size(amount=160, unit="g")),
        ("Грудки, 700-800 г", Size(amount=700, unit="g")),
        ("Яйца, 10 шт.", Size(amount=10, unit="pcs")),
        ("Juice, 1.5 l", Size(amount=1500, unit="ml")),
        ("Творог 5%, 200г", Size(amount=200, unit="g")),
        ("Чай, 25 пакетиков х 2 г", Size(amount=2, unit="g")),
        ("Сковорода, 26 см", None),
        ("", None),
    ],
)
def test_sizes(title: str, size: Size | None) -> None:
    assert size_of(title) == size


def test_what_a_kind_is_made_of_stays_under_any_composition(facts: FactInference) -> None:
    assert infer(facts, "Филе пангасиуса", ingredients=("филе", "вода", "соль")).allergens == {"fish"}
    assert infer(facts, "Филе минтая", ingredients=("филе минтая", "вода")).allergens == {"fish"}


def test_a_claim_takes_away_nothing_that_the_composition_names(facts: FactInference) -> None:
    assert "milk" in infer(facts, "Каша без молока", ingredients=("рис", "молоко сухое")).allergens
    cookies = infer(facts, "Печенье без глютена", ingredients=("мука пшеничная",))
    assert ("gluten" in cookies.allergens, "gluten_free" in cookies.diets) == (True, False)
    for flour in ("мука амарантовая", "tapioca flour", "мука из тапиоки", "безглютеновые овсяные хлопья"):
        bread = infer(facts, "Хлеб без глютена", ingredients=(flour, "вода"))
        assert ("gluten" in bread.allergens, "gluten_free" in bread.diets) == (False, True), flour
    spread = infer(
        facts, "Веганский спред", ingredients=("спред растительно-сливочный", "vegetable oil and milk powder")
    )
    assert ("milk" in spread.allergens, "vegan" in spread.diets) == (True, False)
    assert "vegan" in infer(facts, "Веганский сыр", ingredients=("растительные сливки", "бульон из грибов")).diets
    assert "gluten_free" not in infer(facts, "Печенье без глютена", traces=frozenset({"gluten"})).diets


def test_a_composition_adds_to_what_is_declared_and_refutes_diets(facts: FactInference) -> None:
    def declared(title: str, ingredients: tuple[str, ...], **fields: Any) -> Item:
        item = Item(item_id="x", title=Bilingual(ru=title), ingredients=ingredients, **fields)
        return facts.infer(item, declared=frozenset({"ingredients", *fields}))

    candies = declared("Конфеты", ("арахис", "сахар"), allergens=frozenset({"milk"}))
    assert (candies.allergens, "peanuts" in candies.traces) == ({"milk"}, True)
    assert declared("Печенье", ("мука", "молоко"), diets=frozenset({"vegan", "halal"})).diets == {"halal"}
    milk = declared("Молоко", ("молоко", "лактаза"), diets=frozenset({"lactose_free"}))
    assert milk.diets == {"lactose_free"}


def test_traces_that_are_told_stay_beside_declared_allergens(facts: FactInference) -> None:
    item = Item(
        item_id="x",
        title=Bilingual(ru="Торт Прага"),
        allergens=frozenset({"gluten"}),
        traces=frozenset({"milk", "eggs"}),
    )
    assert {"milk", "eggs"} <= facts.infer(item, declared=frozenset({"allergens"})).traces


@pytest.mark.parametrize(
    ("title", "fields", "kind", "allergens"),
    [
        ("Сырная тарелка, 185 г", {"category_path": ("Сыр",)}, "", {"milk"}),
        ("Сырная тарелка", {"ingredients": ("сыр пармезан", "грецкий орех")}, "", {"milk", "nuts"}),
        ("Шарики Choco Balls", {"ingredients": ("мука пшеничная", "арахис")}, "", {"gluten", "peanuts"}),
        ("Молочный крем в вафельной трубочке", {"category_path": ("Вафли и печенье",)}, "", {"milk", "gluten"}),
        ("Тарелка обеденная, 24 см", {"category_path": ("Посуда",)}, "plates", set()),
        ("Свеча ароматическая", {"ingredients": ("соевый воск",), "category_path": ("Свечи",)}, "candles", set()),
        ("Крем для рук с молоком", {"ingredients": ("вода", "молочный белок")}, "hand_cream", {"milk"}),
    ],
)
def test_food_is_not_taken_for_a_thing(
    facts: FactInference, title: str, fields: dict[str, Any], kind: str, allergens: set[str]
) -> None:
    item = infer(facts, title, **fields)
    assert (item.kind, item.allergens) == (kind, allergens)


def test_pieces_of_nappies_win_over_the_weight_of_the_child(facts: FactInference) -> None:
    assert infer(facts, "Подгузники, 9–14 кг, 44 шт.").size == 44


def test_what_a_tea_bag_weighs_is_not_how_many_there_are(facts: FactInference) -> None:
    assert infer(facts, "Чай чёрный, 25 пакетиков х 2 г").size == 25
    assert size_of("Кофе в капсулах, 10 капсул х 5,2 г", pieces_first=True) == Size(amount=10, unit="pcs")


@pytest.mark.parametrize(
    ("title", "brand"),
    [
        ("Печенье Юбилейное, традиционное, 112 г", "Юбилейное"),
        ("Сырники Creative Kitchen, с вишней, 140 г", "Creative Kitchen"),
        ("Салат айсберг, 1 шт.", ""),
        ("Картофель, 1 кг", ""),
    ],
)
def test_brands(facts: FactInference, title: str, brand: str) -> None:
    assert infer(facts, title).brand == brand


def test_declared_fields_stay_and_inferred_ones_are_named(facts: FactInference) -> None:
    item = Item(item_id="x", title=Bilingual(ru="Печенье с арахисом, 100 г"), brand="Свой", kind="crackers")
    found = facts.infer(item, declared=frozenset({"allergens", "traces"}))
    assert (found.brand, found.kind, found.allergens, found.traces) == ("Свой", "crackers", frozenset(), frozenset())
    assert {"size", "unit", "ingredients"} <= found.inferred
    assert found.inferred.isdisjoint({"brand", "kind", "allergens", "title"})


@pytest.mark.parametrize(
    ("title", "diet", "fit"),
    [
        ("Филе индейки охлаждённое", "gluten_free", True),
        ("Филе индейки в маринаде", "gluten_free", False),
        ("Курица в соусе", "lactose_free", False),
        ("Рис с овощами по-индийски", "vegan", False),
        ("Лапша рисовая со вкусом креветки", "lactose_free", False),
        ("Маринованные опята", "sugar_free", False),
        ("Маринованные опята", "vegan", True),
        ("Чай чёрный со вкусом лимона", "vegan", True),
        ("Соевый соус", "lactose_free", True),
    ],
)
def test_what_is_prepared_is_not_only_what_its_kind_is(facts: FactInference, title: str, diet: str, fit: bool) -> None:
    assert (diet in infer(facts, title).diets) == fit


@pytest.mark.parametrize(
    ("title", "shelf", "kind"),
    [
        ("Матрас надувной", "Дача и гриль", "garden"),
        ("Перец молотый", "Дача и гриль", ""),
        ("Маковик", "Соусы, орехи, консервы", ""),
    ],
)
def test_a_shelf_of_things_alone_tells_that_a_thing_is_no_food(
    facts: FactInference, title: str, shelf: str, kind: str
) -> None:
    assert infer(facts, title, category_path=(shelf,)).kind == kind
