import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.negations import hold_to_negations, leave_out_denied
from podbor.agent.planner.language import parse_plan, render_plan


def held(message: str, plan: str, need: str = "") -> str:
    return render_plan(hold_to_negations(message, parse_plan(plan), PlannerContext(need=need)))


@pytest.mark.parametrize(
    ("need", "message", "plan", "expected"),
    [
        ("протеиновые батончики", "не шоколадные", "find протеиновые батончики", "no ingredient шоколадный"),
        ("рыба", "кроме лосося", "find лосось", "no category лосось"),
        ("ужин", "не мяса", "find мясо", "no category мясо"),
        ("чай", "не в пакетиках", "find чай в пакетиках", "no category пакетики"),
        ("noodles", "not pasta", "find noodles not pasta", "no category pasta"),
        ("snacks", "not chips", "find chips", "no category chips"),
        ("headphones", "not black", "find black headphones", "no category black"),
        ("butter", "no, not margarine", "find butter not margarine", "no category margarine"),
        ("шоколад", "не горький", "find горький шоколад", "no category горький шоколад"),
        ("печенье", "без орехов", "find печенье", "no nuts"),
        ("печенье", "без сахара", "find печенье", "only sugar_free"),
        ("milk", "not from Samokat", "want samokat", "no samokat"),
        ("рыба", "только не лосось и не форель", "no fish", "no category лосось; no category форель"),
    ],
)
def test_what_is_denied_of_the_need_on_screen_is_excluded_and_not_looked_for(need, message, plan, expected):
    assert held(message, plan, need) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("хочу рыбу, но не треску", "find рыба", "no category треска; find рыба"),
        ("find me a vase that is not glass", "find glass vase", "no category glass; find vase"),
    ],
)
def test_a_product_before_the_denial_is_looked_for(message, plan, expected):
    assert held(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("вода без газа", "find вода без газа"),
        ("не дороже 200", "same <200"),
        ("не надо", "chat"),
        ("не знаю", "unclear"),
        ("not sure", "unclear"),
        ("no problem", "chat"),
        ("not bad", "chat"),
        ("не первый", "find сыр"),
        ("не только сыр", "find сыр"),
        ("не без сыра", "find сыр"),
        ("not that cheese", "find cheese"),
        ("is it not cheese?", "find cheese"),
        ("нет, не Nestle, а Lindt", "no brand Nestle; want brand Lindt"),
        ("не манная, булгур", "find булгур"),
        ("аллергия на рыбу, но не на лосося", "ban fish"),
        ("without seafood", "no crustaceans; no molluscs"),
        ("anything but kuper", "same @samokat @megamarket"),
    ],
)
def test_turns_of_phrase_corrections_and_names_are_left_as_they_are(message, plan):
    assert held(message, plan, "сыр") == plan


def test_a_need_is_not_denied_as_a_whole():
    assert held("не сыр", "find сыр", "сыр") == "find сыр"


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("а мне простой, не от кариеса", "find зубная паста от кариеса", "find зубная паста"),
        ("тарелки, не для микроволновки", "find тарелки для микроволновки", "find тарелки"),
        ("soap please, not for dishes", "find soap for dishes", "find soap"),
        ("крем от загара", "find крем от загара", "find крем от загара"),
        ("coffee, anything but Jacobs, fed up", "dislike brand Jacobs; find coffee", "no brand Jacobs; find coffee"),
        ("чай, лишь бы не Принцесса Нури", "dislike brand Принцесса Нури", "no brand Принцесса Нури"),
        ("fed up with Jacobs", "dislike brand Jacobs", "dislike brand Jacobs"),
        ("кофе, тока не жокей", "find кофе", "no brand Жокей; find кофе"),
        ("a kettle, anything but tefal", "find kettle", "no brand Tefal; find kettle"),
        ("чай, только не зелёный", "find чай", "find чай"),
        ("салат, кроме маасдама", "find салат", "find салат"),
        ("anything but tefal", "price down", "price down"),
    ],
)
def test_what_a_thing_is_not_for_is_not_looked_for(message: str, plan: str, expected: str) -> None:
    assert render_plan(leave_out_denied(message, parse_plan(plan))) == expected
