import pytest

from podbor.agent.planner.holding.members import hold_to_members
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        (
            "филе индейки, бедро куриное и фарш говяжий",
            "find филе индейки; find куриное филе <300; find говяжий фарш",
            "find филе индейки; find бедро куриное <300; find говяжий фарш",
        ),
        ("творог 5% и курагу узбекскую", "find творог 5%; find курица", "find творог 5%; find курага узбекская"),
        # A word more than its member has, a word for another, a message that is no list and one that takes a word back.
        ("семена кольраби и пастернака", "find семена кольраби; find семена пастернака", None),
        ("кеды и кроссы", "find кеды; find кроссовки", None),
        ("хлеб, сыр и посоветуй к ним колбаску", "find хлеб; find сыр", None),
        ("бедро куриное, не филе", "find куриное филе; find филе", None),
        ("chicken thigh and beef mince", "find chicken fillet; find beef mince", None),
        ("бедро куриное", "find куриное филе", None),
    ],
)
def test_each_search_of_a_list_is_for_its_own_member(message, plan, expected):
    assert render_plan(hold_to_members(message, parse_plan(plan))) == (expected or plan)
