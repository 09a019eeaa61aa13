"""One turn after another through the real graph, catalogue, index and databases; only the planner is scripted."""

import asyncio
from typing import Any

import pytest
from langchain_core.messages import AIMessage, ToolMessage

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer
from podbor.core.errors import InputError
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message

Call = tuple[str, dict[str, Any]]
COOKIES: Call = ("search_catalog", {"query": "печенье"})
CHEAPER: Call = ("critique", {"attribute": "price", "direction": "lower"})
MILK: Call = ("search_catalog", {"query": "молоко"})
KETTLE: Call = ("search_catalog", {"query": "чайник"})
CHEESE: Call = ("search_catalog", {"query": "сыр"})
MORE: Call = ("show_more", {})
UNDO: Call = ("undo", {})


def preference(facet: str, value: str, stance: str, scope: str = "lasting") -> Call:
    return ("update_preferences", {"changes": [{"facet": facet, "value": value, "stance": stance, "scope": scope}]})


def talk(
    settings: Settings, *turns: list[Call], user: str = "anna", thread: str = "t", text: str = "скажи"
) -> list[Answer]:
    """Hold a conversation: each turn is the calls that its message is understood as."""

    async def run() -> list[Answer]:
        planner = ScriptedPlanner([calls_message(*turn) for turn in turns])
        async with open_assistant(settings, planner=planner) as assistant:
            return [await assistant.ask(f"{text} {n}", user_id=user, thread_id=thread) for n in range(len(turns))]

    return asyncio.run(run())


def ids(answer: Answer) -> list[str]:
    return [shown.item.item_id for shown in answer.slate.items]


def prices(answer: Answer) -> list[int]:
    return [offer.price for shown in answer.slate.items for offer in shown.offers]


def prices_of(answer: Answer, need: int) -> list[int]:
    return [offer.price for shown in answer.slate.items if shown.need == need for offer in shown.offers]


def test_an_allergy_holds_at_once_and_in_a_new_process_and_thread(demo_settings: Settings) -> None:
    (first,) = talk(demo_settings, [preference("allergen", "nuts", "exclude"), COOKIES])
    assert first.slate.items
    assert [event.change.scope for event in first.events if event.change] == ["lasting"]
    assert "орехов" in first.reply
    (later,) = talk(demo_settings, [("search_catalog", {"query": "печенье с фундуком"})], thread="другая")
    for answer in (first, later):
        assert not any("nuts" in shown.item.allergens | shown.item.traces for shown in answer.slate.items)


def test_without_the_allergy_there_are_nuts(demo_settings: Settings) -> None:
    (answer,) = talk(demo_settings, [("search_catalog", {"query": "печенье с фундуком"})])
    assert any("nuts" in shown.item.allergens for shown in answer.slate.items)


def test_cheaper_is_below_all_that_was_shown_and_twice_is_lower(demo_settings: Settings) -> None:
    first, second, third = talk(demo_settings, [COOKIES], [CHEAPER], [CHEAPER])
    assert max(prices(second)) < min(prices(first))
    if third.listed:
        assert max(prices(third)) < max(prices(second))
        assert set(ids(third)) - set(ids(second))
    else:
        assert ids(third) == ids(second)
        assert "прежний список" in third.reply


def test_a_limit_is_told_and_leaves_no_critique_behind(demo_settings: Settings) -> None:
    answers = talk(demo_settings, [COOKIES], *[[CHEAPER]] * 8)
    assert "прежний список" in answers[-1].reply
    assert ids(answers[-1]) == ids(answers[-2])
    again, after = talk(demo_settings, [("show_more", {})], [("undo", {})])
    assert after.slate.items


def test_undo_returns_list_and_profile_exactly(demo_settings: Settings) -> None:
    first, _, undone, profile = talk(
        demo_settings,
        [COOKIES],
        [preference("diet", "vegan", "require", "session")],
        [("undo", {})],
        [("show_profile", {})],
    )
    assert undone.slate == first.slate
    assert "ничего о вас не помню" in profile.reply


def test_undo_leaves_the_first_list_where_it_is(demo_settings: Settings) -> None:
    first, undone = talk(demo_settings, [COOKIES], [("undo", {})])
    assert undone.slate == first.slate
    assert "Отменять пока нечего" in undone.reply


def test_an_allergy_beside_an_undo_of_nothing_makes_the_list_anew(demo_settings: Settings) -> None:
    nuts: Call = ("search_catalog", {"query": "печенье с фундуком"})
    first, answer, undone = talk(
        demo_settings, [nuts], [("undo", {}), preference("allergen", "nuts", "exclude")], [("undo", {})]
    )
    assert any("nuts" in shown.item.allergens for shown in first.slate.items)
    assert not any("nuts" in shown.item.allergens | shown.item.traces for shown in answer.slate.items)
    assert "Отменять пока нечего" in answer.reply
    assert undone.slate == first.slate


