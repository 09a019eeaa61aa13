"""A ban whose verb is said once holds of what is named behind each person."""

import pytest

from podbor.agent.planner.holding.gapping import ban_the_gapped
from podbor.agent.planner.language import parse_plan, render_plan


def held(message: str, plan: str) -> str:
    return render_plan(ban_the_gapped(message, parse_plan(plan)))


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        (
            "мама грибы не ест, папа острое, а я хочу пиццу",
            "no ingredient грибы; want spicy; find пицца",
            "no ingredient грибы; no spicy; find пицца",
        ),
        (
            "мужу нельзя горчицу, мелкому кунжут, хочу бургер",
            "no mustard; find мелкому кунжут; find бургер",
            "no mustard; no sesame; find бургер",
        ),
        ("my son is allergic to nuts, my daughter to eggs", "no nuts; find eggs", "no nuts; no eggs"),
        ("dad can't have dairy and mum nuts", "no milk", "no milk; no nuts"),
        ("у мужа аллергия на рыбу, у сына на арахис", "ban fish", "ban fish; ban peanuts"),
        ("сын не ест рыбу, дочь орехи, муж яйца", "no fish", "no fish; no nuts; no eggs"),
    ],
)
def test_what_stands_behind_another_person_is_banned_too(message: str, plan: str, expected: str) -> None:
    assert held(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        # A verb of its own, a product, nobody else, a price, a question.
        ("мама грибы не ест, папа любит острое", "no ingredient грибы; want spicy"),
        ("мужу нельзя молоко, дочке сок", "no milk; find сок"),
        ("мне нельзя молоко, яйца найди", "ban milk; find яйца"),
        ("сын не ест рыбу, дочь ест, найди орехи", "no fish; find орехи"),
        ("сыну нельзя рыбу, а мужу орехи можно?", "no fish; find орехи"),
        ("сыр, муж молоко не пьёт", "find сыр"),
        ("папа острое, мама сладкое", "want spicy; want sweet"),
        ("мужу нельзя горчицу, сыну кунжут до 90", "no mustard; find кунжут <90"),
        ("мужу нельзя горчицу, сыну кунжут", "no mustard; find кунжут <90"),
    ],
)
def test_what_has_a_verb_of_its_own_is_left_alone(message: str, plan: str) -> None:
    assert held(message, plan) == plan
