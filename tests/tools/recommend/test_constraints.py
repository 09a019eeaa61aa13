from typing import Any

import pytest

from podbor.core.items import Nutrition
from podbor.core.preferences import Constraints, Shift
from podbor.core.slate import Need
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.constraints import ConstraintChecker
from podbor.tools.recommend.lexicon import Lexicon

from .conftest import make_item, make_offer

ANY = Need(query="печенье")


def only(**fields: Any) -> Constraints:
    return Constraints(**{name: frozenset(values) for name, values in fields.items()})


@pytest.mark.parametrize(
    ("item", "constraints", "names"),
    [
        (make_item(traces=frozenset({"nuts"})), only(exclude_allergens=["nuts"]), ["allergen nuts"]),
        (make_item(allergens=frozenset({"milk"})), only(exclude_allergens=["nuts"]), []),
        (make_item(), only(require_diets=["vegan"]), ["diet vegan"]),
        (make_item(diets=frozenset({"vegan"})), only(exclude_diets=["vegan"]), ["diet vegan"]),
        (make_item("Печенье с корицей"), only(exclude_ingredients=["корица"]), ["ingredient корица"]),
        (make_item("Печенье без изюма"), only(exclude_ingredients=["изюм"]), []),
        (make_item(), only(require_ingredients=["изюм"]), ["ingredient изюм"]),
        (make_item(brand="Lindt"), only(exclude_brands=["Линдт"]), ["brand Линдт"]),
        (
            make_item("Шоколад Alpen Gold молочный", brand="Mondelez"),
            only(exclude_brands=["Альпен Гольд"]),
            ["brand Альпен Гольд"],
        ),
        (make_item(brand="Lindt"), only(require_brands=["Nestle", "Линдт"]), []),
        (make_item(brand="Milka"), only(require_brands=["Nestle", "Линдт"]), ["brand Nestle"]),
        (make_item(), only(exclude_categories=["сладости"]), ["category сладости"]),
        (make_item(), only(require_categories=["молоко", "печенье"]), []),
        (make_item(), only(require_categories=["молоко"]), ["category молоко"]),
        (make_item(tastes=frozenset({"sweet"})), only(exclude_tastes=["sweet"]), ["taste sweet"]),
        (make_item(), only(require_tastes=["salty"]), ["taste salty"]),
        (make_item("а"), only(exclude_items=["а"]), ["rejected"]),
        (make_item("Пиво светлое", kind="beer"), only(exclude_categories=["алкоголь"]), ["category алкоголь"]),
        (make_item("Водка", kind="spirits"), only(exclude_categories=["alcohol"]), ["category alcohol"]),
        (make_item("Пиво безалкогольное", kind="beer_free"), only(exclude_categories=["алкоголь"]), []),
        (make_item("Пельмени с говядиной", kind="pelmeni"), only(exclude_categories=["мясо"]), ["category мясо"]),
        (make_item("Корм с говядиной", kind="cat_food"), only(exclude_categories=["мясо"]), []),
        (make_item("Сыр из молока", kind="hard_cheese"), only(exclude_categories=["молоко"]), []),
    ],
)
def test_what_an_item_breaks(checker: ConstraintChecker, item: Any, constraints: Constraints, names: list[str]) -> None:
    assert list(checker.violations(item, constraints)) == names


