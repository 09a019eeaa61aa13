"""Runs of the published scenarios, embedded once a machine."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podbor.core.settings import Settings
from podbor.evals.dialogue.loading import Case, load_cases
from podbor.evals.dialogue.run_folder import RunFolder
from podbor.evals.dialogue.runner import RunOptions
from podbor.evals.dialogue.runner import run as run_cases
from podbor.evals.simulator.agenda import AgendaShoppers

SCENARIOS = Path(__file__).parents[3] / "evals" / "scenarios"
Run = Callable[..., RunFolder]


@pytest.fixture(scope="session")
def first_steps() -> list[Case]:
    return load_cases(SCENARIOS / "first_steps.yaml")


@pytest.fixture(scope="session")
def run(eval_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run cases with the scripted planner, in a folder of their own or in `root`."""

    def run_them(
        cases: list[Case],
        root: Path | None = None,
        *,
        progress: Any = lambda *_: None,
        inner: Any = None,
        **options: Any,
    ) -> RunFolder:
        folder = RunFolder(root or tmp_path_factory.mktemp("run") / "run")
        chosen = RunOptions(path=Path("evals/scenarios"), **options)
        asyncio.run(
            run_cases(
                cases,
                folder,
                chosen,
                settings=eval_settings,
                inner=inner,
                shoppers=AgendaShoppers(),
                progress=progress,
            )
        )
        return folder

    return run_them
