"""`podbor bench dialogues`: random dialogues over the real tools, memory and recommender, held to the laws of `dialogue_laws`.

The catalogue is the scenarios' grocery, whose facts are written down; the log is an in-memory SQLite, since thousands of shoppers
would otherwise wait for a disk that nothing here is about (`podbor.evals.bench.crash` is).
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from rich.table import Table

from podbor.agent.assembly import Progress, no_progress
from podbor.agent.assistant import Assistant
from podbor.core.settings import Settings
from podbor.evals.bench.bare_talk import in_memory
from podbor.evals.bench.dialogue_laws import LAWS, LawfulDialogue, Tally
from podbor.evals.dialogue.fixtures import load_fixture
from podbor.evals.dialogue.homes import Homes

GROCERY = Path(__file__).parents[1] / "scenarios" / "fixtures" / "grocery.yaml"
LONGEST = 7
"""Messages of a dialogue before the one that is taken back."""
TOLD = 10
"""Broken laws told in full."""
Change = Callable[[Assistant], Assistant]


def run(
    *,
    dialogues: int,
    seed: int = 0,
    settings: Settings | None = None,
    root: Path | None = None,
    change: Change = lambda assistant: assistant,
    progress: Progress = no_progress,
) -> dict[str, Any]:
    """Return `{"dialogues", "messages", "slates", "checked": {law: n}, "broken": {law: n}, "examples": […]}`.

    `change` puts another part into the assistant: a planted defect, which the laws have to find. `root` keeps the prepared
    catalogue for the next run.
    """
    with tempfile.TemporaryDirectory() as folder:
        homes = Homes(settings or Settings(), root or Path(folder), None)
        tally = asyncio.run(_run(dialogues, seed, homes, change, progress))
    broken = Counter(one.law for one in tally.broken)
    return {
        "dialogues": dialogues,
        "messages": tally.messages,
        "slates": tally.slates,
        "checked": tally.checked,
        "broken": {law: broken[law] for law in LAWS},
        "examples": [asdict(one) for one in tally.broken[:TOLD]],
    }


def render(result: dict[str, Any]) -> Table:
    """Render for a terminal."""
    title = f"{result['dialogues']} dialogues, {result['messages']} messages, {result['slates']} lists"
    table = Table("law", "checked", "broken", title=title)
    for law in LAWS:
        table.add_row(law, str(result["checked"][law]), str(result["broken"][law]))
    for one in result["examples"]:
        table.add_row(f"{one['law']}, seed {one['seed']}", one["what"], "\n".join(one["said"]))
    return table


async def _run(dialogues: int, seed: int, homes: Homes, change: Change, progress: Progress) -> Tally:
    tally, items = Tally(), {item.item_id: item for item in load_fixture(GROCERY).catalogue()[0]}
    async with homes:
        assistant = change(replace(await homes.shared(GROCERY), profiles=in_memory()))
        other = in_memory()
        for number in range(dialogues):
            dialogue = LawfulDialogue(assistant, seed=seed + number, items=items, other=other, tally=tally)
            await dialogue.run(most=LONGEST)
            progress("dialogues", number + 1, dialogues)
    return tally
