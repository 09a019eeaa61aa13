"""Facts that nobody said, and what a message says of the need on screen."""

import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.allergies import hold_to_allergens
from podbor.agent.planner.holding.asides import drop_what_is_there, without_what_is_there
from podbor.agent.planner.holding.facts import drop_unsaid, require_the_said
from podbor.agent.planner.holding.scopes import keep_to_the_need
from podbor.agent.planner.language import parse_plan, render_plan

BORSCH = PlannerContext(need="борщ", slate=["Свёкла", "Капуста", "Морковь"])


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("только сегодня", "only fasting", "unclear"),
        ("salt free nuts", "no nuts; find salt free nuts", "find salt free nuts"),
        ("хочу сыр", "no brand Nestle; find сыр", "find сыр"),
        ("папа диабетик", "only sugar_free", "only sugar_free"),
        ("пощусь до пасхи", "always fasting", "always fasting"),
        ("козье, коровье молоко сыну нельзя", "no milk; find козье молоко", "no milk; find козье молоко"),
    ],
)
def test_a_fact_that_no_word_can_mean_is_dropped(message, plan, expected):
    assert render_plan(drop_unsaid(message, parse_plan(plan), PlannerContext())) == expected


def test_an_answer_may_leave_the_fact_to_its_question():
    asked = PlannerContext(asked="Убрать рыбу насовсем или на сегодня?")
    assert render_plan(drop_unsaid("только сегодня", parse_plan("no fish"), asked)) == "no fish"


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("is there any juice without sugar?", "find juice without sugar", "only sugar_free; find juice"),
        (
            "безглютеновый хлеб и йогурт безлактозный",
            "only gluten_free; find хлеб; find йогурт",
            "only lactose_free; only gluten_free; find хлеб; find йогурт",
        ),
        ("постное масло", "find постное масло", "find постное масло"),
        ("if I went vegan, which cheese?", "find vegan cheese", "find vegan cheese"),
        ("сыр не веганский", "find сыр", "find сыр"),
        ("сядь я на кето, хлеб мне какой?", "find кето хлеб", "find кето хлеб"),
        ("пробовал веганский бургер, найди бургер", "find бургер", "find бургер"),
    ],
)
def test_a_diet_said_of_a_product_is_required(message, plan, expected):
    assert render_plan(require_the_said(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("vegetarian", "always vegetarian", "only vegetarian"),
        ("halal only", "always halal", "only halal"),
        ("I'm vegetarian", "always vegetarian", "always vegetarian"),
        ("я веган", "always vegan", "always vegan"),
        ("всегда халяль", "always halal", "always halal"),
    ],
)
def test_a_bare_diet_beside_a_need_is_for_this_conversation(message, plan, expected):
    assert render_plan(keep_to_the_need(message, parse_plan(plan), PlannerContext(need="soup"))) == expected
    assert render_plan(keep_to_the_need(message, parse_plan(plan), PlannerContext())) == plan


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("на сульфиты сыпью иду", "like sulphites", "ban sulphites"),
        ("nuts make me swell", "like nuts", "ban nuts"),
        ("на орехи сыпи нет, люблю их", "like nuts", "like nuts"),
        ("шоколад без фундука", "no nuts; find шоколад", "no ingredient фундук; find шоколад"),
        ("сыну нельзя фундук", "no nuts", "no nuts"),
        ("без фундука, у меня аллергия", "no nuts", "no nuts"),
        (
            "нет, не с фундуком, хочу с кешью",
            "no nuts; want ingredient кешью",
            "no ingredient фундук; want ingredient кешью",
        ),
    ],
)
def test_a_reaction_bans_and_a_sort_is_no_whole_allergen(message, plan, expected):
    assert render_plan(hold_to_allergens(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("свекла и капуста есть уже", "find свёкла; find капуста", "no category свёкла; no category капуста"),
        ("капуста есть", "find капуста", "no category капуста"),
        ("у меня есть горошек", "find горошек", "chat"),
        ("I already have potatoes", "find potatoes", "chat"),
        ("капуста есть?", "find капуста", "find капуста"),
        ("рис есть", "find рис", "find рис"),
        ("у нас есть гости: сок, вода", "find сок; find вода", "find сок; find вода"),
        ("mustard to have with the pie I already bought", "find mustard", "find mustard"),
        ("капусту и лук найди, свёклу уже купила", "find капуста; find лук; find свёкла", "find капуста; find лук"),
        ("у меня есть собака, нужен корм", "find корм", "find корм"),
    ],
)
def test_what_is_there_is_not_looked_for(message, plan, expected):
    assert render_plan(drop_what_is_there(message, parse_plan(plan), BORSCH)) == expected


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("борщ варю. свёкла есть, остальное давай", ("капуста", "говядина")),
        ("what do I need for borsch, I already have капуста", ("свёкла", "говядина")),
        ("на борщ что взять, свёкла есть?", ("свёкла", "капуста", "говядина")),
        ("борщ варю", ("свёкла", "капуста", "говядина")),
    ],
)
def test_what_is_there_is_no_kind_of_a_need(message: str, left: tuple[str, ...]) -> None:
    assert without_what_is_there(message, ("свёкла", "капуста", "говядина")) == left
