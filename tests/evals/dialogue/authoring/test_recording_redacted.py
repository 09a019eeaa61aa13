"""A recorded scenario names nobody, in whatever part of it a name was repeated, and holds all the same."""

import asyncio
from pathlib import Path

import pytest

from podbor.core.settings import Settings
from podbor.evals.dialogue.authoring.write import record_scenario
from podbor.evals.dialogue.loading import load_cases
from podbor.evals.report.write import rescore
from podbor.testing import calls_message
from tests.evals.dialogue.conftest import Run, talked_home


def change(facet: str, value: str, stance: str) -> tuple[str, dict[str, object]]:
    return "update_preferences", {
        "changes": [{"facet": facet, "value": value, "stance": stance, "scope": "lasting"}],
    }


NAMES = ("кузнецов", "петров", "оникс", "бруталович", "123-45-67")
TALK = {
    "люблю сыр от Ольги Кузнецовой": calls_message(change("ingredient", "сыр Ольга Кузнецова", "prefer")),
    "печенье для Ивана Петрова": calls_message(("search_catalog", {"query": "печенье"})),
    "меня зовут Оникс Бруталович, никогда не предлагай бренд Оникс": calls_message(change("brand", "Оникс", "exclude")),
    "девятое беру, звоните +7 916 123-45-67": calls_message(
        ("give_feedback", {"item": 9, "verdict": "accept"}),
        ("compare_offers", {"query": "Ониксу, Иван Петров +7 916 123-45-67"}),
    ),
    "забудь бренд Оникс": calls_message(("forget", {"what": {"facet": "brand", "value": "Оникс"}})),
}


@pytest.fixture(scope="module")
def recorded(eval_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenario of a conversation that names people, after another one that did."""
    settings = talked_home(eval_settings, tmp_path_factory.mktemp("talked"), TALK)
    folder = tmp_path_factory.mktemp("recorded") / "scenarios"
    scenario, _ = asyncio.run(record_scenario(settings, folder, "named", user_id="anna", thread_id=None))
    return scenario


def test_no_part_of_it_names_anybody(recorded: Path) -> None:
    text = recorded.read_text(encoding="utf-8").lower()
    assert [name for name in NAMES if name in text] == []


def test_what_is_redacted_is_the_same_wherever_it_stands(recorded: Path) -> None:
    (case,) = load_cases(recorded)
    _, first, ninth, _ = case.scenario.turns
    assert [fact.value for fact in case.scenario.shopper.profile] == ["сыр ⟨name⟩"]
    assert first.expect.profile is not None
    assert first.expect.profile.constraints is not None
    assert first.expect.profile.constraints.exclude_brands == ["⟨name⟩"]
    assert [event.value for event in first.expect.events or []] == ["⟨name⟩"]
    assert ninth.inject is not None
    assert ninth.inject[1].args == {"query": "⟨name⟩, ⟨name⟩ ⟨phone⟩"}


def test_it_holds_when_it_is_played_again(recorded: Path, run: Run) -> None:
    (score,) = rescore(run(load_cases(recorded)))
    assert score.failed == []
    assert score.status == "passed"
