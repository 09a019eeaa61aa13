import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.language import parse_plan
from podbor.agent.planner.resolve import resolve

CHEESES = PlannerContext(
    need="сыр",
    slate=[
        {"position": 1, "title": "Сыр Брест-Литовск 45 %, 200 г", "price_rub": 219},
        {"position": 2, "title": "Сыр Dorblu с плесенью", "price_rub": 459},
        {"position": 3, "title": "Творог Простоквашино 5 %", "price_rub": 119},
    ],
    remembered=["exclude allergen nuts lasting", "prefer brand Lindt lasting", "require diet vegan lasting"],
)


def calls(plan: str, context: PlannerContext = CHEESES) -> list[tuple[str, dict]]:
    return [(call.name, call.args) for call in resolve(parse_plan(plan), context).calls]


@pytest.mark.parametrize(
    ("ref", "position"),
    [
        ("2", 2),
        ("last", 3),
        ("penult", 2),
        ("cheapest", 3),
        ("dearest", 2),
        ('"простоквашино"', 3),
        ('"дорблю"', 2),
        ("=219", 1),
        ("=460", 2),
    ],
)
def test_references_are_found_on_the_list(ref, position):
    assert calls(f"take {ref}") == [("give_feedback", {"item": position, "verdict": "accept"})]


@pytest.mark.parametrize("ref", ["7", '"сыр"', '"масло"', "it", "=300"])
def test_what_is_not_on_screen_or_not_one_thing_makes_no_call(ref):
    resolved = resolve(parse_plan(f"take {ref}"), CHEESES)
    assert resolved.calls == ()
    assert resolved.act == "unclear"


@pytest.mark.parametrize(
    ("plan", "off"),
    [
        ("take 7", True),
        ("compare 1, 9", True),
        ("why 0", True),
        ("price down 8", True),
        ("take 2", False),
        ('take "сыр"', False),
    ],
)
def test_a_number_that_is_not_on_screen_is_told(plan, off):
    assert resolve(parse_plan(plan), CHEESES).off_screen is off


def test_a_reference_off_screen_does_not_take_the_rest_along():
    assert calls("take 9; price down") == [("critique", {"attribute": "price", "direction": "lower"})]


def test_several_references_are_several_verdicts():
    assert [args["item"] for _, args in calls("reject 1, last2")] == [1, 2, 3]


def test_it_is_the_item_just_spoken_of():
    assert calls("why it", CHEESES.model_copy(update={"focus": 2})) == [("explain", {"item": 2})]
    assert calls("why it") == [("explain", {})]


def test_about_is_a_fifth_each_way():
    assert calls("find чайник ~1000") == [("search_catalog", {"query": "чайник", "price_min": 800, "price_max": 1200})]


def test_the_same_need_comes_from_the_context():
    assert calls("same <200 @kuper") == [("search_catalog", {"query": "сыр", "price_max": 200, "services": ["kuper"]})]
    assert calls("same <200", PlannerContext()) == [("search_catalog", {"query": "", "price_max": 200})]


def test_bounds_said_in_the_wrong_order_are_turned():
    assert calls("find сыр >500 <300")[0][1] == {"query": "сыр", "price_min": 300, "price_max": 500}


def test_all_preferences_of_a_message_are_one_call_where_the_first_was_said():
    made = calls("ban nuts; find печенье; less sweet; ban nuts")
    assert [name for name, _ in made] == ["update_preferences", "search_catalog"]
    assert [change["value"] for change in made[0][1]["changes"]] == ["nuts", "sweet"]


def test_forgetting_finds_what_is_remembered():
    assert calls("forget diet") == [("forget", {"what": {"facet": "diet", "value": "vegan"}})]
    assert calls("forget category линдт") == [("forget", {"what": {"facet": "brand", "value": "Lindt"}})]
    assert calls("forget all") == [("forget", {"what": "everything"})]
    assert calls("forget taste") == []


@pytest.mark.parametrize(
    ("remembered", "what"),
    [
        (["exclude allergen nuts lasting", "husband: exclude allergen fish lasting"], {"value": "nuts"}),
        (["exclude allergen nuts lasting", "prefer allergen fish lasting"], {"value": "nuts"}),
        (["exclude allergen nuts lasting", "exclude allergen fish lasting"], {"value": "fish"}),
        (["husband: exclude allergen fish lasting"], {"value": "fish", "person": "husband"}),
    ],
)
def test_a_bare_facet_is_of_the_shoppers_own_last_strict_fact(remembered, what):
    context = CHEESES.model_copy(update={"remembered": remembered})
    assert calls("forget allergen", context) == [("forget", {"what": {"facet": "allergen", **what}})]


def test_where_means_the_item_on_screen_if_there_is_one():
    assert calls("where творог простоквашино") == [("compare_offers", {"items": [3]})]
    assert calls("where молоко простоквашино") == [("compare_offers", {"query": "молоко простоквашино"})]


@pytest.mark.parametrize(
    ("plan", "act"), [("chat", "small_talk"), ("offtopic", "off_topic"), ("attack", "attack"), ("unclear", "unclear")]
)
def test_messages_without_calls_say_why(plan, act):
    assert resolve(parse_plan(plan), CHEESES).act == act


def test_nothing_on_screen_cannot_be_explained():
    assert calls("why", PlannerContext(slate=[])) == []


def test_calls_of_different_tools_are_a_compound():
    assert resolve(parse_plan("take 1; more"), CHEESES).act == "compound"
