import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.others import hold_to_others, hold_to_the_other, hold_to_verdicts, judge_the_named
from podbor.agent.planner.language import FactPhrase, Prefer, parse_plan, render_plan

THREE = PlannerContext(
    need="рис", slate=[{"position": at, "title": f"Рис {at}", "price_rub": 100 + at} for at in (1, 2, 3)]
)


@pytest.mark.parametrize(
    ("message", "plan", "held"),
    [
        ("сравни всё кроме третьего", "compare 3, 2", "compare 1, 2"),
        ("put everything but the second one side by side", "compare 2", "compare 1, 3"),
        ("taking the first, compare the other two", "take 1; compare", "take 1; compare 2, 3"),
        ("сравни все кроме последнего", "compare", "compare 1, 2"),
        ("сравни первый и второй", "compare 1, 2", "compare 1, 2"),
        ("сравни кроме первого и второго", "compare", "compare"),
        ("где дешевле рис, кроме самоката", "where рис", "where рис"),
        ("убери всё кроме третьего", "reject 1, 2", "reject 1, 2"),
        ("the first is perfect, the other two are not for me", "take 1; reject 2", "take 1; reject 2, 3"),
        ("первый беру, остальные два не надо", "take 1; reject all", "take 1; reject 2, 3"),
        ("the first is perfect, the second is not", "take 1; reject 2", "take 1; reject 2"),
        ("второй беру, остальные три не надо", "take 2; reject 3", "take 2; reject 3"),
    ],
)
def test_all_items_but_some_are_those_left(message: str, plan: str, held: str) -> None:
    assert render_plan(hold_to_others(message, parse_plan(plan), THREE)) == held


@pytest.mark.parametrize(
    ("message", "plan", "held"),
    [
        ("first yes, second no, third no", "take 1; reject 2; take 3", "take 1; reject 2; reject 3"),
        ("первый да, второй нет", "take 1; take 2", "take 1; reject 2"),
        ("первые не понравились, а третьи беру", "reject 1, 3; take 3", "reject 1; take 3"),
        ("беру третьи, хотя нет, не надо", "take 3; reject 3", "reject 3"),
        ("убери все, третьи беру", "reject all; take 3", "reject all; take 3"),
        ("the first, and no thanks to the second", "take 1; reject 2", "take 1; reject 2"),
        ("taking the first, no bag please", "take 1", "take 1"),
    ],
)
def test_verdicts_behind_numbers_are_of_those_items(message: str, plan: str, held: str) -> None:
    assert render_plan(hold_to_verdicts(message, parse_plan(plan))) == held


SHAMPOOS = PlannerContext(
    need="шампунь",
    slate=[
        {"position": 1, "title": "Шампунь Elseve, 400 мл"},
        {"position": 2, "title": "Шампунь Natura Siberica Облепиха, 400 мл"},
        {"position": 3, "title": "Шампунь Red Herbal, 400 мл"},
    ],
)


@pytest.mark.parametrize(
    ("message", "plan", "judged"),
    [
        ("облепиховый ок", "find облепиховый шампунь", "take 2"),
        ("the red one is ugly", "find red shampoo", "reject 3"),
        ("облепиховый не нравится", "dislike category облепиховый шампунь", "reject 2"),
        ("don't like the red herbal", "dislike ingredient red herbal", "reject 3"),
        ("the herbal, not my thing at all", "dislike ingredient herbal", "reject 3"),
        ("облепиха не нравится", "dislike ingredient облепиха", "dislike ingredient облепиха"),
        ("облепиховый не нравится", "dislike spicy", "dislike spicy"),
        ("ромашковый не нравится", "dislike category ромашковый шампунь", "dislike category ромашковый шампунь"),
        ("шампунь ок", "find шампунь", "find шампунь"),
        ("ромашковый ок", "find ромашковый шампунь", "find ромашковый шампунь"),
        ("облепиховый нормальный до 300", "find облепиховый шампунь <300", "find облепиховый шампунь <300"),
        ("облепиховый", "find облепиховый шампунь", "find облепиховый шампунь"),
        ("облепиховый ок, и мыло", "find облепиховый шампунь; find мыло", "find облепиховый шампунь; find мыло"),
    ],
)
def test_a_verdict_on_what_a_word_tells_is_of_that_item(message: str, plan: str, judged: str) -> None:
    assert render_plan(judge_the_named(message, parse_plan(plan), SHAMPOOS)) == judged


