"""What a short message after a change or a question means: for how long it holds, of whom, and what is left unsaid."""

import asyncio
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.agent.nodes.answers import read_scope
from podbor.agent.nodes.doubt import is_verdict_said
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

Call = tuple[str, dict[str, Any]]
COOKIES: Call = ("search_catalog", {"query": "печенье"})
PROFILE: Call = ("show_profile", {})
FASTING = {"facet": "diet", "value": "fasting", "stance": "require", "scope": "session"}
HIS = "кстати муж не ест сыр с плесенью"


def preference(facet: str, value: str, stance: str, scope: str) -> Call:
    return ("update_preferences", {"changes": [{"facet": facet, "value": value, "stance": stance, "scope": scope}]})


def planned(*calls: Call, confidence: float = 0.9) -> AIMessage:
    return calls_message(*calls).model_copy(update={"additional_kwargs": {"confidence": confidence}})


def talk(settings: Settings, planner: ScriptedPlanner | list[AIMessage], *messages: str) -> list[Answer]:
    async def run() -> list[Answer]:
        plays = planner if isinstance(planner, ScriptedPlanner) else ScriptedPlanner(planner)
        async with open_assistant(settings, planner=plays) as assistant:
            return [await assistant.ask(text, user_id="anna", thread_id="t") for text in messages]

    return asyncio.run(run())


def noted(answer: Answer) -> list[tuple[str, str, str]]:
    return [(event.change.value, event.change.person, event.change.scope) for event in answer.events if event.change]


BLUE = planned(preference("category", "сыр с плесенью", "exclude", "session"), confidence=0.1)
MUSHROOMS = planned(preference("ingredient", "грибы", "exclude", "lasting"))
MEGAMARKET = planned(preference("service", "megamarket", "exclude", "session"), confidence=0.1)


@pytest.mark.parametrize(
    ("message", "scope"),
    [
        ("нет, только на этот раз", "session"),
        ("just for today", "session"),
        ("не навсегда", "session"),
        ("yes, always", "lasting"),
        ("for good", "lasting"),
        ("не только сегодня", "lasting"),
        ("сегодня", None),
        ("молоко только сегодня", None),
        ("да", None),
    ],
)
def test_a_message_may_only_say_for_how_long(message: str, scope: str | None) -> None:
    assert read_scope(message) == scope


def test_for_today_only_is_of_what_was_just_noted(demo_settings: Settings) -> None:
    fish = planned(preference("allergen", "fish", "exclude", "session"))
    said, rescoped, profile = talk(
        demo_settings, [fish, planned(PROFILE)], "муж не ест рыбу", "только сегодня", "покажи"
    )
    assert noted(said) == [("fish", "husband", "lasting")]
    assert noted(rescoped) == [("fish", "husband", "session")]
    assert "рыб" in profile.reply


def test_what_was_noted_for_now_may_be_for_good_and_the_other_way_round(demo_settings: Settings) -> None:
    mushrooms = planned(preference("ingredient", "грибы", "exclude", "session"))
    _, lasting, session = talk(demo_settings, [mushrooms], "без грибов", "насовсем", "нет, только в этот раз")
    assert noted(lasting) == [("грибы", "self", "lasting")]
    assert noted(session) == [("грибы", "self", "session")]
    assert [event.type for event in session.events] == ["undo", "preference"]


def test_an_allergy_lasts_whatever_is_said(demo_settings: Settings) -> None:
    nuts = planned(preference("allergen", "nuts", "exclude", "lasting"))
    _, kept = talk(demo_settings, [nuts], "аллергия на орехи", "только сегодня")
    assert kept.events == ()
    assert "оставил как есть" in kept.reply


def test_for_how_long_names_no_fact_where_nothing_was_noted(demo_settings: Settings) -> None:
    guess = planned(("update_preferences", {"changes": [FASTING]}), confidence=0.6)
    _, answer = talk(demo_settings, [planned(COOKIES), guess], "печенье", "только сегодня")
    assert answer.events == ()
    assert "Не совсем понял" in answer.reply


def test_a_question_says_whom_and_for_how_long_a_yes_writes(demo_settings: Settings) -> None:
    asked, done = talk(demo_settings, [BLUE], HIS, "да")
    assert "муж: не показывать «сыр с плесенью» — всегда" in asked.reply
    assert noted(done) == [("сыр с плесенью", "husband", "lasting")]


@pytest.mark.parametrize(
    ("answer", "scope"),
    [("да, насовсем", "lasting"), ("да, но только сегодня", "session"), ("нет, только сегодня", "session")],
)
def test_a_yes_may_say_for_how_long(demo_settings: Settings, answer: str, scope: str) -> None:
    _, done = talk(demo_settings, [BLUE], HIS, answer)
    assert noted(done) == [("сыр с плесенью", "husband", scope)]


def test_a_forgetting_for_today_is_no_yes(demo_settings: Settings) -> None:
    forget: Call = ("forget", {"what": {"facet": "ingredient", "value": "грибы"}})
    script = [MUSHROOMS, planned(COOKIES), planned(forget, confidence=0.1), calls_message(act="unclear")]
    *_, answer = talk(demo_settings, script, "не ем грибы", "печенье", "ну грибы это как-нибудь", "да, только сегодня")
    assert answer.events == ()


