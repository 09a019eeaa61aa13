"""What `podbor doctor --fix` leaves as it is."""

from pathlib import Path

import pytest

from podbor.agent import health
from podbor.core.errors import SetupError
from podbor.core.settings import Settings


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
