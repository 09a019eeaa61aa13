"""The recommender on the real demo catalogue."""

from dataclasses import replace
from typing import Any

import pytest

from podbor.core.preferences import Constraints, Profile, Shift, SoftPreference
from podbor.core.slate import Need, Slate
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.catalog.store import SqlCatalogStore
from podbor.tools.recommend.diversity import product_of
from podbor.tools.recommend.evidence import EVIDENCE_NAMES
from podbor.tools.recommend.recommender import Recommender

NOBODY = Profile(user_id="u")


def ask(recommender: Recommender, *queries: str, profile: Profile = NOBODY, size: int = 5, **fields: Any) -> Slate:
    needs = [Need(query=query, **fields) for query in queries]
    return recommender.recommend(needs, profile, size=size, locale="ru")


def bound(**fields: Any) -> Profile:
    return replace(NOBODY, constraints=Constraints(**fields))


def kinds_of(slate: Slate) -> list[str]:
    return [shown.item.kind for shown in slate.items]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("молоко", "milk"),
        ("chocolate cookies", "cookies"),
        ("black tea bags", "tea"),
        ("пичение", "cookies"),
        ("корм для кошек", "cat_food"),
        ("electric kettle", "kettles"),
    ],
)
def test_a_need_in_either_language_and_misspelt_gets_its_kind(recommender: Recommender, query: str, kind: str) -> None:
    assert kinds_of(ask(recommender, query)) == [kind] * 5


def test_a_diet_in_the_query_is_obeyed(recommender: Recommender) -> None:
    slate = ask(recommender, "энергетик без сахара")
    assert kinds_of(slate) == ["energy_drinks"] * 5
    assert all("sugar_free" in shown.item.diets for shown in slate.items)


def test_a_diet_that_the_kind_has_not_is_looked_for_beyond_it(recommender: Recommender) -> None:
    slate = ask(recommender, "веганское молоко")
    assert slate.items
    assert all("vegan" in shown.item.diets for shown in slate.items)
    assert slate.items[0].item.kind == "plant_milk"


@pytest.mark.parametrize(("query", "found"), [("молоко", {"plant_milk"}), ("eggs", set())])
def test_a_diet_that_is_kept_gets_what_goes_by_the_same_name(
    recommender: Recommender, query: str, found: set[str]
) -> None:
    slate = ask(recommender, query, profile=bound(require_diets=frozenset({"vegan"})))
    assert set(kinds_of(slate)) == found


def test_a_brand_in_the_query_comes_first(recommender: Recommender) -> None:
    first = ask(recommender, "молоко Простоквашино").items[0]
    assert (first.item.kind, first.item.brand) == ("milk", "Простоквашино")
    assert "brand_asked" in {part.name for part in first.evidence}


def test_the_word_asked_for_decides_within_the_kind(recommender: Recommender) -> None:
    slate = ask(recommender, "апельсиновый сок", size=3)
    assert all("апельсин" in shown.item.title.ru.lower() for shown in slate.items[:2])


def test_a_kind_that_no_shelf_has_brings_nothing_and_a_plain_product_comes_first(recommender: Recommender) -> None:
    slate = ask(recommender, "пицца", kinds=("основа чего-то небывалого", "пассата бабушкина"))
    assert set(kinds_of(slate)) == {"pizza"}
    assert kinds_of(ask(recommender, "пицца", kinds=("молоко", "сыр")))[0] == "pizza"


def test_kinds_of_a_vague_need_are_mixed_evenly(recommender: Recommender) -> None:
    slate = ask(recommender, "к чаю", kinds=("печенье", "зефир", "конфеты"), size=6)
    assert sorted(kinds_of(slate)) == ["candies", "candies", "cookies", "cookies", "zefir", "zefir"]


def test_several_needs_keep_their_bounds_apart(recommender: Recommender) -> None:
    needs = [Need(query="молоко", price_max=10_000), Need(query="чайник", price_min=200_000)]
    slate = recommender.recommend(needs, NOBODY, size=5, locale="ru")
    assert [(shown.need, shown.item.kind) for shown in slate.items] == [
        *[(0, "milk")] * 3,
        *[(1, "kettles")] * 2,
    ]
    assert all(offer.price <= 10_000 for shown in slate.items[:3] for offer in shown.offers)
    assert all(offer.price >= 200_000 for shown in slate.items[3:] for offer in shown.offers)


@pytest.mark.parametrize("query", ["шины зимние", "grand piano", "норковая шуба"])
def test_what_is_not_carried_is_said_and_not_replaced_by_noise(recommender: Recommender, query: str) -> None:
    slate = ask(recommender, query)
    assert (slate.items, slate.not_carried, slate.emptied_by) == ((), (query,), ())


def test_one_need_may_be_carried_and_another_not(recommender: Recommender) -> None:
    slate = ask(recommender, "молоко", "шины зимние")
    assert (kinds_of(slate), slate.not_carried) == (["milk"] * 5, ("шины зимние",))


def test_constraints_that_empty_the_list_are_named(recommender: Recommender) -> None:
    slate = ask(recommender, "печенье", price_max=100)
    assert (slate.items, slate.not_carried, slate.emptied_by) == ((), (), ("price_max",))


