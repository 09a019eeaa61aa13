from collections import defaultdict

import pytest

from podbor.core.items import Bilingual, Item
from podbor.core.morphology import forms
from podbor.core.phrases import tokenise
from podbor.core.vocabulary import ALLERGENS
from podbor.tools.catalog.ingredients import IngredientVocabulary


def test_there_are_enough_and_no_phrase_is_claimed_twice(ingredients: IngredientVocabulary) -> None:
    assert len(ingredients) >= 300
    claims: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for key in ingredients:
        for phrase in ingredients[key].phrases:
            claims[tuple(sorted(token.stem for token in tokenise(phrase)))].add(key)
    assert {phrase: keys for phrase, keys in claims.items() if len(keys) > 1} == {}


def test_a_group_stands_for_all_of_it(ingredients: IngredientVocabulary) -> None:
    assert {"hazelnut", "almond", "walnut", "cashew", "pistachio"} <= set(ingredients.keys("орехи"))
    assert "peanut" not in ingredients.keys("nuts")
    assert {"onion", "leek", "onion_powder"} <= set(ingredients.keys("лук"))
    assert ingredients.keys("фундук") == ("hazelnut",)


def test_every_form_of_a_word_tells_the_same_allergens(ingredients: IngredientVocabulary) -> None:
    told = [
        (phrase, form, ingredients[key].flags & set(ALLERGENS))
        for key in ingredients
        for phrase in ingredients[key].phrases
        for form in (forms(phrase) if phrase.isalpha() and not phrase.isascii() else ())
    ]
    lost = {(phrase, form) for phrase, form, flags in told if flags - ingredients.flags(ingredients.in_text(form))}
    # These are also, and far more often, forms of other words.
    assert lost == {
        ("печенье", "печенью"),
        ("соя", "соею"),
        ("соя", "сой"),
        ("соя", "соям"),
        ("соя", "соями"),
        ("соя", "соях"),
    }


def test_an_unknown_word_is_found_in_titles(ingredients: IngredientVocabulary) -> None:
    item = Item(item_id="a", title=Bilingual(ru="Конфеты с мухомором, без кунжута"))
    assert set(ingredients.keys("мухомор")) <= ingredients.item_keys(item)
    assert "sesame" not in ingredients.item_keys(item)


def test_an_excluded_group_meets_the_item_in_either_language(ingredients: IngredientVocabulary) -> None:
    excluded = set(ingredients.keys("орехи"))
    for title in (Bilingual(ru="Вафли с фундуком"), Bilingual(en="Wafers with hazelnuts")):
        assert excluded & ingredients.item_keys(Item(item_id="a", title=title))
    declared = Item(item_id="a", title=Bilingual(ru="Вафли"), ingredients=("мука", "миндаль жареный"))
    assert excluded & ingredients.item_keys(declared)


@pytest.mark.parametrize(
    ("words", "allergens"),
    [
        (["кокосовое молоко"], set()),
        (["соевое молоко"], {"soy"}),
        (["арахисовая паста"], {"peanuts"}),
        (["мускатный орех"], set()),
        (["молочный шоколад"], {"milk", "soy"}),
        (["hazelnut", "wheat flour"], {"nuts", "gluten"}),
        (["устричный соус"], {"molluscs"}),
        (["икра кабачковая"], set()),
        (["лецитин"], set()),
        (["сыворотка молочная", "молочная кислота"], {"milk"}),
        (["регулятор кислотности: молочная кислота", "Е270", "L-молочная кислота"], set()),
        (["кислота молочная", "молочной кислоты", "lactic acid", "кислота молочная и лимонная"], set()),
        (["лактат натрия", "calcium lactate", "E325", "Е326", "Е-327"], set()),
        (["смесь молочная кислота лимонная"], {"milk"}),
        (["кислота молочная смесь"], {"milk"}),
        (["лимонная кислота молочная смесь"], {"milk"}),
        (["лактоза"], {"milk"}),
        (["лактальбумин"], {"milk"}),
        (["казеин"], {"milk"}),
        (["сорбиновая кислота молочный жир"], {"milk"}),
        (["молочная сыворотка, кислота лимонная"], {"milk"}),
        (["sour cream, pinch of tartar"], {"milk"}),
        (["масло какао", "какао-масло", "cocoa butter"], set()),
        (["butternut squash"], set()),
        (["peanut butter"], {"peanuts"}),
        (["земляной орех"], {"peanuts"}),
        (["молочко сгущённое"], {"milk"}),
        (["поросёнок в молочном соусе"], {"milk"}),
        (["кукуруза молочной спелости"], set()),
        (["молочный суп кукуруза молочной спелости"], {"milk"}),
        (["молочный улун", "растительные сливки"], {"milk"}),
        (["honey butter almonds"], {"milk", "nuts"}),
    ],
)
def test_allergens(ingredients: IngredientVocabulary, words: list[str], allergens: set[str]) -> None:
    assert ingredients.allergens_of(words) == allergens


