import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.titles import fitting_position, named_position
from podbor.agent.planner.reading import read_plan

COFFEES = PlannerContext(
    need="кофе",
    slate=[
        {"position": 1, "title": "Кофе Jacobs Monarch молотый, 230 г", "price_rub": 419},
        {"position": 2, "title": "Кофе Жокей в зёрнах, 500 г", "price_rub": 619},
        {"position": 3, "title": "Кофе Lavazza Oro молотый, 250 г", "price_rub": 719},
        {"position": 4, "title": "Напиток кофейный с цикорием и молоком", "price_rub": 119},
    ],
)


def calls(message: str, plan: str) -> list[tuple[str, dict]]:
    read = read_plan(plan, COFFEES, message=message, services=("samokat", "megamarket", "kuper"))
    return [(call.name, call.args) for call in read.calls]


@pytest.mark.parametrize(
    ("phrase", "position"),
    [("лавацца", 3), ("chicory one", 4), ("Жокей", 2), ("молотый", None), ("кофе", None), ("Nescafe", None)],
)
def test_one_word_that_no_other_title_has_names_an_item(phrase, position):
    assert named_position(phrase, COFFEES) == position


def test_a_title_fits_a_phrase_only_whole():
    assert fitting_position("кофе жокей", COFFEES) == 2
    assert fitting_position("чай жокей", COFFEES) is None


def test_an_act_without_an_item_points_at_the_one_named():
    assert calls("а Жокей-то почему?", "why") == [("explain", {"item": 2})]
    critique = {"attribute": "price", "direction": "lower"}
    assert calls("как Лавацца, но подешевле", "price down") == [("critique", {**critique, "item": 3})]
    assert calls("подешевле", "price down") == [("critique", critique)]
    assert calls("Jacobs не беру, дайте подешевле", "reject 1; price down")[1] == ("critique", critique)


def test_a_removed_item_is_rejected_unless_its_brand_is_meant():
    assert calls("убери лавацца", "no brand Lavazza") == [("give_feedback", {"item": 3, "verdict": "reject"})]
    assert calls("убери марку лавацца", "no brand Lavazza")[0][0] == "update_preferences"


def test_feedback_on_words_that_no_title_has_is_on_the_item_that_the_message_names():
    assert calls("беру лавацца", 'take "лаваш"') == [("give_feedback", {"item": 3, "verdict": "accept"})]
    assert calls("беру чай", 'take "лаваш"') == []


def test_a_question_on_words_that_no_title_has_is_of_the_item_that_the_message_names():
    assert calls("чем лавацца так хороша", 'why "лаванда"') == [("explain", {"item": 3})]


def test_a_title_that_says_a_word_goes_before_those_that_mean_it():
    cheeses = PlannerContext(
        need="cheese",
        slate=[
            {"position": 1, "title": "Cheese Adyghe, 300 g", "price_rub": 300},
            {"position": 2, "title": "Cheese Suluguni, 250 g", "price_rub": 310},
        ],
    )
    assert named_position("suluguni", cheeses) == 2
    assert fitting_position("suluguni", cheeses) == 2


def test_a_preposition_names_no_item():
    juices = PlannerContext(
        need="сок",
        slate=[
            {"position": 1, "title": "Сок J7 томат с солью", "price_rub": 100},
            {"position": 2, "title": "Нектар Фрутоняня персик", "price_rub": 90},
        ],
    )
    assert named_position("с персиком", juices) == 2


def test_feedback_on_nothing_is_on_the_only_item():
    alone = COFFEES.model_copy(update={"slate": COFFEES.slate[:1]})
    read = read_plan('take "беру"', alone, message="беру", services=("samokat",))
    assert [call.args for call in read.calls] == [{"item": 1, "verdict": "accept"}]


def test_words_that_another_act_needs_point_at_no_item():
    critique = ("critique", {"attribute": "price", "direction": "lower"})
    assert calls("никогда больше Лавацца, и подешевле", "ban brand Lavazza; price down")[1] == critique
    assert calls("найди чай Лавацца, и подешевле", "find чай Лавацца; price down")[1] == critique


SOFTENERS = PlannerContext(
    need="fabric softener",
    slate=[
        {"position": 1, "title": "Vernel fabric softener, 910 ml", "price_rub": 219},
        {"position": 2, "title": "Lenor fabric softener, 2 l", "price_rub": 459},
        {"position": 3, "title": "Lenor fabric softener, 1 l", "price_rub": 269},
        {"position": 4, "title": "Synergetic fabric softener, 5 l", "price_rub": 899},
    ],
)


@pytest.mark.parametrize(
    ("message", "plan", "items"),
    [
        ("the two litre or the five litre?", 'compare "two litre", "five litre"', [2, 4]),
        ("whats the difference between the two Lenors", 'compare "Lenor", "Lenor"', [2, 3]),
        ("of the two lenors which is the better buy", 'compare "lemons"', [2, 3]),
        ("put the two lenors side by side", 'compare "Lenor", "Lemonade"', [2, 3]),
        ("Vernel with Synergetica please, compare", 'compare "Vernel", "Sinatra"', [1, 4]),
        ("сравни двухлитровый и Vernel", 'compare "2 литра", "Vernel"', [2, 1]),
    ],
)
def test_several_items_that_are_named_are_compared(message, plan, items):
    read = read_plan(plan, SOFTENERS, message=message, services=("samokat",))
    assert [(call.name, call.args) for call in read.calls] == [("compare_offers", {"items": items})]