@pytest.mark.parametrize("before", [[COOKIES], [COOKIES, ("search_catalog", {"query": "молоко"})]])
def test_a_need_beside_an_undo_of_nothing_is_searched(demo_settings: Settings, before: list[Call]) -> None:
    cheese: Call = ("search_catalog", {"query": "сыр"})
    answer = talk(demo_settings, *[[call] for call in before], [("undo", {}), cheese])[-1]
    assert [need.query for need in answer.slate.needs] == ["сыр"]
    assert answer.slate.items
    assert ("Отменять пока нечего" in answer.reply) is (len(before) == 1)


def test_undo_asks_before_it_lifts_an_allergy_said_earlier(demo_settings: Settings) -> None:
    said = [[preference("allergen", "nuts", "exclude")], [COOKIES], [("undo", {})]]
    *_, asked, profile = talk(demo_settings, *said, [("show_profile", {})])
    assert "Правильно понял: забыть" in asked.reply
    assert "орехов" in profile.reply
    undone, again = talk(
        demo_settings, [preference("allergen", "nuts", "exclude")], [("undo", {})], user="boris", thread="other"
    )
    assert "орехов" in undone.reply
    assert "Отменил" in again.reply


def test_undo_asks_whose_allergy_it_would_lift(demo_settings: Settings) -> None:
    fish = preference("allergen", "fish", "exclude")
    fish[1]["changes"][0]["person"] = "husband"
    *_, asked = talk(demo_settings, [fish], [COOKIES], [("undo", {})])
    assert "забыть «муж: рыба»" in asked.reply


def test_undo_of_a_message_with_a_new_need_keeps_the_need(demo_settings: Settings) -> None:
    _, undone = talk(demo_settings, [preference("allergen", "milk", "exclude"), COOKIES], [("undo", {})])
    assert undone.slate.needs[0].query == "печенье"
    assert any("milk" in shown.item.allergens for shown in undone.slate.items)


def test_undo_brings_back_no_critique_of_the_need_before(demo_settings: Settings) -> None:
    milk: Call = ("search_catalog", {"query": "молоко"})
    *_, before = talk(demo_settings, [COOKIES], [CHEAPER], [milk], user="boris", thread="b")
    *_, undone = talk(
        demo_settings,
        [COOKIES],
        [CHEAPER],
        [preference("ingredient", "сахар", "exclude", "session"), milk],
        [("undo", {})],
    )
    assert ids(undone) == ids(before)
    assert "дешевле" not in undone.reply


def test_undo_returns_to_the_page_that_was_on_screen(demo_settings: Settings) -> None:
    _, second, _, undone = talk(
        demo_settings, [COOKIES], [("show_more", {})], [preference("allergen", "nuts", "exclude")], [("undo", {})]
    )
    assert undone.slate == second.slate


def test_undo_after_another_need_returns_to_the_need_before_and_takes_nothing_back(demo_settings: Settings) -> None:
    _, vegan, _, undone, asked = talk(
        demo_settings,
        [COOKIES],
        [preference("diet", "vegan", "require", "session")],
        [MILK],
        [UNDO],
        [UNDO],
    )
    assert undone.slate == vegan.slate
    assert undone.events == ()
    assert "Вернул прежний список" in undone.reply
    assert "Правильно понял: забыть" in asked.reply
    assert asked.slate == vegan.slate


@pytest.mark.parametrize("fact", [("diet", "gluten_free", "require"), ("allergen", "nuts", "exclude")])
def test_undo_after_another_page_returns_to_the_page_before_and_takes_nothing_back(
    demo_settings: Settings, fact: tuple[str, str, str]
) -> None:
    _, first, more, undone, asked = talk(demo_settings, [preference(*fact)], [COOKIES], [MORE], [UNDO], [UNDO])
    assert more.slate != first.slate == undone.slate
    assert undone.events == asked.events == ()
    assert "забыть" not in undone.reply
    assert "Правильно понял: забыть" in asked.reply


@pytest.mark.parametrize("fact", [("diet", "vegan", "require"), ("allergen", "nuts", "exclude")])
def test_undo_asks_before_it_lifts_what_may_be_about_health(
    demo_settings: Settings, fact: tuple[str, str, str]
) -> None:
    *_, asked = talk(demo_settings, [preference(*fact)], [COOKIES], [UNDO])
    assert "Правильно понял: забыть" in asked.reply
    assert asked.events == ()


def test_undo_of_a_new_need_brings_back_the_critique_that_it_ended(demo_settings: Settings) -> None:
    vegan = preference("diet", "vegan", "require")
    *_, cheap, _, undone, more, _ = talk(demo_settings, [vegan], [MILK], [CHEAPER], [COOKIES], [UNDO], [MORE], [UNDO])
    assert undone.slate == cheap.slate
    assert "веган" not in undone.reply
    assert max(prices(more), default=0) <= max(prices(cheap))


