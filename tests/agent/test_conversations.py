"""A conversation in each language with the real embedded planner: all ten tools, the state asserted after every turn."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from podbor.agent.assembly import open_assistant
from podbor.agent.assistant import Answer, Assistant
from podbor.core.settings import Settings

pytestmark = pytest.mark.model

Check = Callable[[Answer, Answer | None], None]


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message, the tools it has to call, and what must hold afterwards, given the answer before."""

    text: str
    tools: set[str]
    check: Check


def prices(answer: Answer) -> list[int]:
    return [offer.price for shown in answer.slate.items for offer in shown.offers]


def ids(answer: Answer) -> list[str]:
    return [shown.item.item_id for shown in answer.slate.items]


def no_nuts(answer: Answer, _: Answer | None) -> None:
    assert answer.slate.items
    assert not any("nuts" in shown.item.allergens | shown.item.traces for shown in answer.slate.items)
    assert any(
        event.change and event.change.value == "nuts" and event.change.scope == "lasting" for event in answer.events
    )


def within_300(answer: Answer, _: Answer | None) -> None:
    assert answer.slate.items
    assert max(prices(answer)) <= 300_00
    assert not any("nuts" in shown.item.allergens | shown.item.traces for shown in answer.slate.items)


def cheaper(answer: Answer, before: Answer | None) -> None:
    assert before is not None
    assert max(prices(answer)) < min(prices(before))


def first_gone(answer: Answer, before: Answer | None) -> None:
    assert before is not None
    assert ids(before)[0] not in ids(answer)


def restored(answer: Answer, before: Answer | None) -> None:
    assert answer.listed
    assert answer.slate.items


def same_list(answer: Answer, before: Answer | None) -> None:
    assert before is not None
    assert answer.slate == before.slate


def all_new(answer: Answer, before: Answer | None) -> None:
    assert before is not None
    assert not set(ids(answer)) & set(ids(before))


def accepted(answer: Answer, before: Answer | None) -> None:
    assert [event.verdict for event in answer.events][0] == "accept"


def remembers_nuts(answer: Answer, before: Answer | None) -> None:
    assert "орехов" in answer.reply or "no nuts" in answer.reply


def forgot_nuts(answer: Answer, before: Answer | None) -> None:
    assert any(event.type == "retraction" for event in answer.events)


RUSSIAN = (
    Said(
        text="У меня аллергия на орехи. Посоветуй печенье",
        tools={"update_preferences", "search_catalog"},
        check=no_nuts,
    ),
    Said(text="печенье до 300 рублей", tools={"search_catalog"}, check=within_300),
    Said(text="ещё варианты", tools={"show_more"}, check=all_new),
    Said(text="почему второй?", tools={"explain"}, check=same_list),
    Said(text="убери первый", tools={"give_feedback"}, check=first_gone),
    Said(text="отмена", tools={"undo"}, check=restored),
    Said(text="сравни первый и второй", tools={"compare_offers"}, check=same_list),
    Said(text="подешевле", tools={"critique"}, check=cheaper),
    Said(text="беру первый", tools={"give_feedback"}, check=accepted),
    Said(text="что ты обо мне знаешь?", tools={"show_profile"}, check=remembers_nuts),
    Said(text="аллергии на орехи больше нет", tools={"forget"}, check=forgot_nuts),
)
ENGLISH = (
    Said(
        text="I'm allergic to nuts. Find me some cookies", tools={"update_preferences", "search_catalog"}, check=no_nuts
    ),
    Said(text="cookies under 300 roubles", tools={"search_catalog"}, check=within_300),
    Said(text="show me more", tools={"show_more"}, check=all_new),
    Said(text="why the second one?", tools={"explain"}, check=same_list),
    Said(text="remove the first one", tools={"give_feedback"}, check=first_gone),
    Said(text="undo", tools={"undo"}, check=restored),
    Said(text="compare the first and the second", tools={"compare_offers"}, check=same_list),
    Said(text="cheaper", tools={"critique"}, check=cheaper),
    Said(text="I'll take the first one", tools={"give_feedback"}, check=accepted),
    Said(text="what do you know about me?", tools={"show_profile"}, check=remembers_nuts),
    Said(text="I'm not allergic to nuts anymore", tools={"forget"}, check=forgot_nuts),
)
ALL_TOOLS = {
    "search_catalog", "update_preferences", "critique", "give_feedback", "compare_offers", "explain", "show_more", "show_profile",
    "undo", "forget",
}  # fmt: skip


@pytest.mark.parametrize("conversation", [RUSSIAN, ENGLISH], ids=["ru", "en"])
def test_conversation(
    demo_settings: Settings, conversation: tuple[Said, ...], caplog: pytest.LogCaptureFixture
) -> None:
    assert set().union(*(said.tools for said in conversation)) == ALL_TOOLS

    async def run() -> None:
        async with open_assistant(demo_settings) as assistant:
            await hold(assistant, conversation)

    asyncio.run(run())
    assert "not in the facts" not in caplog.text


async def hold(assistant: Assistant, conversation: tuple[Said, ...]) -> None:
    before: Answer | None = None
    for said in conversation:
        answer = await assistant.ask(said.text, user_id="shopper", thread_id="t")
        assert {call.name for call in answer.calls} == said.tools, said.text
        assert not any(call.error for call in answer.calls), said.text
        said.check(answer, before)
        before = answer
