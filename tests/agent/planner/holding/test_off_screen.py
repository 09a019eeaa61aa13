import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.reading import read_plan

SERVICES = ("samokat", "megamarket", "kuper")
JUICES = PlannerContext(
    need="сок",
    needs=("сок",),
    slate=[
        {"position": 1, "title": "Сок яблочный Добрый, 1 л", "price_rub": 99},
        {"position": 2, "title": "Сок томатный Rich, 1 л", "price_rub": 139},
    ],
)
BEAR = PlannerContext(
    need="toy", needs=("toy",), slate=[{"position": 1, "title": "Multi-Pulti teddy bear, 30 cm", "price_rub": 990}]
)
BASKET = PlannerContext(
    need="tissues",
    needs=("nappies", "pears", "tissues"),
    slate=[
        {"position": 1, "title": "Huggies diaper pants, 58 pcs", "need": "nappies"},
        {"position": 2, "title": "Conference pears, 1 kg", "need": "pears"},
        {"position": 3, "title": "Zewa paper handkerchiefs", "need": "tissues"},
    ],
)


def calls(message: str, plan: str, context: PlannerContext, confidence: float = 1.0) -> list[tuple[str, object]]:
    read = read_plan(plan, context, message=message, services=SERVICES, confidence=confidence)
    return [(call.name, call.args.get("item", call.args.get("query"))) for call in read.calls]


@pytest.mark.parametrize(
    ("message", "plan", "context", "expected"),
    [
        ("морс беру", 'take "морс"', JUICES, [("search_catalog", "морс")]),
        ("виноградный беру", 'take "виноградный"', JUICES, [("search_catalog", "сок виноградный")]),
        (
            "виноградный и томатный беру",
            'take "виноградный", "томатный"',
            JUICES,
            [("give_feedback", 2), ("search_catalog", "сок виноградный")],
        ),
        ("the lego is perfect", 'take "lego"', BEAR, [("search_catalog", "lego")]),
        ("barbie it is, take it", "take it", BEAR, [("search_catalog", "barbie")]),
        ("I'll have the Hasbro", 'take "Hasbro"', PlannerContext(slate=[]), [("search_catalog", "Hasbro")]),
        ("is the salami any good", 'why "salami"', PlannerContext(slate=[]), [("search_catalog", "salami")]),
    ],
)
def test_what_is_taken_and_not_on_screen_is_looked_for_and_nothing_else_is_taken(message, plan, context, expected):
    assert calls(message, plan, context) == expected


@pytest.mark.parametrize(
    ("message", "plan", "context", "expected"),
    [
        ("томатный беру", 'take "томатный"', JUICES, [("give_feedback", 2)]),
        ("беру мишку", 'take "bear"', BEAR, [("give_feedback", 1)]),
        ("take it", "take it", BEAR, [("give_feedback", 1)]),
        ("I'll take the good one", 'take "good"', BEAR, [("give_feedback", 1)]),
        ("taking it from kuper", "take it", BEAR, [("give_feedback", 1)]),
        ("морс не беру", 'reject "морс"', JUICES, []),
        # Items without titles may be anything.
        ("морс беру", 'take "морс"', PlannerContext(), []),
    ],
)
def test_what_is_on_screen_or_names_nothing_is_not_looked_for(message, plan, context, expected):
    assert calls(message, plan, context) == expected


@pytest.mark.parametrize(
    ("message", "plan", "items"),
    [
        ("nappies and the pears, taking them", 'take "pears"', [1, 2]),
        ("I'll take the pears and the tissues", 'take "pears"; find tissues', [2, 3]),
        ("taking the nappies, the pears look sad", 'take "nappies"', [1]),
        ("the nappies please", 'take "nappies"', [1]),
    ],
)
def test_all_that_a_clause_of_taking_names_is_taken(message, plan, items):
    assert calls(message, plan, BASKET) == [("give_feedback", item) for item in items]
