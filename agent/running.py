"""Whose turns are running, so that an erasure also takes what they write after it. Of one process."""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager


class RunningTurns:
    """Counts the turns of each shopper; not for threads."""

    def __init__(self) -> None:
        self._turns: Counter[str] = Counter()
        self._erased: set[str] = set()

    @asynccontextmanager
    async def turn(self, user_id: str, *, on_erased: Callable[[str], Awaitable[None]]) -> AsyncIterator[None]:
        """Hold while a turn runs. After a shopper's last one `on_erased` is called, if they were erased meanwhile."""
        self._turns[user_id] += 1
        try:
            yield
        finally:
            self._turns[user_id] -= 1
            if not self._turns[user_id]:
                del self._turns[user_id]
                if user_id in self._erased:
                    self._erased.discard(user_id)
                    await on_erased(user_id)

    def erased(self, user_id: str) -> None:
        """Note that a shopper is being erased, if turns of theirs are running."""
        if self._turns[user_id]:
            self._erased.add(user_id)
