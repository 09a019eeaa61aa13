"""Denials that lift or exclude nothing: of items, denied twice, of a shape that a search is better at, of nothing at all."""

import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.allergies import hold_to_allergens
from podbor.agent.planner.holding.cues import drop_guess, hold_to_courtesy
from podbor.agent.planner.holding.facts import drop_unsaid, require_the_said
from podbor.agent.planner.holding.lifts import certainty, lift
from podbor.agent.planner.holding.negations import hold_to_negations
from podbor.agent.planner.language import parse_plan, render_plan

KNOWN = PlannerContext(need="сыр", remembered=["exclude allergen nuts lasting", "require diet vegan lasting"])


def lifted(message: str, plan: str) -> tuple[str, float]:
    acts = parse_plan(plan)
    held = lift(message, acts, KNOWN)
    return render_plan(held), certainty(message, acts, held, KNOWN, confidence=0.9)


@pytest.mark.parametrize(
    "message",
    [
        "I asked for vegan, these are not vegan!",
        "не веганское убери",
        "второй не веганский",
        "я не ем не веганское",
        "я просил веганское, а тут не веганское",
    ],
)
def test_a_diet_that_items_do_not_keep_is_not_given_up(message):
    assert lifted(message, "reject all") == ("reject all", 0.9)


def test_a_diet_given_up_beside_another_verb_is_asked_about():
    assert lifted("я беру не веганское", "chat") == ("forget vegan", 0.0)
    assert lifted("я больше не веган", "chat") == ("forget vegan", 1.0)


@pytest.mark.parametrize(
    "message",
    [
        "с чего ты взял, что у меня нет аллергии на орехи?",
        "who told you I'm not allergic to nuts?",
        "why do you think this has no nuts?",
    ],
)
def test_a_denial_that_is_disputed_lifts_nothing(message):
    assert lifted(message, "ban nuts") == ("ban nuts", 0.9)


def test_an_allergy_that_is_disputed_after_a_comma_is_asked_about():
    assert lifted("с чего ты взял, что у меня аллергия на орехи?", "chat") == ("forget nuts", 0.0)


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("I'm not allergic to peanuts but please no peanuts", "no peanuts"),
        ("нет аллергии на арахис, но без арахиса", "no peanuts"),
        ("аллергии на арахис нет, но арахис не ем", "ban peanuts"),
        ("сыр можно а орехи нет", "no nuts"),
    ],
)
def test_what_is_refused_beside_what_is_fine_stays_excluded(message, plan):
    assert render_plan(lift(message, parse_plan(plan), PlannerContext())) == plan


@pytest.mark.parametrize(
    ("need", "message", "plan", "expected"),
    [
        ("вода", "без газа", "find вода без газа", "find вода без газа"),
        ("оливки", "без косточек", "find оливки без косточек", "find оливки без косточек"),
        ("mug", "no handle", "find mug no handle", "find mug no handle"),
        ("coffee", "no name", "find no name coffee", "find no name coffee"),
        ("кофе", "без кофеина", "find кофе без кофеина", "no ingredient кофеин; find кофе без кофеина"),
        ("чай", "без сахара", "find чай без сахара", "only sugar_free"),
        ("tea", "not a fan", "find tea", "find tea"),
        ("рыба", "if not salmon", "find salmon", "find salmon"),
        ("подарок", "не цветы", "chat", "no category цветы"),
        ("соус", "без кинзы", "no ingredient кориандр", "no ingredient кинза"),
    ],
)
def test_what_a_search_says_itself_is_not_excluded(need, message, plan, expected):
    assert render_plan(hold_to_negations(message, parse_plan(plan), PlannerContext(need=need))) == expected


def test_what_a_diet_keeps_out_is_not_looked_for_where_it_is_allowed():
    context = PlannerContext(need="молоко", remembered=["require diet sugar_free session"])
    assert render_plan(lift("сахар можно", parse_plan("find сахар"), context)) == "forget sugar_free"


@pytest.mark.parametrize("message", ["не надо", "не знаю", "спасибо, не надо", "без понятия", "no thanks", "not sure"])
@pytest.mark.parametrize("plan", ["find нет света: свечи, фонарик", "reject all", "no category чай"])
def test_nothing_is_looked_for_or_excluded_where_nothing_is_wanted(message, plan):
    assert render_plan(hold_to_courtesy(message, parse_plan(plan))) == "unclear"


@pytest.mark.parametrize(
    ("message", "plan"),
    [("не надо сыр", "find сыр"), ("не спится", "find чай"), ("не то", "reject all"), ("не надо", "undo")],
)
def test_a_refusal_of_something_is_no_refusal_of_all(message, plan):
    assert render_plan(hold_to_courtesy(message, parse_plan(plan))) == plan


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("без курятины", "no ingredient курица"),
        ("без буряка", "no ingredient свёкла"),
        ("этот бренд больше не показывай", "ban brand Простоквашино"),
    ],
)
def test_a_ban_in_another_word_is_kept_where_something_is_refused(message, plan):
    assert render_plan(drop_unsaid(message, parse_plan(plan), PlannerContext())) == plan


def test_a_brand_that_is_only_called_a_brand_is_none():
    acts = parse_plan("ban brand Бренд")
    assert render_plan(drop_unsaid("этот бренд больше не показывай", acts, PlannerContext())) == "unclear"


@pytest.mark.parametrize("message", ["halal чайник", "keto книга"])
def test_what_keeps_no_diet_is_looked_for_as_it_is_called(message):
    assert render_plan(require_the_said(message, parse_plan(f"find {message}"))) == f"find {message}"


@pytest.mark.parametrize("message", ["no almonds, they make me itch", "не могу есть миндаль", "can not eat almonds"])
def test_all_of_an_allergen_is_excluded_where_one_sort_does_harm(message):
    assert render_plan(hold_to_allergens(message, parse_plan("no nuts"))) == "no nuts"


@pytest.mark.parametrize(
    ("message", "plan"),
    [("фу, гадость", "reject all"), ("rubbish", "reject all"), ("go on", "more"), ("далее", "more")],
)
def test_disgust_rejects_and_to_go_on_is_more(message, plan):
    assert render_plan(drop_guess(message, parse_plan(plan), confidence=0.8)) == plan
