"""`podbor privacy`: from the log of many shoppers to what a recommender reads, within the budget."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from typer.testing import CliRunner

from podbor.agent.assembly import open_catalog, open_profiles, open_recommender
from podbor.cli.main import app, main
from podbor.core.preferences import PreferenceEvent, Profile
from podbor.core.settings import Settings
from podbor.core.slate import Need
from podbor.memory import TurnFacts, feedback_events

SHOPPERS = 300
NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def podbor(demo_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run a command on the demo home; its output as JSON."""
    monkeypatch.setenv("PODBOR_HOME", str(demo_settings.home))

    def run(*arguments: str) -> Any:
        result = CliRunner().invoke(app, [*arguments, "--json"], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run


def takes(user_id: str, item_id: str) -> tuple[PreferenceEvent, ...]:
    turn = TurnFacts(user_id=user_id, thread_id="t", turn_id=f"{user_id} {item_id}", at=NOW, utterance="беру")
    return feedback_events(turn, item_id, "accept")


def test_a_release_reaches_a_recommender_that_runs_and_one_shopper_does_not(
    podbor: Callable[..., Any], demo_settings: Settings
) -> None:
    profiles, catalog = open_profiles(demo_settings), open_catalog(demo_settings)
    recommender = open_recommender(demo_settings, catalog)

    def popular() -> set[str]:
        slate = recommender.recommend([Need(query="йогурт")], Profile(user_id="u"), size=10, locale="ru")
        return {s.item.item_id for s in slate.items for part in s.evidence if part.name == "popular"}

    shown = recommender.recommend([Need(query="йогурт")], Profile(user_id="u"), size=10, locale="ru").items
    many, secret = shown[3].item, shown[4].item
    profiles.append([event for n in range(SHOPPERS) for event in takes(f"shopper-{n}", many.item_id)])
    profiles.append(takes("vera", secret.item_id))
    assert popular() == set()
    report = podbor("privacy", "release", "--statistic", "popularity")
    assert [(r["statistic"], r["keys_released"]) for r in report["releases"]] == [("popularity", 1)]
    assert popular() == {many.item_id}


def test_the_ledger_shows_what_was_spent_and_the_budget_ends(
    podbor: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PODBOR_PRIVACY_EPSILON", "1.9")
    first = podbor("privacy", "release")
    assert [r["statistic"] for r in first["releases"]] == [
        "popularity",
        "transitions",
        "kind_transitions",
        "co_purchase",
    ]
    assert podbor("privacy", "ledger") | {"budget": None} == first | {"budget": None}
    assert 1.8 < first["spent"]["epsilon"] <= 1.9
    assert refused(monkeypatch, capsys, "--statistic", "popularity", "--epsilon", "1") == (
        f"podbor: privacy budget: a release of popularity would bring the total to epsilon 2.1; spent: "
        f"{first['spent']['epsilon']:.3g} of 1.9 (delta 1e-05)"
    )
    assert len(podbor("privacy", "ledger")["releases"]) == 4


def test_wrong_values_name_the_field_and_the_valid_ones(
    podbor: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "epsilon: got 0; valid: 0.01 to 20" in refused(monkeypatch, capsys, "--epsilon", "0")
    assert "keys: got 0; valid: 1 to 1000" in refused(monkeypatch, capsys, "--keys", "0")
    assert "delta: got 1; valid: 1e-12 to 0.001" in refused(monkeypatch, capsys, "--delta", "1")
    unknown = CliRunner().invoke(app, ["privacy", "release", "--statistic", "ages"])
    assert unknown.exit_code == 2
    assert "'ages' is not one of" in unknown.output
    assert podbor("privacy", "ledger")["releases"] == []


def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    monkeypatch.setattr("sys.argv", ["podbor", "privacy", "release", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    return capsys.readouterr().err.strip()