def test_two_undos_go_two_steps_back_and_never_forth(demo_settings: Settings) -> None:
    first, second, _, back, again, last = talk(demo_settings, [COOKIES], [MORE], [MORE], [UNDO], [UNDO], [UNDO])
    assert back.slate == second.slate
    assert again.slate == last.slate == first.slate
    assert "Отменять пока нечего" in last.reply


def test_an_undo_that_makes_the_list_anew_leads_no_later_undo_forth(demo_settings: Settings) -> None:
    nuts = preference("allergen", "nuts", "exclude")
    first, _, third, _ = talk(demo_settings, [COOKIES], [MORE], [MORE], [("show_profile", {})])
    talk(demo_settings, [nuts], thread="other")
    anew, again = talk(demo_settings, [UNDO], [UNDO])
    assert not any("nuts" in shown.item.allergens | shown.item.traces for shown in anew.slate.items)
    assert again.slate not in (anew.slate, third.slate)
    assert ids(again)[0] in ids(first)


def test_undo_after_an_undo_beside_a_new_need_returns_to_the_need_before(demo_settings: Settings) -> None:
    milk, cheap, cheese, back, first = talk(demo_settings, [MILK], [CHEAPER], [UNDO, CHEESE], [UNDO], [UNDO])
    assert [need.query for need in cheese.slate.needs] == ["сыр"]
    assert back.slate == cheap.slate
    assert ids(first) == ids(milk)


@pytest.mark.parametrize("beside", [CHEAPER, preference("ingredient", "горчица", "exclude")])
@pytest.mark.parametrize("before", [[], [CHEAPER]])
def test_undo_of_what_was_said_beside_a_new_need_leaves_the_way_to_the_need_before(
    demo_settings: Settings, before: list[Call], beside: Call
) -> None:
    *_, milk, _, kept, back, more, _ = talk(
        demo_settings, [MILK], *[[call] for call in before], [CHEESE, beside], [UNDO], [UNDO], [MORE], [UNDO]
    )
    assert [need.query for need in kept.slate.needs] == ["сыр"]
    assert back.slate == milk.slate
    assert "Вернул прежний список" in back.reply
    assert not before or max(prices(more), default=0) <= max(prices(milk))


def test_undo_of_what_was_removed_by_hand_after_a_new_page_brings_it_back(demo_settings: Settings) -> None:
    said = [[preference("brand", "Lindt", "avoid")], [COOKIES], [MORE], [UNDO]]

    async def run() -> Answer:
        planner = ScriptedPlanner([calls_message(*calls) for calls in said])
        async with open_assistant(demo_settings, planner=planner) as assistant:
            noted, *_ = [await assistant.ask(f"скажи {n}", user_id="anna", thread_id="t") for n in range(3)]
            assistant.remove_facts([noted.events[0].event_id], user_id="anna", thread_id="t")
            return await assistant.ask("отмени", user_id="anna", thread_id="t")

    undone = asyncio.run(run())
    assert [event.type for event in undone.events] == ["undo"]


def test_a_critique_says_what_is_new_and_offers_undo(demo_settings: Settings) -> None:
    first, second = talk(demo_settings, [COOKIES], [CHEAPER])
    new = set(ids(second)) - set(ids(first))
    assert f" {len(new)} " in next(line for line in second.reply.splitlines() if line.startswith("Нов"))
    assert "Отменить?" in second.reply


def test_show_more_brings_what_was_not_seen(demo_settings: Settings) -> None:
    first, more = talk(demo_settings, [COOKIES], [("show_more", {})])
    assert more.slate.items
    assert not set(ids(first)) & set(ids(more))


def test_a_rejected_item_leaves_and_another_comes(demo_settings: Settings) -> None:
    first, second = talk(demo_settings, [COOKIES], [("give_feedback", {"item": 2, "verdict": "reject"})])
    assert ids(first)[1] not in ids(second)
    assert len(ids(second)) == len(ids(first))


def test_what_the_shopper_shares_with_somebody_changes_the_shoppers_own_list_too(demo_settings: Settings) -> None:
    nuts = [preference("allergen", "nuts", "exclude")]
    (shared,) = talk(demo_settings, nuts, text="у меня и у сына аллергия на орехи")
    assert "Запомнил: без орехов и сын: без орехов" in shared.reply
    assert "собственный список" not in shared.reply
    (his,) = talk(demo_settings, nuts, text="у сына аллергия на орехи", user="boris")
    assert "собственный список" in his.reply


