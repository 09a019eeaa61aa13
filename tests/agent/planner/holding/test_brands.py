"""A bare brand beside a list."""

import pytest

from podbor.agent.planner.context import PlannerContext, ShownItem
from podbor.agent.planner.holding.brands import name_the_brand, refuse_the_brand
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("need", "message", "plan", "expected"),
    [
        ("телефон", "самсунг", "find самсунг <15000", "find телефон самсунг <15000"),
        ("cat food", "Whiskas", "find Whiskas", "find cat food Whiskas"),
        ("crisps", "Lay's", 'take "Lay\'s"', "find crisps Lay's"),
        ("сок", "добрый", "chat", "find сок добрый"),
        ("йогурт активиа", "а чудо?", "find йогурт чудо активиа", "find йогурт чудо"),
        ("йогурт", "активию", "find активированный йогурт", "find йогурт активиа"),
        ("кроссовки адидас", "а найк?", "find кроссовки адидас найк", "find кроссовки найк"),
        ("памперсы 4 размер", "хаггис", "find памперсы хаггис", "find подгузники 4 размер хаггис"),
        ("пюре", "фруто няня или агуша?", 'why "фруто няня"', "find пюре фруто няня агуша"),
        ("headphones", "JBL or Sony", 'compare "JBL", "Sony"', "find headphones JBL Sony"),
    ],
)
def test_a_bare_brand_is_of_the_need(need: str, message: str, plan: str, expected: str) -> None:
    context = PlannerContext(need=need, slate=[ShownItem(position=1, title="Philips TAH 4209")])
    assert render_plan(name_the_brand(message, parse_plan(plan), context)) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("лучше с бергамотом", "want brand Бергамот", "find чай с бергамотом"),
        ("with bergamot please", "want brand Bergamot", "find чай with bergamot"),
        ("с милкой", "want brand Милка", "want brand Милка"),
        ("хочу Ahmad с лимоном", "want brand Ahmad", "want brand Ahmad"),
    ],
)
def test_what_a_thing_is_with_or_of_is_no_brand(message: str, plan: str, expected: str) -> None:
    assert render_plan(name_the_brand(message, parse_plan(plan), PlannerContext(need="чай"))) == expected


@pytest.mark.parametrize(
    ("need", "message", "plan"),
    [
        ("", "самсунг", "find самсунг"),
        ("dog food", "any pedigree?", "find Pedigree dog food"),
        ("crisps", "7 Up as well", "find 7 Up"),
        ("чай", "хочу Ahmad", "want brand Ahmad"),
        ("чай", "только не Ahmad", "find Ahmad"),
        ("чай", "возьму Ahmad", 'take "Ahmad"'),
        ("сок", "добрый!", "chat"),
        ("сыр", "а на мегамаркете?", "same @megamarket"),
        ("headphones", "JBL or Sony", 'compare "JBL", "Sony"'),
        ("snacks", "nuts", "find nuts"),
        ("crisps", "hi", "chat"),
    ],
)
def test_any_other_message_is_left_alone(need: str, message: str, plan: str) -> None:
    shown = [ShownItem(position=1, title="JBL Tune 520"), ShownItem(position=2, title="Sony WH-CH520")]
    assert render_plan(name_the_brand(message, parse_plan(plan), PlannerContext(need=need, slate=shown))) == plan


def test_an_answer_to_a_question_is_left_alone() -> None:
    context = PlannerContext(need="чай", asked="Какую марку чая вы берёте?")
    assert render_plan(name_the_brand("Ahmad", parse_plan("find Ahmad"), context)) == "find Ahmad"


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("орео больше не показывай", "ban nuts", "ban brand орео"),
        ("no Nutella for me", "no nuts", "no brand Nutella"),
        ("менее сладкое, и орео не показывай", "sugar down; ban nuts", "sugar down; ban brand орео"),
        ("не показывай Простоквашино", "ban milk", "ban brand Простоквашино"),
    ],
)
def test_a_brand_is_refused_and_no_allergen_that_nobody_named(message: str, plan: str, expected: str) -> None:
    assert render_plan(refuse_the_brand(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("мне нельзя нутеллу", "ban nuts"),
        ("у меня аллергия, нутеллу убери", "ban nuts"),
        ("от нутеллы чешусь", "ban nuts"),
        ("без фундука и орео", "no nuts"),
        ("без творога Простоквашино", "no milk"),
        ("никаких орешков", "no nuts"),
        ("алергия на арехи", "ban nuts"),
        ("исключаем, у Мишки диатез", "no eggs"),
    ],
)
def test_an_allergen_that_is_named_or_an_allergy_stays(message: str, plan: str) -> None:
    assert render_plan(refuse_the_brand(message, parse_plan(plan))) == plan
