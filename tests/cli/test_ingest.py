"""What a full feed says that it took out."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from podbor.cli.main import app
from podbor.core.errors import InputError
from podbor.tools.catalog.feeds import IngestReport

BROKEN = InputError(file="feed.jsonl", line=2, field="line", reason="not JSON")


@pytest.mark.parametrize(
    ("report", "status", "said"),
    [
        (IngestReport(loaded=3, removed=2), 0, "removed 2 offers of kuper that the feed does not mention"),
        (IngestReport(loaded=3, rejected=[BROKEN]), 1, "removed nothing: rows were rejected"),
        (IngestReport(), 2, "removed nothing: the feed has no products"),
    ],
)
def test_a_full_feed_tells_what_it_removed(
    report: IngestReport, status: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def loaded(*_: object, full: bool, **__: object) -> IngestReport:
        asked.append(full)
        return report

    monkeypatch.setattr("podbor.agent.assembly.ingest_feed", loaded)
    result = CliRunner().invoke(app, ["ingest", str(Path(__file__)), "--service", "kuper", "--full"])
    assert (result.exit_code, asked) == (status, [True])
    assert said in result.output
    result = CliRunner().invoke(app, ["ingest", str(Path(__file__)), "--service", "kuper"])
    assert (result.exit_code, asked) == (status, [True, False])
    assert "removed" not in result.output


@pytest.mark.parametrize(("removed", "warns"), [(0, False), (5, False), (6, True)])
def test_a_full_feed_that_takes_out_more_than_half_says_so(
    removed: int, warns: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = IngestReport(loaded=3, removed=removed, offered=10)
    monkeypatch.setattr("podbor.agent.assembly.ingest_feed", lambda *_, **__: report)
    result = CliRunner().invoke(app, ["ingest", str(Path(__file__)), "--service", "kuper", "--full"])
    assert ("more than half of the 10 that kuper had" in result.output) == warns
    assert result.exit_code == 0
