"""Opposites, words that say nothing of a thing, heads of compounds and brands that are said alone."""

import pytest

from podbor.core.preferences import Constraints, Profile
from podbor.core.slate import Need, Slate
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.amounts import scale_of
from podbor.tools.recommend.asides import asides
from podbor.tools.recommend.groups import named_head
from podbor.tools.recommend.lexicon import Lexicon
from podbor.tools.recommend.opposites import opposed
from podbor.tools.recommend.recommender import Recommender
from podbor.tools.recommend.spelling import Speller

from .conftest import make_item


def slate(recommender: Recommender, query: str, **constraints: frozenset[str]) -> Slate:
    profile = Profile(user_id="anna", constraints=Constraints(**constraints))  # type: ignore[arg-type]
    return recommender.recommend([Need(query=query)], profile, size=6, locale="en")


def titles(recommender: Recommender, query: str, **constraints: frozenset[str]) -> str:
    shown = [f"{item.item.title.ru} {item.item.title.en}" for item in slate(recommender, query, **constraints).items]
    assert shown
    return "; ".join(shown)


def kinds_shown(recommender: Recommender, query: str, **constraints: frozenset[str]) -> set[str]:
    return {shown.item.kind for shown in slate(recommender, query, **constraints).items}


@pytest.mark.parametrize(
    ("query", "title", "expected"),
    [
        ("unsalted nuts", "Cashews, salted", True),
        ("несолёные орехи", "Фисташки солёные", True),
        ("nuts without salt", "Фисташки солёные", True),
        ("unscented soap", "Soap, scented", True),
        ("sparkling water", "Вода, без газа", True),
        ("still water", "Вода с газом", True),
        ("вода без газа", "Water, still", False),
        ("non-carbonated water", "Water, sparkling", True),
        ("беспроводные наушники", "Headphones, wired", True),
        ("wired headphones", "Наушники беспроводные", True),
        ("decaf coffee", "Кофе без кофеина", False),
        ("влажный корм для кошек", "Cat food, dry", True),
        ("влажный корм для кошек", "Корм для кошек в желе", False),
        ("чай не в пакетиках", "Чай в пакетиках", True),
        ("vase not glass", "Ваза стеклянная", True),
        ("не только шоколад", "Шоколад", False),
        ("unicorn", "Unicorn, soft toy", False),
        ("влажные салфетки для сухой кожи", "Влажные салфетки", False),
    ],
)
def test_opposites(query: str, title: str, expected: bool) -> None:
    assert opposed(query, title) is expected


@pytest.mark.parametrize(
    ("query", "opposite"),
    [
        ("unsalted butter", "солёное"),
        ("wireless headphones", " wired"),
        ("влажный корм для кошек", "сухой"),
        ("вода без газа", "с газом"),
        ("vase not glass", "стеклянная"),
        ("батончики не шоколадные", "Шоколадный батончик"),
    ],
)
def test_what_is_the_opposite_of_what_is_asked_for_is_not_shown(
    recommender: Recommender, query: str, opposite: str
) -> None:
    assert opposite not in titles(recommender, query)


def test_no_part_of_a_shelf_is_an_opposite(recommender: Recommender) -> None:
    assert "chocolate" not in kinds_shown(recommender, "сладкое без шоколада")


def test_an_opposite_is_shown_where_there_is_nothing_else(recommender: Recommender) -> None:
    assert "wired" in titles(recommender, "wireless headphones", require_brands=frozenset({"Sony"}))


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("butter not margarine", "butter"),
        ("robot vacuum cleaner", "vacuum_cleaners"),
        ("vacuum cleaner robot", "vacuum_cleaners"),
        ("sour cream and onion crisps", "chips"),
        ("washing powder for babies", "laundry_detergent"),
        ("toys for cat", "cat_toys"),
        ("food for my cat", "cat_food"),
        ("oat biscuits", "cookies"),
        ("pasta sauce", "sauces"),
        ("yogurt strawberry", "yogurt"),
        ("black tea bags", "tea"),
        ("protein bars", "protein_bars"),
        ("styling gel", "hair_styling"),
        ("apple and carrot juice", "juice"),
        ("cheese and ham pizza", "pizza"),
    ],
)
def test_the_head_of_a_compound_is_what_is_shown(recommender: Recommender, query: str, kind: str) -> None:
    assert kinds_shown(recommender, query) == {kind}


def test_a_list_keeps_its_parts(recommender: Recommender) -> None:
    assert kinds_shown(recommender, "bread and oat biscuits") == {"bread", "cookies"}
    assert kinds_shown(recommender, "milk, bread and cheese") == {"milk", "bread", "hard_cheese"}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("milk and oat biscuits", {"milk", "cookies"}),
        ("milk and chocolate cookies", {"milk", "cookies"}),
        ("apples and carrot juice", {"apples", "juice"}),
    ],
)
def test_what_titles_of_another_kind_say_may_be_a_thing_of_its_own(
    recommender: Recommender, query: str, shown: set[str]
) -> None:
    assert kinds_shown(recommender, query) == shown


@pytest.mark.parametrize(("query", "brand"), [("Whiskas", "Whiskas"), ("лавацца", "Lavazza"), ("lavazza", "Lavazza")])
def test_a_brand_alone_is_a_search_for_its_items(recommender: Recommender, query: str, brand: str) -> None:
    shown = slate(recommender, query).items
    assert shown
    assert {item.item.brand for item in shown} == {brand}


