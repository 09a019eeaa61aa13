import pytest

from podbor.agent.planner.context import PlannerContext, ShownItem
from podbor.agent.planner.holding.follow_ups import (
    find_the_asked,
    find_the_decaf,
    find_the_named,
    find_the_unforgotten,
    find_the_wished,
    leave_the_need,
    look_again,
    of_its_need,
)
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("need", "message", "plan", "expected"),
    [
        ("sausages", "vegan ones?", "only vegan; find sausages", "only vegan"),
        ("печенье к чаю", "а без сахара?", "only sugar_free; find печенье", "only sugar_free"),
        ("печенье", "сладкое надоело, печенье без сахара", "only sugar_free; find печенье", "only sugar_free; find печенье"),
        ("biscuits", "vegan and under 300", "only vegan; find biscuits <300", "only vegan; find biscuits <300"),
        ("milk", "I'm vegan, oat milk", "always vegan; find oat milk", "always vegan; find oat milk"),
        ("milk", "again please", "find milk", "find milk"),
        ("", "vegan ones?", "only vegan; find sausages", "only vegan; find sausages"),
    ],
)  # fmt: skip
def test_the_need_on_screen_is_not_looked_for_anew(need: str, message: str, plan: str, expected: str) -> None:
    assert render_plan(leave_the_need(message, parse_plan(plan), PlannerContext(need=need))) == expected


@pytest.mark.parametrize(
    ("need", "message", "plan", "expected"),
    [
        ("", "сыр подешевле", "price down", "find сыр; price down"),
        ("молоко", "а сыра подешевле нет?", "price down", "price down"),
        ("молоко", "а сыр подешевле есть?", "price down", "find сыр; price down"),
        ("чай", "чайник подешевле", "price down", "find чайник; price down"),
        ("чай", "теперь кофе подешевле", "price down", "find кофе; price down"),
        ("", "cheaper milk", "price down", "find milk; price down"),
        ("tea", "and now cheaper milk", "price down", "find milk; price down"),
        ("", "some cheaper cheese please", "price down", "find cheese; price down"),
        ("чай", "чай подешевле", "price down", "price down"),
        ("памперсы", "подгузники подешевле", "price down", "price down"),
        ("к завтраку", "творог пожирнее", "fat up", "fat up"),
        ("", "подешевле", "price down", "price down"),
        ("", "richer, fattier, it's for frying", "fat up", "fat up"),
        ("", "йогурт менее сладкий", 'sugar down "йогурт"', "find йогурт; sugar down"),
        ("", "печенье не такое сладкое", "sugar down", "find печенье; sugar down"),
        ("tea", "less salty crisps", "salt down", "find crisps; salt down"),
        ("", "самое дешёвое молоко", "take cheapest", "find молоко; price down"),
        ("чай", "самый дорогой сыр", "take dearest", "find сыр; price up"),
        ("", "cheapest milk", "find milk cheapest", "find milk; price down"),
        ("молоко", "ведро побольше", "size up", "size up"),
        ("milk", "larger bag", "size up", "size up"),
        ("чай", "дешевле кефира", "price down", "price down"),
        ("чай", "кефир дешевле", "price down", "find кефир; price down"),
        ("", "самый дешёвый", "take cheapest", "take cheapest"),
        ("творог", "самый дешёвый творог", "take cheapest", "take cheapest"),
        ("", "творог пожирнее", 'fat up "творог"', 'fat up "творог"'),
        ("", "молоко дешевле второго", "price down 2", "price down 2"),
        ("", "без молока и подешевле", "no milk; price down", "no milk; price down"),
    ],
)
def test_a_product_that_is_not_on_screen_is_looked_for_before_it_is_criticised(need, message, plan, expected):
    context = PlannerContext(need=need, slate=[ShownItem(position=1, title="Творог 5 %, 200 г")])
    assert render_plan(find_the_named(message, parse_plan(plan), context)) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("а какие чаи посоветуешь к нему?", "find к чаю: печенье, конфеты, зефир", "find чай"),
        ("что-нибудь к чаю", "find к чаю: печенье, конфеты, зефир", "find к чаю: печенье, конфеты, зефир"),
        ("чаёвничать будем", "find к чаю: печенье, конфеты, зефир", "find к чаю: печенье, конфеты, зефир"),
    ],
)
def test_what_is_to_go_with_something_is_told_from_what_it_goes_with(message: str, plan: str, expected: str) -> None:
    assert render_plan(find_the_asked(message, parse_plan(plan))) == expected


NOTHING = PlannerContext(slate=[])