def test_several_needs_keep_their_filters_apart(demo_settings: Settings) -> None:
    (answer,) = talk(
        demo_settings,
        [("search_catalog", {"query": "молоко"}), ("search_catalog", {"query": "чайник", "price_max": 3000})],
    )
    kinds = {shown.need: shown.item.kind for shown in answer.slate.items}
    assert set(kinds) == {0, 1}
    assert all(offer.price <= 300_000 for shown in answer.slate.items if shown.need == 1 for offer in shown.offers)


@pytest.mark.parametrize(("text", "query"), [("скажи", ("молоко", "чайник")), ("say", ("milk", "kettle"))])
def test_a_critique_of_several_needs_is_relative_to_the_items_of_each(
    demo_settings: Settings, text: str, query: tuple[str, str]
) -> None:
    both = [("search_catalog", {"query": one}) for one in query]
    first, second = talk(demo_settings, both, [CHEAPER], text=text)
    for number, one in enumerate(query):
        assert 0 < max(prices_of(second, number)) < min(prices_of(first, number))
        assert sum(one in line and line.startswith(("«", "“")) for line in second.reply.splitlines()) == 2
    assert [event.shift.need for event in second.events if event.shift] == list(query)


def test_a_critique_that_would_empty_one_of_several_needs_leaves_it_and_says_so(demo_settings: Settings) -> None:
    last, *answers = talk(demo_settings, [MILK, KETTLE], *[[CHEAPER]] * 5)
    for answer in answers:
        assert {shown.need for shown in answer.slate.items} == {0, 1}
        if "»: дешевле уже не найти." in answer.reply:
            break
        last = answer
    else:
        raise AssertionError("neither need came to its limit before the other")
    assert ids(answer) != ids(last)
    assert "прежний список" not in answer.reply


def test_a_critique_that_one_need_has_no_figures_for_leaves_it_as_it_is(demo_settings: Settings) -> None:
    _, answer = talk(demo_settings, [COOKIES, KETTLE], [("critique", {"attribute": "sugar", "direction": "lower"})])
    assert [event.shift.need for event in answer.events if event.shift] == ["печенье"]
    assert {shown.need for shown in answer.slate.items} == {0, 1}


@pytest.mark.parametrize(
    ("text", "query", "said"),
    [
        ("скажи", ("молоко", "сыр"), "«сыр»: ничего не подошло. Мешает: цена до 20"),
        ("say", ("milk", "cheese"), "“cheese”: nothing fits. In the way: price up to ₽20"),
    ],
)
def test_of_several_needs_the_one_without_an_answer_is_named_and_not_said_to_be_found(
    demo_settings: Settings, text: str, query: tuple[str, str], said: str
) -> None:
    dear = ("search_catalog", {"query": query[1], "price_max": 20})
    (answer,) = talk(demo_settings, [("search_catalog", {"query": query[0]}), dear], text=text)
    assert {shown.need for shown in answer.slate.items} == {0}
    assert said in answer.reply.replace("\xa0", " ")
    (found,) = [line for line in answer.reply.splitlines() if line.endswith(":")]
    assert query[0] in found
    assert query[1] not in found


@pytest.mark.parametrize(("text", "said"), [("скажи", "Дешевле уже не найти."), ("say", "nothing further.")])
def test_at_the_limit_a_list_that_other_words_change_is_not_said_to_stay(
    demo_settings: Settings, text: str, said: str
) -> None:
    *_, last, answer = talk(
        demo_settings, [COOKIES], *[[CHEAPER]] * 8, [preference("allergen", "milk", "exclude"), CHEAPER], text=text
    )
    assert ids(answer) != ids(last)
    assert said in answer.reply
    assert "прежний список" not in answer.reply
    assert "stays as it was" not in answer.reply


@pytest.mark.parametrize(
    "change", [("give_feedback", {"item": 2, "verdict": "reject"}), preference("taste", "sweet", "prefer")]
)
def test_a_change_on_another_page_keeps_the_page_and_what_was_seen(demo_settings: Settings, change: Call) -> None:
    first, second, changed, more = talk(demo_settings, [COOKIES], [MORE], [change], [MORE])
    seen = {*ids(first), *ids(second), *ids(changed)}
    assert not set(ids(changed)) & set(ids(first))
    if change[0] == "give_feedback":
        assert set(ids(changed)) > {*ids(second)} - {ids(second)[1]}
    assert ids(more)
    assert not set(ids(more)) & seen


def test_what_empties_a_later_page_is_named_too(demo_settings: Settings) -> None:
    *_, changed = talk(demo_settings, [COOKIES], [MORE], [preference("brand", "Lamborghini", "require")])
    assert changed.slate.emptied_by == ("brand lamborghini",)
    assert "мешает: lamborghini" in changed.reply.lower()