@pytest.mark.parametrize(
    ("word", "kind", "own", "others", "silent"),
    [
        ("зелёный чай", "tea", "Чай зелёный листовой", "Чай чёрный листовой", "Чай сенча"),
        ("зелёный чай", "tea", "Green tea", "Black tea", "Sencha tea"),
        ("green tea", "tea", "Чай зелёный", "Чай чёрный", "Чай сенча"),
        ("чёрный чай", "tea", "Black tea", "Чай зелёный", "Чай с чабрецом"),
        ("тёмный шоколад", "chocolate", "Шоколад горький 80%", "Шоколад молочный Алёнка", "Шоколад с фундуком"),
        ("молочный шоколад", "chocolate", "Шоколад молочный Алёнка", "Шоколад горький 80%", "Шоколад с белой глазурью"),
        ("молочный шоколад", "chocolate", "Milk chocolate", "Dark chocolate 80%", "Chocolate with hazelnuts"),
        ("milk chocolate", "chocolate", "Шоколад молочный", "Шоколад белый", "Шоколад Красный Октябрь"),
        ("dark chocolate", "chocolate", "Шоколад тёмный", "Milk chocolate", "Шоколад с фундуком"),
        ("сыр с плесенью", "soft_cheese", "Blue cheese", "Моцарелла", "Сыр мягкий"),
        ("blue cheese", "soft_cheese", "Сыр с плесенью", "Feta", "Сыр мягкий"),
        ("mould cheese", "soft_cheese", "Сыр с белой плесенью", "Моцарелла", "Сыр мягкий"),
        ("mold cheese", "soft_cheese", "Blue cheese", "Feta", "Сыр мягкий"),
        ("сыр с голубой плесенью", "soft_cheese", "Сыр с плесенью", "Feta", "Сыр мягкий"),
        ("rye bread", "bread", "Хлеб ржаной", "Хлеб пшеничный", "Хлеб отрубной"),
    ],
)
def test_a_sort_of_a_kind_is_not_the_whole_kind(
    checker: ConstraintChecker, word: str, kind: str, own: str, others: str, silent: str
) -> None:
    required, excluded = only(require_categories=[word]), only(exclude_categories=[word])
    items = [make_item(title, kind=kind, brand="Красный Октябрь") for title in (own, others, silent)]
    broken = [f"category {word}"]
    assert [list(checker.violations(item, required)) for item in items] == [[], broken, broken]
    assert [list(checker.violations(item, excluded)) for item in items] == [broken, [], broken]
    where, without = checker.where(ANY, required), checker.where(ANY, excluded)
    assert where is not None
    assert without is not None
    assert (where.any_kinds, without.exclude_kinds) == ((kind,), ())


@pytest.mark.parametrize(
    ("word", "kind", "titles"),
    [
        ("сыр с плесенью", "soft_cheese", "Камамбер Bonfesto|Бри President 60%|Сыр мягкий Brie|Camembert|Дорблю"),
        ("мягкий сыр с плесенью", "soft_cheese", "Камамбер Bonfesto|Горгонзола-Маскарпоне|Brie"),
        (
            "молочный шоколад",
            "chocolate",
            "Шоколад Alpen Gold Чёрная смородина 85 г|Шоколад Милка Клубника и белая нуга|Шоколад Alpen Gold Белая Вишня|"
            "Шоколад Красный Октябрь Алёнка 90 г|Шоколад Алёнка «Красный Октябрь»|Шоколад Ritter Sport зелёный миндаль",
        ),
        ("зелёный чай", "tea", "Чай Чёрный дракон сенча|Матча молочная|Чай молочный улун|Чай Майский Красная Шапка"),
        ("чёрный чай", "tea", "Чай Зелёный Дракон эрл грей|Чай Tess Royal Milk|Чай Curtis Белый Шоколад"),
        ("красное вино", "wine", "Вино Белая Лоза Саперави|Вино Зелёная долина каберне"),
        ("ржаной хлеб", "bread", "Хлеб цельнозерновой Бородинский"),
        ("растворимый кофе", "coffee", "Nescafe Gold Barista сублимированный, молотый|Кофе Jacobs Millicano молотый"),
        ("картофельные чипсы", "chips", "Чипсы Lay's Кукуруза в сливках"),
    ],
)
@pytest.mark.parametrize("brand", ["", "Алёнка"])
def test_a_colour_of_a_name_or_of_another_noun_is_no_other_sort(
    checker: ConstraintChecker, word: str, kind: str, titles: str, brand: str
) -> None:
    for title in titles.split("|"):
        item = make_item(title, kind=kind, brand=brand)
        assert list(checker.violations(item, only(exclude_categories=[word]))) == [f"category {word}"], title


