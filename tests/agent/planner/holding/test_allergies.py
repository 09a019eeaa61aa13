"""A plan excludes every allergen that the message names as one, and no other in its place."""

import pytest

from podbor.agent.planner.holding.allergies import hold_to_allergens
from podbor.agent.planner.language import SERVICES, parse_plan, render_plan


@pytest.mark.parametrize(
    ("message", "plan", "held"),
    [
        ("люпин и сульфиты исключи, у меня на них аллергия", "ban sulphites", "ban sulphites; ban lupin"),
        ("арахис нельзя, аллергия", "ban molluscs", "ban peanuts"),
        ("моллюски мне нельзя, аллергия", "ban category моллюски", "ban molluscs"),
        ("no peanut butter, please", "no ingredient peanut butter", "no peanuts"),
        ("аллергия на орехи, найди молоко", "ban nuts; find молоко", "ban nuts; find молоко"),
        ("аллергия на рыбу, а молоко теперь можно", "ban fish; forget milk", "ban fish; forget milk"),
        ("мне нельзя яйца и сою", "ban eggs; find сладкое", "ban eggs; ban soy; find сладкое"),
        ("I can't have eggs or soy, any sweets?", "ban eggs; find sweets", "ban eggs; ban soy; find sweets"),
        ("мне нельзя яйца, молоко найди", "ban eggs; find молоко", "ban eggs; find молоко"),
        ("на арахис аллергия, а другие орехи ем спокойно", "ban peanuts", "ban peanuts"),
        ("allergic to peanuts, other nuts are fine", "ban peanuts", "ban peanuts"),
        ("and no milk", "find milk", "no milk"),
        ("без орехов и яиц, пожалуйста", "find орехи", "no nuts; no eggs"),
        ("no milk chocolate", "find milk chocolate", "find milk chocolate"),
        ("milk", "find milk", "find milk"),
        ("shellfish allergy", "ban crustaceans; ban molluscs", "ban crustaceans; ban molluscs"),
        ("seafood allergy", "ban crustaceans", "ban crustaceans; ban molluscs"),
        ("мне нельзя морепродукты", "ban molluscs", "ban molluscs; ban crustaceans"),
        ("без морепродуктов", "find морепродукты", "no crustaceans; no molluscs"),
        (
            "he's allergic to seafood AND celery. instant ramen?",
            "no crustaceans; no molluscs; find instant ramen",
            "no crustaceans; no molluscs; no celery; find instant ramen",
        ),
        ("аллергия на творог и сельдерей", "ban milk", "ban milk; ban celery"),
        ("soy milk gave me a rash, I'm allergic to soya", "ban soy", "ban soy"),
        ("allergic to nuts here, no sorry, peanuts it is", "ban peanuts", "ban peanuts"),
        ("аллергия на молоко, ой, то есть на сою", "no soy", "no soy"),
        ("does the last have soy? I'm allergic to eggs", "why last; ban eggs", "why last; ban eggs"),
        ("I'm allergic to eggs and soy? yes, both", "ban eggs", "ban eggs; ban soy"),
        (
            "the allergist says I'm good with walnuts. Still not with sesame",
            "forget ingredient walnuts; ban sesame",
            "forget ingredient walnuts; ban sesame",
        ),
        ("no dairy, I mean it, allergic, and no eggs", "ban milk", "ban milk; ban eggs"),
        ("allergic, so milk is out and eggs", "ban eggs", "ban eggs; ban milk"),
        ("allergic to milk, oh no, also to soy", "ban soy", "ban soy; ban milk"),
        ("у меня аллергия. На молоко и яйца что есть?", "ban milk", "ban milk; ban eggs"),
        ("no gluten today", "no gluten", "only gluten_free"),
        ("gluten allergy", "always gluten_free", "ban gluten"),
        ("на глютен", "ban gluten", "ban gluten"),
        ("молоко мне ок, а от всех орехов задыхаюсь", "ban nuts", "ban nuts"),
        ("без кинзы", "no ingredient кинза", "no ingredient кинза"),
        (
            "аллергия на яйца, можно печенье без орехов?",
            "ban eggs; no nuts; find печенье",
            "ban eggs; no nuts; find печенье",
        ),
        ("anything without nuts is fine, I'm allergic to milk", "ban milk; no nuts", "ban milk; no nuts"),
        (
            "аллергия на молоко и яйца, найди кокосовое молоко",
            "ban milk; find кокосовое молоко",
            "ban milk; ban eggs; find кокосовое молоко",
        ),
        ("allergic to nuts but I love fish, find a dinner", "ban nuts; find dinner", "ban nuts; find dinner"),
        ("люблю рыбу, но у меня на неё аллергия", "ban fish", "ban fish"),
        ("allergic to things like milk and eggs", "ban milk", "ban milk; ban eggs"),
        ("allergic to egs and sesam", "ban sesame", "ban sesame; ban eggs"),
        ("аллергия на арахиз и молюсков", "ban peanuts", "ban peanuts; ban molluscs"),
        ("no egs", "no eggs", "no eggs"),
        ("надоело молоко", "dislike category молоко", "dislike category молоко"),
        ("не показывай молоко, сыр найди", "no category молоко; find сыр", "no category молоко; find сыр"),
        (
            "I'm allergic to eggs, milk and soy, find bread",
            "ban eggs; find bread",
            "ban eggs; ban milk; ban soy; find bread",
        ),
    ],
)
def test_exclusions_follow_the_message(message: str, plan: str, held: str) -> None:
    assert render_plan(hold_to_allergens(message, parse_plan(plan, services=SERVICES))) == held


@pytest.mark.parametrize(
    ("message", "plan", "held"),
    [
        ("аллергия на рыбу, тьфу, на сою", "ban fish; ban soy", "ban soy"),
        ("allergic to nuts, sorry, I meant sesame", "ban nuts; find sesame", "ban sesame"),
        ("мне нельзя молоко, оговорилась, яйца", "ban milk; ban eggs", "ban eggs"),
        # More than one is said, or nothing is taken back.
        ("аллергия на рыбу, тьфу, и на сою тоже", "ban fish; ban soy", "ban fish; ban soy"),
        ("allergic to nuts and I meant it, sesame too", "ban nuts; ban sesame", "ban nuts; ban sesame"),
        ("тьфу, аллергия на рыбу", "ban fish", "ban fish"),
    ],
)
def test_a_slip_of_the_tongue_bans_only_what_was_meant(message: str, plan: str, held: str) -> None:
    assert render_plan(hold_to_allergens(message, parse_plan(plan, services=SERVICES))) == held