@pytest.mark.parametrize(
    ("message", "plan", "context", "expected"),
    [
        ("хочу сладкого", "want sweet", NOTHING, "find сладкое"),
        ("Хочется чего-нибудь солёненького", "want salty", NOTHING, "find солёное"),
        ("fancy something spicy", "want spicy", NOTHING, "find something spicy"),
        ("хочу сладкого", "want sweet", PlannerContext(), "want sweet"),
        ("хочу сладкого", "want sweet", PlannerContext(slate=[], need="зефир"), "want sweet"),
        ("люблю сладкое", "like sweet", NOTHING, "like sweet"),
        ("без острого хочу", "no spicy", NOTHING, "no spicy"),
        ("сладкое", "want sweet", NOTHING, "want sweet"),
    ],
)
def test_a_taste_is_looked_for_where_no_list_is_there_to_prefer_it_in(
    message: str, plan: str, context: PlannerContext, expected: str
) -> None:
    assert render_plan(find_the_wished(message, parse_plan(plan), context)) == expected


@pytest.mark.parametrize(
    ("need", "message", "expected"),
    [
        ("бананы", "бананы ещё есть?", "same"),
        ("бананы", "а бананы всё ещё в наличии?", "same"),
        ("bananas", "do you still have any bananas", "same"),
        ("bananas", "are the bananas still available?", "same"),
        ("бананы", "ещё бананы есть?", "more"),
        ("бананы", "что ещё есть?", "more"),
        ("бананы", "ещё есть?", "more"),
        ("bananas", "still more please", "more"),
    ],
)
def test_whether_a_thing_is_still_there_is_no_wish_for_others(need: str, message: str, expected: str) -> None:
    assert render_plan(look_again(message, parse_plan("more"), PlannerContext(need=need))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "need", "expected"),
    [
        ("только без кофеина", "no ingredient кофеин", "кофе", "find кофе без кофеина"),
        ("Decaf only, please", "no ingredient caffeine", "coffee", "find decaf coffee"),
        ("decaf please!", "no ingredient caffeine", "coffee", "find decaf coffee"),
        ("без кофеина", "no ingredient кофеин", "", "no ingredient кофеин"),
        ("мне без кофеина, я беременна", "ban ingredient кофеин", "чай", "ban ingredient кофеин"),
    ],
)
def test_decaf_is_a_sort_of_the_drink_on_screen(message: str, plan: str, need: str, expected: str) -> None:
    assert render_plan(find_the_decaf(message, parse_plan(plan), PlannerContext(need=need))) == expected


TWO = PlannerContext(need="рис", needs=("курица", "рис"))


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("курицу давай до 400", "same <400", "find курица <400"),
        ("рис до 400", "same <400", "same <400"),
        ("только из купера", "same @kuper", "find курица @kuper; find рис @kuper"),
        ("и рис, и курицу до 300", "same <300", "find курица <300; find рис <300"),
        ("до 300", "same <300", "same <300"),
        ("лосось до 300", "find лосось <300", "find лосось <300"),
    ],
)
def test_new_bounds_are_of_the_need_that_is_named(message: str, plan: str, expected: str) -> None:
    assert render_plan(of_its_need(message, parse_plan(plan), TWO)) == expected


def test_bounds_are_of_the_one_need_on_screen() -> None:
    one = PlannerContext(need="рис", needs=("рис",))
    assert render_plan(of_its_need("курицу до 400", parse_plan("same <400"), one)) == "same <400"


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("crackers we can all have", "forget category crackers", "find crackers"),
        ("crackers can go back to normal, forget it", "forget category crackers", "forget category crackers"),
        ("dad can have nuts", "forget nuts", "forget nuts"),
        ("любимое", "forget category любимое", "forget category любимое"),
    ],
)
def test_a_product_that_was_never_remembered_is_looked_for(message: str, plan: str, expected: str) -> None:
    assert render_plan(find_the_unforgotten(message, parse_plan(plan), PlannerContext())) == expected


def test_what_is_remembered_is_forgotten() -> None:
    known = PlannerContext(remembered=["exclude category crackers lasting"])
    acts = parse_plan("forget category crackers")
    assert find_the_unforgotten("crackers we can all have", acts, known) == acts


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("мне бы наполнитель для кота, он капризный", "want category наполнитель", "find наполнитель"),
        ("I need shampoo, I like the smell", "want category shampoo", "find shampoo"),
        ("люблю шоколад", "like category шоколад", "like category шоколад"),
        ("нужны сладости полегче", "want sweet", "want sweet"),
    ],
)
def test_a_product_that_is_asked_for_is_looked_for(message: str, plan: str, expected: str) -> None:
    context = PlannerContext(need="корм", slate=[ShownItem(position=1, title="Корм Felix")])
    assert render_plan(find_the_wished(message, parse_plan(plan), context)) == expected
