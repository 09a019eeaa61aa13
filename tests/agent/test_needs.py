"""Which need a message narrows and which it begins; what a critique beside a new need is measured against."""

import asyncio
from statistics import median
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

Call = tuple[str, dict[str, Any]]
CHEAPER: Call = ("critique", {"attribute": "price", "direction": "lower"})
UNDO: Call = ("undo", {})


def find(query: str, **bounds: Any) -> Call:
    return ("search_catalog", {"query": query, **bounds})


def talk(settings: Settings, *turns: list[Call], user: str = "anna") -> list[Answer]:
    """Hold a conversation: each turn is the calls that its message is understood as."""
    return asyncio.run(_talk(settings, [calls_message(*turn) for turn in turns], messages=len(turns), user=user))


def say(settings: Settings, *rounds: list[Call]) -> Answer:
    """Say one message that a planner of several steps understands in rounds."""
    script = [*(calls_message(*calls) for calls in rounds), AIMessage(content="")]
    return asyncio.run(_talk(settings, script, messages=1, multi_step=True))[0]


async def _talk(
    settings: Settings, script: list[AIMessage], *, messages: int, user: str = "anna", multi_step: bool = False
) -> list[Answer]:
    async with open_assistant(settings, planner=ScriptedPlanner(script, multi_step=multi_step)) as assistant:
        return [await assistant.ask(f"скажи {n}", user_id=user, thread_id="t") for n in range(messages)]


def needs(answer: Answer) -> list[tuple[str, int | None]]:
    return [(need.query, need.price_max) for need in answer.slate.needs]


def prices(answer: Answer) -> list[int]:
    return [offer.price for shown in answer.slate.items for offer in shown.offers]


def test_a_bound_said_of_the_first_of_two_needs_keeps_the_second(demo_settings: Settings) -> None:
    _, answer = talk(demo_settings, [find("молоко"), find("хлеб")], [find("молоко", price_max=100)])
    assert needs(answer) == [("молоко", 100_00), ("хлеб", None)]


def test_a_need_named_again_beside_another_drags_nothing_along(demo_settings: Settings) -> None:
    *_, both, cheese = talk(
        demo_settings, [find("хлеб"), find("молоко")], [CHEAPER], [find("молоко"), find("сыр")], [find("сыр")]
    )
    assert needs(both) == [("молоко", None), ("сыр", None)]
    assert {shown.need for shown in both.slate.items} == {0, 1}
    assert needs(cheese) == [("сыр", None)]
    assert cheese.slate.items


def test_a_need_named_again_alone_begins_anew(demo_settings: Settings) -> None:
    bounded, cheaper, again = talk(demo_settings, [find("печенье", price_max=200)], [CHEAPER], [find("печенье")])
    assert needs(again) == [("печенье", None)]
    assert max(prices(again)) > max(prices(bounded)) > max(prices(cheaper))


def test_a_need_named_again_with_a_wish_keeps_its_bound(demo_settings: Settings) -> None:
    vegan = {"facet": "diet", "value": "vegan", "stance": "require", "scope": "session"}
    wish: Call = ("update_preferences", {"changes": [vegan]})
    _, answer = talk(demo_settings, [find("печенье", price_max=300)], [wish, find("печенье")])
    assert needs(answer) == [("печенье", 300_00)]


def test_a_later_round_that_bounds_the_first_of_two_needs_adds_no_third(demo_settings: Settings) -> None:
    answer = say(demo_settings, [find("молоко"), find("хлеб")], [find("молоко", price_max=80)])
    assert needs(answer) == [("молоко", 80_00), ("хлеб", None)]


@pytest.mark.parametrize("before", [[], [[find("кофе")]]], ids=["first", "after another"])
@pytest.mark.parametrize("said", [[find("печенье"), CHEAPER], [CHEAPER, find("печенье")]], ids=["after", "before"])
def test_a_critique_beside_a_new_need_is_of_that_need(
    demo_settings: Settings, before: list[list[Call]], said: list[Call]
) -> None:
    *_, plain = talk(demo_settings, *before, [find("печенье")], user="boris")
    *_, answer, undone = talk(demo_settings, *before, said, [UNDO])
    assert not any(call.error for call in answer.calls)
    (shift,) = [event.shift for event in answer.events if event.shift]
    assert shift.bound == median(min(offer.price for offer in shown.offers) for shown in plain.slate.items)
    assert answer.slate.items
    assert max(prices(answer)) < shift.bound
    assert undone.slate.items == plain.slate.items


def test_a_critique_in_a_later_round_than_its_need_is_of_that_need(demo_settings: Settings) -> None:
    answer = say(demo_settings, [find("печенье")], [CHEAPER])
    assert not any(call.error for call in answer.calls)
    assert answer.slate.items


def test_a_critique_beside_a_need_on_screen_is_of_what_is_shown(demo_settings: Settings) -> None:
    shown, answer = talk(demo_settings, [find("печенье")], [find("печенье"), CHEAPER])
    assert max(prices(answer)) < min(prices(shown))


def test_a_critique_of_what_is_not_carried_is_no_second_complaint(demo_settings: Settings) -> None:
    (answer,) = talk(demo_settings, [find("синхрофазотрон"), CHEAPER])
    assert answer.slate.not_carried == ("синхрофазотрон",)
    assert "сначала скажите" not in answer.reply


def like(brand: str, *, scope: str = "session") -> Call:
    change = {"facet": "brand", "value": brand, "stance": "prefer", "scope": scope}
    return ("update_preferences", {"changes": [change]})


def test_a_brand_that_is_wished_for_where_nothing_is_looked_for_is_looked_for(demo_settings: Settings) -> None:
    wished, undone = talk(demo_settings, [like("Простоквашино")], [UNDO])
    assert needs(wished) == [("Простоквашино", None)]
    assert wished.slate.items
    assert {shown.item.brand for shown in wished.slate.items} == {"Простоквашино"}
    assert needs(undone) == needs(wished), "an undo takes back what is liked, and not what is looked for"


def test_a_critique_goes_on_with_the_brand_that_was_wished_for(demo_settings: Settings) -> None:
    wished, cheaper = talk(demo_settings, [like("Простоквашино")], [CHEAPER])
    assert needs(cheaper) == [("Простоквашино", None)]
    assert max(prices(cheaper)) < max(prices(wished))


def test_a_wish_for_a_brand_is_no_need_beside_another_or_for_always_or_where_nobody_sells_it(
    demo_settings: Settings,
) -> None:
    beside = talk(demo_settings, [find("молоко")], [like("Простоквашино")], user="beside")[-1]
    always = talk(demo_settings, [like("Простоквашино", scope="lasting")], user="always")[-1]
    unsold = talk(demo_settings, [like("Нигдетакой")], user="unsold")[-1]
    assert needs(beside) == [("молоко", None)]
    assert not always.slate.items
    assert not unsold.slate.items
