"""Spelling, brands and the naming of what empties a list."""

import pytest

from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.brands import brands_match
from podbor.tools.recommend.lexicon import Lexicon
from podbor.tools.recommend.relaxation import emptied_by
from podbor.tools.recommend.relevance import Floor, Signal
from podbor.tools.recommend.spelling import Speller

from .conftest import make_item


@pytest.fixture(scope="module")
def speller(kinds: KindVocabulary) -> Speller:
    phrases = [phrase for key in kinds if (kind := kinds.get(key)) for phrase in kind.phrases]
    return Speller(phrases, frozenset({"скрепка"}))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("шакалад", "шоколад"),
        ("пичение овсяное", "печенье овсяное"),
        ("маянез", "майонез"),
        ("coookies", "cookies"),
        ("choclate", "chocolate"),
        ("скрипка", "скрипка"),
        ("скрепка", "скрепка"),
        ("сыр", "сыр"),
        ("Печенье, 200 г!", "Печенье, 200 г!"),
    ],
)
def test_mending(speller: Speller, written: str, meant: str) -> None:
    assert speller.mend(written) == meant


@pytest.mark.parametrize(("one", "other"), [("Nestle", "Нестле"), ("Danone", "Данон"), ("Алёнка", "аленка")])
def test_one_brand_in_two_spellings(one: str, other: str) -> None:
    assert brands_match(one, other)


@pytest.mark.parametrize(("one", "other"), [("Lindt", "Milka"), ("Добрый", "Добрынинский"), ("Mars", "Marli")])
def test_two_brands(one: str, other: str) -> None:
    assert not brands_match(one, other)


def test_brands_are_found_in_a_query_in_either_alphabet_with_a_letter_wrong() -> None:
    lexicon = Lexicon.build(make_item(brand=brand) for brand in ("Nestle", "Простоквашино", "Село Зелёное"))
    assert lexicon.brands_in("шоколад нестле").brands == ("nestle",)
    assert lexicon.brands_in("молоко простаквашино").brands == ("простоквашино",)
    found = lexicon.brands_in("молоко Село Зелёное 1 л")
    assert (found.brands, found.places) == (("село зелёное",), {1, 2})
    assert lexicon.brands_in("зелёный чай").brands == ()


def test_a_brand_is_found_in_a_query_by_its_sound() -> None:
    lexicon = Lexicon.build(make_item(brand=brand) for brand in ("Colgate", "Heinz", "TUC", "Lay's", "Макфа"))
    assert lexicon.brands_in("зубная паста колгейт").brands == ("colgate",)
    assert lexicon.brands_in("чипсы лейс").brands == ("lay's",)
    assert lexicon.brands_in("makfa").brands == ("макфа",)
    assert lexicon.brands_in("так, чего-нибудь к чаю").brands == ()
    assert lexicon.spelt("хайнц") == ("heinz",)


@pytest.mark.parametrize(
    "query",
    "foot soak|sofa|extra|contact lens solution|welcome gift|noon|burrs|крем для зоны глаз|корни сельдерея".split("|"),
)
def test_ordinary_words_of_a_query_are_no_brands_of_the_other_alphabet(query: str) -> None:
    brands = "Фаско Сафа Экстра Контакт Велком Нян Барс Sony Corny Colgate".split()
    assert Lexicon.build(make_item(brand=brand) for brand in brands).brands_in(query).brands == ()


def test_popular_items_are_well_rated_by_many_and_of_many_kinds() -> None:
    items = [
        make_item("одна пятёрка", rating=5.0, rating_count=1),
        *(make_item(f"любимое {number}", rating=4.9, rating_count=900) for number in range(5)),
        make_item("сок", kind="juice", rating=4.4, rating_count=50),
    ]
    popular = Lexicon.build(items).popular
    assert all(item_id.startswith("любимое") for item_id in popular[:3])
    assert len(popular) == 4


def test_single_blockers_are_named_lightest_first() -> None:
    blockers = [frozenset({"allergen nuts"}), frozenset({"price_max"}), frozenset({"price_max", "brand Lindt"})]
    assert emptied_by(blockers) == ("price_max", "allergen nuts")


def test_without_a_single_one_the_smallest_set_is_named() -> None:
    blockers = [frozenset({"price_max", "diet vegan", "brand Lindt"}), frozenset({"diet vegan", "allergen nuts"})]
    assert emptied_by(blockers) == ("diet vegan", "allergen nuts")


def test_what_is_out_of_stock_frees_no_constraint() -> None:
    assert emptied_by([frozenset({"stock"}), frozenset({"stock", "price_max"})]) == ()


def test_a_named_kind_lowers_the_floor() -> None:
    floor = Floor()
    weak = {"item_id": "x", "dense": 0.3, "coverage": 0.5}
    assert floor.probability(Signal(**weak, kind=True)) > floor.probability(Signal(**weak, kind=False))
    assert not floor.passes(Signal(item_id="x", dense=0.3, coverage=0.0, kind=False))
