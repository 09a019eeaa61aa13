"""What the page shows: nothing of a conversation that is over, one language, and all that is remembered."""

from typing import Any

import gradio as gr
import pytest
from langchain_core.messages import AIMessage

from podbor.core.errors import SetupError
from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message
from podbor.ui.app import build

pytestmark = pytest.mark.filterwarnings("ignore")

NUTS = {"facet": "allergen", "value": "nuts", "stance": "exclude", "scope": "lasting"}
NO_NUTS = calls_message(("update_preferences", {"changes": [NUTS]}))
SWEETS = calls_message(("search_catalog", {"query": "сладкое к чаю", "kinds": ["печенье", "зефир", "конфеты"]}))


async def send(handlers: Any, text: str, session: Any, language: str = "auto") -> list[Any]:
    return [update async for update in handlers.send(text, [], session, language, True)][-1]


class Broken(ScriptedPlanner):
    """Fails as a part of the installation does."""

    def __init__(self, error: Exception) -> None:
        super().__init__([])
        self._error = error

    async def decide(self, *args: Any) -> Any:
        raise self._error


async def test_a_new_conversation_and_erasure_leave_no_trace_on_the_page(open_chat: Any) -> None:
    async with open_chat(ScriptedPlanner([NO_NUTS])) as handlers:
        session = handlers.sessions.begin()
        answered = await send(handlers, "без орехов", session)
        assert "nuts" in str(answered[-1]["value"])
        assert (await handlers.start(session, "auto"))[-1]["value"] is None
        assert (await handlers.erase(session, "auto"))[-2]["value"] is None


async def test_a_new_conversation_goes_on_in_the_language_of_the_page(open_chat: Any) -> None:
    async with open_chat(ScriptedPlanner([NO_NUTS])) as handlers:
        session = handlers.sessions.begin()
        assert "Что я о вас помню" in str(await handlers.load(session, "auto"))
        await send(handlers, "no nuts please, I am allergic", session)
        for press in (handlers.start, handlers.erase):
            begun = await press(session, "auto")
            for shown in (str(begun), str(await handlers.load(begun[0], "auto"))):
                assert "What I remember about you" in shown
                assert "Что я о вас помню" not in shown


@pytest.mark.parametrize(
    "error", [SetupError("index /home/podbor/index is broken", mend="podbor doctor"), OSError("/home/podbor/x.db")]
)
@pytest.mark.parametrize(("language", "words"), [("ru", "Не получилось"), ("en", "did not work")])
async def test_a_failure_is_told_in_the_language_of_the_page_and_without_paths(
    open_chat: Any, monkeypatch: pytest.MonkeyPatch, error: Exception, language: str, words: str
) -> None:
    async with open_chat(Broken(error)) as handlers:
        session = handlers.sessions.begin()
        shown = []
        try:
            async for update in handlers.send("привет", [], session, language, False):
                shown.append(update)
        except OSError:
            assert isinstance(error, OSError), "what nobody expected goes on to the server's log"
        assert words in shown[-1][1][-1]["content"]
        assert "/home" not in str(shown)

        def broken(*args: Any, **kwargs: Any) -> Any:
            raise error

        monkeypatch.setattr(type(handlers.assistant()), "remove_facts", broken)
        with pytest.raises(gr.Error) as told:
            await handlers.remove(["fact"], session, language)
        assert words in told.value.message
        assert told.value.title != "Error"


async def test_the_panel_shows_all_that_is_remembered_and_any_of_it_can_be_removed(open_chat: Any) -> None:
    said = [
        NO_NUTS,
        SWEETS,
        calls_message(("give_feedback", {"item": 1, "verdict": "accept"})),
        calls_message(("give_feedback", {"item": 2, "verdict": "reject"})),
        calls_message(("critique", {"attribute": "price", "direction": "lower"})),
    ]
    async with open_chat(ScriptedPlanner(said)) as handlers:
        session = handlers.sessions.begin()
        for text in ("без орехов", "сладкое к чаю", "беру первый", "убери второй", "подешевле"):
            answered = await send(handlers, text, session)
        choices = answered[-2]["choices"]
        texts = [text for text, _ in choices]
        assert [text.split()[0] for text in texts] == ["без", "брали", "не", "дешевле,"]
        assert "всегда («беру первый»" in texts[1]
        assert "в этом разговоре («убери второй»" in texts[2]
        slate = (await handlers.assistant().conversation(user_id=session["user"], thread_id=session["thread"]))["slate"]
        assert not any(shown.item.item_id in str(texts) for shown in slate.items), "items are named by their titles"

        removed = await handlers.remove([fact for _, fact in choices], session, "auto")
        assert removed["choices"] == []


async def test_a_page_loaded_again_shows_the_replies_and_not_what_the_planner_wrote_unverified(open_chat: Any) -> None:
    said = [SWEETS.model_copy(update={"content": "Сейчас найду по 1 ₽"}), AIMessage(content="Нашёл всё по 1 ₽")]
    async with open_chat(ScriptedPlanner(said, multi_step=True)) as handlers:
        session = handlers.sessions.begin()
        answered = await send(handlers, "сладкое к чаю", session)
        shown = (await handlers.load(session, "auto"))[1]
        assert shown == answered[1]
        assert "Сейчас найду" not in str(shown)
        assert "Нашёл всё" not in str(shown)


async def test_an_answer_is_put_into_the_language_that_was_chosen_while_it_came(
    open_chat: Any, demo_settings: Settings
) -> None:
    page = build(demo_settings, lambda: pytest.fail("nobody asks"))
    asked = {event._id for event in page.fns.values() if event.concurrency_id == "turn"}
    then = [event for event in page.fns.values() if event.trigger_after in asked]
    assert len(then) == len(asked)
    for event in then:
        assert {"card-1", "facts", "chip-more", "send"} <= {part.elem_id for part in event.outputs}
    async with open_chat(ScriptedPlanner([SWEETS])) as handlers:
        session = handlers.sessions.begin()
        answered = await send(handlers, "сладкое к чаю", session, "ru")
        assert "Демонстрационный каталог" in str(answered)
        relabelled = await handlers.relabel(session, "en")
        assert "Демонстрационный каталог" not in str(relabelled)
        (facts,) = [update for update in relabelled if "choices" in update and "info" in update]
        assert "value" not in facts, "what was ticked meanwhile stays ticked"
