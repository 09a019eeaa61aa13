import pytest

from podbor.agent.planner.language import parse_plan, render_plan
from podbor.agent.planner.training.word_order import in_order_of


@pytest.mark.parametrize(
    ("message", "plan", "ordered"),
    [
        ("тушь водостойкая чёрная", "find водостойкая чёрная тушь", "find тушь водостойкая чёрная"),
        ("milk and a kettle, steel, to 900", "find milk; find steel kettle <900", "find milk; find kettle steel <900"),
        ("сыр козий и молоко козье", "find козий сыр; find козье молоко", "find сыр козий; find молоко козье"),
        ("где дешевле сыр плавленый", "where плавленый сыр", "where сыр плавленый"),
        ("крем от комаров детский", "find детский крем от комаров", "find крем от комаров детский"),
    ],
)
def test_words_of_a_search_are_in_the_order_of_the_message(message, plan, ordered):
    assert render_plan(in_order_of(message, parse_plan(plan))) == ordered


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("для лица крем", "find крем для лица"),
        ("ручки синие набор", "find набор синих ручек"),
        ("poison for rats in the shed", "find rat poison"),
        ("паста зубная", "find зубная паста Лакалют"),
        ("к чаю сладкое", "find сладкое к чаю: печенье, зефир"),
        ("шершавый сыр, козий", "ban ingredient сыр; like brand козий"),
        ("сыр", "find сыр; same <200; more"),
    ],
)
def test_what_would_read_worse_stays_as_it_is(message, plan):
    assert render_plan(in_order_of(message, parse_plan(plan))) == plan
