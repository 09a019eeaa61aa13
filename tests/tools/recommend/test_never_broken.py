"""No constraint is ever broken on a list: random constraints against an oracle that shares no code with the filter."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podbor.core.items import Offer
from podbor.core.preferences import Constraints, Profile, Shift
from podbor.core.slate import Need, Slate, SlateItem
from podbor.core.vocabulary import ALLERGENS, DIETS, TASTES
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.recommender import Recommender

QUERIES = (
    "",
    "печенье",
    "молоко",
    "chocolate",
    "что-нибудь сладкое",
    "сок",
    "корм для кошек",
    "шампунь",
    "каша без сахара",
)
INGREDIENTS = {"кокос": ("кокос", "coconut"), "изюм": ("изюм", "raisin"), "корица": ("кориц", "cinnamon")}
CATEGORIES = {"печенье": "cookies", "шоколад": "chocolate", "молочные продукты": "dairy", "напитки": "drinks"}
BRANDS = ("Простоквашино", "Яшкино", "Milka", "Добрый", "Whiskas")
SERVICES = ("samokat", "megamarket", "kuper")
NOT_EATEN = frozenset({"pets", "beauty"})
"""Of the queries' kinds: a shopper's own diet says nothing about them."""
NUTRIENTS = ("sugar", "calories", "fat", "salt", "protein")
RUNS = settings(
    max_examples=700,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def some(values: Any, most: int = 2) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(sorted(values)), max_size=most)


shifts = st.one_of(
    st.builds(
        Shift,
        attribute=st.just("price"),
        direction=st.sampled_from(["lower", "higher"]),
        bound=st.sampled_from([5_000.0, 10_000.0, 30_000.0]),
    ),
    st.builds(
        Shift, attribute=st.just("delivery_time"), direction=st.just("lower"), bound=st.sampled_from([60.0, 1440.0])
    ),
    st.builds(
        Shift,
        attribute=st.just("size"),
        direction=st.sampled_from(["lower", "higher"]),
        bound=st.sampled_from([150.0, 400.0]),
        unit=st.sampled_from(["g", "ml"]),
    ),
    st.builds(
        Shift,
        attribute=st.sampled_from(NUTRIENTS),
        direction=st.sampled_from(["lower", "higher"]),
        bound=st.sampled_from([1.0, 10.0, 100.0]),
    ),
    st.builds(Shift, attribute=st.just("rating"), direction=st.just("higher"), bound=st.just(4.5)),
)
constraints = st.builds(
    Constraints,
    exclude_allergens=some(ALLERGENS, 3),
    require_diets=some(DIETS, 1),
    exclude_diets=some(DIETS, 1),
    exclude_ingredients=some(INGREDIENTS),
    exclude_brands=some(BRANDS),
    require_brands=st.one_of(st.just(frozenset()), some(BRANDS, 1)),
    exclude_categories=some(CATEGORIES, 1),
    exclude_tastes=some(TASTES, 1),
    exclude_services=some(SERVICES, 1),
    require_services=some(SERVICES, 1),
    shifts=st.lists(shifts, max_size=2).map(tuple),
)
needs = st.builds(
    Need,
    query=st.sampled_from(QUERIES),
    kinds=st.sampled_from([(), (), ("печенье", "зефир"), ("йогурт",)]),
    services=some(SERVICES, 2).map(lambda services: tuple(sorted(services))),
    price_max=st.sampled_from([None, None, 8_000, 30_000]),
    price_min=st.sampled_from([None, None, 4_000]),
)


@RUNS
@given(asked=st.lists(needs, min_size=1, max_size=2), limits=constraints)
def test_no_constraint_is_broken(
    recommender: Recommender, kinds: KindVocabulary, asked: list[Need], limits: Constraints
) -> None:
    slate = recommender.recommend(asked, Profile(user_id="u", constraints=limits), size=6, locale="ru")
    assert len({shown.item.item_id for shown in slate.items}) == len(slate.items) <= 6
    for shown in slate.items:
        _check_item(shown, limits, kinds)
        assert shown.offers
        assert list(shown.offers) == sorted(shown.offers, key=lambda offer: offer.price)
        for offer in shown.offers:
            _check_offer(offer, slate, shown, limits)


def _check_item(shown: SlateItem, limits: Constraints, kinds: KindVocabulary) -> None:
    item = shown.item
    said = f"{item.title.ru} {item.title.en} {' '.join(item.ingredients)}".lower()
    assert not limits.exclude_allergens & (item.allergens | item.traces)
    if NOT_EATEN.isdisjoint(kinds.ancestors(item.kind)):
        assert limits.require_diets <= item.diets
    assert not limits.exclude_diets & item.diets
    assert not limits.exclude_tastes & item.tastes
    for word in limits.exclude_ingredients:
        assert not any(start in said for start in INGREDIENTS[word])
    assert item.brand not in limits.exclude_brands
    assert not limits.require_brands or item.brand in limits.require_brands
    for word in limits.exclude_categories:
        assert item.kind not in (CATEGORIES[word], *kinds.descendants(CATEGORIES[word]))
    for shift in limits.shifts:
        if shift.attribute in ("price", "delivery_time"):
            continue
        value = {"size": item.size, "rating": item.rating, **vars(item.nutrition)}[shift.attribute]
        assert value is not None
        assert shift.attribute != "size" or item.unit == shift.unit
        assert _beyond(value, shift)


def _check_offer(offer: Offer, slate: Slate, shown: SlateItem, limits: Constraints) -> None:
    need = slate.needs[shown.need]
    assert offer.stock > 0
    assert offer.service not in limits.exclude_services
    assert not limits.require_services or offer.service in limits.require_services
    assert not need.services or offer.service in need.services
    assert need.price_max is None or offer.price <= need.price_max
    assert need.price_min is None or offer.price >= need.price_min
    for shift in limits.shifts:
        if shift.attribute == "price":
            assert _beyond(offer.price, shift)
        if shift.attribute == "delivery_time":
            assert _beyond(offer.eta_minutes, shift)


def _beyond(value: float, shift: Shift) -> bool:
    return value < shift.bound if shift.direction == "lower" else value > shift.bound


def test_a_brand_excluded_in_cyrillic_is_gone_in_latin(recommender: Recommender) -> None:
    for said, query in (("колгейт", "зубная паста"), ("гринфилд", "чай"), ("вискас", "корм для кошек")):
        limits = Constraints(exclude_brands=frozenset({said}))
        without = recommender.recommend(
            [Need(query=query)], Profile(user_id="u", constraints=limits), size=9, locale="ru"
        )
        brands = {"колгейт": "Colgate", "гринфилд": "Greenfield", "вискас": "Whiskas"}
        assert without.items
        assert brands[said] not in {shown.item.brand for shown in without.items}
        limits = Constraints(require_brands=frozenset({said}))
        only = recommender.recommend([Need(query=query)], Profile(user_id="u", constraints=limits), size=9, locale="ru")
        assert {shown.item.brand for shown in only.items} == {brands[said]}


def test_no_preservatives_leaves_bread_and_water(recommender: Recommender) -> None:
    limits = Constraints(exclude_ingredients=frozenset({"консерванты"}))
    for query in ("хлеб", "вода"):
        slate = recommender.recommend(
            [Need(query=query)], Profile(user_id="u", constraints=limits), size=5, locale="ru"
        )
        assert len(slate.items) == 5


def test_a_sort_of_tea_is_obeyed(recommender: Recommender) -> None:
    limits = Constraints(require_categories=frozenset({"зелёный чай"}))
    slate = recommender.recommend([Need(query="чай")], Profile(user_id="u", constraints=limits), size=5, locale="ru")
    assert slate.items
    assert all("зелён" in shown.item.title.ru for shown in slate.items)
    limits = Constraints(exclude_categories=frozenset({"зелёный чай"}))
    slate = recommender.recommend([Need(query="чай")], Profile(user_id="u", constraints=limits), size=5, locale="ru")
    assert slate.items
    assert not any("зелён" in shown.item.title.ru for shown in slate.items)
