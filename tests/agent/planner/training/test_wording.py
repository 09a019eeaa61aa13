import pytest

from podbor.agent.planner.language import parse_plan, render_plan
from podbor.agent.planner.training.wording import in_case_of, in_order_of


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


@pytest.mark.parametrize(
    ("need", "message", "plan", "ordered"),
    [
        ("сыр", "козий есть?", "find сыр козий", "find козий сыр"),
        ("сыр", "а с плесенью?", "find с плесенью сыр", "find сыр с плесенью"),
        (
            "бассейн",
            "насос электрический для него",
            "find для бассейна электрический насос",
            "find насос электрический для бассейна",
        ),
        ("gym gloves", "pink, under 700", "find pink gym gloves <700", "find pink gym gloves <700"),
        ("phone", "waterproof, for kids", "find waterproof phone for kids", "find phone waterproof for kids"),
        ("ice cream", "strawberry, and a scoop", "find ice cream scoop", "find ice cream scoop"),
    ],
)
def test_the_need_follows_an_adjective_and_goes_before_the_rest(need, message, plan, ordered):
    assert render_plan(in_order_of(message, parse_plan(plan), need=need)) == ordered


@pytest.mark.parametrize(
    ("message", "plan", "written"),
    [
        ("пятновыводитель ваниш", "find пятновыводитель Ваниш", "find пятновыводитель ваниш"),
        ("Паста Barilla, 400г", "find паста Barilla 400г", "find паста Barilla 400 г"),
        ("Хочу. Кофе зерновой", "find кофе зерновой", "find кофе зерновой"),
        ("чехол на iPhone", "find чехол на iphone", "find чехол на iPhone"),
        ("где дешевле kitkat", "where KitKat", "where kitkat"),
        ("аленку беру", 'take "Аленка"', 'take "аленка"'),
        ("от бренда lindt", "like brand Lindt", "like brand Lindt"),
    ],
)
def test_capitals_of_a_search_are_those_of_the_message(message, plan, written):
    assert render_plan(in_case_of(message, parse_plan(plan))) == written
