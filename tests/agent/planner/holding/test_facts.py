import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.facts import drop_known, drop_unsaid, hold_to_facts
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("cereal no nuts no sugar", "no nuts; no sugar_free", "no nuts; only sugar_free"),
        ("органик сегодня не надо", "no organic", "no organic"),
        ("нет не активию а данон", "no brand Активию", "no brand Активия; want brand данон"),
        ("не Nestle, а Lindt", "no brand Nestle; want brand Lindt", "no brand Nestle; want brand Lindt"),
        ("always skip palm oil if u can, not a must", "ban ingredient palm oil", "dislike ingredient palm oil"),
        ("у меня аллергия на сою, желательно без лука", "ban soy; no ingredient лук", "ban soy; less ingredient лук"),
        ("лимонады люблю", "like ingredient лимонады", "like category лимонады"),
        ("face cream, no perfume in it", "no ingredient perfume", "no ingredient perfume"),
        ("no perfume, hand soap", "no ingredient perfume; find hand soap", "no ingredient perfume; find hand soap"),
        ("лук не ем", "ban ingredient лук", "ban ingredient лук"),
        ("не ем pork, halal only", "ban ingredient pork", "ban ingredient pork; always halal"),
        ("I don't eat pork but I'm not vegan", "ban ingredient pork", "ban ingredient pork"),
        ("а если я веган? лук не ем", "ban ingredient лук", "ban ingredient лук"),
        ("лук не ем, веганские сосиски", "ban ingredient лук; find сосиски", "ban ingredient лук; find сосиски"),
        ("муж вегетарианец, а я не ем лук", "ban ingredient лук", "ban ingredient лук"),
        ("подруга веган, а я не ем рыбу", "ban fish", "ban fish"),
        ("my friend is vegan, I don't eat fish", "ban fish", "ban fish"),
        ("vegan, no palm oil", "only vegan; no ingredient palm oil", "only vegan; no ingredient palm oil"),
        ("обычно беру Активию", "like brand Активию", "like brand Активия"),
        ("беру Барни", "like brand Барни", "like brand Барни"),
        ("не Красная цена, а что-то нормальное", "no brand Красная цена", "no brand Красная цена"),
        (
            "не люблю марс, а по факту хочу сникерс",
            "dislike brand Марс; find сникерс",
            "dislike brand Марс; find сникерс",
        ),
        ("не Nestle, а --", "no brand Nestle", "no brand Nestle"),
        ("not Deuter, but show me Osprey", "no brand Deuter; want brand Osprey", "no brand Deuter; want brand Osprey"),
        ("не бренд лейс, а любой местный", "no brand Лейс", "no brand Лейс"),
        ("без перчика жизнь не та", "like ingredient перец", "like ingredient перец"),
        ("бабка с лососем ни-ни, без него", "no ingredient лосось", "no ingredient лосось"),
    ],
)
def test_facts_are_as_they_are_said(message, plan, expected):
    assert render_plan(hold_to_facts(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("сын уехал, вафли только для дочки", "only gluten_free; find вафли", "find вафли"),
        ("something for my nephew's party", "only vegan; find party food", "find party food"),
        ("кетошник я, хлеб", "always keto; find хлеб", None),
        ("no suger today", "only sugar_free", None),
        ("у мамы диабет, печенье", "only sugar_free; find печенье", None),
        ("she is a vegeterian, pies", "only vegetarian; find pies", None),
        ("только фермерский творог", "only organic; find творог", None),
        ("муж молоко не переваривает", "only lactose_free", None),
        ("у сестры целиакия, хлеб", "only gluten_free; find хлеб", None),
    ],
)
def test_a_diet_that_no_word_tells_is_not_required(message: str, plan: str, expected: str | None) -> None:
    assert render_plan(drop_unsaid(message, parse_plan(plan), PlannerContext())) == (expected or plan)


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("да, и на моллюсков тоже", "ban crustaceans; ban molluscs", "ban molluscs"),
        ("на ракообразных и моллюсков", "ban crustaceans; ban molluscs", "ban crustaceans; ban molluscs"),
        ("да, на них", "ban crustaceans", "ban crustaceans"),
        ("на моллюсков и рыбу", "ban molluscs; ban fish", "ban molluscs; ban fish"),
    ],
)
def test_what_is_known_and_not_named_is_not_stated_again(message: str, plan: str, expected: str) -> None:
    context = PlannerContext(remembered=["exclude allergen crustaceans lasting"])
    assert render_plan(drop_known(message, parse_plan(plan), context)) == expected
