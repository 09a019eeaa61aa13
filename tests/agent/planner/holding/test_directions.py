import pytest

from podbor.agent.planner.holding.directions import hold_to_directions
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("белка бы поболее, а жира поменьше", "protein down", "protein up; fat down"),
        ("more protein and less sugar", "protein up", "protein up; sugar down"),
        ("калорий меньше, соли тоже", "calories up", "calories down"),
        ("белка побольше и подешевле", "price down; protein up", "price down; protein up"),
        ("expensive!", "price up", "price down"),
        ("it's not that it's small, it's too big for my fridge", "size up", "size down"),
        ("второй слишком сладкий, и белка мало", "sugar up 2; protein up", "sugar down 2; protein up"),
        ("маленькие слишком", "size down", "size up"),
        ("кислятина, давай послаще", "want sour", "sugar up"),
        ("no sour ones, something sweeter", "no sour", None),
        ("люблю послаще", "like sweet", None),
        ("запомни, солёного мне поменьше", "like salty", "dislike salty"),
        ("less spicy for me in general", "like spicy", "dislike spicy"),
        ("сладкое люблю, острого поменьше", "like sweet; like spicy", "like sweet; dislike spicy"),
        ("не меньше острого", "like spicy", None),
        ("люблю солёное, но порция поменьше", "like salty", None),
        ("кислое убери, давай послаще", "no sour", None),
        ("как-то больно дёшево, подозрительно", "price down", "price up"),
        ("big ones please, the small is no use", "size up", None),
        ("too big or too small, who knows", "size up", None),
        # Negated, measured by an item, or beside something else.
        ("сахара не больше, чем тут", "sugar down", None),
        ("less fat than the second", "fat down 2", None),
        ("беру второй, и белка побольше", "take 2; protein down", None),
        ("послаще", "sugar up", None),
        # Comparatives say the way themselves.
        ("дешевле", "price down", None),
        ("ДЕШЕВЛЕ!!", "price down", None),
        ("крупнее", "size up", None),
        ("жирнее", "fat up", None),
        ("дорого!", "price up", "price down"),
        ("маленький", "size down", None),
        ("big", "size up", None),
    ],
)
def test_critiques_go_where_their_clauses_say(message, plan, expected):
    assert render_plan(hold_to_directions(message, parse_plan(plan))) == (expected or plan)
