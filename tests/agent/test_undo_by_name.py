"""An undo that names a critique takes back that one, whatever was said after it."""

import asyncio
from typing import Any

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

Call = tuple[str, dict[str, Any]]
UNDO: Call = ("undo", {})
CHEAPER: Call = ("critique", {"attribute": "price", "direction": "lower"})
FASTER: Call = ("critique", {"attribute": "delivery_time", "direction": "lower"})
PRICE = "верни цену как была"


def find(query: str, **bounds: Any) -> Call:
    return ("search_catalog", {"query": query, **bounds})


def prefer(facet: str, value: str, stance: str, scope: str = "session") -> Call:
    return ("update_preferences", {"changes": [{"facet": facet, "value": value, "stance": stance, "scope": scope}]})


SUGAR_FREE = prefer("diet", "sugar_free", "require")
NUTS = prefer("allergen", "nuts", "exclude", "lasting")


def talk(settings: Settings, *turns: tuple[str, Call]) -> list[Answer]:
    async def run() -> list[Answer]:
        planner = ScriptedPlanner([calls_message(call) for _, call in turns])
        async with open_assistant(settings, planner=planner) as assistant:
            return [await assistant.ask(text, user_id="anna", thread_id="t") for text, _ in turns]

    return asyncio.run(run())


def prices(answer: Answer) -> list[int]:
    return [offer.price for shown in answer.slate.items for offer in shown.offers]


def retracted(answer: Answer) -> set[str]:
    return {event_id for event in answer.events if event.type == "undo" for event_id in event.retracts}


def critiques(answer: Answer) -> set[str]:
    return {event.event_id for event in answer.events if event.type == "shift"}


def test_a_critique_that_is_named_goes_and_what_was_said_since_stays(demo_settings: Settings) -> None:
    _, cheaper, free, undone, again = talk(
        demo_settings,
        ("чай", find("чай")),
        ("подешевле", CHEAPER),
        ("без сахара", SUGAR_FREE),
        (PRICE, UNDO),
        ("отмени", UNDO),
    )
    assert retracted(undone) <= critiques(cheaper)
    assert max(prices(undone)) > max(prices(free))
    assert "Отменил: дешевле" in undone.reply
    assert max(prices(again)) == max(prices(free))


def test_a_critique_named_last_is_undone_as_any_last_change_is(demo_settings: Settings) -> None:
    first, _, undone = talk(demo_settings, ("чай", find("чай")), ("побыстрее", FASTER), ("отмени побыстрее", UNDO))
    assert undone.slate == first.slate
    assert "Вернул прежний список" in undone.reply


def test_of_what_one_message_said_only_the_critique_that_is_named_goes(demo_settings: Settings) -> None:
    *_, cheaper, faster, undone = talk(
        demo_settings, ("чай", find("чай")), ("подешевле", CHEAPER), ("побыстрее", FASTER), (PRICE, UNDO)
    )
    assert retracted(undone) <= critiques(cheaper)
    assert "быстрее" not in undone.reply.split("\n")[0]


def test_without_a_critique_the_bound_of_the_price_goes(demo_settings: Settings) -> None:
    bounded, _, undone = talk(
        demo_settings,
        ("чай до 150", find("чай", price_max=150, services=["kuper"])),
        ("без сахара", SUGAR_FREE),
        (PRICE, UNDO),
    )
    (need,) = undone.slate.needs
    assert (need.price_max, need.services) == (None, ("kuper",))
    assert max(prices(undone)) > 150_00
    assert retracted(undone) == set()


def test_no_fact_goes_in_place_of_what_is_not_in_force(demo_settings: Settings) -> None:
    *_, undone, profile = talk(
        demo_settings, ("чай", find("чай")), ("не ем орехи", NUTS), (PRICE, UNDO), ("профиль", ("show_profile", {}))
    )
    assert undone.events == ()
    assert "Отменять пока нечего" in undone.reply
    assert "орех" in profile.reply


def test_a_list_that_only_changed_is_gone_back_to(demo_settings: Settings) -> None:
    first, _, undone = talk(
        demo_settings, ("чай до 300", find("чай", price_max=300)), ("до 150", find("", price_max=150)), (PRICE, UNDO)
    )
    assert undone.slate == first.slate