def test_more_after_a_critique_brings_nothing_that_was_seen_before_it(demo_settings: Settings) -> None:
    first, second, cheap, more = talk(
        demo_settings,
        [COOKIES],
        [MORE],
        [("critique", {"attribute": "price", "direction": "lower", "item": 1})],
        [MORE],
    )
    assert cheap.slate != second.slate
    if more.slate != cheap.slate:
        assert not set(ids(more)) & {*ids(first), *ids(second), *ids(cheap)}


def test_a_session_wish_ends_with_the_conversation(demo_settings: Settings) -> None:
    wished, _ = talk(demo_settings, [COOKIES, preference("diet", "vegan", "require", "session")], [("show_more", {})])
    assert all("vegan" in shown.item.diets for shown in wished.slate.items)
    (other,) = talk(demo_settings, [COOKIES], thread="завтра")
    assert any("vegan" not in shown.item.diets for shown in other.slate.items)


def test_a_diet_is_about_what_is_eaten(demo_settings: Settings) -> None:
    vegan = preference("diet", "vegan", "require")
    (answer,) = talk(
        demo_settings, [vegan, ("search_catalog", {"query": "чайник"}), ("search_catalog", {"query": "печенье"})]
    )
    assert {shown.need for shown in answer.slate.items} == {0, 1}
    assert all("vegan" in shown.item.diets for shown in answer.slate.items if shown.need == 1)


def test_shoppers_do_not_share_memory(demo_settings: Settings) -> None:
    talk(demo_settings, [preference("allergen", "milk", "exclude")], user="anna")
    (answer,) = talk(demo_settings, [("show_profile", {})], user="boris")
    assert "ничего о вас не помню" in answer.reply


def test_forgetting_one_fact_leaves_the_others(demo_settings: Settings) -> None:
    *_, profile = talk(
        demo_settings,
        [preference("allergen", "nuts", "exclude")],
        [preference("brand", "Lindt", "prefer")],
        [("forget", {"what": {"facet": "allergen", "value": "nuts"}})],
        [("show_profile", {})],
    )
    assert "Lindt" in profile.reply
    assert "орехов" not in profile.reply


def test_what_empties_a_list_is_named(demo_settings: Settings) -> None:
    (answer,) = talk(demo_settings, [("search_catalog", {"query": "печенье", "price_max": 1})])
    assert answer.slate.emptied_by == ("price_max",)
    assert "1 ₽" in answer.reply.replace("\xa0", " ")


def test_what_nobody_carries_is_said(demo_settings: Settings) -> None:
    (answer,) = talk(demo_settings, [("search_catalog", {"query": "зимние шины"})])
    assert answer.slate.not_carried == ("зимние шины",)
    assert not answer.slate.items


def test_comparison_equals_the_catalogue(demo_settings: Settings) -> None:
    first, compared = talk(demo_settings, [COOKIES], [("compare_offers", {"items": [1]})])
    from podbor.agent.assembly import open_catalog

    item_id = ids(first)[0]
    for offer in open_catalog(demo_settings).offers([item_id])[item_id]:
        if offer.in_stock:
            roubles = f"{offer.price / 100:g}".replace(".", ",")
            assert f"{roubles}" in compared.reply.replace("\xa0", "").replace(",00", "")


def test_a_comparison_by_name_obeys_an_allergy_or_says_that_it_cannot(demo_settings: Settings) -> None:
    plain, _, fit, none = talk(
        demo_settings,
        [("compare_offers", {"query": "шоколад"})],
        [preference("allergen", "milk", "exclude")],
        [("compare_offers", {"query": "шоколад"})],
        [("compare_offers", {"query": "молоко"})],
    )
    assert "ограничения" not in plain.reply + fit.reply
    assert plain.reply != fit.reply
    assert "это не подходит под ваши ограничения" in none.reply
    assert "молоко" in none.reply.split("ограничения", 1)[1]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("give_feedback", {"item": 9, "verdict": "accept"}), "нет такого номера"),
        (("critique", {"attribute": "colour", "direction": "lower"}), "Допустимо"),
        (preference("allergen", "pollen", "exclude"), "peanuts"),
        (("buy", {}), "Допустимо"),
    ],
)
def test_a_wrong_call_is_told_and_loses_nothing(demo_settings: Settings, call: Call, said: str) -> None:
    first, wrong = talk(demo_settings, [COOKIES], [call])
    assert said in wrong.reply
    assert wrong.events == ()
    assert wrong.slate == first.slate


def test_contradiction_in_one_message_writes_nothing(demo_settings: Settings) -> None:
    change = {"facet": "brand", "value": "Lindt", "scope": "session"}
    both = [{**change, "stance": "exclude"}, {**change, "stance": "prefer"}]
    (answer,) = talk(demo_settings, [("update_preferences", {"changes": both})])
    assert answer.events == ()
    assert "противоречит" in answer.reply