def test_a_brand_yields_to_a_kind_of_several_words_unless_it_is_just_so_spelt() -> None:
    lexicon = Lexicon.build(make_item(brand=brand) for brand in ("Барс", "Добрый"))
    both = frozenset({0, 1})
    assert lexicon.brands_in("protein bars", of_kinds=both).brands == ()
    assert lexicon.brands_in("добрый кола", of_kinds=both).brands == ("добрый",)
    assert lexicon.brands_in("bars", of_kinds=frozenset()).brands == ("барс",)


def test_a_conjunction_is_no_brand() -> None:
    assert Lexicon.build([make_item(brand="AND")]).brands_in("milk and bread").brands == ()


@pytest.mark.parametrize(
    "query", ["торт на день рождения дочке, 6 лет", "фрутоняня 10 штук", "black socks 5 pairs", "торт Алисе"]
)
def test_a_story_around_what_is_sold_does_not_hide_it(recommender: Recommender, query: str) -> None:
    found = slate(recommender, query)
    assert found.items
    assert not found.not_carried


@pytest.mark.parametrize("query", ["подарок маме на день рождения", "gift for mom", "birthday present"])
def test_a_gift_alone_is_nothing_that_is_sold(recommender: Recommender, query: str) -> None:
    assert slate(recommender, query).not_carried == (query,)


def test_months_tell_food_for_babies_apart(recommender: Recommender) -> None:
    assert kinds_shown(recommender, "детское питание 6 месяцев") == {"baby_formula"}


def test_a_word_for_a_kind_is_no_brand_that_only_looks_like_it() -> None:
    lexicon = Lexicon.build(make_item(brand=brand) for brand in ("Лимонадъ", "LEGO", "President"))
    assert lexicon.brands_in("лимонад", ordinary=lambda text: True).brands == ()
    assert lexicon.brands_in("лимонадъ", ordinary=lambda text: True).brands == ("лимонадъ",)
    assert lexicon.brands_in("лего", ordinary=lambda text: True).brands == ("lego",)
    assert lexicon.brands_in("present").brands == ()


def test_ages_persons_occasions_and_counts_are_aside() -> None:
    assert asides("игрушка мальчику 6 лет".split()) == {2, 3}
    assert asides("toy for a 6 year old".split()) == {3, 4, 5}
    assert asides("молоко 3 бутылки".split()) == {1, 2}
    assert asides("бутылка воды".split()) == frozenset()


def test_a_kind_that_a_story_is_told_around_is_searched_first(recommender: Recommender) -> None:
    need = Need(query="торт на день рождения", kinds=("мука", "яйца"))
    assert recommender.understand(need).groups[0].kind == "cakes"


def test_the_head_of_a_query_is_surely_named(kinds: KindVocabulary) -> None:
    said = ("торт Алисе", "cake for Alice", "wine rack", "скрипка", "sewing machine")
    assert [named_head(query, kinds) for query in said] == ["cakes", "cakes", "", "", ""]


@pytest.mark.parametrize(
    ("query", "kind"),
    [("mozzarella style cheese", "vegan_cheese"), ("mozzarella", "vegan_cheese"), ("milk", "plant_milk")],
)
def test_what_a_diet_allows_is_shown_by_the_name_asked_for(recommender: Recommender, query: str, kind: str) -> None:
    assert kinds_shown(recommender, query, require_diets=frozenset({"vegan"})) == {kind}


def test_no_eggs_are_vegan(recommender: Recommender) -> None:
    assert slate(recommender, "eggs", require_diets=frozenset({"vegan"})).emptied_by == ("diet vegan",)


@pytest.mark.parametrize("query", ["milk 2 litres", "chicken 1 kg"])
def test_a_size_is_said_to_be_the_one_asked_for_only_where_it_is(recommender: Recommender, query: str) -> None:
    shown = slate(recommender, query).items
    assert shown
    assert not [part for item in shown for part in item.evidence if part.name == "size_asked"]


@pytest.mark.parametrize(
    ("query", "scale"),
    [
        ("dog food for a small breed", None),
        ("food for small dogs", None),
        ("корм для маленькой собаки", None),
        ("лампа для большой кухни", None),
        ("сок в маленькой бутылке", "small"),
        ("чай для мамы в большой пачке", "large"),
        ("family size big bag of chips", "large"),
    ],
)
def test_a_scale_is_of_the_thing_or_its_pack(query: str, scale: str | None) -> None:
    assert scale_of(query) == scale


def test_codes_are_mended_to_the_alphabet_of_titles() -> None:
    speller = Speller(["батарейки", "бумага а4"], frozenset({"e", "aaa"}))
    said = ("лампочка е27", "батарейки ааа", "бумага а4", "мама")
    assert [speller.mend(text) for text in said] == ["лампочка e27", "батарейки aaa", "бумага а4", "мама"]


@pytest.mark.parametrize(
    ("query", "code"), [("лампочка е27", "E27"), ("батарейки ааа", "AAA"), ("батарейки аа", " AA,")]
)
def test_codes_are_found_in_either_alphabet(recommender: Recommender, query: str, code: str) -> None:
    assert code in slate(recommender, query).items[0].item.title.ru
