"""`podbor bench turn`: how long a warm start and a turn take, with the settings' own planner.

A start is a whole process: `podbor ask --json` on a home that is prepared. Turns run in one process, as in the chat; each
conversation has its own shopper and thread. Medians, since machines are shared and noisy.
"""

import asyncio
import subprocess
import sys
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

from rich.table import Table

from podbor.agent.assembly import open_assistant, prepare
from podbor.agent.timing import Stopwatch
from podbor.core.settings import Settings

CONVERSATIONS = {
    "ru": ("что-нибудь сладкое к чаю до 300 рублей", "без орехов", "подешевле", "почему второй?", "ещё", "беру первый"),
    "en": (
        "something sweet for tea under 300 roubles",
        "no nuts",
        "cheaper",
        "why the second one?",
        "show more",
        "take the first",
    ),
}
STARTS = 3
STEPS = ("plan", "tools", "recommend", "narrate", "total")


def run(*, rounds: int = 3) -> dict[str, Any]:
    """Return `{"start_s": median of whole processes, "turns": n, "plan": {"p50_ms", "p95_ms"}, …, "total": …}`."""
    settings = Settings()
    prepare(settings)
    starts = [_start_s() for _ in range(STARTS)]
    turns = asyncio.run(_turns(settings, rounds))
    return {
        "start_s": round(median(starts), 2),
        "turns": len(turns),
        **{step: _summary([turn[step] for turn in turns]) for step in STEPS},
    }


def render(result: dict[str, Any]) -> Table:
    """Render for a terminal."""
    table = Table("step", "p50 ms", "p95 ms", title=f"warm start {result['start_s']} s; {result['turns']} turns")
    for step in STEPS:
        table.add_row(step, f"{result[step]['p50_ms']:.0f}", f"{result[step]['p95_ms']:.0f}")
    return table


def _start_s() -> float:
    watch = Stopwatch()
    command = [sys.executable, "-m", "podbor.cli.main", "ask", "--user", "bench", "--json", CONVERSATIONS["ru"][0]]
    subprocess.run(command, check=True, capture_output=True)
    return watch.ms / 1000


async def _turns(settings: Settings, rounds: int) -> list[dict[str, float]]:
    timings = []
    async with open_assistant(settings) as assistant:
        for messages in CONVERSATIONS.values():
            for _ in range(rounds):
                user, thread = f"bench-{uuid4().hex[:8]}", uuid4().hex
                for message in messages:
                    answer = await assistant.ask(message, user_id=user, thread_id=thread)
                    timings.append(answer.timings)
    return timings


def _summary(values: list[float]) -> dict[str, float]:
    return {"p50_ms": round(median(values), 1), "p95_ms": round(quantiles(values, n=20)[-1], 1)}