FOODS = PlannerContext(
    need="корм",
    slate=[
        {"position": 1, "title": "Корм Felix с рыбой, 75 г"},
        {"position": 2, "title": "Корм Whiskas с курицей, 85 г"},
    ],
)


@pytest.mark.parametrize(
    ("message", "plan", "held"),
    [
        ("тот, который не вискас, из чего он", 'why "вискас"', "why 1"),
        ("I'll take the one that isn't Felix", 'take "Felix"', "take 2"),
        ("беру тот что без рыбы", "only fish", "take 2"),
        ("the one that's not whiskas, what's inside?", "why 2", "why 1"),
        ("I'd like the one which is not felix", 'take "felix"', "take 2"),
        ("which one is not Felix?", "why", "why"),
        ("not Felix, cheaper", "price down", "price down"),
        ("тот, который не вискас", "find корм", "find корм"),
    ],
)
def test_the_one_that_is_not_is_the_other(message: str, plan: str, held: str) -> None:
    if plan == "only fish":
        acts = (Prefer(stance="require", scope="session", fact=FactPhrase(facet="ingredient", value="рыба")),)
    else:
        acts = parse_plan(plan)
    expected = parse_plan(held) if "which one" not in message else parse_plan("why 2")
    assert hold_to_the_other(message, acts, FOODS) == expected


def test_what_it_is_not_never_becomes_what_it_has_to_be() -> None:
    acts = parse_plan("only gluten_free")
    assert render_plan(hold_to_the_other("the one that isn't gluten free", acts, PlannerContext(slate=[]))) == "unclear"


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("хочу что-то без сахара", "only sugar_free"),
        ("что-то без орехов", "no nuts"),
        ("а то без молока мне нельзя", "ban milk"),
        ("то без орехов, то без молока", "no nuts; no milk"),
        ("one without nuts please", "no nuts"),
        ("the one that isn't with nuts", "no nuts"),
        ("a bar, the one without sugar", "only sugar_free"),
        ("тот, который без глютена", "only gluten_free"),
    ],
)
def test_what_must_not_be_shown_is_never_lost(message: str, plan: str) -> None:
    for context in (FOODS, PlannerContext(slate=[])):
        assert render_plan(hold_to_the_other(message, parse_plan(plan), context)) == plan


@pytest.mark.parametrize(
    ("message", "plan", "held"),
    [
        ("taking 2, 3 is a no, and find floss", "take 2, 3; find floss", "take 2; reject 3; find floss"),
        ("the second one is a hard no", "take 2", "reject 2"),
        ("first is a yes", "reject 1", "take 1"),
        ("taking 2, no more", "take 2", "take 2"),
        ("first, no, second", "take 2", "take 2"),
    ],
)
def test_a_verdict_in_so_many_words_is_of_its_item(message: str, plan: str, held: str) -> None:
    assert render_plan(hold_to_verdicts(message, parse_plan(plan))) == held


@pytest.mark.parametrize(
    ("message", "plan", "held"),
    [
        ("not 1, the other two, which is the better buy", "compare 2", "compare 2, 3"),
        ("сравни остальные два, первый не надо", "compare 1, 2", "compare 2, 3"),
        ("the second is out, which of the others is better", "compare 2", "compare 1, 3"),
        ("два последних не надо, остальные сравни", "reject last2; compare", "reject last2; compare"),
    ],
)
def test_the_others_are_those_that_are_not_the_one_denied(message: str, plan: str, held: str) -> None:
    assert render_plan(hold_to_others(message, parse_plan(plan), THREE)) == held
