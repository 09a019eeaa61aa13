"""Work in a thread, and who waits for it."""

import asyncio
import time
from contextvars import ContextVar
from threading import Event

import pytest

from podbor.agent.off_loop import off_loop
from podbor.core.errors import SetupError

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


async def test_however_often_it_is_cancelled_the_work_is_waited_for(caplog: pytest.LogCaptureFixture) -> None:
    begun, done = Event(), []

    def work() -> None:
        begun.set()
        time.sleep(0.3)
        done.append(True)
        raise SetupError("the database is locked", mend="wait")

    task = asyncio.create_task(off_loop(work))
    await asyncio.to_thread(begun.wait)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0.02)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert done
    assert "work of a cancelled turn failed" in caplog.text
