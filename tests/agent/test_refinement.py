"""A need said in more words keeps what was said of it; another thing begins anew."""

import asyncio
from typing import Any

import pytest

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

Call = tuple[str, dict[str, Any]]
CHEAPER: Call = ("critique", {"attribute": "price", "direction": "lower"})
DEARER: Call = ("critique", {"attribute": "price", "direction": "higher"})
FASTER: Call = ("critique", {"attribute": "delivery_time", "direction": "lower"})
LEANER: Call = ("critique", {"attribute": "fat", "direction": "lower"})
UNDO: Call = ("undo", {})


def find(query: str, **bounds: Any) -> Call:
    return ("search_catalog", {"query": query, **bounds})


def prefer(facet: str, value: str, stance: str, scope: str) -> Call:
    return ("update_preferences", {"changes": [{"facet": facet, "value": value, "stance": stance, "scope": scope}]})


def talk(settings: Settings, *turns: list[Call] | tuple[str, list[Call]]) -> list[Answer]:
    """Hold a conversation: each turn is the calls that its message is understood as, and the message where it matters."""
    said = [turn if isinstance(turn, tuple) else ("скажи", turn) for turn in turns]

    async def run() -> list[Answer]:
        planner = ScriptedPlanner([calls_message(*calls) for _, calls in said])
        async with open_assistant(settings, planner=planner) as assistant:
            return [await assistant.ask(text, user_id="anna", thread_id="t") for text, _ in said]

    return asyncio.run(run())


def queries(answer: Answer) -> list[str]:
    return [need.query for need in answer.slate.needs]


def prices(answer: Answer, need: int = 0) -> list[int]:
    return [offer.price for shown in answer.slate.items if shown.need == need for offer in shown.offers]


def test_a_need_said_in_more_words_keeps_its_bounds_and_services(demo_settings: Settings) -> None:
    *_, kettle = talk(
        demo_settings, [find("чайник электрический", price_min=1500, price_max=3000)], [find("стеклянный чайник")]
    )
    assert prices(kettle)
    assert all(1500_00 <= price <= 3000_00 for price in prices(kettle))
    *_, cheese = talk(demo_settings, [find("сыр", services=["samokat"])], [find("козий сыр")])
    assert {offer.service for shown in cheese.slate.items for offer in shown.offers} == {"samokat"}


def test_a_bound_said_anew_beside_more_words_takes_the_place_of_the_old_one(demo_settings: Settings) -> None:
    *_, answer = talk(demo_settings, [find("чай", price_max=300)], [find("зелёный чай", price_max=150)])
    assert [(need.query, need.price_max) for need in answer.slate.needs] == [("зелёный чай", 150_00)]


def test_a_need_said_in_more_words_keeps_its_critiques(demo_settings: Settings) -> None:
    _, leaner, greek = talk(demo_settings, [find("йогурт")], [LEANER], [find("греческий йогурт")])
    (bound,) = [event.shift.bound for event in leaner.events if event.shift]
    assert greek.slate.items
    assert all((shown.item.nutrition.fat or 0) < bound for shown in greek.slate.items)


@pytest.mark.parametrize("other", ["молоко", "сырный соус", "корм для собак"])
def test_another_thing_begins_anew(demo_settings: Settings, other: str) -> None:
    *_, answer = talk(demo_settings, [find("корм для кошек", price_max=100)], [CHEAPER], [find(other)])
    assert [(need.query, need.price_max) for need in answer.slate.needs] == [(other, None)]
    assert any(event.type == "need" for event in answer.events)


def test_a_gift_for_somebody_else_begins_anew(demo_settings: Settings) -> None:
    *_, answer = talk(
        demo_settings,
        ("подарок маме до 500", [find("подарок маме", price_max=500)]),
        ("подарок папе", [find("подарок папе")]),
    )
    assert [(need.price_max, need.people) for need in answer.slate.needs] == [(None, ("father",))]


def test_a_vague_need_said_in_more_words_is_not_of_the_kinds_it_stood_for(demo_settings: Settings) -> None:
    *_, answer = talk(demo_settings, [find("салат", kinds=["овощи", "сыр"])], [find("салат с рыбой")])
    assert [need.kinds for need in answer.slate.needs] == [()]


