"""A plain product is itself whatever kinds a planner adds; a vague need is of its kinds."""

import pytest

from podbor.core.preferences import Profile
from podbor.core.slate import Need
from podbor.core.vocabulary import Locale
from podbor.tools.recommend.recommender import Recommender


def locale(query: str) -> Locale:
    return "en" if query.isascii() else "ru"


def kinds_of(recommender: Recommender, query: str, *kinds: str) -> set[str]:
    """Kinds on the list of a need."""
    need = Need(query=query, kinds=kinds)
    shown = recommender.recommend([need], Profile(user_id="x"), size=5, locale=locale(query)).items
    return {item.item.kind for item in shown}


@pytest.mark.parametrize(
    ("query", "made_of", "shelf"),
    [
        ("сардельки", ("мука", "дрожжи", "яйца"), "frankfurters"),
        ("пряники к кофе", ("вафли", "конфеты"), "gingerbread"),
        ("вафли на полдник детям", ("сок", "фрукты"), "waffles"),
        ("халяльные сосиски сыну", ("хлеб", "горчица"), "frankfurters"),
        ("пломбир", ("сливки", "сахар"), "ice_cream"),
        ("чай для свекрови", ("печенье", "варенье", "чай"), "tea"),
        ("тетрадь в подарок", ("ручки", "пазл"), "notebooks"),
        ("yogurt", ("milk", "sugar", "strawberries"), "yogurt"),
        ("biscuits for the train", ("crackers", "nuts"), "cookies"),
        ("wafers to have with tea", ("biscuits", "jam"), "waffles"),
        ("tea for auntie", ("biscuits", "cake"), "tea"),
    ],
)
def test_a_product_is_itself_whatever_kinds_are_named(
    recommender: Recommender, query: str, made_of: tuple[str, ...], shelf: str
) -> None:
    assert kinds_of(recommender, query, *made_of) == {shelf}


@pytest.mark.parametrize(
    ("query", "made_of", "among"),
    [
        ("борщ", ("картофель", "капуста"), {"potatoes", "cabbage"}),
        ("шашлык на природе", ("лаваш", "кетчуп"), {"lavash", "ketchup"}),
        ("что-нибудь к чаю", ("вафли", "зефир"), {"waffles", "zefir"}),
        ("сумка в роддом", ("прокладки", "подгузники"), {"pads", "diapers"}),
        ("пирог с яблоками", ("мука", "яблоки"), {"flour", "apples"}),
        ("горячее питьё", ("чай", "мёд"), {"tea", "honey"}),
        ("banana bread", ("bananas", "flour"), {"bananas", "flour"}),
        ("barbecue", ("pork", "ketchup"), {"pork", "ketchup"}),
        ("something nice for coffee", ("biscuits", "chocolate"), {"cookies", "chocolate"}),
        ("Sunday roast chicken", ("potatoes", "carrots"), {"potatoes", "carrots"}),
    ],
)
def test_a_dish_or_an_occasion_is_of_its_kinds(
    recommender: Recommender, query: str, made_of: tuple[str, ...], among: set[str]
) -> None:
    assert among <= kinds_of(recommender, query, *made_of)
