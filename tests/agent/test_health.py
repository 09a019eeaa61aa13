"""What `podbor doctor` says of each part, and what `--fix` leaves as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from podbor.agent import health
from podbor.core.errors import SetupError
from podbor.core.settings import Settings
from tests.agent.planner.conftest import serving, settings_for
from tests.agent.planner.endpoint import Reply, calls


def test_an_index_that_opens_is_kept_whatever_else_is_broken(
    demo_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise SetupError("the database does not answer", mend="start it")

    monkeypatch.setattr(health, "prepare", unreachable)
    with pytest.raises(SetupError, match="does not answer"):
        health.mend(demo_settings)
    (index,) = [finding for finding in health.check(demo_settings) if finding.part == "index"]
    assert index.ok, index.text


def test_what_a_broken_database_had_not_written_yet_is_set_aside_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("prepare", "open_recommender", "open_catalog"):
        monkeypatch.setattr(health, name, lambda *_, **__: None)
    (tmp_path / "profile.db").write_bytes(b"no database")
    (tmp_path / "profile.db-wal").write_bytes(b"what was said last")
    health.mend(Settings(home=tmp_path))
    (aside,) = tmp_path.glob("profile.db.broken-*-wal")
    assert aside.read_bytes() == b"what was said last"
    assert (tmp_path / aside.name.removesuffix("-wal")).read_bytes() == b"no database"
    assert not (tmp_path / "profile.db").exists()


def looked_at(settings: Settings) -> dict[str, health.Finding]:
    return {finding.part: finding for finding in health.check(settings)}


def test_a_server_that_does_not_answer_is_told_of_each_part_without_its_password(tmp_path: Path) -> None:
    found = looked_at(
        Settings(
            home=tmp_path,
            database_url="postgresql://anna:s3cret@127.0.0.1:1/shop",
            planner="openai",
            openai_base_url="http://anna:s3cret@127.0.0.1:1/v1",
        )
    )
    for part in ("catalogue", "profiles", "conversations"):
        assert not found[part].ok
        assert "anna:***@127.0.0.1:1/shop cannot be used" in found[part].text
    assert not found["planner"].ok
    assert "the planner at http://***@127.0.0.1:1/v1 is not available" in found["planner"].text
    assert not any("s3cret" in finding.text for finding in found.values())


def test_conversations_are_where_the_settings_say(tmp_path: Path, new_postgres_database: Callable[[], str]) -> None:
    look = health.PARTS["conversations"]
    served = look(Settings(home=tmp_path, database_url=new_postgres_database()))
    assert served.startswith("postgresql+psycopg://postgres:***@/")
    for url in (None, f"sqlite:///{tmp_path / 'some.db'}"):
        assert look(Settings(home=tmp_path, database_url=url)) == str(tmp_path / "checkpoints.db")


def test_a_part_that_fails_in_an_unforeseen_way_does_not_hide_the_others(
    demo_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Settings) -> None:
        raise PermissionError("the folder cannot be read")

    monkeypatch.setattr(health, "open_catalog", broken)
    found = looked_at(demo_settings)
    assert [part for part, finding in found.items() if not finding.ok] == ["catalogue"]
    assert found["catalogue"].text == "PermissionError: the folder cannot be read"


@pytest.mark.parametrize(
    ("reply", "ok", "words"),
    [
        (calls(("search_catalog", {"query": "молоко"})), True, "answers"),
        (400, False, "--enable-auto-tool-choice"),
        (401, False, "PODBOR_OPENAI_API_KEY"),
        (404, False, "PODBOR_OPENAI_MODEL"),
    ],
)
def test_an_endpoint_is_asked_and_what_it_refuses_is_explained(reply: Reply, ok: bool, words: str) -> None:
    with serving([reply]) as endpoint:
        finding = looked_at(settings_for(endpoint))["planner"]
    assert finding.ok is ok
    assert words in finding.text
