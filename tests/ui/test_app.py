"""The server takes nothing but what the page sends, and says when the page can be opened."""

import signal
import socket
from pathlib import Path

import httpx
import pytest

from podbor.core.settings import Settings
from podbor.ui.app import create_app, serve

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.parametrize("route", ["upload", "upload/", "upload?upload_id=x", "process_recording", "component_server"])
async def test_a_file_that_is_sent_is_refused_and_stored_nowhere(
    demo_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    stored = tmp_path / "gradio"
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(stored))
    transport = httpx.ASGITransport(create_app(demo_settings))
    async with httpx.AsyncClient(transport=transport, base_url="http://podbor", follow_redirects=True) as client:
        answer = await client.post(f"/gradio_api/{route}", files={"files": ("big.bin", b"x" * 2_000_000)})
    assert answer.status_code == 404
    assert [path for path in stored.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_no_link_to_what_a_session_shows_is_stored(demo_settings: Settings, method: str) -> None:
    transport = httpx.ASGITransport(create_app(demo_settings))
    async with httpx.AsyncClient(transport=transport, base_url="http://podbor") as client:
        answer = await client.request(method, "/gradio_api/deep_link", params={"session_hash": "x"})
    assert answer.status_code == 404


def test_the_page_can_be_opened_once_the_address_is_said(demo_settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    opened: list[int] = []

    def ready() -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            opened.append(port)
        signal.raise_signal(signal.SIGINT)

    serve(demo_settings, host="127.0.0.1", port=port, ready=ready)
    assert opened == [port]


def test_no_address_is_said_where_the_port_is_taken(demo_settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SystemExit):
            serve(demo_settings, host="127.0.0.1", port=taken.getsockname()[1], ready=lambda: pytest.fail("said"))
