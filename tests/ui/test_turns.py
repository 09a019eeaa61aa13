"""Turns at the same time: those of one conversation wait for one another, those of others do not."""

import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import gradio as gr
import httpx
import pytest

from podbor.agent.assistant import Assistant
from podbor.core.errors import SetupError
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message
from podbor.ui.app import SIGNING_KEY, _secret, create_app
from podbor.ui.handlers import Handlers
from podbor.ui.presenter import Pressed, pressed
from podbor.ui.sessions import Session, Sessions

pytestmark = pytest.mark.filterwarnings("ignore")

NUTS = {"facet": "allergen", "value": "nuts", "stance": "exclude", "scope": "lasting"}
NO_NUTS = calls_message(("update_preferences", {"changes": [NUTS]}))
HELLO = calls_message(act="chat")


class Slow(ScriptedPlanner):
    """Leaves time for another turn, and tells that it was asked."""

    def __init__(self, script: Any) -> None:
        super().__init__(script)
        self.asked = asyncio.Event()
        self.at_once = self.most_at_once = 0

    async def decide(self, *args: Any) -> Any:
        self.asked.set()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.2)
        self.at_once -= 1
        return await super().decide(*args)


class Together(ScriptedPlanner):
    """Answers nobody until two wait for it."""

    def __init__(self, script: Any) -> None:
        super().__init__(script)
        self.two = asyncio.Barrier(2)
        self.met = asyncio.Event()

    async def decide(self, *args: Any) -> Any:
        await self.two.wait()
        self.met.set()
        return await super().decide(*args)


async def turn(handlers: Handlers, text: str | Pressed, session: Session) -> list[Any]:
    return [update async for update in handlers.send(text, [], session, "ru", False)][-1]


async def test_two_messages_of_one_conversation_at_once_are_both_kept(open_chat: Any) -> None:
    planner = Slow({"без орехов": NO_NUTS, "привет": HELLO})
    async with open_chat(planner) as handlers:
        session = handlers.sessions.begin(user="anna")
        pages = await asyncio.gather(*(turn(handlers, text, session) for text in ("без орехов", "привет")))
        state = await handlers.assistant().conversation(user_id="anna", thread_id=session["thread"])
        said = [message.text for message in state["messages"] if message.type == "human"]
        assert said == ["без орехов", "привет"]
        assert planner.most_at_once == 1
        assert [message["role"] for message in pages[1][1]] == ["user", "assistant", "user", "assistant"]
        assert not handlers.turns, "a conversation in which nobody waits takes no memory"


async def test_two_conversations_run_at_once(open_chat: Any) -> None:
    planner = Together({"привет": HELLO})
    async with open_chat(planner) as handlers, asyncio.timeout(120):
        sessions = [handlers.sessions.begin(user="anna") for _ in range(2)]
        await asyncio.gather(*(turn(handlers, "привет", session) for session in sessions))
        assert planner.met.is_set()


async def test_a_turn_that_waits_while_its_shopper_is_erased_leaves_nothing(open_chat: Any) -> None:
    planner = Slow({"привет": HELLO, "без орехов": NO_NUTS})
    async with open_chat(planner) as handlers:
        session = handlers.sessions.begin(user="anna")
        turns = [asyncio.create_task(turn(handlers, text, session)) for text in ("привет", "без орехов")]
        await planner.asked.wait()
        await handlers.erase(session, "ru")
        await asyncio.gather(*turns)
        left = {store.name: await store.scan("anna") for store in handlers.assistant().personal_data}
        assert not any(left.values())


