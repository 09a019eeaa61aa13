"""An undo that names a fact in force forgets that fact; any other takes back the last change."""

import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.reading import read_plan

SUGAR, LACTOSE = "require diet sugar_free session", "require diet lactose_free session"
NUTS, MILK = "exclude allergen nuts lasting", "exclude allergen milk session"
SPICY, LINDT = "exclude taste spicy session", "prefer brand Lindt lasting"
BLUE, CHEESE = "exclude category сыр с плесенью session", "exclude category сыр session"
HIS_FISH, FISH = "husband: exclude allergen fish lasting", "exclude allergen fish lasting"


def calls(message: str, plan: str, remembered: list[str]) -> list[object]:
    context = PlannerContext(need="молоко", remembered=remembered)
    read = read_plan(plan, context, message=message, services=("samokat",), confidence=0.99)
    return [(call.args["what"]["value"] if call.name == "forget" else call.name) for call in read.calls]


@pytest.mark.parametrize(
    ("message", "plan", "remembered", "expected"),
    [
        ("отмени без сахара", "undo; only sugar_free", [SUGAR, LACTOSE], ["sugar_free"]),
        ("undo sugar-free please", "undo", [SUGAR, LACTOSE], ["sugar_free"]),
        ("отмени про орехи", "undo", [NUTS, MILK], ["nuts"]),
        ("нет, верни орехи", "undo", [NUTS, MILK], ["nuts"]),
        ("bring back nuts", "undo", [NUTS, MILK], ["nuts"]),
        ("верни арахис", "undo", [NUTS, MILK], ["peanuts"]),
        ("верни сахар", "undo", [SUGAR, LACTOSE], ["sugar_free"]),
        ("отмени острое и Lindt", "undo", [SPICY, LINDT, MILK], ["spicy", "Lindt"]),
        ("отмени сыр с плесенью", "undo", [BLUE, MILK], ["сыр с плесенью"]),
        ("отмени лактозу", "undo", [LACTOSE, MILK], ["lactose_free"]),
        ("отмени рыбу для мужа", "undo", [HIS_FISH, MILK], ["fish"]),
    ],
)
def test_what_an_undo_names_is_forgotten(message: str, plan: str, remembered: list[str], expected: list[str]) -> None:
    assert calls(message, plan, remembered) == expected


@pytest.mark.parametrize(
    ("message", "remembered"),
    [
        ("отмени", [NUTS, MILK]),
        ("отмени последнее, орехи оставь", [NUTS, MILK]),
        ("отмени, без орехов", [NUTS, MILK]),
        ("отмени, я не ем орехи", [NUTS, MILK]),
        ("верни без сахара", [SUGAR, LACTOSE]),
        ("верни веганское", ["require diet vegan lasting"]),
        ("верни Lindt", [LINDT, MILK]),
        ("отмени глютен", ["exclude allergen gluten lasting", "require diet gluten_free session"]),
        ("отмени сыр", [BLUE, MILK]),
        ("отмени рыбу для жены", [FISH, HIS_FISH]),
        ("зря я это сказал про лук, отмотай", ["exclude ingredient лук session"]),
    ],
)
def test_any_other_undo_takes_back_the_last_change(message: str, remembered: list[str]) -> None:
    assert calls(message, "undo", remembered) == ["undo"]


def test_only_an_undo_is_held() -> None:
    assert calls("верни орехи", "unclear", [NUTS]) == []
