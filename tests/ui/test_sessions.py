"""A browser is who the server signed it to be, and nobody else."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message
from podbor.ui.app import SIGNING_KEY, _secret, build
from podbor.ui.sessions import Sessions

pytestmark = pytest.mark.filterwarnings("ignore")

NUTS = {"facet": "allergen", "value": "nuts", "stance": "exclude", "scope": "lasting"}
ANNA = Sessions("key").begin(user="anna", locale="en")


def test_a_session_signed_here_is_known_again_in_a_conversation_of_its_own() -> None:
    assert Sessions("key").known(ANNA) == ANNA
    assert Sessions("key").begin(user="anna")["thread"] != ANNA["thread"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        None,
        "anna",
        {"user": "anna", "thread": ANNA["thread"]},
        {**ANNA, "user": "boris"},
        {**ANNA, "thread": "other"},
        {**ANNA, "locale": "ru"},
        {**ANNA, "signature": ""},
        {**ANNA, "signature": "ы\ud800"},
        {**ANNA, "signature": None},
        {**ANNA, "user": ["anna"]},
        Sessions("another key").begin(user="anna"),
    ],
)
def test_an_unsigned_or_altered_session_is_somebody_new(sent: Any) -> None:
    sessions = Sessions("key")
    session = sessions.known(sent)
    assert session["user"] not in ("anna", "boris")
    assert session["thread"] != ANNA["thread"]
    assert sessions.known(session) == session


async def test_a_forged_session_reads_writes_and_erases_nothing_of_the_shopper_it_names(open_chat: Any) -> None:
    said = [calls_message(("update_preferences", {"changes": [NUTS]})), calls_message(act="chat")]
    async with open_chat(ScriptedPlanner(said)) as handlers:
        anna = handlers.sessions.begin(user="anna")
        async for _ in handlers.send("без орехов", [], anna, "ru", False):
            pass
        forged = {"user": "anna", "thread": anna["thread"]}
        assistant = handlers.assistant()
        remembered = assistant.profile(user_id="anna", thread_id=anna["thread"]).active

        loaded = await handlers.load(forged, "ru")
        updates = [update async for update in handlers.send("привет", [], forged, "ru", True)]
        await handlers.remove([event.event_id for event in remembered], forged, "ru")
        (kept, _) = await handlers.consent(True, forged, "ru")
        await handlers.erase(forged, "ru")

        assert loaded[0]["user"] != "anna"
        assert loaded[1] == []
        assert "орех" not in str([*loaded, *updates])
        assert handlers.sessions.known(updates[0][0]) == updates[0][0], "the browser keeps who it is now"
        assert handlers.sessions.known(kept) == kept
        assert len(remembered) == 1
        assert assistant.profile(user_id="anna", thread_id=anna["thread"]).active == remembered
        assert not assistant.consented("anna")
        state = await assistant.conversation(user_id="anna", thread_id=anna["thread"])
        assert [message.text for message in state["messages"] if message.type == "human"] == ["без орехов"]


def test_the_key_that_signs_outlives_the_process_and_is_not_sent_with_the_page(demo_settings: Settings) -> None:
    page = build(demo_settings, lambda: pytest.fail("nobody asks"))
    path = demo_settings.home / SIGNING_KEY
    key = path.read_text()
    build(demo_settings, lambda: pytest.fail("nobody asks"))
    assert path.read_text() == key
    assert len(key) == 64
    assert path.stat().st_mode & 0o077 == 0
    assert key not in json.dumps(page.get_config_file(), default=str)


def test_the_key_outlasts_a_loss_of_power(tmp_path: Path, lose_power: Callable[[Path], None]) -> None:
    key = _secret(tmp_path / SIGNING_KEY)
    lose_power(tmp_path)
    assert _secret(tmp_path / SIGNING_KEY) == key


@pytest.mark.parametrize("left", [b"", b"0123456789abcdef", b"\0" * 64, b"\xff"])
def test_a_key_that_a_loss_of_power_left_is_made_anew(tmp_path: Path, left: bytes) -> None:
    path = tmp_path / SIGNING_KEY
    path.write_bytes(left)
    key = _secret(path)
    assert len(key) == 64
    assert key.strip("0123456789abcdef") == ""
    assert _secret(path) == key
    assert path.stat().st_mode & 0o077 == 0


def test_no_event_of_the_page_is_a_public_api(demo_settings: Settings) -> None:
    page = build(demo_settings, lambda: pytest.fail("nobody asks"))
    assert {event.api_visibility for event in page.fns.values()} == {"private"}
    assert page.get_api_info() == {"named_endpoints": {}, "unnamed_endpoints": {}}
