"""What is complained of what is shown, or said again, lifts no allergy and no diet."""

import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.reading import read_plan

KEPT = ["exclude allergen nuts lasting", "require diet vegan lasting", "require diet gluten_free session"]


def calls(message: str, plan: str, *, slate: int = 5, asked: str = "") -> list[str]:
    context = PlannerContext(need="печенье", remembered=KEPT, slate=slate, asked=asked)  # type: ignore[arg-type]
    read = read_plan(plan, context, message=message, services=("samokat",), confidence=0.99)
    return [call.name for call in read.calls]


@pytest.mark.parametrize("plan", ["forget vegan", "undo", "chat"])
@pytest.mark.parametrize(
    "message",
    [
        "these are not vegan!",
        "they aren't vegan",
        "the third one is not vegan",
        "это не веганское!",
        "они же не веганские",
        "не веганское же",
        "I said vegan",
    ],
)
def test_what_is_not_of_a_diet_lifts_no_diet(message: str, plan: str) -> None:
    assert calls(message, plan) == ["explain"]


@pytest.mark.parametrize("plan", ["forget nuts", "undo"])
@pytest.mark.parametrize(
    "message",
    [
        "это же с орехами!",
        "тут орехи!",
        "these have nuts",
        "there's nuts in it!",
        "a I said no nuts",
        "я же просил без орехов",
        "no nuts!",
    ],
)
def test_what_has_or_is_to_have_no_allergen_lifts_no_allergy(message: str, plan: str) -> None:
    assert calls(message, plan) == ["explain"]


def test_what_a_diet_keeps_out_is_complained_of_as_well() -> None:
    assert calls("this has gluten!", "forget gluten_free") == ["explain"]


def test_where_no_list_is_shown_a_complaint_is_answered_with_what_is_remembered() -> None:
    assert calls("I said no nuts", "forget nuts", slate=0) == ["show_profile"]


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("I'm not vegan any more", "forget vegan", ["forget"]),
        ("я больше не веган", "forget vegan", ["forget"]),
        ("forget I said no nuts", "forget nuts", ["forget"]),
        ("this is wrong, I eat nuts", "forget nuts", ["forget"]),
        ("отмени без орехов", "undo", ["forget"]),
        ("веганские", "undo", ["undo"]),
        ("это не то", "undo", ["undo"]),
        ("these are not vegan, milk please", "find milk", ["search_catalog"]),
        ("I said I'm not vegan", "forget vegan", ["forget"]),
        ("no vegan please", "forget vegan", ["forget"]),
        ("I never said no nuts", "forget nuts", ["forget"]),
        ("I said don't exclude nuts", "forget nuts", ["forget"]),
        ("they have nuts, that's fine", "forget nuts", ["forget"]),
    ],
)
def test_what_takes_something_back_still_does(message: str, plan: str, expected: list[str]) -> None:
    assert calls(message, plan) == expected


def test_an_answer_to_a_question_is_no_complaint() -> None:
    assert calls("no nuts", "forget nuts", asked="What shall I forget?") == ["forget"]
