"""A planner that is not sure asks before it writes; a hard constraint never waits."""

import asyncio
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.agent.nodes.doubt import is_doubtful
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

Call = tuple[str, dict[str, Any]]
COOKIES: Call = ("search_catalog", {"query": "печенье"})


def preference(facet: str, value: str, stance: str) -> Call:
    return ("update_preferences", {"changes": [{"facet": facet, "value": value, "stance": stance, "scope": "lasting"}]})


def planned(*calls: Call, confidence: float) -> AIMessage:
    message = calls_message(*calls)
    return message.model_copy(update={"additional_kwargs": {"confidence": confidence}})


def talk(settings: Settings, script: list[AIMessage], *messages: str) -> list[Answer]:
    async def run() -> list[Answer]:
        async with open_assistant(settings, planner=ScriptedPlanner(script)) as assistant:
            return [await assistant.ask(text, user_id="anna", thread_id="t") for text in messages]

    return asyncio.run(run())


LINDT = preference("brand", "Lindt", "prefer")


def test_a_doubtful_write_waits_for_a_yes(demo_settings: Settings) -> None:
    asked, done = talk(demo_settings, [planned(LINDT, confidence=0.1)], "линдт это да", "да")
    assert asked.events == ()
    assert "Lindt" in asked.reply
    assert "?" in asked.reply
    assert [event.change.value for event in done.events if event.change] == ["Lindt"]


def test_a_no_writes_nothing_and_the_question_is_gone(demo_settings: Settings) -> None:
    script = [planned(LINDT, confidence=0.1), calls_message(act="small_talk")]
    asked, refused, later = talk(demo_settings, script, "линдт это да", "нет", "да")
    assert (asked.events, refused.events, later.events) == ((), (), ())
    assert "не запоминаю" in refused.reply


@pytest.mark.parametrize(("sign", "noted"), [("👍", 1), ("👌🏽", 1), ("✅", 1), ("👎", 0), ("❌", 0)])
def test_a_sign_answers_a_question(demo_settings: Settings, sign: str, noted: int) -> None:
    _, answer = talk(demo_settings, [planned(LINDT, confidence=0.1)], "линдт это да", sign)
    assert len(answer.events) == noted
    assert ("не запоминаю" in answer.reply) is (noted == 0)


def test_a_message_that_cannot_be_read_leaves_the_question_open(demo_settings: Settings) -> None:
    _, unread, done = talk(demo_settings, [planned(LINDT, confidence=0.1)], "линдт это да", "🤔", "да")
    assert unread.events == ()
    assert "Lindt" in unread.reply, "it is asked again"
    assert [(event.utterance, event.change.value) for event in done.events if event.change] == [
        ("линдт это да", "Lindt")
    ]


def test_a_sign_says_nothing_where_nothing_was_asked(demo_settings: Settings) -> None:
    (answer,) = talk(demo_settings, [], "👍")
    assert "нет слов" in answer.reply


def test_another_message_leaves_the_question_behind(demo_settings: Settings) -> None:
    script = [planned(LINDT, confidence=0.1), planned(COOKIES, confidence=0.9), calls_message(act="small_talk")]
    _, listed, later = talk(demo_settings, script, "линдт это да", "покажи печенье", "да")
    assert listed.slate.items
    assert listed.events == ()
    assert later.events == ()


def test_what_is_certain_is_done_while_the_rest_is_asked(demo_settings: Settings) -> None:
    (answer,) = talk(demo_settings, [planned(LINDT, COOKIES, confidence=0.1)], "печенье, и линдт это да")
    assert answer.slate.items
    assert answer.events == ()
    assert "?" in answer.reply


@pytest.mark.parametrize(
    ("call", "confidence"), [(preference("allergen", "nuts", "exclude"), 0.01), (LINDT, 0.9)], ids=["allergy", "sure"]
)
def test_allergies_and_certain_plans_are_written_at_once(
    demo_settings: Settings, call: Call, confidence: float
) -> None:
    (answer,) = talk(demo_settings, [planned(call, confidence=confidence)], "скажи")
    assert len(answer.events) == 1


@pytest.mark.parametrize(
    ("message", "events"), [("обожаю Lindt", 1), ("Lindt обожаю, покажи печенье", 0), ("линдт это да", 0)]
)
def test_what_is_said_in_so_many_words_is_not_asked(demo_settings: Settings, message: str, events: int) -> None:
    script = [planned(LINDT, *([COOKIES] if "печенье" in message else []), confidence=0.1)]
    (answer,) = talk(demo_settings, script, message)
    assert len(answer.events) == events


def test_a_taste_is_said_by_its_name_in_any_language() -> None:
    calls = [preference("taste", "spicy", "exclude")]
    assert not is_doubtful(calls, "острое мне нельзя", confidence=0.1, below=0.8)
    assert is_doubtful(calls, "горькое мне нельзя", confidence=0.1, below=0.8)


