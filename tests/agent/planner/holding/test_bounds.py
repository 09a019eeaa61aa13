"""A plan is held to what the message says of prices and services."""

from collections.abc import Sequence

import pytest

from podbor.agent.planner.holding.bounds import hold_to_prices
from podbor.agent.planner.holding.places import hold_to_places
from podbor.agent.planner.language import SERVICES, Act, Bounds, Find, parse_plan, render_plan


def hold_to(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    return hold_to_places(message, hold_to_prices(message, acts))


@pytest.mark.parametrize(
    ("message", "plan", "bounds"),
    [
        ("сладкое к чаю до 300 рублей", "find сладкое к чаю: печенье, зефир", [Bounds(price_max=300)]),
        ("kefir and ryazhenka, 200 max each", "find kefir; find ryazhenka <200", [Bounds(price_max=200)] * 2),
        ("туалетная бумага рублей за 200", "find туалетная бумага ~200", [Bounds(price_max=200)]),
        ("сыр где-то рублей за 300", "find сыр ~300", [Bounds(about=300)]),
        ("unsalted butter, nothing above 300", "find unsalted butter >300", [Bounds(price_max=300)]),
        ("букет 2 на 500-1000", "find букет", [Bounds(price_min=500, price_max=1000)]),
        ("плед 150 на 200 до 2000", "find плед 150 на 200 <2000", [Bounds(price_max=2000)]),
        ("а дороже 500 есть?", "same <500", [Bounds(price_min=500)]),
        ("персики плоские до 300 кг", "find персики плоские <300", [Bounds(price_max=300)]),
        ("чурчхела 2 шт до 180 штука", "find чурчхела 2 шт <180", [Bounds(price_max=180)]),
        ("шторы в спальню до 2000 шторы", "find шторы <2000", [Bounds(price_max=2000)]),
        ("ракетки, с 1500 до 3000 разброс", "find ракетки >1500 <3000", [Bounds(price_min=1500, price_max=3000)]),
        ("ступка рублей за 1500 примерно", "find ступка ~1500", [Bounds(about=1500)]),
        ("still too pricey. 500's the roof", "same <500", [Bounds(price_max=500)]),
        ("шины летние 4000 штука не больше", "find шины летние <4000", [Bounds(price_max=4000)]),
        ("vitamins for over 60s", "find vitamins", [Bounds()]),
        ("batteries, pack of 10 or so", "find batteries", [Bounds()]),
        ("a case, at least 500, cheap ones break", "same <500", [Bounds(price_min=500)]),
        (
            "borscht for the first time ever, also sour cream under 100",
            "find borscht <100; find sour cream",
            [Bounds(), Bounds(price_max=100)],
        ),
        ("чайник от 40 до 100 градусов", "find чайник", [Bounds()]),
        ("the yeast's from 2020, dried yeast", "find dried yeast", [Bounds()]),
        ("bobbins, not to cost more than 250", "find bobbins <250", [Bounds(price_max=250)]),
        ("more than 500 is too much", "same <500", [Bounds(price_max=500)]),
        (
            "white grout pen and grout rake, if the pen's more than 350 I'll use toothpaste",
            "find white grout pen <350; find grout rake",
            [Bounds(price_max=350), Bounds()],
        ),
        ("сыр от 200 до 500 в самокате", "find сыр", [Bounds(price_min=200, price_max=500, services=("samokat",))]),
        ("молоко и чайник до 3000", "find молоко; find чайник", [Bounds(), Bounds(price_max=3000)]),
        ("подарок девочке 10 лет до 2000", "find подарок девочке <10 @kuper", [Bounds(price_max=2000)]),
        (
            "в самокате круассан с миндалём а в купере капучино в банке, до 130 который",
            "find круассан с миндалём @samokat; find капучино в банке <130 @kuper",
            [Bounds(services=("samokat",)), Bounds(price_max=130, services=("kuper",))],
        ),
        (
            "кефир, ряженка, до 100",
            "find кефир <100; find ряженка <100",
            [Bounds(price_max=100), Bounds(price_max=100)],
        ),
        ("кефир, ряженка, до 100", "find кефир; find ряженка <100", [Bounds(), Bounds(price_max=100)]),
        ("кефир и ряженка до 100", "find кефир <100; find ряженка <100", [Bounds(), Bounds(price_max=100)]),
        ("конверт на выписку, дороже 2500 не берём", "find конверт на выписку", [Bounds(price_max=2500)]),
        ("кофе, дешевле 500 не предлагай", "find кофе", [Bounds(price_min=500)]),
        ("isopropyl alcohol, nowt over 500", "find isopropyl alcohol", [Bounds(price_max=500)]),
        ("a lava lamp, not a penny over 2300", "find lava lamp", [Bounds(price_max=2300)]),
        ("atta 5 kg, should be within 250", "find atta 5 kg", [Bounds(price_max=250)]),
        ("a courier within 30 minutes, milk", "find milk", [Bounds()]),
        ("pendant cord, it shouldn't come to more than 400", "find pendant cord", [Bounds(price_max=400)]),
        ("i don't want to pay more than 300 for colours", "find colours", [Bounds(price_max=300)]),
        ("a razor from 1987, sort dad out", "find razor", [Bounds()]),
        ("рис 900 г", "find рис 900 г <900", [Bounds()]),
        ("телевизор до 55 дюймов", "find телевизор", [Bounds()]),
        ("шторы до 200 сантиметров", "find шторы", [Bounds()]),
        ("cream under 20 percent fat", "find cream", [Bounds()]),
        ("kettle around 3000 from kuper", "find kettle", [Bounds(about=3000, services=("kuper",))]),
        ("cheaper than 3, and shears please", "price down 3; find shears", [Bounds()]),
        ("cheese under 500", "find cheese <500", [Bounds(price_max=500)]),
        ("чайник за 3000", "find чайник <3000", [Bounds(price_max=3000)]),
        ("сыр от 500 до 200", "find сыр", [Bounds()]),
        ("куплю самокат ребёнку", "find самокат", [Bounds()]),
        ("хлеб из купера", "find хлеб", [Bounds(services=("kuper",))]),
        ("хлеб", "find хлеб @kuper", [Bounds()]),
        ("bath mat non slip 500ish", "find non-slip bath mat <500", [Bounds(about=500)]),
        ("washer fluid -20, around 600", "find washer fluid ~20", [Bounds(about=600)]),
        ("духи, 2000 максимум", "find духи", [Bounds(price_max=2000)]),
        ("sausages, not more than 350", "find sausages", [Bounds(price_max=350)]),
        ("вино в сбермаркете", "find вино", [Bounds(services=("kuper",))]),
        ("кофе в капсулах 400-600 за пачку", "find кофе в капсулах <400", [Bounds(price_min=400, price_max=600)]),
        ("power bank 20000 от 2000 до 4000", "find power bank >20000 <20000", [Bounds(price_min=2000, price_max=4000)]),
        ("gift for dad, 2000 to 4000", "find gift for dad", [Bounds(price_min=2000, price_max=4000)]),
        ("snow pants more than 1500 less than 3000", "find snow pants >1500", [Bounds(price_min=1500, price_max=3000)]),
        ("картридж 445-446", "find картридж 445-446", [Bounds()]),
        ("а если без самоката, в остальных", "same @samokat", [Bounds(services=("megamarket", "kuper"))]),
        ("любой магазин, лишь бы не самокат, хлеб", "find хлеб", [Bounds(services=("megamarket", "kuper"))]),
        ("хлеб, только мегамаркет не надо", "find хлеб @megamarket", [Bounds(services=("samokat", "kuper"))]),
        ("мегамаркет теряет посылки, кроме него где есть клей", "find клей", [Bounds(services=("samokat", "kuper"))]),
        ("не самокат, а купер: хлеб", "find хлеб @samokat", [Bounds(services=("kuper",))]),
        ("bread, anything but kuper", "find bread @kuper", [Bounds(services=("samokat", "megamarket"))]),
        (
            "bread and jam, any shop bar samokat for the jam",
            "find bread; find jam @samokat",
            [Bounds(), Bounds(services=("megamarket", "kuper"))],
        ),
        (
            "on samokat, ice and limes; on kuper, rum",
            "find ice; find limes; find rum",
            [Bounds(services=("samokat",)), Bounds(services=("samokat",)), Bounds(services=("kuper",))],
        ),
        ("хлеб из самоката без корки", "find хлеб @samokat", [Bounds(services=("samokat",))]),
        (
            "чай и печенье, всё из купера",
            "find чай; find печенье @kuper",
            [Bounds(services=("kuper",)), Bounds(services=("kuper",))],
        ),
        ("дешевле 500 не предлагать, духи", "find духи >500", [Bounds(price_min=500)]),
        ("rubber gloves, nothing over 150", "find rubber gloves", [Bounds(price_max=150)]),
        ("white controller, not under 5000 since fakes are rife", "find white controller", [Bounds(price_min=5000)]),
        ("cable, should not go over 2000", "find cable", [Bounds(price_max=2000)]),
        ("cable, shouldn't go over 2000", "find cable", [Bounds(price_max=2000)]),
        ("I want over 500 for it, the cable", "find cable", [Bounds(price_min=500)]),
        ("perfume, I can pay until 2500", "find perfume", [Bounds(price_max=2500)]),
        ("bread, we are open until 10", "find bread", [Bounds()]),
        ("900ish tops for a puzzle", "find puzzle", [Bounds(price_max=900)]),
        ("мультиметр, до 10 ампер меряет", "find мультиметр", [Bounds()]),
        (
            "shin pads and a mouthguard, neither over 900",
            "find shin pads <900; find mouthguard <900",
            [Bounds(price_max=900), Bounds(price_max=900)],
        ),
        (
            "грелка и пояс: первая до 350, второй до 1200",
            "find грелка <350; find пояс <1200",
            [Bounds(price_max=350), Bounds(price_max=1200)],
        ),
    ],
)
def test_searches_keep_the_bounds_that_were_said(message: str, plan: str, bounds: list[Bounds]) -> None:
    acts = hold_to(message, parse_plan(plan, services=SERVICES))
    assert [act.bounds for act in acts if isinstance(act, Find)] == bounds


def test_a_plan_without_a_search_is_left_alone() -> None:
    acts = parse_plan("price down; no nuts", services=SERVICES)
    assert hold_to("дешевле 300 и без орехов", acts) == tuple(acts)
    assert hold_to("подешевле из самоката или из купера, без орехов", acts) == tuple(acts)


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("сок до 150 и стул", "find сок; find стул <150", "find сок <150; find стул"),
        ("до 500 кепку, и шорты до 900", "find кепка <900; find шорты <500", "find кепка <500; find шорты <900"),
        ("lamp under 900 from kuper, glue from samokat", "find lamp <900; find glue", "find lamp <900 @kuper; find glue @samokat"),
        ("кепка и шорты, каждое до 900", "find кепка <900; find шорты <900", "find кепка <900; find шорты <900"),
        ("йогурт и гранола. Йогурт до 100, гранола до 300", "find йогурт; find гранола", "find йогурт <100; find гранола <300"),
        ("букварь и прописи, за букварь максимум 700", "find букварь; find прописи <700", "find букварь <700; find прописи"),
        ("кепка за 300 и шорты", "find кепка <300; find шорты", "find кепка <300; find шорты"),
    ],
)  # fmt: skip
def test_each_search_has_the_bounds_beside_its_product(message, plan, expected):
    assert render_plan(hold_to(message, parse_plan(plan))) == expected


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("ветчинница и пакеты для ветчинницы, ветчинница до 1600", "find ветчинница <1600; find пакеты для ветчинницы"),
        ("бейджи, ленты для бейджей, маркеры. Бейджи — до 40", "find бейджи <40; find ленты для бейджей; find маркеры"),
        ("лента капельная и кран; ленту в районе 800", "find капельная лента ~800; find кран для капельной ленты"),
        ("сыр бри, сыр камамбер, крекеры; сыры до 350", "find сыр бри <350; find сыр камамбер <350; find крекеры"),
        ("рис, изюм, мёд, кисель. Изюм и мёд до 400", "find рис; find изюм <400; find мёд <400; find кисель"),
        ("ролики, наколенники. ролики до 4500, защита до 1000", "find ролики <4500; find наколенники <1000"),
        ("мышеловка, клей от мышей. До 100 и до 200", "find мышеловка <100; find клей от мышей <200"),
        ("не дороже 120: снежок, варенец", "find снежок <120; find варенец <120"),
        ("сервелат не выше 250 и сыр, тоже не выше", "find сервелат <250; find сыр <250"),
        ("груша азиатская, рублей 400 кило", "find азиатская груша ~400"),
        ("обед, что-то до 300 калорий", "find обед: овощной суп, салат"),
    ],
)
def test_what_the_model_told_apart_is_not_mixed_up_again(message, plan):
    assert render_plan(hold_to_prices(message, parse_plan(plan))) == plan


