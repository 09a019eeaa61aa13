import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.reversals import drop_reversed
from podbor.agent.planner.language import Prefer, parse_plan, render_plan

NOTHING, HALAL = PlannerContext(), PlannerContext(remembered=["require diet halal session"])


def held(message: str, plan: str, context: PlannerContext = NOTHING) -> str:
    return render_plan(drop_reversed(message, parse_plan(plan), context))


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("nobody here fasts, we don't fast", "only fasting", "chat"),
        ("пирожки, я не пощусь", "only fasting; find пирожки", "find пирожки"),
        ("my dad can have sugar, a cake for him", "only sugar_free; find cake", "find cake"),
        ("мужу сахар можно, торт ему", "only sugar_free; find торт", "find торт"),
        ("I'm vegetarian. fish is out, eggs are fine", "always vegetarian; ban eggs", "always vegetarian"),
        ("it's not me who is allergic, it's my sister", "ban milk", "chat"),
        ("аллергия не у меня, а у папы", "ban fish", "chat"),
        ("кефир, не обязательно без лактозы", "only lactose_free; find кефир", "find кефир"),
        ("bread, it needn't be vegan", "only vegan; find bread", "find bread"),
        ("crackers, they don't have to be gluten free", "only gluten_free; find crackers", "find crackers"),
        ("без лактозы не обязательно", "only lactose_free", "chat"),
        ("don't need it sugar free", "only sugar_free", "chat"),
    ],
)
def test_what_turns_the_message_round_is_dropped(message: str, plan: str, expected: str) -> None:
    assert held(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("не обязательно без сахара, но фруктозу точно исключи", "only sugar_free", "no ingredient фруктоза"),
        ("не обязательно без лактозы, но без глютена обязательно", "only lactose_free", "only gluten_free"),
        ("не обязательно веганский, только без орехов и мёда", "only vegan", "no nuts; no ingredient мёд"),
        (
            "печенье без сахара не обязательно, но без арахиса",
            "only sugar_free; find печенье",
            "no peanuts; find печенье",
        ),
        ("doesn't have to be gluten free, just no peanuts", "only gluten_free", "no peanuts"),
        ("needn't be vegan, but no walnuts, I'm allergic", "only vegan", "ban nuts"),
        ("it needn't be halal, no pork tho", "only halal; no ingredient pork", "no ingredient pork"),
    ],
)
def test_what_is_left_out_beside_a_diet_that_is_not_required_is_not_lost(
    message: str, plan: str, expected: str
) -> None:
    assert held(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("пощусь, пирожки", "only fasting; find пирожки"),
        ("sugar-free is fine, a cake", "only sugar_free; find cake"),
        ("мне нельзя сахар", "only sugar_free"),
        ("можно без сахара?", "only sugar_free"),
        ("allergic to eggs, milk is fine", "ban eggs"),
        ("eggs are fine for dad but I'm allergic to eggs", "ban eggs"),
        ("у меня аллергия на креветки", "ban crustaceans"),
        ("allergic to kiwi and satsumas", "ban ingredient kiwi"),
        ("mum swells up from walnuts", "ban nuts"),
        ("халяль, пожалуйста", "only halal"),
        ("I don't need any sugar", "only sugar_free"),
        ("we don't need it sweet", "only sugar_free"),
        ("сахар не обязательно", "only sugar_free"),
        ("обязательно без лактозы", "only lactose_free"),
        ("I'm vegan, it doesn't have to be cheap", "always vegan"),
        ("vegan cheese that doesn't have to be cheap", "only vegan; find cheese"),
        ("веганский сыр не обязательно дорогой", "only vegan; find сыр"),
        ("I'm vegan but my kid needn't be vegan", "always vegan"),
        ("мне нельзя сахар, а мужу сахар можно", "only sugar_free"),
    ],
)
def test_what_the_message_says_stays(message: str, plan: str) -> None:
    assert held(message, plan) == plan


def test_a_diet_that_is_crossed_out_is_forgotten_where_it_is_remembered() -> None:
    assert held("ладно, халяль вычёркиваем", "only halal", HALAL) == "forget halal"
    assert held("ладно, халяль вычёркиваем", "only halal") == "only halal"
    assert held("drop the halal", "only halal", HALAL) == "forget halal"
    assert held("халяль, да", "only halal", HALAL) == "only halal"


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("молочку не убирай! только сыр с плесенью ненавижу", "ban category молочка; ban category сыр с плесенью", 1),
        ("don't remove the onions", "no ingredient onions", 0),
        ("не исключай орехи", "ban nuts", 0),
        ("не убирай молоко, убери орехи", "ban milk; ban nuts", 1),
        ("убери молоко", "ban milk", 1),
        ("запрет на орехи не убирай", "ban nuts", 1),
    ],
)
def test_what_is_not_to_be_left_out_is_not_banned(message: str, plan: str, expected: int) -> None:
    acts = drop_reversed(message, parse_plan(plan), NOTHING)
    assert [act for act in acts if isinstance(act, Prefer)] == list(parse_plan(plan))[
        len(parse_plan(plan)) - expected :
    ]


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("лук прятать не надо, погорячилась я", "no ingredient лук", "forget ingredient лук"),
        ("лук больше не исключай", "chat", "forget ingredient лук"),
        ("лук прятать не надо?", "chat", "chat"),
        ("запрет на лук не убирай", "chat", "chat"),
        ("don't remove the onion ban", "chat", "chat"),
        # An allergy is lifted by nothing less than saying so.
        ("рыбу не исключай", "ban fish", "chat"),
    ],
)
def test_what_is_remembered_and_not_to_be_left_out_is_forgotten(message: str, plan: str, expected: str) -> None:
    context = PlannerContext(remembered=["exclude ingredient лук lasting", "exclude allergen fish lasting"])
    assert held(message, plan, context) == expected