@pytest.mark.parametrize("text", ["скажи", "say"])
@pytest.mark.parametrize("act", ["small_talk", "off_topic", "attack", "unclear"])
def test_a_message_without_a_call_gets_a_reply_and_writes_nothing(demo_settings: Settings, act: str, text: str) -> None:
    async def run() -> Answer:
        async with open_assistant(demo_settings, planner=ScriptedPlanner([calls_message(act=act)])) as assistant:
            return await assistant.ask(text, user_id="anna", thread_id=f"{act}-{text}")

    answer = asyncio.run(run())
    assert answer.locale == ("en" if text == "say" else "ru")
    assert len(answer.reply) > 20
    assert (answer.calls, answer.events, answer.slate.items) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "пустое"),
        ("\x00\x1b\u202e", "пустое"),
        ("😀🎉", "слов"),
        ("я" * 100_000, "длинное"),
    ],
)
def test_unreadable_messages_get_a_clear_reply_and_no_planner(demo_settings: Settings, text: str, said: str) -> None:
    async def run() -> Answer:
        async with open_assistant(demo_settings, planner=ScriptedPlanner([])) as assistant:
            return await assistant.ask(text, user_id="anna", thread_id="t", locale="ru")

    answer = asyncio.run(run())
    assert said in answer.reply
    assert answer.calls == ()


@pytest.mark.parametrize("name", ["", "a/b", "x" * 65, "../etc"])
def test_a_malformed_shopper_is_refused(demo_settings: Settings, name: str) -> None:
    with pytest.raises(InputError, match="user"):
        talk(demo_settings, [COOKIES], user=name)


def test_a_call_left_open_by_a_kill_is_answered(demo_settings: Settings) -> None:
    async def run() -> list[Any]:
        planner = ScriptedPlanner([calls_message(COOKIES), calls_message(COOKIES)])
        async with open_assistant(demo_settings, planner=planner) as assistant:
            await assistant.ask("печенье", user_id="anna", thread_id="t")
            config = assistant._config("anna", "t")
            dangling = AIMessage(content="", tool_calls=[{"name": "undo", "args": {}, "id": "left-open"}])
            await assistant.graph.aupdate_state(config, {"messages": [dangling]}, as_node="plan")
            await assistant.ask("ещё раз", user_id="anna", thread_id="t")
            return list((await assistant.conversation(user_id="anna", thread_id="t"))["messages"])

    answered = [message for message in asyncio.run(run()) if isinstance(message, ToolMessage)]
    assert "left-open" in {message.tool_call_id for message in answered}


@pytest.mark.parametrize(("made", "said"), [([], "Ничего не записал"), ([COOKIES], "вот что есть на эту минуту")])
def test_a_stuck_planner_leaves_a_partial_answer(demo_settings: Settings, made: list[Call], said: str) -> None:
    class Stuck(ScriptedPlanner):
        async def decide(self, messages: Any, context: Any) -> AIMessage:
            if len(self.contexts) < len(made):
                return await super().decide(messages, context)
            await asyncio.Event().wait()
            raise AssertionError

    async def run() -> Answer:
        settings = demo_settings.model_copy(update={"turn_deadline_s": 2.0})
        planner = Stuck([calls_message(call) for call in made], multi_step=True)
        async with open_assistant(settings, planner=planner) as assistant:
            return await assistant.ask("печенье", user_id="anna", thread_id="t")

    reply = asyncio.run(run()).reply
    assert "Не успел" in reply
    assert said in reply


def test_the_state_survives_a_restart(demo_settings: Settings) -> None:
    (first,) = talk(demo_settings, [COOKIES])
    (more,) = talk(demo_settings, [("show_more", {})])
    assert not set(ids(first)) & set(ids(more))


def test_a_multi_step_planner_is_asked_until_it_makes_no_call_and_bounded(demo_settings: Settings) -> None:
    async def run() -> Answer:
        planner = ScriptedPlanner([calls_message(COOKIES)] * 20, multi_step=True)
        async with open_assistant(demo_settings, planner=planner) as assistant:
            return await assistant.ask("печенье", user_id="anna", thread_id="t")

    assert len(asyncio.run(run()).calls) == demo_settings.max_calls


def test_an_allergy_after_more_needs_than_calls_is_noted(demo_settings: Settings) -> None:
    needs = [("search_catalog", {"query": word}) for word in "сыр молоко рыба чай хлеб печенье кофе".split()]
    (answer,) = talk(demo_settings, [*needs, preference("allergen", "nuts", "exclude")])
    names = [call.name for call in answer.calls]
    assert len(names) == demo_settings.max_calls
    assert names[-1] == "update_preferences"


def test_an_allergy_after_more_writes_than_calls_is_noted(demo_settings: Settings) -> None:
    brands = [preference("brand", word, "avoid") for word in "Alpen Gold,Milka,Lay's,Nestle,Danone,Lipton".split(",")]
    (answer,) = talk(demo_settings, [*brands, CHEAPER, preference("allergen", "nuts", "exclude")])
    assert len(answer.calls) == demo_settings.max_calls
    assert answer.calls[-1].args == preference("allergen", "nuts", "exclude")[1]