@pytest.mark.parametrize(
    ("message", "plan"),
    [
        ("куперу не доверяю, так что из остальных: судак", "find судак @samokat @megamarket"),
        ("самокат на сегодня мимо, а галеты найди", "find галеты @megamarket @kuper"),
        ("леденцы, с мегамаркета исключительно", "find леденцы @megamarket"),
        ("nowt but Kuper for these", "same @kuper"),
        ("эклеры и торт. эклеры в самокате, торт в купере", "find эклеры @samokat; find торт @kuper"),
    ],
)
def test_services_that_the_model_left_out_or_told_apart_stay_so(message, plan):
    assert render_plan(hold_to_places(message, parse_plan(plan))) == plan


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        (
            "guacamole and tortilla chips from kuper",
            "find guacamole; find tortilla chips @kuper",
            "find guacamole @kuper; find tortilla chips @kuper",
        ),
        ("молоко и хлеб из самоката", "find молоко; find хлеб", "find молоко @samokat; find хлеб @samokat"),
        ("milk, and bread from kuper", "find milk; find bread @kuper", "find milk; find bread @kuper"),
        ("milk under 90 and bread from kuper", "find milk <90; find bread @kuper", "find milk <90; find bread @kuper"),
        ("мегамаркет сегодня не предлагай, лампочку", "find лампочка @megamarket", "find лампочка @samokat @kuper"),
        ("a frying pan round about 1500", "find frying pan", "find frying pan ~1500"),
    ],
)
def test_what_a_service_after_a_pair_and_before_a_refusal_is_of(message: str, plan: str, expected: str) -> None:
    assert render_plan(hold_to(message, parse_plan(plan))) == render_plan(parse_plan(expected))


def test_a_few_kilos_are_no_price():
    (act,) = hold_to_prices("подгузники до 6 кг", parse_plan("find подгузники <6"))
    assert act.bounds.price_max is None
    (act,) = hold_to_prices("яблоки до 180 кг", parse_plan("find яблоки <180"))
    assert act.bounds.price_max == 180
