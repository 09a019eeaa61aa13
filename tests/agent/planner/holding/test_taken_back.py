"""Allergies, diets and wishes that a message takes back, and when all is forgotten."""

import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.cues import hold_to_cues
from podbor.agent.planner.holding.lifts import certainty, lift
from podbor.agent.planner.language import parse_plan, render_plan

KNOWN = PlannerContext(
    need="diapers",
    remembered=[
        "exclude allergen nuts lasting",
        "exclude allergen soy lasting",
        "require diet keto lasting",
        "require brand Pampers session",
        "exclude service kuper lasting",
    ],
)


def read(message: str, plan: str, context: PlannerContext = KNOWN) -> tuple[str, float]:
    acts = parse_plan(plan)
    lifted = lift(message, acts, context)
    return render_plan(lifted), certainty(message, acts, lifted, context, confidence=0.9)


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("actually I'm not allergic to nuts", "chat", ("forget nuts", 0.0)),
        ("no allergy to nuts", "chat", ("forget nuts", 0.0)),
        ("нет у меня аллергии на орехи", "ban nuts", ("forget nuts", 0.0)),
        ("с чего ты взял что мне сою нельзя, можно", "why", ("forget soy", 0.0)),
        ("без кето теперь", "only keto", ("forget keto", 1.0)),
        ("I'm not keto, just vegetarian", "forget keto; always vegetarian", ("forget keto; always vegetarian", 1.0)),
        ("no, any brand", "unclear", ("forget brand Pampers", 1.0)),
        ("любой бренд", "unclear", ("forget brand Pampers", 1.0)),
        ("ok Kuper is fine", "same @kuper", ("forget kuper", 1.0)),
        ("remove the price limit", "attack", ("same", 0.0)),
        ("цена не важна", "chat", ("same", 0.0)),
        ("ладно, показывай без потолка", "attack", ("same", 0.0)),
        ("forget the limit, it's payday", "forget all", ("same", 0.0)),
        ("actually from anywhere", "unclear", ("same", 0.0)),
    ],
)
def test_what_is_taken_back_is_forgotten_and_an_allergy_is_asked_about(message, plan, expected):
    assert read(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("if I were not allergic to nuts", "chat"),
        ("am I not allergic to nuts?", "chat"),
        ("not allergic to milk", "chat"),
        ("мясо, цена не важна", "find мясо"),
    ],
)
def test_what_is_only_thought_of_or_not_remembered_lifts_nothing(message, plan):
    assert read(message, plan) == (plan, 0.9)


def test_a_diet_denied_beside_a_search_is_asked_about():
    assert read("I want sausages, not keto ones", "find sausages") == ("forget keto; find sausages", 0.0)


def test_no_allergy_is_no_ban_though_nothing_is_remembered():
    assert read("нет у меня аллергии на молоко", "ban milk")[0] == "chat"


def test_what_is_fine_today_is_not_excluded():
    assert read("сегодня можно и сладкое", "no sweet")[0] == "chat"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("clear the filters", "unclear"),
        ("сбрось фильтры", "unclear"),
        ("show me everything again", "more"),
        ("покажи, что обо мне знаешь", "profile"),
        ("forget everything", "forget all"),
        ("забудь всё", "forget all"),
        ("clear everything", "forget all"),
    ],
)
def test_all_is_forgotten_only_where_the_list_is_not_meant(message, expected):
    assert render_plan(hold_to_cues(message, parse_plan("forget all"))) == expected


@pytest.mark.parametrize(
    ("message", "need", "expected"),
    [
        ("снова любой бренд", "чай Greenfield", "find чай"),
        ("any brand again", "чай Greenfield", "find чай"),
        ("снова любой бренд", "чай", "chat"),
        ("любой бренд и любая цена", "чай", "same"),
    ],
)
def test_any_brand_takes_the_brand_out_of_the_search(message, need, expected):
    assert read(message, "chat", PlannerContext(need=need))[0] == expected