def test_a_write_after_more_reads_than_calls_is_made_in_its_place(demo_settings: Settings) -> None:
    explained: list[Call] = [("explain", {"item": item}) for item in (1, 2, 3)]
    refused: Call = ("give_feedback", {"item": 1, "verdict": "reject"})
    _, answer = talk(demo_settings, [COOKIES], [*explained, *explained, refused, ("show_profile", {})])
    assert [call.name for call in answer.calls] == [*["explain"] * 5, "give_feedback"]


def test_allergies_are_never_too_many(demo_settings: Settings) -> None:
    allergens = "nuts milk eggs fish soy sesame peanuts gluten".split()
    (answer,) = talk(demo_settings, [preference("allergen", value, "exclude") for value in allergens])
    assert len(answer.calls) == len(allergens) > demo_settings.max_calls


@pytest.mark.parametrize(
    ("prose", "kept"),
    [
        ("Вот что есть к чаю.", True),
        ("Есть за 3 ₽!", False),
        ("Советую «Сникерс» от Марса.", False),
        ("Всё это веганское.", False),
    ],
)
def test_prose_of_a_large_planner_is_held_to_the_facts(demo_settings: Settings, prose: str, kept: bool) -> None:
    async def run() -> Answer:
        planner = ScriptedPlanner([calls_message(COOKIES), AIMessage(content=prose)], multi_step=True)
        async with open_assistant(demo_settings, planner=planner) as assistant:
            return await assistant.ask("печенье", user_id="anna", thread_id="t")

    assert (prose in asyncio.run(run()).reply) is kept


def test_needs_beyond_the_calls_of_a_turn_are_told(demo_settings: Settings) -> None:
    needs = ["молоко", "хлеб", "сыр", "чай", "кофе", "рис", "мыло", "соль"]
    (answer,) = talk(demo_settings, [("search_catalog", {"query": query}) for query in needs])
    assert [need.query for need in answer.slate.needs] == needs[: demo_settings.max_calls]
    assert "Спросите ещё раз отдельно: мыло, соль" in answer.reply


def test_a_bound_said_of_the_last_of_two_needs_keeps_the_first(demo_settings: Settings) -> None:
    milk: Call = ("search_catalog", {"query": "молоко"})
    _, answer = talk(demo_settings, [milk, COOKIES], [("search_catalog", {"query": "печенье", "price_max": 300})])
    assert [(need.query, need.price_max) for need in answer.slate.needs] == [("молоко", None), ("печенье", 300_00)]


def test_a_bound_that_a_later_round_adds_is_of_the_need_and_no_second_one(demo_settings: Settings) -> None:
    async def run() -> Answer:
        bounded: Call = ("search_catalog", {"query": "печенье", "price_max": 200})
        planner = ScriptedPlanner([calls_message(COOKIES), calls_message(bounded), AIMessage("")], multi_step=True)
        async with open_assistant(demo_settings, planner=planner) as assistant:
            return await assistant.ask("печенье", user_id="anna", thread_id="t")

    answer = asyncio.run(run())
    assert [(need.query, need.price_max) for need in answer.slate.needs] == [("печенье", 200_00)]
    assert max(prices(answer)) <= 200_00


def test_one_thing_from_two_services_is_two_needs(demo_settings: Settings) -> None:
    milk = [("search_catalog", {"query": "молоко", "services": [service]}) for service in ("samokat", "kuper")]
    (answer,) = talk(demo_settings, milk)
    assert [need.services for need in answer.slate.needs] == [("samokat",), ("kuper",)]


def test_more_of_the_same_need_says_when_there_is_no_more(demo_settings: Settings) -> None:
    rare: Call = ("search_catalog", {"query": "курабье"})
    *_, last, again = talk(demo_settings, [rare], *[[("show_more", {})]] * 12, [("show_more", {}), rare])
    assert ids(again) == ids(last)
    assert again.reply == last.reply


def test_more_with_a_bound_obeys_the_bound_where_there_is_no_more(demo_settings: Settings) -> None:
    everything = [[("show_more", {})]] * 12
    *_, last, bounded = talk(
        demo_settings, [COOKIES], *everything, [("show_more", {}), ("search_catalog", {"query": "", "price_max": 100})]
    )
    assert max(prices(last)) > 100_00
    assert all(price <= 100_00 for price in prices(bounded))
    assert [need.price_max for need in bounded.slate.needs] == [100_00]


