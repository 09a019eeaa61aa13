"""An undo that names a fact in force forgets that fact; any other takes back the last change."""

import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.undoing import attributes_undone
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


@pytest.mark.parametrize(
    ("message", "needs", "query"),
    [
        ("back to the toasters", ["toaster", "kettle"], "toaster"),
        ("назад к пылесосам", ["электрический чайник"], "пылесосы"),
        ("ладно, вернёмся к чайникам", ["электрический чайник", "тостер"], "электрический чайник"),
    ],
)
def test_a_way_back_to_a_product_looks_for_it(message: str, needs: list[str], query: str) -> None:
    context = PlannerContext(need=", ".join(needs), needs=needs)
    read = read_plan("undo", context, message=message, services=("samokat",), confidence=0.99)
    assert [(call.name, call.args) for call in read.calls] == [("search_catalog", {"query": query})]


@pytest.mark.parametrize("plan", ["find back to breakfast", "more", "unclear"])
def test_whatever_was_made_of_the_way_back_it_leads_to_the_need(plan: str) -> None:
    context = PlannerContext(need="breakfast", needs=["breakfast"])
    read = read_plan(plan, context, message="back to the breakfast", services=("samokat",))
    assert [(call.name, call.args) for call in read.calls] == [("search_catalog", {"query": "breakfast"})]


@pytest.mark.parametrize("message", ["back to the way it was", "вернёмся к началу", "назад"])
def test_any_other_way_back_is_an_undo(message: str) -> None:
    assert calls(message, "undo", [NUTS]) == ["undo"]


def test_only_an_undo_is_held() -> None:
    assert calls("верни орехи", "unclear", [NUTS]) == []


@pytest.mark.parametrize(
    ("message", "plan", "expected"),
    [
        ("отмени подешевле", "price down", ["undo"]),
        ("undo cheaper", "undo; price down", ["undo"]),
        ("отмени побыстрее", "time down", ["undo"]),
        ("верни цену как была", "undo", ["undo"]),
        ("верни сахар", "undo", ["undo"]),
        ("верни жирный", "undo", ["fat higher"]),
        ("bring back the cheap ones", "undo", ["price lower"]),
        ("bring back the fatty one", "fat up", ["fat higher"]),
        ("верни подешевле", "price down", ["price lower"]),
        ("отмени и подешевле", "undo; price down", ["undo", "price lower"]),
        ("undo, cheaper", "undo; price down", ["undo", "price lower"]),
        ("bring on the sugar", "sugar up", ["sugar higher"]),
    ],
)
def test_a_critique_that_is_cancelled_is_an_undo_and_one_described_a_critique_that_way(
    message: str, plan: str, expected: list[str]
) -> None:
    read = read_plan(plan, PlannerContext(need="молоко"), message=message, services=("samokat",), confidence=0.99)
    told = [" ".join(map(str, call.args.values())) or call.name for call in read.calls]
    assert told == expected


@pytest.mark.parametrize(
    ("message", "attributes"),
    [
        ("верни цену как была", {"price"}),
        ("put the old price back", {"price"}),
        ("отмени поменьше жира", {"fat"}),
        ("undo less fat", {"fat"}),
        ("отмени поменьше", {"size"}),
        ("отмени дешевле и крупнее", {"price", "size"}),
        ("отмени", set()),
        ("верни как было раньше", set()),
        ("undo that now", set()),
        ("отмени последнее, цену оставь", set()),
        ("верни дешёвые", set()),
        ("отмени срочно", set()),
        ("отмени лучше", set()),
        ("cancel it quickly", set()),
    ],
)
def test_an_undo_names_what_its_critique_is_of(message: str, attributes: set[str]) -> None:
    assert attributes_undone(message) == attributes


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("нет, не всё забывай! только про острое", ["spicy"]),
        ("don't forget everything, just the nuts", ["nuts"]),
        ("не забывай всё", []),
        ("not everything, keep the nuts", []),
        ("забудь всё", ["forget"]),
    ],
)
def test_what_is_not_all_to_be_forgotten_is_not(message: str, expected: list[str]) -> None:
    context = PlannerContext(remembered=[SPICY, NUTS], asked="Удалить всё, что я о вас знаю?")
    read = read_plan("forget all", context, message=message, services=("samokat",), confidence=0.99)
    values = [call.args["what"] for call in read.calls if call.name == "forget"]
    assert [what["value"] if isinstance(what, dict) else "forget" for what in values] == expected


def test_what_is_asked_for_beside_what_is_not_forgotten_is_not_lost() -> None:
    assert calls("не забывай всё, и молоко", "forget all; find молоко", [NUTS]) == ["search_catalog"]
