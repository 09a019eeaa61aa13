"""A product with a feature: a diet, a denial, an age, a form in its name."""

import pytest

from podbor.core.preferences import Constraints, Profile
from podbor.core.slate import Need, Slate
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.babies import babys_own
from podbor.tools.recommend.containers import without_container
from podbor.tools.recommend.fitting import is_called
from podbor.tools.recommend.opposites import affirmed, denies_too
from podbor.tools.recommend.recommender import Recommender
from podbor.tools.recommend.scoring import matched

from .conftest import make_item


def slate(recommender: Recommender, query: str, **constraints: frozenset[str]) -> Slate:
    profile = Profile(user_id="anna", constraints=Constraints(**constraints))  # type: ignore[arg-type]
    return recommender.recommend([Need(query=query)], profile, size=6, locale="en")


def kinds_shown(recommender: Recommender, query: str, **constraints: frozenset[str]) -> set[str]:
    return {shown.item.kind for shown in slate(recommender, query, **constraints).items}


@pytest.mark.parametrize(
    "query", ["йогурт без сахара", "sugar free yogurt", "сок без сахара", "мёд без сахара", "gluten free croissants"]
)
def test_a_diet_said_beside_a_product_never_replaces_it(recommender: Recommender, query: str) -> None:
    shown = slate(recommender, query)
    assert (shown.items, shown.not_carried) == ((), ())
    assert shown.emptied_by in {("diet sugar_free",), ("diet gluten_free",)}


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("йогурт веган", "plant_yogurt"),
        ("vegan milk", "plant_milk"),
        ("веганский майонез", "vegan_mayo"),
        ("фарш веган", "plant_meat"),
        ("наггетсы веган", "plant_meat"),
    ],
)
def test_a_diet_is_met_by_what_goes_by_the_same_name(recommender: Recommender, query: str, kind: str) -> None:
    assert kinds_shown(recommender, query) == {kind}


@pytest.mark.parametrize(
    ("title", "asked", "called"),
    [
        ("Растительные наггетсы Не Мясо, из гороха, 200 г", "nuggets", True),
        ("Паштет веганский, наггетсы на вкус, 100 г", "nuggets", False),
        ("Йогуртовый торт", "yogurt", False),
        ("Арахисовая паста", "butter", False),
    ],
)
def test_what_is_called_by_the_bare_name_asked_for(kinds: KindVocabulary, title: str, asked: str, called: bool) -> None:
    wanted = kinds.get(asked)
    assert wanted
    assert is_called(make_item(title), wanted) is called


@pytest.mark.parametrize(
    ("query", "title", "expected"),
    [
        ("рыба без костей", "Филе трески, 600 г", True),
        ("fish without bones", "Филе трески, 600 г", True),
        ("рыба без костей", "Треска, тушка", False),
        ("olives without pits", "Оливки, без косточки", True),
        ("olives without pits", "Olives, pitted", True),
        ("шампунь без сульфатов", "Sulphate free shampoo", True),
        ("шампунь", "Шампунь без сульфатов", False),
        ("рыба", "Филе трески", False),
    ],
)
def test_a_title_that_denies_the_same(query: str, title: str, expected: bool) -> None:
    assert denies_too(query, title) is expected


