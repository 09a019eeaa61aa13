import pytest

from podbor.agent.planner.holding.dropped import restore_need, restore_others, restore_refusal
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("message", "plan", "restored"),
    [
        ("малышу нужна каша, аллергия на молоко", "ban milk", "ban milk; find каша"),
        ("аллергия у меня на орехи, печенье нужно", "ban nuts", "ban nuts; find печенье"),
        ("I'm vegan, find me some cookies", "always vegan", "always vegan; find cookies"),
        ("второй беру и ещё найди хлеб", "take 2", "take 2; find хлеб"),
        ("молоко нам не нужно, у сына аллергия", "no milk", "no milk"),
        ("найди без молока, аллергия", "ban milk", "ban milk"),
        ("мне для каши нужно что-то без сахара", "only sugar_free", "only sugar_free"),
        ("печенье люблю, найди", "like category печенье", "like category печенье"),
        ("нужна каша? сравни первый и второй", "compare 1, 2", "compare 1, 2"),
    ],
)
def test_what_is_asked_for_in_so_many_words_is_searched(message: str, plan: str, restored: str) -> None:
    assert render_plan(restore_need(message, parse_plan(plan))) == restored


@pytest.mark.parametrize(
    ("message", "plan", "restored"),
    [
        ("молоко, хлеб и яйца", "find молоко; find яйца", "find молоко; find хлеб; find яйца"),
        ("milk and bread", "find bread", "find milk; find bread"),
        ("памперсы и молоко", "find подгузники; find молоко", "find подгузники; find молоко"),
        ("чай, хотя лучше кофе", "find кофе", "find кофе"),
        ("хлеб, только не молоко", "find хлеб", "find хлеб"),
        ("сыр и вино на романтический вечер", "find сыр и вино: сыр, вино", "find сыр и вино: сыр, вино"),
        ("йогурт с клубникой и бананом", "find йогурт с клубникой и бананом", "find йогурт с клубникой и бананом"),
    ],
)
def test_no_product_of_a_list_is_lost(message: str, plan: str, restored: str) -> None:
    assert render_plan(restore_others(message, parse_plan(plan))) == restored


@pytest.mark.parametrize(
    ("message", "plan", "restored"),
    [
        ("запомни, укроп я не ем, и ещё хлеб найди", "find хлеб", "ban ingredient укроп; find хлеб"),
        ("запомни что укроп я не ем, и хлеб", "find хлеб", "ban ingredient укроп; find хлеб"),
        ("яйца не ем, печенье к чаю", "find печенье к чаю", "ban eggs; find печенье к чаю"),
        ("salad please, I don't eat cilantro", "find salad", "ban ingredient cilantro; find salad"),
        ("рыбу не ем, суп найди", "ban fish; find суп", "ban fish; find суп"),
        ("мясо не ем, котлеты нужны", "always vegetarian; find котлеты", "always vegetarian; find котлеты"),
        ("если я не ем мясо, что взять на обед", "find обед", "find обед"),
        ("сладкого вообще не ем", "chat", "chat"),
    ],
)
def test_what_is_not_eaten_is_never_lost(message: str, plan: str, restored: str) -> None:
    assert render_plan(restore_refusal(message, parse_plan(plan))) == restored
