import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.lifts import is_plain, lift
from podbor.agent.planner.language import parse_plan, render_plan

REMEMBERED = PlannerContext(
    remembered=[
        "exclude allergen peanuts lasting",
        "require diet sugar_free session",
        "husband: exclude allergen fish lasting",
        "exclude brand Яшкино session",
    ]
)


def lifted(message: str, plan: str = "unclear", context: PlannerContext = REMEMBERED) -> str:
    return render_plan(lift(message, parse_plan(plan), context))


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("арахис можно", "unclear", "forget peanuts"),
        ("peanuts are fine", "chat", "forget peanuts"),
        ("ладно, с сахаром тоже можно", "only sugar_free", "forget sugar_free"),
        ("можно и с сахаром", "only sugar_free", "forget sugar_free"),
        ("муж теперь ест рыбу", "no fish", "forget fish"),
        ("арахис можно, найди халву", "no peanuts; find халва", "forget peanuts; find халва"),
        ("Яшкино снова можно", "want brand Яшкино", "forget brand Яшкино"),
        ("пост кончился, разговляюсь наконец!", "forget fasting", "forget fasting"),
        ("арахис можно, а на рыбу аллергия", "ban fish", "forget peanuts; ban fish"),
        ("peanuts are fine now, but I'm allergic to soy", "ban peanuts; ban soy", "forget peanuts; ban soy"),
        ("арахис можно", "ban nuts", "forget peanuts"),
        (
            "drop my sugar thing, and Яшкино too",
            "forget sugar_free; find Яшкино",
            "forget sugar_free; forget brand Яшкино",
        ),
        ("drop my sugar thing and find Яшкино", "forget sugar_free; find Яшкино", "forget sugar_free; find Яшкино"),
        ("забудь про сахар, и кефир тоже", "forget sugar_free; find кефир", "forget sugar_free; find кефир"),
    ],
)
def test_what_is_allowed_again_is_forgotten(message, plan, expected):
    assert lifted(message, plan) == expected


@pytest.mark.parametrize(
    "message",
    [
        "можно мне арахис?",
        "можно мне арахис",
        "можно арахис",
        "арахис нельзя",
        "если арахис можно",
        "сыр можно",
        "люблю арахис",
    ],
)
def test_a_question_a_refusal_and_what_is_not_remembered_lift_nothing(message):
    assert lifted(message, "chat") == "chat"


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("передумал, хочу именно Яшкино", "want brand Яшкино", "forget brand Яшкино; want brand Яшкино"),
        ("changed my mind, Яшкино cookies", "want brand Яшкино; find cookies", None),
        ("хочу Яшкино", "want brand Яшкино", "want brand Яшкино"),
        ("передумал, хочу Юбилейное", "want brand Юбилейное", "want brand Юбилейное"),
        ("всё-таки хочу арахис", "want ingredient арахис", "want ingredient арахис"),
    ],
)
def test_what_was_refused_and_is_wanted_after_all_is_forgotten_first(message: str, plan: str, expected: str | None):
    read = lifted(message, plan)
    assert read == (expected or "forget brand Яшкино; want brand Яшкино; find cookies")
    forgets = "forget brand" in read
    assert is_plain(message, parse_plan(read), REMEMBERED) is forgets


def test_only_a_message_that_says_nothing_else_lifts_an_allergy_unasked():
    def plain(message: str) -> bool:
        return is_plain(message, lift(message, parse_plan("unclear"), REMEMBERED), REMEMBERED)

    assert plain("арахис можно")
    assert not plain("слушай, тут такое дело, врач сказал, арахис можно")
    assert plain("я тут подумала, что с сахаром тоже можно иногда")


def test_a_diet_that_is_not_kept_is_asked_for():
    nothing = PlannerContext()
    assert lifted("no, sugar-free after all", "forget sugar_free", nothing) == "only sugar_free"
    assert lifted("sugar-free is over", "forget sugar_free", nothing) == "forget sugar_free"
    assert lifted("no, sugar-free after all", "forget sugar_free") == "forget sugar_free"


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("всё можно кроме орехов", "no nuts"),
        ("любое подойдёт, кроме орехов", "no nuts"),
        ("all but nuts are fine", "no nuts"),
        ("anything is ok except nuts", "no nuts"),
    ],
)
def test_what_is_left_out_of_all_that_is_allowed_is_not_lifted(message: str, plan: str) -> None:
    allergic = PlannerContext(remembered=["exclude allergen nuts lasting"])
    assert lifted(message, plan, allergic) == plan


def test_a_diet_of_animals_that_the_message_gives_up_is_never_asked_for():
    nothing = PlannerContext()
    assert lifted("я уже не веган", "forget vegan", nothing) == "forget vegan"
    assert lifted("scrap the keto, I had a croissant", "forget keto", nothing) == "forget keto"
    assert lifted("the new doctor says gluten-free I needn't be", "forget gluten_free", nothing) == "forget gluten_free"
    assert lifted("глютена не надо", "forget gluten_free", nothing) == "only gluten_free"
    assert lifted("scrap the sugar please", "forget sugar_free", nothing) == "only sugar_free"
    assert lifted("no, halal only", "forget halal", nothing) == "only halal"


def test_fish_does_not_end_a_vegetarians_diet_and_meat_does():
    vegetarian = PlannerContext(remembered=["require diet vegetarian lasting"])
    assert lifted("рыбу можно", "chat", vegetarian) == "chat"
    assert lifted("мясо можно", "chat", vegetarian) == "forget vegetarian"


@pytest.mark.parametrize(
    ("message", "plan", "certain"),
    [
        ("drop the halal", "forget halal", True),
        ("вычёркиваем халяль", "forget halal", True),
        ("can you drop the halal?", "forget halal", False),
        ("drop the nuts thing", "forget nuts", False),
        ("halal", "forget halal", False),
    ],
)
def test_a_diet_that_is_given_up_in_so_many_words_needs_no_question(message: str, plan: str, certain: bool):
    context = PlannerContext(remembered=["require diet halal session", "exclude allergen nuts lasting"])
    assert is_plain(message, parse_plan(plan), context) == certain


@pytest.mark.parametrize(
    ("message", "certain"),
    [
        ("I haven't been vegetarian for years", True),
        ("я уже давно не вегетарианка", True),
        ("I haven't been vegetarian for years, a steak please", True),
        ("these haven't been vegetarian", False),
        ("haven't been to the vegetarian place", False),
    ],
)
def test_a_diet_that_is_long_over_needs_no_question(message: str, certain: bool):
    context = PlannerContext(remembered=["require diet vegetarian lasting"])
    assert is_plain(message, parse_plan("forget vegetarian"), context) == certain