def test_one_need_of_several_said_in_more_words_keeps_the_others(demo_settings: Settings) -> None:
    *_, answer = talk(demo_settings, [find("хлеб"), find("молоко", price_max=100)], [find("хлеб цельнозерновой")])
    assert [(need.query, need.price_max) for need in answer.slate.needs] == [
        ("хлеб цельнозерновой", None),
        ("молоко", 100_00),
    ]
    assert {shown.need for shown in answer.slate.items} == {0, 1}


def test_one_need_of_several_said_in_more_words_keeps_its_critique_and_an_undo_leads_back(
    demo_settings: Settings,
) -> None:
    *_, cheaper, white, undone, again = talk(
        demo_settings, [find("хлеб"), find("молоко")], [CHEAPER], [find("хлеб белый")], [UNDO], [UNDO]
    )
    bound = next(event.shift.bound for event in cheaper.events if event.shift and event.shift.need == "хлеб")
    assert queries(white) == ["хлеб белый", "молоко"]
    assert prices(white)
    assert max(prices(white)) < bound
    assert undone.slate == cheaper.slate
    assert "хлеб белый" not in again.reply
    assert max(prices(again)) > bound


def test_undo_beside_more_words_of_a_need_leaves_its_critiques(demo_settings: Settings) -> None:
    wish = prefer("brand", "Teos", "avoid", "session")
    _, leaner, _, undone = talk(demo_settings, [find("йогурт")], [LEANER], [wish, find("греческий йогурт")], [UNDO])
    (bound,) = [event.shift.bound for event in leaner.events if event.shift]
    assert queries(undone) == ["греческий йогурт"]
    assert all((shown.item.nutrition.fat or 0) < bound for shown in undone.slate.items)


def test_dearer_on_an_empty_list_lifts_the_bound_that_emptied_it(demo_settings: Settings) -> None:
    empty, answer = talk(demo_settings, [find("сок", price_max=5)], [DEARER])
    assert not empty.slate.items
    assert not answer.calls[0].error
    assert [(need.query, need.price_max) for need in answer.slate.needs] == [("сок", None)]
    assert answer.slate.items


def test_dearer_on_an_empty_list_lifts_the_critique_that_emptied_it(demo_settings: Settings) -> None:
    turns = [[find("сыр")], [CHEAPER], [CHEAPER], [CHEAPER], [find("сыр Маасдам", price_min=300)]]
    *_, empty, answer = talk(demo_settings, *turns, [DEARER])
    assert not empty.slate.items
    assert answer.slate.items
    assert min(prices(answer)) >= 300_00


def test_cheaper_on_an_empty_list_lifts_no_upper_bound(demo_settings: Settings) -> None:
    *_, answer = talk(demo_settings, [find("сок", price_max=5)], [CHEAPER])
    assert answer.calls[0].error


@pytest.mark.parametrize("scope", ["lasting", "session"])
def test_what_is_said_again_is_not_said_to_have_no_effect(demo_settings: Settings, scope: str) -> None:
    _, again = talk(
        demo_settings,
        [prefer("diet", "sugar_free", "require", scope), find("шоколад")],
        [prefer("diet", "sugar_free", "require", "session")],
    )
    assert "не подействует" not in again.reply


def test_a_liking_of_what_is_excluded_is_said_to_have_no_effect(demo_settings: Settings) -> None:
    *_, answer = talk(
        demo_settings, [prefer("brand", "Teos", "exclude", "lasting")], [prefer("brand", "Teos", "prefer", "lasting")]
    )
    assert "не подействует" in answer.reply


def test_a_critique_is_of_the_need_that_its_message_names(demo_settings: Settings) -> None:
    both, answer = talk(demo_settings, [find("молоко"), find("хлеб")], ("хлеб подешевле", [CHEAPER]))
    assert [event.shift.need for event in answer.events if event.shift] == ["хлеб"]
    assert prices(answer, 0) == prices(both, 0)
    assert max(prices(answer, 1)) < max(prices(both, 1))


def test_faster_drops_what_comes_last_however_it_is_sent(demo_settings: Settings) -> None:
    shown, answer = talk(demo_settings, [find("молоко")], [FASTER])
    last = max(min(offer.eta_minutes for offer in one.offers) for one in shown.slate.items)
    assert answer.slate.items
    assert all(offer.eta_minutes < last for one in answer.slate.items for offer in one.offers)
