import pytest

from podbor.agent.planner.holding.own_words import in_own_words
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("diapers please", "find nappies", "find diapers"),
        ("newborn diapers, max 900", "find newborn nappies <900", "find newborn diapers <900"),
        ("diapers, the pull-up sort", "find pull-up nappies", "find pull-up nappies"),
        ("russian dumplings with meat", "find pelmeni", "find pelmeni"),
        ("chips and dip", "find chips; find dip", "find chips; find dip"),
        ("yogurt please", "find yoghurt", "find yogurt"),
        ("yogurts, under 200", "find yoghurts <200", "find yogurts <200"),
        ("candies for my kid", "find sweets for kid", "find candies for kid"),
        ("sweets for my kid", "find candies for kid", "find candies for kid"),
        ("candies for my kid", "find cookies for kid", "find candies for kid"),
        ("candies for my kid, he's allergic to nuts", "no nuts; find cookies", "no nuts; find candies"),
        ("challah, not a baguette", "find challah bread", "find challah bread"),
        ("the hoisin, and rice paper", "find hoisin sauce; find rice paper", "find hoisin sauce; find rice paper"),
        ("under 300", "same <300", "same <300"),
        ("dark choc, 85%", "find dark chocolate 85%", "find dark chocolate 85%"),
        ("garlic mayo", "find garlic mayonnaise", "find garlic mayo"),
        ("if I went keto, what would you suggest?", "find keto food", "find keto products"),
        ("say someone is vegan - not me - what then?", "find vegan foods", "find vegan products"),
        ("if I went keto, what food would you suggest?", "find keto food", "find keto food"),
        ("if I had a cat, what would you suggest?", "find cat food", "find cat food"),
        ("something for midnight munchies", "find midnight snack: crisps, cake", "find midnight snack: crisps, cake"),
    ],
)
def test_an_english_name_of_a_shelf_is_the_message_s_own(message: str, plan: str, expected: str) -> None:
    assert render_plan(in_own_words(message, parse_plan(plan))) == expected
