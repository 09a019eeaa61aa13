import pytest

from podbor.agent.planner.holding.twice import say_once
from podbor.agent.planner.language import parse_plan, render_plan


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("same @samokat; same <250 @samokat", "same <250 @samokat"),
        ("find кофе <400; find кофе >600", "find кофе >400 <600"),
        ("find хлеб @kuper; find хлеб @samokat", "find хлеб @kuper; find хлеб @samokat"),
        ("find сыр; find хлеб", "find сыр; find хлеб"),
        ("always gluten_free; only gluten_free", "always gluten_free"),
        ("only samokat; time down; no samokat", "only samokat; time down"),
        ("no nuts; like sweet", "no nuts; like sweet"),
        ("compare 1, 2; compare", "compare 1, 2"),
        ("compare", "compare"),
        ('why "Tefal"; why it', 'why "Tefal"'),
        ("why it", "why it"),
        ("reject all; more", "more"),
        ("reject 1; more", "reject 1; more"),
    ],
)
def test_nothing_is_said_twice(plan, expected):
    assert render_plan(say_once("", parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("same as 2 but less greasy n cheaper", "fat down 2; price down", "fat down 2; price down 2"),
        ("like 2, less greasy; cheese; cheaper", "fat down 2; find cheese; price down", "fat down 2; find cheese; price down"),
        ("дешевле второго, и чтоб хвалили", "price down 2; rating up", "price down 2; rating up"),
    ],
)  # fmt: skip
def test_what_is_like_an_item_is_measured_by_it_alone(message, plan, expected):
    assert render_plan(say_once(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("a bit cheaper and quicker than number one", "price down; time down 1", "price down 1; time down 1"),
        ("less fat and more protein than the first", "fat down; protein up 1", "fat down 1; protein up 1"),
        ("подешевле и поменьше второго", "price down; size down 2", "price down 2; size down 2"),
        ("cheaper, and sweeter than the second", "price down; sugar up 2", "price down; sugar up 2"),
        ("cheaper, why the second", "price down; why 2", "price down; why 2"),
    ],
)
def test_two_wishes_with_one_measure_behind_them_share_it(message: str, plan: str, expected: str) -> None:
    assert render_plan(say_once(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("помидорки черри и фета", "find помидоры черри; find помидоры фета", "find помидоры черри; find фета"),
        ("семян укропа и петрушки", "find семена укропа; find семена петрушки", None),
        ("пирожное муравейник или картошка", "find пирожное муравейник; find пирожное картошка", None),
        ("попкорн солёный и сладкий", "find попкорн солёный; find попкорн сладкий", None),
        ("a torch and batteries", "find torch; find torch batteries", None),
    ],
)
def test_a_noun_is_not_carried_on_to_a_product_of_another_shelf(message: str, plan: str, expected: str | None) -> None:
    assert render_plan(say_once(message, parse_plan(plan))) == (expected or plan)


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("lipstick under 700, red", "find lipstick <700; find red lipstick", "find red lipstick <700"),
        ("йогурт до 150, и чтоб питьевой", "find йогурт <150; find питьевой йогурт", "find питьевой йогурт <150"),
        ("сыр и сыр плавленый", "find сыр; find сыр плавленый", "find сыр; find сыр плавленый"),
        ("мыло и детское", "find мыло; find детское мыло", "find мыло; find детское мыло"),
        ("milk, also oat", "find milk; find oat milk", "find milk; find oat milk"),
        ("молоко и ещё овсяное", "find молоко; find овсяное молоко", "find молоко; find овсяное молоко"),
        ("мужской дезик, дезик до 300", "find мужской дезодорант; find дезодорант <300", "find мужской дезодорант <300"),
        ("projector, a screen", "find projector; find projector screen", "find projector; find projector screen"),
        ("a torch. batteries for it", "find torch; find torch batteries", "find torch; find torch batteries"),
        ("пшено, пшеничка для голубей", "find пшено; find пшеница для голубей", "find пшено; find пшеница для голубей"),
        ("cable, cable ties", "find cable; find cable ties", "find cable; find cable ties"),
        ("фен до 900, фен красный до 700", "find фен <900; find красный фен <700", "find фен <900; find красный фен <700"),
        ("a kettle and a case for it", "find kettle; find case for kettle", "find kettle; find case for kettle"),
    ],
)  # fmt: skip
def test_what_is_only_said_more_of_is_looked_for_once(message, plan, expected):
    assert render_plan(say_once(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("колбаса папе на бутерброды", "find колбаса; find бутерброды", "find колбаса"),
        ("фарш для котлет", "find фарш; find котлеты", "find фарш; find котлеты"),
        ("ham for my sandwiches", "find ham; find sandwiches", "find ham"),
        ("на завтрак хлопья", "find хлопья", "find хлопья"),
        ("рис и котлеты", "find рис; find котлеты", "find рис; find котлеты"),
        ("сыр на пиццу и пиццу", "find сыр; find пицца", "find сыр; find пицца"),
    ],
)
def test_what_a_product_goes_on_is_no_need_of_its_own(message: str, plan: str, expected: str) -> None:
    assert render_plan(say_once(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("olives I never eat, not green, not black", "ban ingredient olives; find olives", "ban ingredient olives"),
        ("молоко мне нельзя", "ban milk; find молоко", "ban milk"),
        ("колбасу не ест, буженину до 600 и горчицу до 90", "no mustard; find горчица <90", "find горчица <90"),
        ("горчицу до 90, на горчицу аллергия", "ban mustard; find горчица <90", "ban mustard; find горчица <90"),
        ("горчицу не ем, до 90 что есть", "no mustard; find горчица <90", "no mustard; find горчица <90"),
        ("печенье, но без орехов", "no nuts; find печенье", "no nuts; find печенье"),
        ("сыр без молока, растительный", "no milk; find сыр", "no milk; find сыр"),
        ("креветки жене, мне нельзя их совсем", "ban crustaceans; find креветки", "ban crustaceans; find креветки"),
        ("off dairy, vegan cheese", "no milk; find cheese", "no milk; find cheese"),
        ("nuts, no peanuts", "no peanuts; find nuts", "no peanuts; find nuts"),
        ("хочу сыр", "want category сыр; find сыр", "want category сыр; find сыр"),
    ],
)
def test_nothing_is_both_looked_for_and_left_out(message: str, plan: str, expected: str) -> None:
    assert render_plan(say_once(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("I'll take the first, hang on, the third I mean", "take 1; take 3", "take 3"),
        ("беру первый, ой, второй", "take 1; take 2", "take 2"),
        ("compare 1 and 2, no wait, 2 and 3", "compare 1, 2; compare 2, 3", "compare 2, 3"),
        ("I'll take the first, hang on, and the third too", "take 1; take 3", "take 1; take 3"),
        ("ой, беру первый, третий", "take 1; take 3", "take 1; take 3"),
        ("can't wait: the first, the third", "take 1; take 3", "take 1; take 3"),
        ("беру первый и третий", "take 1; take 3", "take 1; take 3"),
        ("the first, no wait, not the second", "take 1; reject 2", "take 1; reject 2"),
    ],
)
def test_of_what_a_message_puts_right_the_last_is_left(message: str, plan: str, expected: str) -> None:
    assert render_plan(say_once(message, parse_plan(plan))) == expected
