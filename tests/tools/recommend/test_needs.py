"""What a search finds for a query and kinds: plain products, vague needs, stories, second names."""

import pytest

from podbor.core.preferences import Constraints, Profile
from podbor.core.slate import Need
from podbor.core.vocabulary import Locale
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.recommender import Recommender

VEGAN = Constraints(require_diets=frozenset({"vegan"}))


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


@pytest.mark.parametrize(
    ("query", "made_of", "limits", "price_max", "shelf"),
    [
        ("к чаю гостям", ("торты", "пирожные", "круассаны"), VEGAN, 30_000, "sweets"),
        ("something for coffee", ("cakes", "pastries", "croissants"), VEGAN, 30_000, "sweets"),
        ("present for a boy of four", ("toy cars", "board games", "dolls"), Constraints(), 40_000, "toys"),
    ],
)
def test_a_vague_need_is_topped_up_from_the_shelf_of_its_kinds(
    recommender: Recommender,
    kinds: KindVocabulary,
    query: str,
    made_of: tuple[str, ...],
    limits: Constraints,
    price_max: int,
    shelf: str,
) -> None:
    need = Need(query=query, kinds=made_of, price_max=price_max)
    shown = recommender.recommend([need], Profile(user_id="x", constraints=limits), size=5, locale=locale(query))
    assert len(shown.items) >= 3
    assert all(shelf in kinds.ancestors(item.item.kind) for item in shown.items)
    assert recommender.obeys(shown, limits)


@pytest.mark.parametrize("query", ["пирожные", "пломбир к чаю"])
def test_a_plain_product_is_never_topped_up(recommender: Recommender, query: str) -> None:
    need = Need(query=query, kinds=("торты", "круассаны"), price_max=1_000)
    assert recommender.recommend([need], Profile(user_id="x"), size=5, locale="ru").items == ()


@pytest.mark.parametrize(
    ("query", "shelf"),
    [
        ("a blanket that keeps my feet warm", "pillows_blankets"),
        ("really light iron which does not leak", "irons"),
        ("порошок чтобы отстирать траву", "laundry_detergent"),
        ("утюг который не капает", "irons"),
        ("light bulb with a fat base e27", "light_bulbs"),
        ("light bulb small screw e14", "light_bulbs"),
        ("sweets for my colleagues in accounting", "sweets"),
        ("игрушки на всю ораву в деревню", "toys"),
    ],
)
def test_a_thing_is_found_whatever_story_is_told_around_it(
    recommender: Recommender, kinds: KindVocabulary, query: str, shelf: str
) -> None:
    found = kinds_of(recommender, query)
    assert found
    assert all(shelf in (kind, *kinds.ancestors(kind)) for kind in found)


@pytest.mark.parametrize(
    "query",
    [
        "wooden canoe",
        "a canoe that does not sink",
        "рояль который не расстраивается",
        "деревянная лодка",
        "книжный шкаф чтобы влез",
        "дача у моря",
        "concert tickets",
        "treats for the hamster",
    ],
)
def test_what_is_not_carried_is_not_found_by_its_story(recommender: Recommender, query: str) -> None:
    need = Need(query=query)
    assert recommender.recommend([need], Profile(user_id="x"), size=5, locale=locale(query)).not_carried == (query,)


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("шнур тайпси", "cables"),
        ("провод usb для телефона", "cables"),
        ("type c lead", "cables"),
        ("charging cord", "cables"),
        ("extension lead", "cables"),
        ("зарядник", "chargers"),
        ("туалетка", "toilet_paper"),
        ("toilet tissue", "toilet_paper"),
        ("bog roll", "toilet_paper"),
        ("telly", "monitors_tv"),
        ("huggies nappies", "diapers"),
        ("песок для кошки", "cat_litter"),
        ("корм псу", "dog_food"),
        ("вкусняшки для собаки", "dog_treats"),
        ("treats for cats", "cat_treats"),
        ("картоха", "potatoes"),
        ("spuds", "potatoes"),
        ("сгуха", "condensed_milk"),
        ("sanitary towels", "pads"),
        ("memory stick", "computer_accessories"),
        ("свч", "multicookers"),
        ("lead for dogs", "dog_accessories"),
    ],
)
def test_second_names_of_things(recommender: Recommender, query: str, kind: str) -> None:
    assert kinds_of(recommender, query) == {kind}


@pytest.mark.parametrize(
    "query",
    ["вкусностей", "вкусняшки", "вкусненькое", "что-нибудь вкусное", "goodies", "treats", "goody bag", "sweet bits"],
)
def test_vague_names_of_sweets(recommender: Recommender, kinds: KindVocabulary, query: str) -> None:
    found = kinds_of(recommender, query)
    assert len(found) > 2
    assert all("sweets" in kinds.ancestors(kind) for kind in found)


@pytest.mark.parametrize(
    ("query", "kind"), [("вкусный суп", "soups"), ("lead pencil", "pencils"), ("cat treats", "cat_treats")]
)
def test_words_of_vague_names_beside_others(recommender: Recommender, query: str, kind: str) -> None:
    assert kinds_of(recommender, query) == {kind}