@pytest.mark.parametrize(
    ("title", "allergen", "excluded"),
    [
        ("Hand-made cream wafers", "milk", "cream"),
        ("Smiley face cream biscuits", "milk", "сливки"),
        ("Full-bodied cream liqueur", "milk", "cream"),
        ("Soda bread cream", "milk", "cream"),
        ("sour cream, pinch of tartar", "milk", "сметана"),
        ("молоко растительное масло", "milk", "молоко"),
        ("шоколад молоко конопляные семена", "milk", "молоко"),
        ("Птичье молочко кокосовое", "milk", "молоко"),
        ("Поросёнок в молочном соусе", "milk", "молоко"),
        ("Молочный поросёнок", "milk", "молоко"),
        ("Молочный суп кукуруза молочной спелости", "milk", "молоко"),
        ("Кокосовые конфеты орехи", "nuts", "орехи"),
        ("Мюсли кокосовые орехи изюм", "nuts", "орехи"),
        ("Земляной орех жареный", "peanuts", "арахис"),
    ],
)
def test_words_that_stand_apart_hide_no_allergen(
    ingredients: IngredientVocabulary, title: str, allergen: str, excluded: str
) -> None:
    assert allergen in ingredients.allergens_of([title])
    assert allergen in ingredients.allergens_of(ingredients.in_text(title))
    keys = ingredients.item_keys(Item(item_id="a", title=Bilingual(ru=title)))
    assert not keys.isdisjoint(ingredients.keys(excluded))
    if allergen == "milk":
        assert "vegan" not in ingredients.diets_of([title])


def test_a_piglet_is_pork(ingredients: IngredientVocabulary) -> None:
    assert "pork" in ingredients.flags(ingredients.in_text("Молочный поросёнок"))


def test_diets_need_a_composition_that_is_known(ingredients: IngredientVocabulary) -> None:
    assert {"vegan", "gluten_free"} <= ingredients.diets_of(["рис", "вода", "соль"])
    assert ingredients.diets_of(["рис", "мухомор"]) == frozenset()
    assert ingredients.diets_of([]) == frozenset()
    assert "vegetarian" in ingredients.diets_of(["молоко"])
    assert "vegan" not in ingredients.diets_of(["мёд"])
    assert {"vegan", "lactose_free"} <= ingredients.diets_of(["вода", "молочная кислота", "лактат кальция"])
    assert "halal" not in ingredients.diets_of(["говядина"])
    assert "sugar_free" not in ingredients.diets_of(["яблоко"], sugar=10)


def test_what_is_above_an_ingredient_is_among_the_keys(ingredients: IngredientVocabulary) -> None:
    keys = ingredients.item_keys(Item(item_id="a", title=Bilingual(ru="Вафли с фундуком"), ingredients=("моцарелла",)))
    for word in ("орехи", "сыр", "молочные продукты"):
        assert ingredients.own_keys(word)[0] in keys
        assert not keys.isdisjoint(ingredients.keys(word))
    assert keys.isdisjoint(ingredients.keys("миндаль"))


@pytest.mark.parametrize("written", ["Е621", "E621", "е 621", "Е-621", "усилитель вкуса е621"])
@pytest.mark.parametrize("excluded", ["Е621", "E 621", "e-621", "усилитель вкуса Е621"])
def test_an_e_number_is_one_ingredient_however_it_is_written(
    ingredients: IngredientVocabulary, written: str, excluded: str
) -> None:
    keys = set(ingredients.keys(excluded))
    assert keys & ingredients.item_keys(Item(item_id="a", title=Bilingual(ru="Чипсы"), ingredients=("соль", written)))
    for other in ("Е330", "621", "без Е621", "витамин Е 621 мг"):
        item = Item(item_id="a", title=Bilingual(ru="Чипсы со вкусом сыра"), ingredients=("соль", other))
        assert keys.isdisjoint(ingredients.item_keys(item)), other


@pytest.mark.parametrize("excluded", ["консерванты", "без консервантов", "preservatives", "добавки", "additives"])
@pytest.mark.parametrize(
    ("composition", "excludes"),
    [
        (("мука пшеничная", "вода", "дрожжи", "закваска", "соль"), False),
        (("water",), False),
        (("молоко", "сывороточный белок", "витамины", "пищевые волокна"), False),
        (("мука", "без консервантов и добавок"), False),
        (("свинина", "нитрит натрия"), True),
        (("pork", "sodium nitrite"), True),
        (("вода", "консервант бензоат натрия"), True),
        (("вода", "сорбиновая кислота"), True),
        (("вода", "Е-202"), True),
        (("изюм", "E220"), True),
        (("хлеб", "консервант"), True),
    ],
)
def test_preservatives_are_no_water_or_yeast(
    ingredients: IngredientVocabulary, excluded: str, composition: tuple[str, ...], excludes: bool
) -> None:
    keys = set(ingredients.keys(excluded))
    assert keys.isdisjoint({"water", "yeast", "starter", "protein", "vitamins", "fibre"})
    item = Item(item_id="a", title=Bilingual(ru="Еда"), ingredients=composition)
    assert (not keys.isdisjoint(ingredients.item_keys(item))) == excludes


