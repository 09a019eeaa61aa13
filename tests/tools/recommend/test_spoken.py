"""Needs as they are typed and said: layouts, run together words, amounts, the other language."""

import pytest

from podbor.core.items import Bilingual, Item
from podbor.core.text import stem
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.amounts import scale_of, written_amounts
from podbor.tools.recommend.constraints import ConstraintChecker
from podbor.tools.recommend.glossary import Glossary
from podbor.tools.recommend.lexicon import Lexicon
from podbor.tools.recommend.recommender import Recommender
from podbor.tools.recommend.scoring import bigness, matched, word_weights
from podbor.tools.recommend.spelling import Speller

from .conftest import make_item


@pytest.fixture(scope="module")
def speller(kinds: KindVocabulary) -> Speller:
    phrases = [phrase for key in kinds if (kind := kinds.get(key)) for phrase in kind.phrases]
    return Speller(phrases, frozenset({"oreo", "кружка"}))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vjkjrj", "молоко"),
        ("rjat", "кофе"),
        ("ьшдл", "milk"),
        ("oreo", "oreo"),
        ("qwrtp", "qwrtp"),
        ("зубнаяпаста", "зубная паста"),
        ("moloko", "молоко"),
        ("grechka", "гречка"),
        ("milk", "milk"),
        ("мыло", "мыло"),
        ("йогрут", "йогурт"),
        ("mlik", "milk"),
        ("rjat d pthyf[", "кофе в зернах"),
        ("чйа", "чйа"),
    ],
)
def test_layouts_run_together_words_and_latin_letters(speller: Speller, typed: str, meant: str) -> None:
    assert speller.mend(typed) == meant


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("полкило сыра", "500 г сыра"),
        ("полтора литра кваса", "1,5 л кваса"),
        ("2 килограмма муки", "2 кг муки"),
        ("two dozen", "two 12 шт"),
        ("milk, a litre", "milk, 1 л"),
        ("творог 9%", "творог 9%"),
        ("литровая банка", "литровая банка"),
    ],
)
def test_spoken_amounts(said: str, written: str) -> None:
    assert written_amounts(said) == written


def test_small_and_large() -> None:
    assert [scale_of(text) for text in ("мини зефир", "большой торт", "торт")] == ["small", "large", None]
    sizes = bigness([make_item(str(size), size=size, unit="g") for size in (50.0, 100.0, 200.0)])
    assert sizes == {"50.0": 0.0, "100.0": 0.5, "200.0": 1.0}
    assert bigness([make_item("без размера")]) == {}


def test_a_word_is_met_by_its_other_language() -> None:
    has = Glossary.load().with_concepts([stem("тёмный"), stem("шоколад")])
    assert 0.8 < matched(stem("dark"), has) < 1
    assert matched(stem("white"), has) == 0
    assert "клубника" in Glossary.load().expand("strawberry yogurt").split()


def test_an_adjective_means_what_its_noun_does() -> None:
    has = Glossary.load().with_concepts([stem("апельсиновый"), stem("сок")])
    assert matched(stem("orange"), has) > 0.8
    assert matched(stem("cherry"), has) == 0


def test_other_names_of_a_kind_tell_its_items_not_apart(checker: ConstraintChecker) -> None:
    dark, white = (make_item(f"{colour} шоколад", kind="chocolate") for colour in ("Тёмный", "Белый"))
    assert [matched(stem("dark"), checker.names(item)) for item in (dark, white)] == [1.0, 1.0]
    own = [checker.own_names(item) for item in (dark, white)]
    assert [matched(stem("dark"), names) > 0.8 for names in own] == [True, False]
    assert (
        word_weights([stem("dark"), stem("chocolate")], own)[stem("dark")]
        > word_weights([stem("chocolate")], own)[stem("chocolate")]
    )


def test_words_that_no_title_has_are_unknown_only_in_a_language_of_the_titles() -> None:
    russian = Lexicon.build([make_item("Машинка"), make_item("Шоколадка")])
    assert [russian.knows(stem(word)) for word in ("шоколадная", "швейная", "sewing")] == [True, False, True]
    both = Lexicon.build([Item(item_id="a", title=Bilingual(ru="Машинка", en="Toy car"))])
    assert [both.knows(stem(word)) for word in ("toy", "sewing")] == [True, False]


@pytest.mark.parametrize("query", ["швейная машинка", "скрипка", "sewing machine", "violin"])
def test_what_only_shares_a_word_with_the_shelf_is_not_carried(recommender: Recommender, query: str) -> None:
    assert recommender.find_items(query) == []


@pytest.mark.parametrize("query", ["красная рыба", "red fish"])
def test_red_fish_is_salmon_and_its_kin(recommender: Recommender, query: str) -> None:
    assert {item.kind for item in recommender.find_items(query)} == {"salmon"}


@pytest.mark.parametrize("query", ["чем помыть окна", "to clean the windows"])
def test_windows_are_cleaned_with_a_cleaner(recommender: Recommender, query: str) -> None:
    assert recommender.find_items(query)[0].kind == "surface_cleaner"


def test_a_brand_in_the_other_alphabet_is_found(recommender: Recommender) -> None:
    assert recommender.find_items("сникерс")[0].brand == "Snickers"


def test_flavour_is_no_head(recommender: Recommender) -> None:
    assert recommender.find_items("cheese flavoured crisps")[0].kind == "chips"


@pytest.mark.parametrize(
    ("tender", "meant"),
    [
        ("тостерчик", "тостер"),
        ("фенчик", "фен"),
        ("термосик", "термос"),
        ("сапожка", "сапожка"),
        ("лопаточки", "лопатка"),
        ("тарелочку", "тарелка"),
        ("стаканчики бумажные", "стаканчики бумажные"),
        ("зубную щёточку", "зубную щетка"),
        ("рисика", "рис"),
        ("огуречик", "огурцы"),
        ("сальце", "сальце"),
        ("маслице", "масло"),
        ("сырок", "сырок"),
        ("творожок", "творожок"),
        ("бабушка", "бабушка"),
        ("дорожка", "дорожка"),
        ("кормушка", "кормушка"),
        ("пшеница", "пшеница"),
        ("скрипка", "скрипка"),
    ],
)
def test_tender_names_are_of_what_they_are_made_of(speller: Speller, tender: str, meant: str) -> None:
    assert speller.mend(tender) == meant