def test_what_is_denied_is_not_said() -> None:
    assert not is_doubtful([LINDT], "хочу Lindt", confidence=0.1, below=0.8)
    assert is_doubtful([LINDT], "не хочу Lindt", confidence=0.1, below=0.8)
    assert is_doubtful([LINDT], "I don't want Lindt", confidence=0.1, below=0.8)


@pytest.mark.parametrize(
    ("message", "facet", "value", "doubtful"),
    [
        ("острые убери", "taste", "spicy", False),
        ("только без кофеина", "ingredient", "кофеин", False),
        ("суп без репчатого лука", "ingredient", "лук", False),
        ("no cilantro in it", "ingredient", "cilantro", False),
        ("salad without red onion please", "ingredient", "onion", False),
        ("печенье, только не Юбилейное", "brand", "Юбилейное", False),
        ("crisps, anything but Lays", "brand", "Lays", False),
        ("чайник, тока не Скарлет", "brand", "Скарлет", False),
        ("главное не из Купера", "service", "kuper", False),
        ("a kettle, just not a Scarlett", "brand", "Scarlett", False),
        ("I'll have it, just not from Kuper", "service", "kuper", False),
        ("just that, not Kuper", "service", "kuper", True),
        ("Юбилейное, не чёрствое", "brand", "Юбилейное", True),
        ("лук без кожуры", "ingredient", "лук", True),
        ("no, cilantro", "ingredient", "cilantro", True),
        ("а лук там есть", "ingredient", "лук", True),
    ],
)
def test_what_is_to_be_left_out_in_so_many_words(message: str, facet: str, value: str, doubtful: bool) -> None:
    calls = [preference(facet, value, "exclude")]
    assert is_doubtful(calls, message, confidence=0.1, below=0.8) is doubtful


@pytest.mark.parametrize(
    ("message", "value", "doubtful"),
    [
        ("свекровь в гостях, почки, солёное ей нельзя, покажи сыр", "salty", False),
        ("my uncle's coming, he can't have spicy food, find some soup", "spicy", False),
        ("острое мужу врач запретил, покажи суп", "spicy", False),
        ("свекрови солёное нельзя? покажи сыр", "salty", True),
        ("солёное как-то не очень, свекровь приедет, покажи сыр", "salty", True),
        ("острое мне нельзя, покажи суп", "spicy", True),
    ],
)
def test_what_somebody_else_may_not_have_is_said_beside_a_request_too(message: str, value: str, doubtful: bool) -> None:
    calls = [preference("taste", value, "exclude"), COOKIES]
    assert is_doubtful(calls, message, confidence=0.1, below=0.8) is doubtful


def test_forgetting_an_allergy_is_asked(demo_settings: Settings) -> None:
    forget: Call = ("forget", {"what": {"facet": "allergen", "value": "nuts"}})
    script = [planned(preference("allergen", "nuts", "exclude"), confidence=0.9), planned(forget, confidence=0.1)]
    _, asked = talk(demo_settings, script, "аллергия на орехи", "ну орехи это можно")
    assert asked.events == ()
    assert "орех" in asked.reply


def test_an_allergy_does_not_wait_beside_what_is_asked(demo_settings: Settings) -> None:
    forget: Call = ("forget", {"what": {"facet": "diet", "value": "vegan"}})
    script = [planned(preference("allergen", "nuts", "exclude"), forget, confidence=0.1)]
    (answer,) = talk(demo_settings, script, "я больше не веган, зато у меня аллергия на орехи")
    assert [event.change.value for event in answer.events if event.change] == ["nuts"]


def test_a_yes_is_about_whom_the_question_was_and_quotes_what_was_said(demo_settings: Settings) -> None:
    coriander = preference("ingredient", "кинза", "avoid")
    said = "муж кинзу как-то не жалует"
    _, done = talk(demo_settings, [planned(coriander, confidence=0.1)], said, "да")
    assert [(event.change.person, event.utterance) for event in done.events if event.change] == [("husband", said)]


def test_a_yes_takes_back_the_fact_of_whom_the_question_was_about(demo_settings: Settings) -> None:
    ban = preference("allergen", "fish", "exclude")
    forget: Call = ("forget", {"what": {"facet": "allergen", "value": "fish"}})
    script = [planned(ban, confidence=0.9), planned(ban, confidence=0.9), planned(forget, confidence=0.1)]
    messages = ("аллергия на рыбу", "у мужа аллергия на рыбу", "мужу снова можно рыбу и всё такое", "да")
    _, husband, _, done = talk(demo_settings, script, *messages)
    assert [event.retracts for event in done.events] == [tuple(event.event_id for event in husband.events)]
