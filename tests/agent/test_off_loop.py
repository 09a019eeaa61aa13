"""Work in a thread, and who waits for it."""

import asyncio
from contextvars import ContextVar
from threading import Event

import pytest

from podbor.agent.off_loop import off_loop

SAID = ContextVar("SAID", default="")


async def test_a_cancelled_turn_ends_after_what_it_writes() -> None:
    may_write, written = Event(), []

    def write() -> None:
        may_write.wait(30)
        written.append("no nuts")

    turn = asyncio.create_task(off_loop(write))
    await asyncio.sleep(0.05)
    turn.cancel()
    done, _ = await asyncio.wait([turn], timeout=0.1)
    assert not done
    may_write.set()
    with pytest.raises(asyncio.CancelledError):
        await turn
    assert written == ["no nuts"]


async def test_errors_results_and_context_go_through() -> None:
    SAID.set("no nuts")
    assert await off_loop(SAID.get) == "no nuts"
    with pytest.raises(ZeroDivisionError):
        await off_loop(divmod, 1, 0)
