from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread

import pytest

from podbor.agent.planner import endpoint as module
from podbor.core.settings import Settings
from tests.agent.planner.endpoint import Endpoint, Reply

Serve = Callable[..., Endpoint]


@contextmanager
def serving(replies: list[Reply]) -> Iterator[Endpoint]:
    with Endpoint(replies) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
            thread.join()


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Start an endpoint that gives the replies in turn."""
    monkeypatch.setattr(module, "MAX_WAIT_S", 0.0)
    with ExitStack() as stack:
        yield lambda *replies: stack.enter_context(serving(list(replies)))


def settings_for(endpoint: Endpoint, **changes: object) -> Settings:
    return Settings(
        planner="openai",
        openai_base_url=endpoint.url,
        openai_model="m",
        _env_file=None,
        **changes,  # type: ignore[call-arg, arg-type]
    )
