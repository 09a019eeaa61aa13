"""`podbor profile`: from a conversation to erasure, purge and consent, on SQLite and on PostgreSQL."""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from podbor.agent import assembly
from podbor.agent.assembly import open_assistant, open_catalog, purge
from podbor.agent.assistant import Answer
from podbor.cli.main import app
from podbor.core.database import open_engine
from podbor.core.settings import Settings
from podbor.evals.bench.dialogues import GROCERY
from podbor.evals.dialogue.fixtures import load_fixture
from podbor.testing import ScriptedPlanner, calls_message

NUTS = {"facet": "allergen", "value": "nuts", "stance": "exclude", "scope": "lasting"}
STORES = {"profile", "conversations", "index", "cache", "other files"}
Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close what a process would close by ending: each command opens the databases anew."""
    opened: list[Engine] = []

    def remembered(url: str) -> Engine:
        opened.append(open_engine(url))
        return opened[-1]

    monkeypatch.setattr(assembly, "open_engine", remembered)
    yield
    for engine in opened:
        engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(
    request: pytest.FixtureRequest, tmp_path: Path, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """A home with a small catalogue, named by the environment as an operator names it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("PODBOR_HOME", str(home))
    if request.param == "postgresql":
        monkeypatch.setenv("PODBOR_DATABASE_URL", request.getfixturevalue("new_postgres_database")())
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    settings.cache_dir.symlink_to(pytestconfig.cache.mkdir("podbor-embeddings"))
    open_catalog(settings).upsert(*load_fixture(GROCERY).catalogue())
    return settings


@pytest.fixture
def run(settings: Settings) -> Run:
    def invoke(*arguments: str, **more: Any) -> Result:
        return CliRunner().invoke(app, ["profile", *arguments], catch_exceptions=False, **more)

    return invoke


def talk(settings: Settings, *threads: str, users: tuple[str, ...] = ("shopper-anna",)) -> list[Answer]:
    """Say in each conversation that nuts are out."""

    async def say() -> list[Answer]:
        said = [calls_message(("update_preferences", {"changes": [NUTS]}))] * len(threads) * len(users)
        async with open_assistant(settings, planner=ScriptedPlanner(said)) as assistant:
            return [
                await assistant.ask("у меня аллергия на орехи", user_id=user, thread_id=thread)
                for user in users
                for thread in threads
            ]

    return asyncio.run(say())


def leave_traces(settings: Settings) -> None:
    """What no part of ours writes, and a careless operator or plug-in might."""
    (settings.home / "logs").mkdir()
    (settings.home / "logs" / "server.log").write_text("user=shopper-anna asked\nuser=shopper-boris asked\n")
    (settings.index_dir / "queries.jsonl").write_text('{"user_id": "shopper-anna", "query": "x"}\n')
    settings.cache_dir.unlink()
    settings.cache_dir.mkdir()
    (settings.cache_dir / "answers.bin").write_bytes(b"\x00user_id\xa4shopper-anna\x00")


def hits(result: Result) -> dict[str, int]:
    found: dict[str, int] = json.loads(result.stdout)["hits"]
    return found


def test_erase_leaves_nothing_in_any_store_and_others_keep_theirs(settings: Settings, run: Run) -> None:
    talk(settings, "a", "b", users=("shopper-anna", "shopper-boris"))
    leave_traces(settings)
    before = run("scan", "--user", "shopper-anna", "--json")
    assert before.exit_code == 1
    assert set(hits(before)) == STORES
    assert all(hits(before).values()), hits(before)
    assert run("erase", "--user", "shopper-anna", input="n\n").exit_code == 1
    assert hits(run("scan", "--user", "shopper-anna", "--json")) == hits(before)
    assert run("erase", "--user", "shopper-anna", "--yes").exit_code == 0
    after = run("scan", "--user", "shopper-anna", "--json")
    assert hits(after) == dict.fromkeys(STORES, 0)
    assert after.exit_code == 0
    exported = json.loads(run("export", "--user", "shopper-anna").stdout)
    assert exported["profile"] == {"events": [], "consents": []}
    assert exported["conversations"] == {}
    other = run("scan", "--user", "shopper-boris", "--json")
    assert other.exit_code == 1
    assert all(hits(other)[store] for store in ("profile", "conversations", "other files"))


def test_a_profile_is_shown_in_sentences_and_taken_back(settings: Settings, run: Run) -> None:
    talk(settings, "a")
    shown = json.loads(run("show", "--user", "shopper-anna", "--json").stdout)
    assert [fact["value"] for fact in shown["facts"]] == ["nuts"]
    assert all("у меня аллергия на орехи" in shown["summary"][locale][0] for locale in ("ru", "en"))
    assert "no nuts" in run("show", "--user", "shopper-anna", "--language", "en").stdout
    assert "без орехов" in run("show", "--user", "shopper-anna").stdout
    assert run("undo", "--user", "shopper-anna").exit_code == 0
    assert "nothing is remembered" in run("show", "--user", "shopper-anna").stdout


def test_what_is_past_its_time_is_purged(settings: Settings, run: Run) -> None:
    talk(settings, "a", "b")
    assert json.loads(run("purge", "--days", "1", "--json").stdout)["deleted"] == {"profile": 0, "conversations": 0}
    later = asyncio.run(purge(settings, datetime.now(UTC) + timedelta(days=1)))
    assert later["conversations"] == 2
    assert hits(run("scan", "--user", "shopper-anna", "--json"))["conversations"] == 0
    assert "no nuts" in run("show", "--user", "shopper-anna", "--language", "en").stdout


def test_nothing_lasts_without_consent(settings: Settings, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODBOR_REQUIRE_CONSENT", "1")
    careful = Settings(_env_file=None)  # type: ignore[call-arg]

    def remembered() -> list[Any]:
        return list(json.loads(run("show", "--user", "shopper-anna", "--json").stdout)["facts"])

    (answer,) = talk(careful, "a")
    assert "в этом разговоре" in answer.reply
    assert "согласи" in answer.reply
    assert remembered() == []
    assert run("consent", "--user", "shopper-anna").stdout == "given\n"
    (answer,) = talk(careful, "b")
    assert "всегда" in answer.reply
    assert "согласи" not in answer.reply
    assert [fact["value"] for fact in remembered()] == ["nuts"]
    assert run("consent", "--user", "shopper-anna", "--withdraw").stdout == "withdrawn\n"
    assert remembered() == []