def test_what_was_asked_is_told_only_with_an_answer(demo_settings: Settings) -> None:
    planner = ScriptedPlanner([MEGAMARKET, planned(COOKIES), MEGAMARKET, planned(COOKIES)])
    talk(demo_settings, planner, "не из мегамаркета", "мужской", "не из мегамаркета", "да, и печенье покажи")
    assert [bool(context.asked) for context in planner.contexts] == [False, False, False, True]


@pytest.mark.parametrize(
    "call",
    [
        preference("service", "samokat", "exclude", "session"),
        ("search_catalog", {"query": "печенье", "services": ["megamarket", "kuper"]}),
    ],
    ids=["write", "search"],
)
def test_what_was_asked_and_passed_over_is_not_lost_in_silence(demo_settings: Settings, call: Call) -> None:
    _, passed = talk(demo_settings, [MEGAMARKET, planned(call)], "не из мегамаркета", "самокат тоже не надо")
    assert passed.calls
    assert "Записал не всё" in passed.reply


def test_a_search_leaves_a_question_behind_without_a_word(demo_settings: Settings) -> None:
    _, listed = talk(demo_settings, [MEGAMARKET, planned(COOKIES)], "не из мегамаркета", "печенье")
    assert listed.slate.items
    assert "Записал не всё" not in listed.reply


@pytest.mark.parametrize(("answer", "tools"), [("отмена", ["undo"]), ("нет", [])])
def test_a_cancel_takes_up_the_offer_to_undo(demo_settings: Settings, answer: str, tools: list[str]) -> None:
    script = {"без грибов": MUSHROOMS, "отмена": planned(("undo", {}))}
    _, done = talk(demo_settings, ScriptedPlanner(script), "без грибов", answer)
    assert [call.name for call in done.calls] == tools


@pytest.mark.parametrize("message", ["нет, самокат не надо", "мегамаркет не показывай"])
def test_what_is_declined_or_said_again_is_not_missed(demo_settings: Settings, message: str) -> None:
    service = "samokat" if "самокат" in message else "megamarket"
    again = planned(preference("service", service, "exclude", "session"))
    _, answer = talk(demo_settings, [MEGAMARKET, again], "не из мегамаркета", message)
    assert noted(answer) == [(service, "self", "session")]
    assert "Записал не всё" not in answer.reply


@pytest.mark.parametrize(("message", "events"), [("самые быстрые", 0), ("беру самое быстрое", 3)])
def test_a_verdict_that_no_word_says_is_not_given(demo_settings: Settings, message: str, events: int) -> None:
    take = planned(("give_feedback", {"item": 1, "verdict": "accept"}), confidence=0.06)
    _, answer = talk(demo_settings, [planned(COOKIES), take], "печенье", message)
    assert len(answer.events) == events


@pytest.mark.parametrize(
    "message", ["акула топ", "yep that's the one", "вот тот хлебушек с семечками не нравится", "Рафаэлло берём", "№ 2"]
)
def test_a_verdict_is_said_in_many_ways(message: str) -> None:
    assert is_verdict_said(message, ["Мягкая игрушка «Акула»"])


@pytest.mark.parametrize(
    ("message", "erased"),
    [
        ("clear the filters", False),
        ("show me everything again", False),
        ("forget everything", True),
        ("сотри всё, что обо мне знаешь", True),
    ],
)
def test_all_that_is_remembered_goes_by_a_clear_word_alone(demo_settings: Settings, message: str, erased: bool) -> None:
    nuts = calls_message(preference("allergen", "nuts", "exclude", "lasting"))
    planner = [nuts, calls_message(("forget", {"what": "everything"})), calls_message(COOKIES)]
    _, answer, listed = talk(demo_settings, planner, "у меня аллергия на орехи", message, "печенье")
    assert bool(answer.events) == erased
    assert any("nuts" in shown.item.allergens for shown in listed.slate.items) <= erased


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        ("спасибо", "Пожалуйста! Если понадобится что-то ещё, скажите."),
        ("ок, спасибо", "Пожалуйста! Если понадобится что-то ещё, скажите."),
        ("ок", "Хорошо, оставил как есть."),
        ("нет, спасибо", "Хорошо, оставил как есть."),
    ],
)
def test_thanks_and_a_nod_leave_what_was_noted_without_a_lecture(
    demo_settings: Settings, answer: str, reply: str
) -> None:
    _, answered, profile = talk(demo_settings, [MUSHROOMS, planned(PROFILE)], "не ем грибы", answer, "покажи")
    assert answered.reply == reply
    assert "грибы" in profile.reply


def test_thanks_are_no_yes(demo_settings: Settings) -> None:
    _, thanked = talk(demo_settings, [BLUE, calls_message(act="small_talk")], HIS, "спасибо")
    assert thanked.events == ()


@pytest.mark.parametrize(("said", "asked"), [("у меня и у мужа", "«молоко»"), ("у мужа", "«муж: молоко»")])
def test_a_forgetting_is_asked_of_all_whom_it_would_be_of(demo_settings: Settings, said: str, asked: str) -> None:
    milk = planned(preference("allergen", "milk", "exclude", "lasting"))
    forget = planned(("forget", {"what": {"facet": "allergen", "value": "milk"}}), confidence=0.1)
    _, question, done = talk(
        demo_settings, [milk, forget], "у меня и у мужа аллергия на молоко", f"молоко {said} уже ничего", "да"
    )
    assert asked in question.reply
    assert len(done.events) == (2 if "меня" in said else 1)