def test_a_comparison_of_what_is_not_on_screen_is_looked_for():
    read = read_plan('compare "Ariel"', SOFTENERS, message="compare Ariel", services=("samokat",))
    assert [call.args for call in read.calls] == [{"query": "Ariel"}]


def test_items_are_taken_by_their_size_or_by_what_only_their_titles_say():
    for message, plan, items in (
        ("I'll have the 5 litres", 'take "5 litres"', [4]),
        ("both Vernel and Synergetic", 'take "fabric", "Synergetic"', [1, 4]),
        ("both Vernel and the pears", 'take "Vernel", "pears"', [1, "pears"]),
    ):
        read = read_plan(plan, SOFTENERS, message=message, services=("samokat",))
        assert [call.args.get("item", call.args.get("query")) for call in read.calls] == items


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("почём жокей?", "find кофе", [("explain", {"item": 2})]),
        ("how much is the lavazza", "price down", [("explain", {"item": 3})]),
        ("жокей из чего?", "find кофе: сахар, мука", [("explain", {"item": 2})]),
        ("lavazza, no sugar in there?", "only sugar_free", [("explain", {"item": 3})]),
        ("а молока в них нет?", "no milk", [("explain", {})]),
        ("no milk please", "no milk", None),
        ("а без молока есть там?", "no milk", None),
        ("anything nut-free in there?", "no nuts", None),
        ("Жокей сильно горчит при варке?", "find горечь при варке: сахар, молоко", [("explain", {"item": 2})]),
        (
            "что взять к жокею?",
            "find сладости к кофе: печенье",
            [("search_catalog", {"query": "сладости к кофе", "kinds": ["печенье"]})],
        ),
        ("почём чай?", "find чай", [("search_catalog", {"query": "чай"})]),
    ],
)
def test_a_question_about_an_item_is_no_search_and_writes_nothing(message, plan, expected):
    read = calls(message, plan)
    assert read == expected if expected is not None else read[0][0] == "update_preferences"


def test_brands_are_known_in_the_other_alphabet_and_in_the_plural():
    slate = [{"position": 1, "title": "Подгузники Huggies, 80 шт."}, {"position": 2, "title": "Наушники JBL Tune 520"}]
    both = PlannerContext(slate=slate)
    assert named_position("хаггис", both) == 1
    assert named_position("jbls", both) == 2
    assert named_position("xbls", both) is None
    drills = PlannerContext(slate=[{"position": 1, "title": "Дрель Bosch"}, {"position": 2, "title": "Дрель Makita"}])
    assert named_position("бош", drills) == 1
    # "Или" sounds like Illy, and is no brand.
    assert named_position("или", PlannerContext(slate=[{"position": 1, "title": "Кофе Illy"}])) is None


def test_an_item_is_named_by_what_was_looked_for():
    shown = [
        {"position": 1, "title": "Huggies diaper pants", "need": "nappies"},
        {"position": 2, "title": "Zewa paper", "need": "loo roll"},
    ]
    assert named_position("nappies", PlannerContext(slate=shown)) == 1
    assert named_position("nappies", PlannerContext(slate=[{**one, "need": "nappies"} for one in shown])) is None


def test_an_ingredient_that_is_removed_is_the_item_that_it_names():
    assert calls("убери цикорий", "no ingredient цикорий") == [("give_feedback", {"item": 4, "verdict": "reject"})]
    assert calls("больше не показывай с цикорием, никогда", "no ingredient цикорий")[0][0] == "update_preferences"


VACUUMS = PlannerContext(
    need="пылесос",
    needs=("пылесос",),
    slate=[
        {"position": 1, "title": "Пылесос вертикальный Braun V7"},
        {"position": 2, "title": "Робот-пылесос Xiaomi E10"},
    ],
)


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("а что брауновский умеет", 'why "брауневый"', [("explain", 1)]),
        ("какая мощность у сяоми", "why 1", [("explain", 2)]),
        ("почему первый, а не сяоми", "why 1", [("explain", 1)]),
        ("ладно, робота беру", "chat", [("give_feedback", 2)]),
        ("сяоми давайте, его и хотел", "want brand Xiaomi", [("give_feedback", 2)]),
        ("беру, спасибо", "chat", []),
        ("робот хороший", "chat", []),
    ],
)
def test_the_item_that_a_message_names_is_the_one_it_is_about(message, plan, expected):
    read = read_plan(plan, VACUUMS, message=message, services=("samokat",), confidence=0.5)
    assert [(call.name, call.args.get("item")) for call in read.calls] == expected


def test_an_item_is_taken_off_the_list():
    slate = [{"position": 1, "title": "Clear shampoo"}, {"position": 2, "title": "Dove shampoo"}]
    context = PlannerContext(need="shampoo", slate=slate)
    read = read_plan("no brand Dove", context, message="take that dove off the list", services=("samokat",))
    assert [(call.name, call.args) for call in read.calls] == [("give_feedback", {"item": 2, "verdict": "reject"})]
