import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.copies import hold_to_words, in_own_words
from podbor.agent.planner.language import parse_plan, render_plan

NOTHING = PlannerContext()


def held(message: str, plan: str, *, confidence: float = 1.0, context: PlannerContext = NOTHING) -> str:
    return render_plan(hold_to_words(message, parse_plan(plan), context, confidence=confidence))


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("хочу мёд гречишный, люблю его", "find греческий мёд", "find гречишный мёд"),
        ("термос не забудь, литровый", "find литровый термометр", "find литровый термос"),
        ("кроссы бы мне беговые, бегаю я", "find беговые кроссовки", "find беговые кроссовки"),
        ("купи рыбки красной, детям обещала", "find красная рыба", "find красная рыба"),
        (
            "лодочки бежевые на каблуке, свадьба у меня",
            "find ложки бежевые на каблуке",
            "find лодочки бежевые на каблуке",
        ),
    ],
)
def test_a_word_that_only_looks_like_one_of_the_message_gives_way_to_it(message, plan, expected):
    assert held(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan", "confidence", "expected"),
    [
        ("каподастр", "find кофе без кофеина", 0.2, "find каподастр"),
        ("каподастр", "ban brand Каподастр", 0.5, "find каподастр"),
        ("дегидратор для фруктов до 3000", "find датчик в фруктах <3000", 0.4, "find дегидратор для фруктов <3000"),
        ("синий чайник", "find чайник", 0.95, "find чайник"),
        ("убери каподастр", "no category каподастр", 0.2, "no category каподастр"),
    ],
)
def test_a_message_that_only_names_a_product_is_the_query_of_a_doubtful_search(message, plan, confidence, expected):
    assert held(message, plan, confidence=confidence) == expected


def test_the_bare_name_of_a_product_is_looked_for():
    assert held("bananas", "ban ingredient bananas") == "find bananas"
    assert held("bananas again please", "forget ingredient bananas") == "find bananas"
    assert held("ааааа!!! >>> кофе <<<", "chat") == "find кофе"
    assert held("пока", "chat") == "chat"
    assert held("some biscuits please", "find biscuits: flour, butter, bananas") == "find biscuits"


def test_a_product_that_answers_a_question_is_no_search():
    asked = PlannerContext(asked="What shall I leave out?")
    assert held("bananas", "ban ingredient bananas", context=asked) == "ban ingredient bananas"


def test_words_of_the_need_on_screen_are_known():
    cheese = PlannerContext(need="сыр")
    assert held("а с плесенью покажи мне", "find сыр с плесенью", context=cheese) == "find сыр с плесенью"


def test_a_query_that_says_more_than_the_name_is_kept() -> None:
    assert held("корм для кошки", "find корм для кошек", confidence=0.5) == "find корм для кошек"


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("дезик для ног", "find дезодорант для ног"),
        ("ноут для учёбы", "find ноутбук для учёбы"),
        ("видюха rtx 4060", "find видеокарта rtx 4060"),
        ("пюрешка яблочная для малыша", "find пюре яблочное для малыша"),
        ("got any choccy spread", "find chocolate spread"),
    ],
)
def test_what_is_cut_short_or_made_cosy_stands_for_the_name(message: str, plan: str) -> None:
    assert held(message, plan, confidence=0.54) == plan


def test_a_guess_about_words_that_nobody_knows_is_unclear() -> None:
    assert held("не ъщпрывчик да бзюмка", "find молоко", confidence=0.1) == "unclear"


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("diapers please", "find nappies", "find diapers"),
        ("newborn diapers, max 900", "find newborn nappies <900", "find newborn diapers <900"),
        ("diapers, the pull-up sort", "find pull-up nappies", "find pull-up nappies"),
        ("russian dumplings with meat", "find pelmeni", "find pelmeni"),
        ("chips and dip", "find chips; find dip", "find chips; find dip"),
        ("yogurt please", "find yoghurt", "find yogurt"),
        ("yogurts, under 200", "find yoghurts <200", "find yogurts <200"),
        ("under 300", "same <300", "same <300"),
        ("something for midnight munchies", "find midnight snack: crisps, cake", "find midnight snack: crisps, cake"),
    ],
)
def test_an_english_name_of_a_shelf_is_the_message_s_own(message: str, plan: str, expected: str) -> None:
    assert render_plan(in_own_words(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("туалетка трёхслойная", "find трёхслойная туалетная бумага"),
        ("покажи кефирчик 1 процент пожалуйста", "find кефир 1%"),
        ("подгузы для новорождённых", "find подгузники для новорождённых"),
        ("greek yog 10%", "find greek yoghurt 10%"),
        ("that gizmo you squash garlic with", "find garlic press"),
        ("штуковина, которой чистят картошку", "find овощечистка"),
    ],
)
def test_what_a_pet_form_is_of_and_what_is_only_described_is_the_models_to_name(message: str, plan: str) -> None:
    assert held(message, plan, confidence=0.5) == plan