@pytest.mark.parametrize("pressed", ["send", "remove", "consent"])
async def test_others_are_served_while_one_waits_for_a_locked_preference_log(
    open_chat: Any, demo_settings: Settings, pressed: str
) -> None:
    async with open_chat(ScriptedPlanner([NO_NUTS, NO_NUTS])) as handlers:
        session = handlers.sessions.begin(user="anna")
        await turn(handlers, "без орехов", session)
        facts = [event.event_id for event in handlers.assistant().profile(user_id="anna", thread_id="t").active]
        press = {
            "send": lambda: turn(handlers, "и правда без орехов", session),
            "remove": lambda: handlers.remove(facts, session, "ru"),
            "consent": lambda: handlers.consent(True, session, "ru"),
        }[pressed]
        with closing(sqlite3.connect(demo_settings.home / "profile.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            waiting = asyncio.create_task(press())
            # Much more than a turn takes, in steps that a loop which is blocked cannot take.
            for _ in range(30):
                await asyncio.sleep(0.05)
            assert not waiting.done()
            other.execute("ROLLBACK")
        await waiting


async def test_a_consent_that_is_written_while_its_shopper_is_erased_leaves_nothing(
    open_chat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_write, consent = threading.Event(), Assistant.consent

    def late(self: Assistant, *args: Any, **kwargs: Any) -> None:
        may_write.wait(30)
        consent(self, *args, **kwargs)

    monkeypatch.setattr(Assistant, "consent", late)
    async with open_chat(ScriptedPlanner([])) as handlers:
        session = handlers.sessions.begin(user="anna")
        agreed = asyncio.create_task(handlers.consent(True, session, "ru"))
        await asyncio.sleep(0.05)
        await handlers.erase(session, "ru")
        may_write.set()
        await agreed
        assert not handlers.assistant().consented("anna")


@pytest.mark.parametrize("leave", ["start", "erase"])
async def test_a_turn_of_a_conversation_that_was_left_shows_nothing_more(open_chat: Any, leave: str) -> None:
    planner = Slow({"без орехов": NO_NUTS})
    async with open_chat(planner) as handlers:
        session = handlers.sessions.begin(user="anna")
        late = asyncio.create_task(turn(handlers, "без орехов", session))
        await planner.asked.wait()
        await getattr(handlers, leave)(session, "ru")
        assert "Запомнил" not in str(await late)


async def test_a_failure_of_the_store_is_told_in_the_language_of_the_page(
    open_chat: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise SetupError("db locked", mend="wait")

    async with open_chat(ScriptedPlanner([])) as handlers:
        monkeypatch.setattr(type(handlers.assistant()), "conversation", broken)
        with pytest.raises(gr.Error, match="Не получилось"):
            await handlers.load(handlers.sessions.begin(), "ru")


def test_processes_that_begin_at_once_sign_with_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(_secret, [tmp_path / "home" / SIGNING_KEY] * 8))) == 1


async def test_a_page_that_closes_in_a_turn_lets_the_next_one_run(open_chat: Any) -> None:
    async with open_chat(ScriptedPlanner([HELLO, HELLO])) as handlers:
        session = handlers.sessions.begin()
        closed = handlers.send("привет", [], session, "ru", False)
        await anext(closed)
        await anext(closed)
        await closed.aclose()
        async with asyncio.timeout(30):
            await turn(handlers, "привет", session)


async def test_a_page_that_loses_its_connection_in_a_turn_finds_the_answer_when_it_is_loaded_again(
    open_chat: Any,
) -> None:
    planner = Slow({"без орехов": NO_NUTS})
    async with open_chat(planner) as handlers, asyncio.timeout(120):
        session = handlers.sessions.begin(user="anna")
        lost = handlers.send("без орехов", [], session, "ru", False)
        await anext(lost)
        await anext(lost)
        closing = asyncio.create_task(lost.aclose())
        await planner.asked.wait()
        page = await handlers.load(session, "ru")
        assert "Запомнил" in page[1][-1]["content"]
        await closing


async def test_a_turn_that_fails_after_its_page_has_closed_lets_the_next_one_run(open_chat: Any) -> None:
    async with open_chat(ScriptedPlanner({"привет": HELLO})) as handlers:
        session = handlers.sessions.begin()
        closed = handlers.send("ошибка", [], session, "ru", False)
        await anext(closed)
        await anext(closed)
        await closed.aclose()
        assert (await turn(handlers, "привет", session))[1][-1]["role"] == "assistant"


PENDING = {"role": "assistant", "content": "", "metadata": {"title": "Пишу ответ", "status": "pending"}}


@pytest.mark.parametrize("coming", [[], [PENDING]])
async def test_what_is_pressed_while_an_answer_is_on_its_way_to_the_page_does_not_lose_it(
    open_chat: Any, coming: list[Any]
) -> None:
    async with open_chat(ScriptedPlanner([HELLO, HELLO])) as handlers:
        session = handlers.sessions.begin()
        first = (await turn(handlers, "привет", session))[1]
        chat = [first[0], *coming]
        page = [update async for update in handlers.send("и тебе", chat, session, "ru", False)][-1]
        assert page[1][:2] == first
        assert [message["role"] for message in page[1]] == ["user", "assistant", "user", "assistant"]


async def test_shoppers_do_not_wait_for_one_another_in_the_queue(demo_settings: Settings) -> None:
    planner = Together({"привет": HELLO})
    app = create_app(demo_settings, planner=planner)
    page = app.routes[-1].app.get_blocks()
    send = next(event for event in page.fns.values() if event.inputs and event.inputs[0].elem_id == "message")
    sessions = Sessions((demo_settings.home / SIGNING_KEY).read_text())
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://podbor")
    async with app.router.lifespan_context(app), client, asyncio.timeout(120):
        for browser in ("a", "b"):
            data = ["привет", [], sessions.begin(), "auto", False]
            body = {"data": data, "fn_index": send._id, "session_hash": browser}
            (await client.post("/gradio_api/queue/join", json=body)).raise_for_status()
        await planner.met.wait()


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "Список тем временем изменился"), ("en", "The list has changed")]
)
async def test_a_card_that_is_pressed_while_the_list_changes_is_not_taken_for_another(
    open_chat: Any, language: str, words: str
) -> None:
    planner = Slow(
        {
            "чай": calls_message(("search_catalog", {"query": "чай"})),
            "подешевле": calls_message(("critique", {"attribute": "price", "direction": "lower"})),
            "беру первый": calls_message(("give_feedback", {"item": 1, "verdict": "accept"})),
        }
    )
    async with open_chat(planner) as handlers:
        session = handlers.sessions.begin(user="anna")
        take = pressed(card_of(await turn(handlers, "чай", session)), action="take", position=1)
        planner.asked.clear()
        cheaper = asyncio.create_task(turn(handlers, "подешевле", session))
        await planner.asked.wait()
        refused = [update async for update in handlers.send(take, [], session, language, False)][-1]
        shown = card_of(await cheaper)
        assert words in refused[1][-1]["content"]
        again = pressed(shown, action="take", position=1)
        assert again.item_id != take.item_id
        assert pressed(card_of(refused), action="take", position=1).item_id == again.item_id, (
            "the cards are the new ones"
        )
        assert fed_back(handlers, session) == []

        await turn(handlers, again, session)
        assert fed_back(handlers, session) == [again.item_id]


@pytest.mark.parametrize(
    "html", ["", None, '<article class="pb-card"><h3>Чай</h3></article>', '<p data-says="{}"></p>']
)
async def test_a_press_of_a_card_that_does_not_tell_its_item_brings_the_list_as_it_is(
    open_chat: Any, html: str | None
) -> None:
    planner = Slow({"чай": calls_message(("search_catalog", {"query": "чай"}))})
    async with open_chat(planner) as handlers:
        session = handlers.sessions.begin(user="anna")
        shown = card_of(await turn(handlers, "чай", session))
        refused = await turn(handlers, pressed(html, action="take", position=1), session)
        assert "Список тем временем изменился" in refused[1][-1]["content"]
        assert all(message["content"] for message in refused[1])
        assert card_of(refused) == shown
        assert fed_back(handlers, session) == []


def card_of(update: list[Any]) -> str:
    """The first card's HTML, after session, chat and the card's box."""
    return str(update[3]["value"])


def fed_back(handlers: Handlers, session: Session) -> list[str]:
    """The items that the shopper is remembered to have taken or rejected."""
    active = handlers.assistant().profile(user_id=session["user"], thread_id=session["thread"]).active
    return [event.item_id for event in active if event.item_id]