def test_undo_of_a_lifted_allergen_excludes_it_again_and_asks_nothing(demo_settings: Settings) -> None:
    lifted: Call = ("forget", {"what": {"facet": "allergen", "value": "peanuts"}})
    *_, undone = talk(
        demo_settings, [preference("allergen", "nuts", "exclude")], [lifted], [COOKIES], [("undo", {})], [COOKIES]
    )
    assert "забыть" not in undone.reply
    assert not any("peanuts" in shown.item.allergens | shown.item.traces for shown in undone.slate.items)


def test_a_no_to_the_question_of_an_undo_lets_no_later_undo_lift_the_allergy(demo_settings: Settings) -> None:
    async def run() -> list[Answer]:
        script = [
            calls_message(preference("allergen", "nuts", "exclude")),
            calls_message(COOKIES),
            calls_message(("undo", {})),
            calls_message(("undo", {})),
        ]
        async with open_assistant(demo_settings, planner=ScriptedPlanner(script)) as assistant:
            said = ["у меня аллергия на орехи", "печенье", "отмени", "нет", "отмени"]
            return [await assistant.ask(text, user_id="anna", thread_id="t") for text in said]

    *_, asked, declined, again = asyncio.run(run())
    assert "забыть" in asked.reply
    assert "забыть" not in declined.reply
    assert "забыть" in again.reply


@pytest.mark.parametrize(
    ("said", "answer", "reply"),
    [
        (("critique", {"attribute": "price", "direction": "lower"}), "да", "Отменил"),
        (("critique", {"attribute": "price", "direction": "lower"}), "нет", "Хорошо, оставил как есть"),
        (("critique", {"attribute": "price", "direction": "lower"}), "ок", "Хорошо, оставил как есть"),
        (preference("brand", "Юбилейное", "exclude"), "да", "Отменил"),
        (preference("allergen", "nuts", "exclude"), "да", "Хорошо, оставил как есть"),
        (("show_more", {}), "да", "Не совсем понял"),
    ],
)
def test_a_plain_answer_to_the_offer_of_an_undo_is_of_that_offer(
    demo_settings: Settings, said: Call, answer: str, reply: str
) -> None:
    async def run() -> list[Answer]:
        script = [
            calls_message(COOKIES),
            calls_message(said),
            AIMessage(content="", additional_kwargs={"act": "unclear"}),
        ]
        async with open_assistant(demo_settings, planner=ScriptedPlanner(script)) as assistant:
            return [await assistant.ask(text, user_id="anna", thread_id="t") for text in ("печенье", "так", answer)]

    *_, offered, answered = asyncio.run(run())
    assert ("Отменить?" in offered.reply) == (reply != "Не совсем понял")
    assert reply in answered.reply


def test_it_is_the_item_just_spoken_of(demo_settings: Settings) -> None:
    planner = ScriptedPlanner(
        [
            calls_message(COOKIES),
            calls_message(("explain", {"item": 2})),
            calls_message(CHEAPER),
            calls_message(act="unclear"),
        ]
    )

    async def run() -> None:
        async with open_assistant(demo_settings, planner=planner) as assistant:
            for text in ("печенье", "почему второе?", "а подешевле его?", "э"):
                await assistant.ask(text, user_id="anna", thread_id="t")

    asyncio.run(run())
    assert [context.focus for context in planner.contexts] == [None, None, 2, None]


@pytest.mark.parametrize(("mended", "told"), [(False, True), (True, False)])
def test_a_write_that_could_not_be_made_is_told_unless_a_later_round_makes_it(
    demo_settings: Settings, mended: bool, told: bool
) -> None:
    first = calls_message(COOKIES)
    record = {"id": "r1", "name": "update_preferences", "args": {}, "error": "update_preferences.changes: missing"}
    first.additional_kwargs["rejected"] = [record]
    nuts = [calls_message(preference("allergen", "nuts", "exclude"))] if mended else []
    planner = ScriptedPlanner([first, *nuts, AIMessage(content="")], multi_step=True)

    async def run() -> Answer:
        async with open_assistant(demo_settings, planner=planner) as assistant:
            return await assistant.ask("печенье, и у меня аллергия", user_id="anna", thread_id="t")

    assert ("Записал не всё" in asyncio.run(run()).reply) is told


def test_a_number_that_is_not_on_screen_is_said_to_be_none(demo_settings: Settings) -> None:
    off = calls_message(act="unclear")
    off.additional_kwargs["off_screen"] = True
    planner = ScriptedPlanner([off, calls_message(COOKIES), off])

    async def run() -> list[Answer]:
        async with open_assistant(demo_settings, planner=planner) as assistant:
            return [
                await assistant.ask(text, user_id="anna", thread_id="t") for text in ("убери 7", "печенье", "убери 7")
            ]

    nothing, _, other = asyncio.run(run())
    assert nothing.reply == "Пока на экране ничего нет: сначала скажите, что найти."
    assert other.reply == "На экране нет такого номера: там 5 товаров."