@pytest.mark.parametrize(
    ("word", "kind", "titles"),
    [
        (
            "молочный шоколад",
            "chocolate",
            "Шоколад тёмный Мишка|ШОКОЛАД ГОРЬКИЙ 90 Г|Белый шоколад|Шоколад с фундуком, горький|Dark Chocolate 80%|"
            "Шоколад Какао и точка, белый с малиной",
        ),
        ("зелёный чай", "tea", "Чай Принцесса Нури чёрный листовой|Чёрный байховый чай|Ahmad Black Tea"),
        ("белое вино", "wine", "Вино Киндзмараули красное полусладкое|Вино сухое красное"),
        ("растворимый кофе", "coffee", "Кофе Egoiste молотый|Кофе Lavazza в зёрнах|Кофе в капсулах"),
        ("апельсиновый сок", "juice", "Сок Добрый Вишня|Сок яблочный|Apple juice"),
        ("сыр с плесенью", "soft_cheese", "Сыр Моцарелла|Сыр Адыгейский Умалат|Feta"),
        ("куриные яйца", "eggs", "Яйцо перепелиное|Яйца перепелиные"),
    ],
)
def test_another_sort_is_spared(checker: ConstraintChecker, word: str, kind: str, titles: str) -> None:
    for title in titles.split("|"):
        item = make_item(title, kind=kind, brand="")
        assert list(checker.violations(item, only(exclude_categories=[word]))) == [], title


@pytest.mark.parametrize(
    ("word", "kind", "title"),
    [
        ("красное мясо", "beef", "Стейк Рибай"),
        ("любые сладкие газировки", "soda", "Газировка Добрый, кола"),
        ("всякие конфеты", "candies", "Конфеты Мишка"),
        ("жирная рыба", "salmon", "Лосось"),
        ("твёрдый сыр", "hard_cheese", "Сыр Российский"),
        ("плитка шоколада", "chocolate", "Шоколад горький"),
        ("красная рыба", "salmon", "Форель"),
        ("чай", "tea", "Чай чёрный"),
    ],
)
def test_what_titles_do_not_say_names_the_whole_kind(
    checker: ConstraintChecker, word: str, kind: str, title: str
) -> None:
    item = make_item(title, kind=kind)
    assert list(checker.violations(item, only(exclude_categories=[word]))) == [f"category {word}"]
    assert list(checker.violations(item, only(require_categories=[word]))) == []
    where = checker.where(ANY, only(exclude_categories=[word]))
    assert where is not None
    assert where.exclude_kinds == checker.kinds_of(word)


def test_a_sort_that_few_titles_of_a_catalogue_say_is_the_whole_kind(kinds: KindVocabulary) -> None:
    said = [make_item("Яйца куриные", kind="eggs")]
    for others, whole in ((2, False), (40, True)):
        lexicon = Lexicon.build(said + [make_item(f"Яйца С{number}", kind="eggs") for number in range(others)])
        checker = ConstraintChecker(
            kinds=kinds, ingredients=IngredientVocabulary.load(), lexicon=lexicon, services=("kuper",)
        )
        plain = make_item("Яйца С1", kind="eggs")
        assert (not list(checker.violations(plain, only(require_categories=["куриные яйца"])))) == whole


@pytest.mark.parametrize(
    ("shift", "fields", "obeys"),
    [
        (Shift(attribute="size", direction="higher", bound=300, unit="g"), {"size": 301.0, "unit": "g"}, True),
        (Shift(attribute="size", direction="higher", bound=300, unit="g"), {"size": 300.0, "unit": "g"}, False),
        (Shift(attribute="size", direction="higher", bound=300, unit="g"), {"size": 500.0, "unit": "ml"}, False),
        (Shift(attribute="sugar", direction="lower", bound=20), {"nutrition": Nutrition(sugar=19.9)}, True),
        (Shift(attribute="sugar", direction="lower", bound=20), {"nutrition": Nutrition()}, False),
        (Shift(attribute="rating", direction="higher", bound=4.5), {"rating": 4.6}, True),
        (Shift(attribute="rating", direction="higher", bound=4.5), {}, False),
    ],
)
def test_a_shift_is_strict_and_what_is_unknown_does_not_obey(
    checker: ConstraintChecker, shift: Shift, fields: dict[str, Any], obeys: bool
) -> None:
    broken = list(checker.violations(make_item(**fields), Constraints(shifts=(shift,))))
    assert broken == ([] if obeys else [f"shift {shift.attribute} {shift.direction}"])


def test_only_offers_inside_every_bound_are_shown_cheapest_first(checker: ConstraintChecker) -> None:
    offers = [
        make_offer(service="kuper", price=9_000, eta_minutes=90),
        make_offer(service="megamarket", price=7_000, eta_minutes=1440),
        make_offer(service="samokat", price=8_000),
        make_offer(service="samokat", price=1_000, stock=0),
    ]
    faster = Constraints(shifts=(Shift(attribute="delivery_time", direction="lower", bound=1440),))
    shown = checker.admissible(offers, Need(query="", price_max=9_000), faster)
    assert [(offer.service, offer.price) for offer in shown] == [("samokat", 8_000), ("kuper", 9_000)]


