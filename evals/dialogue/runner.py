"""Runs all trials of all cases, some at a time, and goes on where a killed run stopped."""

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from podbor.agent.context import Planner
from podbor.core.settings import Settings
from podbor.evals.dialogue.homes import Homes
from podbor.evals.dialogue.loading import Case
from podbor.evals.dialogue.record import TrialRecord
from podbor.evals.dialogue.run_folder import Manifest, RunFolder, digest_of
from podbor.evals.dialogue.trial import run_trial
from podbor.evals.simulator.port import Shoppers

SCRIPTED = "scripted"
Progress = Callable[[str, int, int], None]
ELSEWHERE = frozenset(
    (
        *("home", "database_url", "qdrant_url", "qdrant_api_key", "planner", "openai_api_key"),
        *("retention_days", "privacy_epsilon", "privacy_delta"),
        *("openai_base_url", "openai_timeout_s", "openai_stream", "planner_threads"),
    )
)
"""Settings that no dialogue depends on: homes are made for the run, the planner is an option of it, and where it answers and how
soon may be mended when a run goes on."""


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """What to run. `planner` is "scripted" or one of the settings' planners."""

    path: Path
    planner: str = SCRIPTED
    shopper: str = "agenda"
    trials: int = 1
    workers: int = 2
    seed: int = 1


def manifest_of(options: RunOptions, cases: list[Case], settings: Settings) -> Manifest:
    """What the folder remembers of a run."""
    others = {"embedded": "openai_", "openai": "planner_"}.get(options.planner, ("openai_", "planner_"))
    values = settings.model_dump(mode="json", exclude=set(ELSEWHERE))
    values = {name: value for name, value in values.items() if not name.startswith(others)}
    return Manifest(
        path=str(options.path),
        planner=options.planner,
        shopper=options.shopper,
        trials=options.trials,
        seed=options.seed,
        cases=[case.case_id for case in cases],
        files=digest_of(cases),
        settings={name: blake2b(repr(value).encode(), digest_size=8).hexdigest() for name, value in values.items()},
        started_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def open_planner_under_test(settings: Settings, name: str) -> AbstractContextManager[Planner | None]:
    """The planner of that name; None for the scripted one."""
    if name == SCRIPTED:
        return nullcontext(None)
    from podbor.agent.planner.port import open_planner

    return open_planner(settings.model_copy(update={"planner": name}))


async def run(
    cases: list[Case],
    folder: RunFolder,
    options: RunOptions,
    *,
    settings: Settings,
    inner: Planner | None,
    shoppers: Shoppers,
    progress: Progress,
) -> list[TrialRecord]:
    """Run what is not in `folder` yet and append it; trials that met an infrastructure error are run again."""
    folder.begin(manifest_of(options, cases, settings), cases)
    done = {(record.case_id, record.trial) for record in folder.trials() if record.outcome != "error"}
    planned = [(case, trial) for trial in range(options.trials) for case in cases]
    pending = [(case, trial) for case, trial in planned if (case.case_id, trial) not in done]
    progress("trials", len(planned) - len(pending), len(planned))
    finished = len(planned) - len(pending)
    gate = asyncio.Semaphore(options.workers)
    with tempfile.TemporaryDirectory(prefix="podbor-eval-", ignore_cleanup_errors=True) as root:
        async with Homes(settings, Path(root), inner) as homes:
            await homes.open(sorted({case.fixture for case, _ in pending}))

            async def one(case: Case, trial: int) -> None:
                nonlocal finished
                async with gate:
                    record = await run_trial(
                        case, trial=trial, seed=options.seed, homes=homes, inner=inner, shoppers=shoppers
                    )
                folder.append(record)
                finished += 1
                progress("trials", finished, len(planned))

            async with asyncio.TaskGroup() as group:
                for case, trial in pending:
                    group.create_task(one(case, trial))
    return folder.trials()