def test_only_additives_are_no_preservatives(ingredients: IngredientVocabulary) -> None:
    assert {"citric_acid", "baking_soda", "benzoate", "nitrite"} <= set(ingredients.keys("добавки"))
    assert {"citric_acid", "baking_soda", "pectin"}.isdisjoint(ingredients.keys("консерванты"))


def test_every_group_is_an_ingredient(ingredients: IngredientVocabulary) -> None:
    assert {group for key in ingredients for group in ingredients[key].parents} <= set(ingredients)


@pytest.mark.parametrize(
    ("excluded", "title", "composition", "excludes"),
    [
        ("парабены", "Шампунь без парабенов", ("aqua", "sodium benzoate"), False),
        ("парабены", "Шампунь", ("вода", "бензоат натрия", "Е211"), False),
        ("парабены", "Шампунь", ("aqua", "methylparaben"), True),
        ("parabens", "Крем", ("вода", "пропилпарабен"), True),
        ("парабены", "Крем", ("вода", "Е218"), True),
        ("парабены", "Крем с парабенами", (), True),
        ("perfume", "Soap", ("sodium palmate", "parfum"), True),
        ("отдушка", "Soap", ("sodium palmate", "aqua"), False),
        ("отдушка", "Чай ароматизированный", ("чай чёрный",), False),
        ("без парабенов", "Крем", ("вода", "этилпарабен"), True),
        ("консерванты", "Крем", ("вода", "метилпарабен"), True),
        ("бензоат натрия", "Крем", ("вода", "метилпарабен"), False),
        ("нитриты", "Вода минеральная", ("нитраты < 5 мг/л",), False),
        ("консерванты", "Mineral water", ("nitrates < 5 mg/l",), False),
        ("нитриты", "Колбаса", ("свинина", "нитрат натрия"), True),
        ("нитриты", "Колбаса", ("свинина", "E251"), True),
        ("nitrites", "Колбаса", ("свинина", "Е-252"), True),
        ("нитраты", "Колбаса", ("свинина", "нитрат натрия"), True),
        ("нитраты", "Колбаса", ("свинина", "E250"), True),
        ("нитраты", "Колбаса", ("свинина", "нитраты"), True),
        ("соль", "Ветчина", ("свинина", "нитритная соль"), True),
        ("salt", "Ham", ("pork", "curing salt"), True),
        ("соль", "Ветчина", ("свинина", "нитритно-посолочная смесь"), True),
        ("нитриты", "Ветчина", ("свинина", "нитритная соль"), True),
        ("nitrites", "Ham", ("pork", "curing salt"), True),
        ("консерванты", "Ветчина", ("свинина", "нитритная соль"), True),
        ("соль", "Ветчина", ("свинина", "нитрит натрия"), False),
        ("нитритная соль", "Ветчина", ("свинина", "соль"), False),
        ("нитритная соль", "Ветчина", ("свинина", "нитрит натрия"), True),
        ("curing salt", "Ham", ("pork", "E250"), True),
        ("нитриты", "Ветчина", ("свинина", "фиксатор окраски"), True),
        ("нитриты", "Вода", ("нитриты < 0,5",), False),
        ("нитриты", "Вода", ("нитриты (no2) – менее 0,5 мг/л",), False),
        ("нитраты", "Вода", ("нитраты не более 0,5 мг",), False),
        ("nitrates", "Water", ("nitrates less than 0.5 mg/l",), False),
        ("нитраты", "Вода", ("нитраты < 5 мг/л",), True),
        ("нитриты", "Ветчина", ("нитрит натрия не более 0,005 %",), True),
        ("нитриты", "Ветчина", ("нитриты не более 0,05 %",), True),
        ("специи", "Хлеб", ("мука", "соль"), False),
        ("соль", "Хлеб", ("мука", "соль"), True),
        ("кофеин", "Кофе", (), True),
        ("кофеин", "Кофе без кофеина", (), False),
        ("кофеин", "Кофе без кофеина", ("кофе", "кофеин"), True),
        ("красители", "Конфеты", ("Е133",), True),
        ("добавки", "Конфеты", ("Е330",), True),
        ("добавки", "Конфеты", ("молочная кислота",), True),
    ],
)
def test_a_preservative_is_what_it_is_called_and_nothing_beside(
    ingredients: IngredientVocabulary, excluded: str, title: str, composition: tuple[str, ...], excludes: bool
) -> None:
    item = Item(item_id="a", title=Bilingual(ru=title), ingredients=composition)
    assert (not ingredients.item_keys(item).isdisjoint(ingredients.keys(excluded))) == excludes
