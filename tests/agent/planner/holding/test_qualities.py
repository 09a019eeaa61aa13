"""What a message that only describes says of the list on screen."""

import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.qualities import find_the_better, name_the_quality, take_turns
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("need", "message", "plan", "expected"),
    [
        ("jacket", "something warmer", "find something warmer: soup, ginger", "find warm jacket"),
        ("laptop", "the lightest one", 'take "light"', "find light laptop"),
        ("coffee beans", "stronger", "want spicy", "find strong coffee beans"),
        ("куртка", "потеплее", "want spicy", "find куртка тёплая"),
        ("зубная паста детская", "клубничную", "find клубника", "find зубная паста детская клубничная"),
        ("лампочка", "тёплый свет", "find тёплый свет", "find лампочка тёплый свет"),
    ],
)
def test_a_description_is_of_the_need(need: str, message: str, plan: str, expected: str) -> None:
    assert render_plan(name_the_quality(message, parse_plan(plan), PlannerContext(need=need))) == expected


@pytest.mark.parametrize(
    ("need", "message", "plan"),
    [
        ("", "something warmer", "find something warmer: soup, ginger"),
        ("yogurt", "sweeter", "sugar up"),
        ("snacks", "hotter", "want spicy; price down"),
        ("crisps", "spicier", "want spicy; find dip"),
        ("кофе", "менее крепкий", "find кислый"),
        ("soap", "not softer", "find softer"),
        ("bread", "butter", "find butter"),
        ("кофе", "крепкий", "find крепкий кофе"),
        ("лампа", "яркая плита", "find плита"),
        ("jacket", "the cheaper one", "take cheapest"),
        ("ice packs", "a cooler", "find cooler"),
        ("куртка", "лучше", "find лучше"),
    ],
)
def test_what_is_no_description_stays(need: str, message: str, plan: str) -> None:
    assert render_plan(name_the_quality(message, parse_plan(plan), PlannerContext(need=need))) == plan


@pytest.mark.parametrize(
    ("need", "message", "plan", "expected"),
    [
        ("basmati rice", "no, jasmine", "find jasmine basmati rice", "find jasmine rice"),
        ("рис басмати", "жасмин", "find рис басмати", "find рис жасмин"),
        ("still water 5 l", "same but sparkling", "find sparkling still water 5 l", "find sparkling water 5 l"),
        ("газированная вода", "негазированная", "find негазированная газированная вода", "find негазированная вода"),
        ("milk chocolate", "dark", "find dark milk chocolate", "find dark chocolate"),
        ("tomatoes", "cherry", "find cherry tomatoes", "find cherry tomatoes"),
        ("milk", "chocolate milk", "find chocolate milk", "find chocolate milk"),
        ("", "black and white paper", "find black and white paper", "find black and white paper"),
        ("чёрный чай", "не зелёный", "find чёрный чай", "find чёрный чай"),
        (
            "беспроводные наушники",
            "проводные тоже глянем",
            "find проводные беспроводные наушники",
            "find проводные наушники",
        ),
        ("wired earphones", "wireless", "find wireless wired earphones", "find wireless earphones"),
    ],
)
def test_a_new_word_takes_the_place_of_one_that_it_rules_out(need, message, plan, expected):
    assert render_plan(take_turns(message, parse_plan(plan), PlannerContext(need=need))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("чайник потише", "find чайник", "find тихий чайник"),
        ("подушку помягче, пожалуйста", "find подушка", "find мягкая подушка"),
        ("сапоги повыше", "find сапоги", "find высокие сапоги"),
        ("теперь плед потеплее", "unclear", "find тёплый плед"),
        ("чайник потише до 3000", "find чайник <3000", "find тихий чайник <3000"),
        ("a quieter hairdryer", "less category hairdryer", "find quiet hairdryer"),
        ("softer pillow", "find pillow", "find soft pillow"),
        ("quieter hairdryers", "find hairdryer", "find quiet hairdryer"),
        ("softer t-shirt", "find t-shirt", "find soft t-shirt"),
    ],
)
def test_a_product_that_is_compared_is_looked_for_as_such(message: str, plan: str, expected: str) -> None:
    assert render_plan(find_the_better(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("сыр подешевле", "find сыр; price down"),
        ("чай побыстрее", "find чай"),
        ("чайник уже есть", "chat"),
        ("чайник есть уже", "find чайник"),
        ("лучше чай", "find чай"),
        ("дальше чайник", "find чайник"),
        ("а попроще, маффины", "find смесь для маффинов"),
        ("gaspacho, cooler", "find gaspacho: tomatoes, cucumbers"),
        ("glass cleaner", "find glass cleaner"),
        ("чайник потише и тостер", "find чайник; find тостер"),
        ("чайник потише второго", "find чайник"),
        ("не надо подушку помягче", "no category подушка"),
        ("чайник потише", "undo"),
    ],
)
def test_any_other_product_is_looked_for_as_the_plan_has_it(message: str, plan: str) -> None:
    assert render_plan(find_the_better(message, parse_plan(plan))) == plan
