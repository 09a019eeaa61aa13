import pytest

from podbor.agent.planner.holding.scopes import hold_to_scopes
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("кориандр больше не показывай", "no ingredient кориандр", "ban ingredient кориандр"),
        ("чипсы закуплены, больше не надо", "no category чипсы", "no category чипсы"),
        ("малышу месяц, врач сказал мне без сои. запомните", "no soy", "ban soy"),
        ("zapomni, bez soi", "no soy", "ban soy"),
        ("глютен вне закона, постоянно, не только сегодня", "always gluten_free", "always gluten_free"),
        ("exclude Yamaha from today's offerings", "no brand Yamaha", "no brand Yamaha"),
        ("fasting from today till Easter", "only fasting", "only fasting"),
        (
            "кофеина больше не хочу сегодня, цикорий",
            "no ingredient кофеин; find цикорий",
            "no ingredient кофеин; find цикорий",
        ),
        ("the neighbour's dog ate it, no kuper for good", "ban kuper", "ban kuper"),
        ("ребёнку горчицу нельзя, аллергик", "no mustard", "no mustard"),
        ("мама печёт с орехами и забыла, что я аллергик. орехи нельзя", "ban nuts", "ban nuts"),
        ("remember: only halal", "only halal", "always halal"),
        ("сегодня без мяса", "ban category мясо", "no category мясо"),
        ("just this once no dairy", "ban milk", "no milk"),
        ("сегодня выяснилось: аллергия на сою", "ban soy", "ban soy"),
        ("сегодня без рыбы, а острое никогда", "no fish; ban spicy", "no fish; ban spicy"),
        ("это не навсегда: неделю никакого острого", "no spicy", "no spicy"),
        ("liquorice is a crime. not today, not ever", "ban ingredient liquorice", "ban ingredient liquorice"),
        ("мне не к спеху", "time down", "time up"),
        ("не могу ждать", "time down", "time down"),
        ("копчёное уважаю, сегодня без него", "like smoky", "like smoky"),
        (
            "у тёщи нет аллергии, у жены аллергия на рыбу, у меня на креветок",
            "ban fish; ban crustaceans",
            "no fish; ban crustaceans",
        ),
        ("у меня аллергия на сою, у сына на орехи", "no soy; ban nuts", "ban soy; no nuts"),
        ("мой сын никогда не ест рыбу", "no fish", "no fish"),
        ("my colleague never eats nuts", "no nuts", "no nuts"),
        ("у мужа аллергия на молоко, а у коллеги на орехи", "no milk; no nuts", "no milk; no nuts"),
        ("с сегодняшнего дня без мяса", "no category мясо", "ban category мясо"),
        ("as of today I am a vegan", "only vegan", "always vegan"),
        ("no parabens, ever", "no ingredient parabens", "ban ingredient parabens"),
        (
            "I'm vegan, and skip mushrooms just for tonight",
            "always vegan; no ingredient mushrooms",
            "always vegan; no ingredient mushrooms",
        ),
        ("разок поел креветок — увезли на скорой, ракообразных мне нельзя", "ban crustaceans", "ban crustaceans"),
        ("муж без сливок кофе не пьет, а у меня на молоко аллергия", "no milk", "ban milk"),
        ("у мужа аллергия на орехи, а у меня нет аллергии на орехи", "ban nuts", "no nuts"),
        ("it can wait, no bother", "time down", "time up"),
        ("no way I can wait till tomorrow for it", "time down", "time down"),
        ("no rush, something smaller", "time down; size down", "time up; size down"),
    ],
)
def test_time_words_decide(message, plan, expected):
    assert render_plan(hold_to_scopes(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("без рыбы, аллергия", "ban fish"),
        ("no fish, I'm allergic", "ban fish"),
        ("без рыбы, у гостя аллергия", "no fish"),
        ("без рыбы", "no fish"),
    ],
)
def test_the_shoppers_own_allergy_lasts(message: str, expected: str) -> None:
    assert render_plan(hold_to_scopes(message, parse_plan("no fish"))) == expected
