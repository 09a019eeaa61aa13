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


@pytest.fixture
def eval_settings(tmp_path: Path, pytestconfig: pytest.Config) -> Settings:
    home = tmp_path / "home"
    home.mkdir()
    settings = Settings(home=home, _env_file=None)  # type: ignore[call-arg]
    settings.cache_dir.symlink_to(pytestconfig.cache.mkdir("podbor-embeddings"))
    return settings


@pytest.fixture
def run(eval_settings: Settings, tmp_path: Path) -> Run:
    """Run cases with the scripted planner; `name` is the run's folder."""

    def run_them(cases: list[Case], name: str = "run", *, progress: Any = lambda *_: None, **options: Any) -> RunFolder:
        folder = RunFolder(tmp_path / name)
        chosen = RunOptions(path=SCENARIOS, **options)
        asyncio.run(
            run_cases(
                cases,
                folder,
                chosen,
                settings=eval_settings,
                inner=options.get("inner"),
                shoppers=AgendaShoppers(),
                progress=progress,
            )
        )
        return folder

    return run_them
