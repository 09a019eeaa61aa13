"""The chat in a real headless Chromium, over the real catalogue and index."""

import asyncio
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from podbor.core.settings import Settings
from podbor.testing import ScriptedPlanner, calls_message
from podbor.ui.app import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SWEETS = "что-нибудь сладкое к чаю до 300 рублей"
PATIENCE_MS = 120_000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.filterwarnings("ignore"),
]

NUTS = {"facet": "allergen", "value": "nuts", "stance": "exclude", "scope": "lasting"}
SCRIPT = {
    SWEETS: calls_message(
        (
            "search_catalog",
            {"query": "сладкое к чаю", "price_max": 300, "kinds": ["печенье", "зефир", "конфеты", "вафли"]},
        )
    ),
    "something sweet for tea": calls_message(
        ("search_catalog", {"query": "sweet for tea", "kinds": ["cookies", "marshmallow", "candy", "waffles"]})
    ),
    "Cheaper": calls_message(("critique", {"attribute": "price", "direction": "lower"})),
    "без орехов, аллергия": calls_message(("update_preferences", {"changes": [NUTS]})),
    "Подешевле": calls_message(("critique", {"attribute": "price", "direction": "lower"})),
    "подешевле": calls_message(("critique", {"attribute": "price", "direction": "lower"})),
    "почему первый?": calls_message(("explain", {"item": 1})),
    "<img src=x onerror=alert(1)>": calls_message(act="attack"),
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(settings: Settings, planner: Any = None, *, port: int | None = None) -> Iterator[str]:
    """Serve the chat, on a free port unless told otherwise; without a planner, the settings' own."""
    port = port or free_port()
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings, planner=planner), port=port, log_level="error", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    try:
        while thread.is_alive() and not server.started:
            thread.join(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


def open_page(chromium: Browser, url: str) -> Page:
    page = chromium.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    page.goto(url)
    expect(page.locator("#message textarea")).to_be_editable(timeout=PATIENCE_MS)
    return page


def say(page: Page, text: str) -> None:
    page.locator("#message textarea").fill(text)
    page.locator("#send").click()


def titles(page: Page) -> list[str]:
    return [card.inner_text() for card in page.locator(".pb-card h3").all() if card.is_visible()]


def test_a_shopper_talks_and_the_list_obeys(chromium: Browser, demo_settings: Settings) -> None:
    with served(demo_settings, ScriptedPlanner(SCRIPT)) as url:
        page = open_page(chromium, url)
        say(page, SWEETS)
        expect(page.locator("#card-5")).to_be_visible(timeout=PATIENCE_MS)
        expect(page.locator("#chat")).to_contain_text("сладкое к чаю")
        first = titles(page)
        assert len(first) == 5
        expect(page.locator("#card-1")).to_contain_text("₽")
        expect(page.locator("#card-1")).to_contain_text("Демонстрационный каталог")

        say(page, "без орехов, аллергия")
        expect(page.locator("#facts")).to_contain_text("без орехов", timeout=PATIENCE_MS)
        expect(page.locator("#chat")).to_contain_text("Отменить?")

        page.locator("#chip-cheaper").click()
        expect(page.locator("#chat")).to_contain_text("дешевле", timeout=PATIENCE_MS)
        expect(page.locator("#card-1 h3")).not_to_have_text(first[0], timeout=PATIENCE_MS)
        assert titles(page) != first

        page.locator("#why-1").click()
        expect(page.locator("#chat")).to_contain_text("На 100", timeout=PATIENCE_MS)

        page.locator("#facts input").first.check()
        page.locator("#remove").click()
        expect(page.locator("#facts")).not_to_contain_text("без орехов", timeout=PATIENCE_MS)


def test_a_restart_brings_the_conversation_back_and_a_stranger_sees_none_of_it(
    chromium: Browser, demo_settings: Settings
) -> None:
    port = free_port()
    with served(demo_settings, ScriptedPlanner(SCRIPT), port=port) as url:
        page = open_page(chromium, url)
        say(page, SWEETS)
        expect(page.locator("#card-5")).to_be_visible(timeout=PATIENCE_MS)
        shown = titles(page)
        stranger = open_page(chromium, url)
        assert titles(stranger) == []
        expect(stranger.locator("#chat")).not_to_contain_text("сладкое")
    with served(demo_settings, ScriptedPlanner(SCRIPT), port=port) as url:
        page.goto(url)
        expect(page.locator("#chat")).to_contain_text(SWEETS, timeout=PATIENCE_MS)
        expect(page.locator("#card-5")).to_be_visible(timeout=PATIENCE_MS)
        assert titles(page) == shown


def test_the_page_speaks_english_and_shows_the_trace(chromium: Browser, demo_settings: Settings) -> None:
    with served(demo_settings, ScriptedPlanner(SCRIPT)) as url:
        page = open_page(chromium, url)
        expect(page.locator("html")).to_have_attribute("lang", "ru", timeout=PATIENCE_MS)
        page.locator("#language").get_by_text("English").click()
        expect(page.locator("#send")).to_have_text("Send", timeout=PATIENCE_MS)
        expect(page.locator("html")).to_have_attribute("lang", "en", timeout=PATIENCE_MS)
        page.locator("#developer input").check()
        say(page, SWEETS)
        expect(page.locator("#chat")).to_contain_text("5 options", timeout=PATIENCE_MS)
        expect(page.locator("#trace")).to_contain_text("search_catalog", timeout=PATIENCE_MS)
        page.locator("#new").click()
        expect(page.locator("#card-1")).to_be_hidden(timeout=PATIENCE_MS)
        page.reload()
        expect(page.locator("#send")).to_have_text("Send", timeout=PATIENCE_MS)
        expect(page.locator("#language").get_by_label("English")).to_be_checked()


def test_what_is_remembered_is_erased_by_a_second_press(chromium: Browser, demo_settings: Settings) -> None:
    with served(demo_settings, ScriptedPlanner(SCRIPT)) as url:
        page = open_page(chromium, url)
        say(page, "без орехов, аллергия")
        expect(page.locator("#facts")).to_contain_text("без орехов", timeout=PATIENCE_MS)
        page.locator("#erase").click()
        page.locator("#keep").click(timeout=PATIENCE_MS)
        expect(page.locator("#keep")).to_be_hidden(timeout=PATIENCE_MS)
        expect(page.locator("#facts")).to_contain_text("без орехов")
        page.locator("#erase").click()
        page.locator("#sure").click(timeout=PATIENCE_MS)
        expect(page.locator("#facts")).not_to_contain_text("без орехов", timeout=PATIENCE_MS)
        expect(page.locator("#erase")).to_be_visible(timeout=PATIENCE_MS)
        expect(page.locator("#sure")).to_be_hidden()


def test_markup_in_a_message_stays_text(chromium: Browser, demo_settings: Settings) -> None:
    with served(demo_settings, ScriptedPlanner(SCRIPT)) as url:
        page = open_page(chromium, url)
        page.on("dialog", lambda dialog: pytest.fail("a script ran"))
        say(page, "<img src=x onerror=alert(1)>")
        expect(page.locator("#chat")).to_contain_text("my rules stay", timeout=PATIENCE_MS)
        assert page.locator("#chat img[src=x]").count() == 0
        expect(page.locator("#chat")).to_contain_text("<img src=x onerror=alert(1)>")


@pytest.mark.model
def test_the_embedded_planner_answers_in_the_browser(
    chromium: Browser, demo_settings: Settings, screenshots: Path
) -> None:
    with served(demo_settings) as url:
        page = open_page(chromium, url)
        say(page, SWEETS)
        expect(page.locator("#card-3")).to_be_visible(timeout=PATIENCE_MS)
        prices = page.locator(".pb-offers strong").all_inner_texts()
        assert prices
        assert all(float(price.replace("\xa0", "").replace("₽", "").replace(",", ".")) <= 300 for price in prices)
        page.wait_for_timeout(300)
        page.screenshot(path=screenshots / "chat.png")


def test_what_is_written_while_an_answer_comes_stays(chromium: Browser, demo_settings: Settings) -> None:
    with served(demo_settings, ScriptedPlanner(SCRIPT)) as url:
        page = open_page(chromium, url)
        message = page.locator("#message textarea")
        say(page, SWEETS)
        expect(message).to_have_value("", timeout=PATIENCE_MS)
        message.fill("без орехов, аллергия")
        expect(page.locator("#card-5")).to_be_visible(timeout=PATIENCE_MS)
        first = titles(page)[0]
        page.locator("#chip-cheaper").click()
        expect(page.locator("#card-1 h3")).not_to_have_text(first, timeout=PATIENCE_MS)
        expect(message).to_have_value("без орехов, аллергия")
        page.locator("#send").click()
        expect(page.locator("#facts")).to_contain_text("без орехов", timeout=PATIENCE_MS)
        expect(message).to_have_value("")


def test_what_can_be_pressed_speaks_the_language_of_the_conversation(
    chromium: Browser, demo_settings: Settings
) -> None:
    with served(demo_settings, ScriptedPlanner(SCRIPT)) as url:
        page = open_page(chromium, url)
        expect(page.locator("#chip-cheaper")).to_have_text("Подешевле")
        say(page, "something sweet for tea")
        expect(page.locator("#chip-cheaper")).to_have_text("Cheaper", timeout=PATIENCE_MS)
        expect(page.locator("#send")).to_have_text("Send")
        expect(page.locator("#accept-1, #take-1").first).not_to_contain_text("Беру")
        page.locator("#chip-cheaper").click()
        expect(page.locator("#chat")).to_contain_text("cheaper", timeout=PATIENCE_MS)
        say(page, SWEETS)
        expect(page.locator("#chip-cheaper")).to_have_text("Подешевле", timeout=PATIENCE_MS)


def test_a_card_of_a_list_that_another_tab_has_changed_is_not_taken(chromium: Browser, demo_settings: Settings) -> None:
    with served(demo_settings, ScriptedPlanner(SCRIPT)) as url:
        page = open_page(chromium, url)
        say(page, SWEETS)
        expect(page.locator("#card-1")).to_be_visible(timeout=PATIENCE_MS)
        old = titles(page)[0]
        other = page.context.new_page()
        other.goto(url)
        expect(other.locator("#card-1 h3")).to_have_text(old, timeout=PATIENCE_MS)
        other.locator("#chip-cheaper").click()
        expect(other.locator("#card-1 h3")).not_to_have_text(old, timeout=PATIENCE_MS)

        page.locator("#take-1").click()
        expect(page.locator("#chat")).to_contain_text("Список тем временем изменился", timeout=PATIENCE_MS)
        expect(page.locator("#card-1 h3")).to_have_text(titles(other)[0])
        expect(page.locator("#facts")).not_to_contain_text("брали")

        page.locator("#why-1").click()
        expect(page.locator("#chat")).to_contain_text("На 100", timeout=PATIENCE_MS)
