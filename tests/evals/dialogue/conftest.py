"""Runs of the published scenarios, embedded once a machine."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from podbor.agent.assembly import open_assistant, open_catalog, prepare
from podbor.core.settings import Settings
from podbor.evals.dialogue.fixtures import load_fixture
from podbor.evals.dialogue.loading import Case, load_cases
from podbor.evals.dialogue.run_folder import RunFolder
from podbor.evals.dialogue.runner import RunOptions
from podbor.evals.dialogue.runner import run as run_cases
from podbor.evals.simulator.agenda import AgendaShoppers
from podbor.testing import ScriptedPlanner

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


def talked_home(eval_settings: Settings, home: Path, talk: Mapping[str, AIMessage]) -> Settings:
    """A home over the grocery in which Anna has held a conversation of the first message, and one of the others."""
    (home / "cache").symlink_to(eval_settings.cache_dir.resolve())
    settings = Settings(home=home, _env_file=None)  # type: ignore[call-arg]
    open_catalog(settings).upsert(*load_fixture(SCENARIOS / "fixtures" / "grocery.yaml").catalogue())
    prepare(settings)

    async def hold() -> None:
        first, *rest = talk
        async with open_assistant(settings, planner=ScriptedPlanner(talk)) as assistant:
            await assistant.ask(first, user_id="anna", thread_id="before")
            for text in rest:
                await assistant.ask(text, user_id="anna", thread_id="cookies")

    asyncio.run(hold())
    return settings