def test_every_broken_bound_of_an_offer_is_named(checker: ConstraintChecker) -> None:
    need = Need(query="", price_max=5_000, services=("kuper",))
    cheaper = Shift(attribute="price", direction="lower", bound=10_000)
    constraints = Constraints(exclude_services=frozenset({"samokat"}), shifts=(cheaper,))
    names = list(checker.offer_violations(make_offer(stock=0), need, constraints))
    assert names == ["stock", "price_max", "shift price lower", "service samokat", "service kuper"]


def test_blockers_are_those_of_the_best_offer(checker: ConstraintChecker) -> None:
    offers = [make_offer(price=20_000, stock=0), make_offer(price=20_000, service="kuper")]
    item = make_item(allergens=frozenset({"nuts"}))
    need = Need(query="", price_max=10_000)
    assert checker.blockers(item, offers, need, only(exclude_allergens=["nuts"])) == {"price_max", "allergen nuts"}
    assert checker.blockers(item, [], need, Constraints()) is None


def test_the_index_filter_holds_the_tightest_bounds(checker: ConstraintChecker) -> None:
    shifts = (
        Shift(attribute="price", direction="lower", bound=9_000),
        Shift(attribute="price", direction="lower", bound=7_000),
    )
    where = checker.where(Need(query="", price_max=8_000), Constraints(shifts=shifts), kind="cookies")
    assert where is not None
    assert (where.price_max, where.any_kinds) == (7_000, ("cookies",))


def test_required_categories_narrow_the_kind_of_the_need(checker: ConstraintChecker) -> None:
    sweets = only(require_categories=["сладости"])
    narrowed = checker.where(ANY, sweets, kind="cookies")
    assert narrowed is not None
    assert narrowed.any_kinds == ("cookies",)
    assert checker.where(ANY, sweets, kind="milk") is None


def test_services_that_exclude_each_other_leave_nothing(checker: ConstraintChecker) -> None:
    assert checker.where(Need(query="", services=("kuper",)), only(require_services=["samokat"])) is None


def test_an_excluded_service_leaves_the_others_that_sell(checker: ConstraintChecker) -> None:
    where = checker.where(ANY, only(exclude_services=["kuper"]))
    assert where is not None
    assert where.any_services == ()
    both = checker.where(ANY, only(exclude_services=["kuper"], require_services=["kuper", "samokat"]))
    assert both is not None
    assert both.any_services == ("samokat",)
    assert checker.unexcluded_services(only()) == ()
    assert checker.unexcluded_services(only(exclude_services=["kuper"])) == ("megamarket", "samokat")
    assert checker.unexcluded_services(only(exclude_services=["kuper", "megamarket", "samokat"])) == ()


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (["орехи"], ("nut",)),
        (["фундук", "мёд"], ("honey", "hazelnut")),
        (["мухомор"], ("~мухомор",)),
        (["рис с мёдом"], ()),
    ],
)
def test_required_ingredients_are_filtered(checker: ConstraintChecker, words: list[str], keys: tuple[str, ...]) -> None:
    where = checker.where(ANY, only(require_ingredients=words))
    assert where is not None
    assert set(where.require_ingredients) == set(keys)


def test_brands_are_filtered_as_the_catalogue_spells_them(checker: ConstraintChecker) -> None:
    where = checker.where(ANY, only(exclude_brands=["линдт"], require_brands=["простоквашино"]))
    assert where is not None
    assert where.exclude_brands == ("lindt",)
    assert where.any_brands == ("простоквашино",)
    unknown = checker.where(ANY, only(require_brands=["Несуществующий"]))
    assert unknown is not None
    assert unknown.any_brands == ()


def test_diets_hold_for_vitamins_and_not_for_kettles(checker: ConstraintChecker) -> None:
    vegan = only(require_diets=["vegan"])
    assert checker.applicable(vegan, "vitamins").require_diets
    for kind in ("kettles", "pans", "shampoo", "diapers", "baby_wipes", "baby_hygiene", "baby_bottles"):
        assert not checker.applicable(vegan, kind).require_diets
    assert checker.applicable(vegan, "baby_puree").require_diets
    assert checker.applicable(vegan, "").require_diets
