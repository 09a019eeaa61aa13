"""Wrong calls, odd clocks, long logs and a full disk: the field and the valid values are named, and nothing is lost."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from podbor.agent.assembly import open_assistant, open_profiles
from podbor.agent.assistant import Answer, Assistant
from podbor.core.errors import SetupError
from podbor.core.preferences import PreferenceChange
from podbor.core.settings import SERVICES, Settings
from podbor.core.vocabulary import Locale
from podbor.memory import TurnFacts, changes_events
from podbor.testing import ScriptedPlanner, calls_message

Call = tuple[str, dict[str, Any]]
FLOOD = 12
"""Messages of twenty long facts: more than the pages that are left."""
NUTS = {"facet": "allergen", "value": "nuts", "stance": "exclude", "scope": "lasting"}


def update(*changes: dict[str, str]) -> Call:
    return "update_preferences", {"changes": list(changes)}


WRONG: list[tuple[Call, str, str]] = [
    (update(NUTS, NUTS | {"facet": "colour"}), "changes.1.facet", "allergen"),
    (update(NUTS | {"value": "pollen"}), "changes.0", "peanuts"),
    (update({"facet": "diet", "value": "paleo", "stance": "require", "scope": "session"}), "changes.0", "vegan"),
    (
        update({"facet": "service", "value": "ozon", "stance": "require", "scope": "session"}),
        "changes.0.value",
        "kuper",
    ),
    (update(NUTS, NUTS | {"stance": "banish"}), "changes.1.stance", ""),
    (update(NUTS | {"scope": "tomorrow"}), "changes.0.scope", "lasting"),
    (update(NUTS | {"person": "neighbour"}), "changes.0.person", "husband"),
    (update(NUTS | {"value": ""}), "changes.0.value", "1"),
    (update(), "changes", "1"),
    (("search_catalog", {"query": "чай", "price_max": -1}), "price_max", "0"),
    (("search_catalog", {"query": "чай", "services": ["ozon"]}), "services", "kuper"),
    (("critique", {"attribute": "price", "direction": "sideways"}), "direction", "lower"),
    (("critique", {"attribute": "price", "direction": "lower", "item": 0}), "item", ""),
    (("critique", {"attribute": "price", "direction": "lower", "item": 99}), "item", ""),
    (("give_feedback", {"item": 99, "verdict": "reject"}), "item", ""),
    (("give_feedback", {"item": 1, "verdict": "maybe"}), "verdict", "accept"),
    (("forget", {"what": {"facet": "colour", "value": "red"}}), "what", ""),
    (update(NUTS, NUTS | {"stance": "prefer", "scope": "session"}), "changes.1.stance", ""),
    (("undo", {"steps": 3}), "undo", ""),
]
"""A call, the field that its error names, and one of the values that it says are valid."""


def talk(settings: Settings, *turns: Call, locale: Locale = "ru", said: str = "скажи") -> list[Answer]:
    async def run() -> list[Answer]:
        planner = ScriptedPlanner([calls_message(turn) for turn in turns])
        async with open_assistant(settings, planner=planner) as assistant:
            return [await _say(assistant, locale, said) for _ in turns]

    return asyncio.run(run())


async def _say(assistant: Assistant, locale: Locale, said: str = "скажи") -> Answer:
    return await assistant.ask(said, user_id="anna", thread_id="t", locale=locale)


async def _flood(assistant: Assistant) -> None:
    for _ in range(FLOOD):
        await _say(assistant, "ru")


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_a_wrong_call_names_the_field_and_the_valid_values_and_loses_nothing(
    demo_settings: Settings, locale: Locale
) -> None:
    known, first, *wrong, last = talk(
        demo_settings,
        update({"facet": "brand", "value": "Lindt", "stance": "prefer", "scope": "lasting"}),
        ("search_catalog", {"query": "печенье"}),
        *(call for call, _, _ in WRONG),
        ("show_profile", {}),
        locale=locale,
    )
    assert known.events
    for answer, (call, field, valid) in zip(wrong, WRONG, strict=True):
        (record,) = answer.calls
        assert field in record.error, call
        assert valid in record.error, call
        assert (answer.events, answer.slate) == ((), first.slate), call
        assert len(answer.reply) > 20
    assert last.reply.count("Lindt") == 1


def test_ten_thousand_events_are_read_undone_and_forgotten(demo_settings: Settings) -> None:
    store, now = open_profiles(demo_settings), datetime.now(UTC)
    log = [
        changes_events(
            TurnFacts(user_id="anna", thread_id="old", turn_id=str(n), at=now, utterance="скажи"),
            [PreferenceChange(facet="ingredient", value=f"вещь {n % 400}", stance="prefer", scope="lasting")],
            services=SERVICES,
        )[0]
        for n in range(10_000)
    ]
    store.append(log)
    noted, undone, known = talk(demo_settings, update(NUTS), ("undo", {}), ("show_profile", {}))
    assert known.reply.count("вещь ") == 400
    forgot, nothing = talk(demo_settings, ("forget", {"what": "everything"}), ("show_profile", {}), said="забудь всё")
    assert len(noted.events) == 1
    assert undone.events[0].retracts == (noted.events[0].event_id,)
    assert len(forgot.events[0].retracts) == 10_000
    assert "ничего" in nothing.reply
    assert len(store.events("anna")) == 10_003


def test_a_clock_that_ran_ahead_does_not_make_its_words_the_last(demo_settings: Settings) -> None:
    ahead = TurnFacts(
        user_id="anna",
        thread_id="old",
        turn_id="1",
        at=datetime.now(UTC) + timedelta(days=4000),
        utterance="люблю Lindt",
    )
    brand = PreferenceChange(facet="brand", value="Lindt", stance="prefer", scope="lasting")
    store = open_profiles(demo_settings)
    store.append(changes_events(ahead, [brand], services=SERVICES))
    before = store.profile("anna", thread_id="new", now=datetime.now(UTC)).soft
    talk(demo_settings, update({"facet": "brand", "value": "Lindt", "stance": "exclude", "scope": "lasting"}))
    after = store.profile("anna", thread_id="new", now=datetime.now(UTC))
    assert [soft.weight for soft in before] == [0.5]
    assert after.constraints.exclude_brands == {"lindt"}
    assert after.soft == ()


def test_a_full_disk_is_said_so_and_the_message_can_be_said_again(demo_settings: Settings) -> None:
    def fill(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    async def run() -> tuple[Answer, Answer]:
        flood = update(*(NUTS | {"facet": "ingredient", "value": f"{n} {'я' * 90}"} for n in range(20)))
        said = [flood] * FLOOD + [update(NUTS), ("show_profile", {})]
        planner = ScriptedPlanner([calls_message(call) for call in said])
        async with open_assistant(demo_settings, planner=planner) as assistant:
            engine = assistant.profiles.engine  # type: ignore[attr-defined]
            event.listen(engine, "connect", fill)
            engine.dispose()
            with pytest.raises(SetupError, match="full"):
                await _flood(assistant)
            event.remove(engine, "connect", fill)
            engine.dispose()
            planner._next = FLOOD
            return await _say(assistant, "ru"), await _say(assistant, "ru")

    again, known = asyncio.run(run())
    assert len(again.events) == 1
    assert known.reply.count("без орехов") == 1
