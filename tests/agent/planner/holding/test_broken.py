"""What broke is looked for anew."""

import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.broken import look_for_the_broken
from podbor.agent.planner.language import parse_plan, render_plan


def held(message: str, plan: str, *, asked: str = "") -> str:
    return render_plan(look_for_the_broken(message, parse_plan(plan), PlannerContext(asked=asked)))


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("my kettle broke down", "find knocked-out kettle: kettle, kettle valve", "find kettle"),
        ("our vacuum cleaner packed up", "find vacuum cleaner unpacked", "find vacuum cleaner"),
        ("my phone charger stopped working", "find dead phone charger: charger, cable", "find phone charger"),
        ("dropped my mug and it smashed", "find mug accident: eraser", "find mug"),
        ("umbrella broke again", "find broken umbrella: umbrella, clamp", "find umbrella"),
        ("the hoover has given up the ghost", "find broken hoover: squeegee", "find hoover"),
        ("kids smashed the vase", "find smashed vase: filler, grout", "find vase"),
        ("our frying pan is totally knackered", "find frying pan knackered: pan brush", "find frying pan"),
        ("сын сломал линейку", "find сломанная линейка: клей", "find линейка"),
        ("термос протек", "find термос протек", "find термос"),
        ("phone is dead", "offtopic", "find phone"),
        ("пылесос приказал долго жить", "find пылесос: салфетки, робот-пылесос", "find пылесос"),
        ("порвались колготки", "find порвались колготки: нитки", "find колготки"),
        ("разбила кружку", "find разбила кружку: шпатель", "find кружка"),
        (
            "кроссовки порвались, нужны до 5000",
            "find кроссовки порвались: кроссовки, стельки <5000",
            "find кроссовки <5000",
        ),
        ("чайник сломался, а ещё молоко", "find чайник сломался; find молоко", "find чайник; find молоко"),
    ],
)
def test_what_broke_is_looked_for(message: str, plan: str, expected: str) -> None:
    assert held(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("сломался утюг", "find утюг"),
        ("the toaster died, a cheap one under 3000", "find toaster <3000"),
        ("чем склеить разбитую чашку", "find клей"),
        ("чайник сломался, как починить", "find чайник: отвёртка"),
        ("ребёнок разбил коленку", "find разбитая коленка: пластырь, бинт"),
        ("my heart is broken", "chat"),
        ("кот умер", "find кот умер: кошачий корм, миска"),
        ("порвал штаны по шву", "find порвал штаны по шву: нитки, иголки"),
        ("сгорела каша, кастрюля чёрная", "find пригоревшая кастрюля: сода, губка"),
        ("eggs were broken on delivery, I want my money back", "offtopic"),
        ("wine glass broke, red all over the sofa", "find stain remover for sofa"),
        ("smashed potatoes", "find smashed potatoes"),
        ("ripped jeans", "find ripped jeans: jeans"),
        ("dead sea salt", "find Dead Sea salt"),
        ("chair leg broke", "find broken chair: wood glue, clamp"),
        ("чайник сломался в прошлый раз, запомни: Scarlett не беру", "ban brand Scarlett"),
        ("cleaning up after a party", "find party cleanup: bin bags, sponge"),
    ],
)
def test_other_messages_are_left_alone(message: str, plan: str) -> None:
    assert held(message, plan) == plan


def test_an_answer_to_a_question_is_left_alone() -> None:
    assert held("чайник сломался", "find чайник: накипь", asked="Что случилось?") == "find чайник: накипь"
