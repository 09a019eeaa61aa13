"""Which services a message means: named, named before, left out, or rather not."""

import pytest

from podbor.agent.planner.holding.places import hold_to_places
from podbor.agent.planner.language import parse_plan, render_plan


def held(message: str, plan: str) -> str:
    return render_plan(hold_to_places(message, parse_plan(plan)))


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("less from Samokat", "same @samokat", "less samokat"),
        ("поменьше из Самоката", "same @samokat", "less samokat"),
        ("поменьше из Самоката", "size down; same @samokat", "less samokat"),
        ("I'd rather have fewer things from Kuper", "same @kuper", "less kuper"),
        ("давай пореже из мегамаркета", "less megamarket", "less megamarket"),
        ("молоко, но не так много из Купера", "find молоко @kuper", "less kuper; find молоко"),
        ("less from Samokat, milk under 100", "find milk <100 @samokat", "less samokat; find milk <100"),
        ("меньше из Самоката", "no samokat", "no samokat"),
        ("меньше из Самоката", "want samokat", "less samokat"),
    ],
)
def test_a_service_that_less_is_wanted_from_is_avoided(message: str, plan: str, expected: str) -> None:
    assert held(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("поменьше сахара из Самоката", "sugar down; same @samokat"),
        ("пачка поменьше из Самоката", "size down; same @samokat"),
        ("less than 200 from Samokat", "same <200 @samokat"),
        ("а поменьше в Купере", "size down; same @kuper"),
        ("из Самоката и подешевле", "same @samokat; price down"),
    ],
)
def test_less_of_something_else_looks_in_the_service(message: str, plan: str) -> None:
    assert held(message, plan) == plan


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("пломбир в купере, рожки там же", "find пломбир @kuper; find рожки", "find пломбир @kuper; find рожки @kuper"),
        (
            "клавиатура с мегамаркета, и оттуда же коврик не дороже 1000",
            "find клавиатура @megamarket; find коврик <1000",
            "find клавиатура @megamarket; find коврик <1000 @megamarket",
        ),
        (
            "rice from Kuper, from Samokat ice, lemons from there too",
            "find rice @kuper; find ice @samokat; find lemons",
            "find rice @kuper; find ice @samokat; find lemons @samokat",
        ),
        ("там же соя! молоко и хлеб", "find молоко; find хлеб", "find молоко; find хлеб"),
    ],
)
def test_the_service_named_before_may_be_meant_once_more(message: str, plan: str, expected: str) -> None:
    assert held(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        (
            "dish soap, bin bags, oh and a mop - the mop from megamarket",
            "find dish soap @megamarket; find bin bags @megamarket; find mop @megamarket",
            "find dish soap; find bin bags; find mop @megamarket",
        ),
        (
            "картошка фри и сырный соус, соус в самокате",
            "find картошка фри @samokat; find сырный соус",
            "find картошка фри; find сырный соус @samokat",
        ),
        (
            "steel, busk and coutil. Steel and busk from Megamarket",
            "find steel @megamarket; find busk @megamarket; find coutil",
            "find steel @megamarket; find busk @megamarket; find coutil",
        ),
        (
            "рис, лимон, рис до 200, всё в самокате",
            "find рис <200 @samokat; find лимон @samokat",
            "find рис <200 @samokat; find лимон @samokat",
        ),
    ],
)
def test_a_product_named_again_before_the_service_has_it_alone(message: str, plan: str, expected: str) -> None:
    assert held(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        (
            "скакалка до 400, а с мегамаркета ещё гантели",
            "find скакалка <400 @megamarket; find гантели",
            "find скакалка <400; find гантели @megamarket",
        ),
        (
            "soap, bags, and from Kuper a mop and a bucket",
            "find soap @kuper; find bags; find mop; find bucket @kuper",
            "find soap; find bags; find mop @kuper; find bucket @kuper",
        ),
        ("soap, from Kuper, and a mop", "find soap @kuper; find mop", "find soap @kuper; find mop"),
        (
            "на самокате ищи тирамису, на мегамаркете — весы",
            "find тирамису @samokat; find весы @megamarket",
            "find тирамису @samokat; find весы @megamarket",
        ),
        ("soap from Kuper and a mop", "find soap @kuper; find mop", "find soap @kuper; find mop"),
        ("мыло, всё из купера, швабра", "find мыло @kuper; find швабра @kuper", "find мыло @kuper; find швабра @kuper"),
    ],
)
def test_a_service_that_begins_a_clause_is_of_what_follows(message: str, plan: str, expected: str) -> None:
    assert held(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("cheese in a box megamarkt", "find cheese in box @megamarket"),
        ("стиральные машины на мм", "find стиральная машина @megamarket"),
        ("есть домкрат в купрее?", "find домкрат @kuper"),
        ("rice and ice, the second from samokat", "find rice; find ice @samokat"),
        ("windolene, a chammy, both from kuper. squeegee", "find windolene @kuper; find chammy @kuper; find squeegee"),
        ("упал на самокате, нужен пластырь", "find пластырь"),
    ],
)
def test_the_planner_s_services_stand(message: str, plan: str) -> None:
    assert held(message, plan) == plan


def test_millimetres_are_no_service() -> None:
    assert held("шурупы 40 мм", "find шурупы 40 мм @megamarket") == "find шурупы 40 мм"


def test_what_is_taken_is_not_to_come_from_a_service_that_is_left_out():
    acts = hold_to_places("I'll take the first, but not from kuper", parse_plan("take 1"))
    assert render_plan(acts) == "take 1; no kuper"
    assert hold_to_places("take the first from kuper", parse_plan("take 1")) == parse_plan("take 1")
    assert hold_to_places("not from kuper?", parse_plan("why 1")) == parse_plan("why 1")


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("молоко, самокат необязательно", "find молоко @samokat", "find молоко"),
        ("молоко, не обязательно из Самоката", "find молоко @samokat", "find молоко"),
        ("kettle, doesn't have to be Kuper", "find kettle @kuper", "find kettle"),
        ("a kettle from mega, Kuper is optional", "find kettle @megamarket @kuper", "find kettle @megamarket"),
        ("кефир в самокате, необязательно жирный", "find кефир @samokat", "find кефир @samokat"),
        ("молоко, самокат обязательно", "find молоко @samokat", "find молоко @samokat"),
    ],
)
def test_a_service_that_does_not_matter_is_no_filter(message: str, plan: str, expected: str) -> None:
    assert held(message, plan) == expected


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("забудь ту фигню про самокат", "forget kuper", "forget samokat"),
        ("сметана, и забудь про самокат", "find сметана; forget kuper", "find сметана; forget samokat"),
        ("forget about Kuper, Samokat is fine", "forget kuper", "forget kuper"),
        ("forget that shop", "forget kuper", "forget kuper"),
    ],
)
def test_the_service_that_is_named_is_forgotten(message: str, plan: str, expected: str) -> None:
    assert held(message, plan) == expected