def test_a_requirement_nobody_meets_is_named_and_not_dropped(recommender: Recommender) -> None:
    profile = bound(require_brands=frozenset({"Lamborghini"}), exclude_allergens=frozenset({"nuts"}))
    slate = ask(recommender, "печенье", profile=profile)
    assert (slate.items, slate.emptied_by) == ((), ("brand Lamborghini",))


@pytest.mark.parametrize("query", ["кошерное пирожное без орехов", "органические пельмени"])
def test_a_diet_of_the_query_that_nobody_meets_is_named_and_not_dropped(recommender: Recommender, query: str) -> None:
    slate = ask(recommender, query)
    assert slate.items == ()
    assert [name.split()[0] for name in slate.emptied_by] == ["diet"]


def test_repeated_cheaper_goes_lower_and_lower(recommender: Recommender) -> None:
    slate, shifts = ask(recommender, "печенье"), ()
    for _ in range(3):
        low = min(offer.price for shown in slate.items for offer in shown.offers)
        shifts = (*shifts, Shift(attribute="price", direction="lower", bound=low))
        slate = ask(recommender, "печенье", profile=bound(shifts=shifts))
        assert all(offer.price < low for shown in slate.items for offer in shown.offers)
        if not slate.items:
            assert "shift price lower" in slate.emptied_by
            break


def test_more_goes_on_without_what_was_seen(recommender: Recommender) -> None:
    seen: list[str] = []
    for _ in range(4):
        slate = recommender.recommend([Need(query="печенье")], NOBODY, size=5, seen=seen, locale="ru")
        assert len(slate.items) == 5
        assert set(kinds_of(slate)) == {"cookies"}
        seen += [shown.item.item_id for shown in slate.items]
    assert len(set(seen)) == 20


def test_a_list_is_not_sizes_of_one_thing(recommender: Recommender) -> None:
    for query in ("молоко", "кетчуп", "шампунь", "чай"):
        slate = ask(recommender, query)
        assert len({product_of(shown.item) for shown in slate.items}) == 5
        assert len({shown.item.brand for shown in slate.items}) >= 3


def test_the_score_is_the_sum_of_named_evidence(recommender: Recommender) -> None:
    profile = replace(NOBODY, soft=(SoftPreference(facet="taste", value="sweet", weight=0.8),))
    for shown in ask(recommender, "печенье", "сок без сахара", profile=profile, size=10).items:
        assert shown.score == pytest.approx(sum(part.value for part in shown.evidence))
        assert {part.name for part in shown.evidence} <= set(EVIDENCE_NAMES)


def test_what_is_liked_rises_and_what_is_disliked_sinks(recommender: Recommender) -> None:
    def share(weight: float) -> float:
        soft = (SoftPreference(facet="ingredient", value="шоколад", weight=weight),)
        items = ask(recommender, "печенье", profile=replace(NOBODY, soft=soft), size=10).items
        return sum(shown.item.title.ru.count("шоколад") for shown in items)

    assert share(-1.0) < share(0.0) or share(0.0) == 0
    assert share(1.0) > share(0.0)


def test_taken_items_and_their_makers_rise(recommender: Recommender) -> None:
    plain = ask(recommender, "йогурт", size=10)
    taken = plain.items[-1].item
    again = ask(recommender, "йогурт", profile=replace(NOBODY, accepted=(taken.item_id,)), size=10)
    evidence = {shown.item.item_id: {part.name for part in shown.evidence} for shown in again.items}
    assert "taken_before" in evidence[taken.item_id]


def test_without_words_popular_items_of_many_kinds_come(recommender: Recommender) -> None:
    slate = ask(recommender, "", size=6, profile=bound(require_diets=frozenset({"vegan"})))
    assert len(set(kinds_of(slate))) == 6
    assert all("vegan" in shown.item.diets for shown in slate.items)


def test_the_same_question_gives_the_same_list(recommender: Recommender) -> None:
    assert ask(recommender, "сыр", "чай") == ask(recommender, "сыр", "чай")


def test_items_are_found_by_name(recommender: Recommender, catalog: SqlCatalogStore) -> None:
    item = next(item for item in catalog.iter_items() if item.kind == "kefir")
    assert recommender.find_items(item.title.ru)[0].kind == "kefir"
    assert item.brand in {found.brand for found in recommender.find_items(item.title.ru)}
    assert recommender.find_items("паровоз настоящий") == []


def test_a_required_category_holds_whatever_is_asked(recommender: Recommender, kinds: KindVocabulary) -> None:
    profile = bound(require_categories=frozenset({"сладости"}))
    sweets = {"sweets", *kinds.descendants("sweets")}
    assert set(kinds_of(ask(recommender, "", profile=profile))) <= sweets
    slate = ask(recommender, "молоко", profile=profile)
    assert (slate.items, slate.emptied_by) == ((), ("category сладости",))


def test_a_diet_holds_for_what_is_eaten_on_a_shelf_of_what_is_not(recommender: Recommender) -> None:
    everything = ask(recommender, "beauty", size=200)
    assert any("vegan" not in shown.item.diets for shown in everything.items if shown.item.kind == "vitamins")
    vegan = Constraints(require_diets=frozenset({"vegan"}))
    slate = ask(recommender, "beauty", profile=replace(NOBODY, constraints=vegan), size=200)
    assert "shampoo" in kinds_of(slate)
    assert all("vegan" in shown.item.diets for shown in slate.items if shown.item.kind == "vitamins")
    assert recommender.obeys(slate, vegan)
