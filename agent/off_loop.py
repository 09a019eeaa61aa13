"""Work that waits for databases, away from the event loop."""

import asyncio
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")


async def off_loop(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `work` in a thread. One who is cancelled waits for it first: nothing of a turn is written after the turn."""
    task = asyncio.create_task(asyncio.to_thread(work, *args, **kwargs))
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            # It is the waiting that is cancelled, as often as it may be, and not the task.
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is None:
        return task.result()
    if task.exception():
        log.warning("work of a cancelled turn failed", exc_info=task.exception())
    raise cancelled