@pytest.mark.parametrize("query", ["рыба без костей", "fish without bones"])
def test_what_is_denied_by_the_title_comes_first(recommender: Recommender, query: str) -> None:
    told = [denies_too(query, shown.item.title.ru) for shown in slate(recommender, query).items]
    assert told[0]
    assert told == sorted(told, reverse=True)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("безалкогольное пиво", "пиво"),
        ("пиво без алкоголя", "пиво без"),
        ("non-alcoholic beer", "non beer"),
        ("тёмное пиво", "темное пиво"),
        ("нежирный творог", "творог"),
    ],
)
def test_a_text_without_what_it_denies(text: str, rest: str) -> None:
    assert affirmed(text) == rest


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("каша с 6 месяцев", "baby_cereal"),
        ("porridge 6 months", "baby_cereal"),
        ("печенье 1 год", "baby_snacks"),
        ("сок для малыша", "baby_drinks"),
        ("сок 8 мес", "baby_drinks"),
    ],
)
def test_what_is_for_a_baby_is_of_its_own_shelf(recommender: Recommender, query: str, kind: str) -> None:
    assert kinds_shown(recommender, query) == {kind}


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("пармезан 12 месяцев", "hard_cheese"),
        ("корм для щенков 3 месяца", "dog_food"),
        ("печенье 5 лет", "cookies"),
        ("чай пуэр 3 года", "tea"),
        ("вода на 3 месяца", "water"),
        ("печенье 2 пачки", "cookies"),
    ],
)
def test_another_number_is_no_age_of_a_baby(recommender: Recommender, query: str, kind: str) -> None:
    assert [group.kind for group in recommender.understand(Need(query=query)).groups] == [kind]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("крем-краска для волос", "hair_dye"),
        ("крем-сыр", "hard_cheese"),
        ("крем-чиз", "cream_cheese"),
        ("крем для рук", "hand_cream"),
        ("кофе-машина", "coffee_machines"),
    ],
)
def test_a_hyphen_joins_a_form_to_what_has_it(recommender: Recommender, query: str, kind: str) -> None:
    intent = recommender.understand(Need(query=query))
    assert [(group.kind, group.rivals) for group in intent.groups] == [(kind, ())]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("масло", "pate"),
        ("мышь", "cat_toys"),
        ("пакеты", "rice"),
        ("стекло", "kettles"),
        ("капсулы", "coffee_machines"),
    ],
)
def test_a_lone_noun_is_what_a_title_is_about(recommender: Recommender, query: str, wrong: str) -> None:
    assert wrong not in kinds_shown(recommender, query)


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("лампа", "light_bulbs"),
        ("капсулы", "coffee_capsules"),
        ("пакеты", "trash_bags"),
        ("провод", "cables"),
        ("уголь для мангала", "grill"),
        ("cooker", "multicookers"),
        ("спрей", "deodorant"),
    ],
)
def test_a_thing_is_found_by_another_name_of_its_kind(recommender: Recommender, query: str, kind: str) -> None:
    shown = recommender.recommend([Need(query=query)], Profile(user_id="anna"), size=10, locale="ru")
    assert kind in {shown.item.kind for shown in shown.items}


def test_who_does_a_thing_is_no_kin_of_it() -> None:
    assert not matched("trainer", frozenset({"train"}))
    assert matched("print", frozenset({"printer"}))
    assert matched("шоколадн", frozenset({"шоколад"}))


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("bar of soap", "soap"),
        ("soap bar", "soap"),
        ("a bag of rice", "rice"),
        ("pot of yogurt", "yogurt"),
        ("bunch of bananas", "bananas"),
        ("bar of chocolate", "chocolate"),
        ("candy bar", "chocolate_bars"),
        ("стакан сметаны", "sour_cream"),
        ("чашка лапши", "asian_noodles"),
    ],
)
def test_what_a_thing_is_in_is_not_what_is_asked_for(recommender: Recommender, query: str, kind: str) -> None:
    assert kinds_shown(recommender, query) == {kind}


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("2 банки горошка", "2 горошка"),
        ("банка кофе", "кофе"),
        ("кусок мыла", "мыла"),
        ("стакан пластик", "стакан пластик"),
        ("чашка кофейная", "чашка кофейная"),
        ("пакеты для мусора", "пакеты для мусора"),
        ("two loaves of bread", "two bread"),
        ("light bulbs, pack of 10", "light bulbs, pack of 10"),
        ("set of wine glasses", "set of wine glasses"),
        ("cup holder", "cup holder"),
    ],
)
def test_a_container_goes_only_before_what_it_holds(query: str, plain: str) -> None:
    assert without_container(query) == plain


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("каша", "детская каша"),
        ("porridge", "baby porridge"),
        ("детская каша", ""),
        ("каша с 6 месяцев", ""),
        ("пиво", ""),
    ],
)
def test_a_query_as_it_is_said_for_a_baby(kinds: KindVocabulary, query: str, said: str) -> None:
    assert babys_own(query, kinds) == said


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("сыр для пиццы", {"vegan_cheese"}),
        ("milk for coffee", {"plant_milk"}),
        ("сосиски для гриля", {"plant_meat"}),
        ("butter for baking", set()),
        ("яйца на завтрак", set()),
    ],
)
def test_a_diet_has_its_like_of_a_thing_whatever_that_is_for(
    recommender: Recommender, query: str, expected: set[str]
) -> None:
    assert kinds_shown(recommender, query, require_diets=frozenset({"vegan"})) == expected


@pytest.mark.parametrize("query", ["кофе без кофеина", "decaf coffee", "caffeine-free coffee"])
def test_who_asks_for_decaf_is_shown_nothing_else(recommender: Recommender, query: str) -> None:
    shown = slate(recommender, query).items
    assert shown
    assert all("без кофеина" in item.item.title.ru for item in shown)
