"""A conversation with the real assistant, over its real stores, becomes a scenario that holds."""

import asyncio
from pathlib import Path

import pytest

from podbor.core.errors import InputError
from podbor.core.settings import Settings
from podbor.evals.dialogue.authoring.write import record_scenario
from podbor.evals.dialogue.loading import Case, load_cases
from podbor.evals.report.write import rescore
from podbor.testing import calls_message
from tests.evals.dialogue.conftest import Run, talked_home

SESAME = {"facet": "allergen", "value": "sesame", "stance": "exclude", "scope": "lasting"}
VEGAN = {"facet": "diet", "value": "vegan", "stance": "require", "scope": "session"}
TALK = {
    "у меня аллергия на кунжут": calls_message(("update_preferences", {"changes": [SESAME]})),
    "печенье для Ивана Петрова, +7 916 123-45-67": calls_message(("search_catalog", {"query": "печенье"})),
    "подешевле": calls_message(("critique", {"attribute": "price", "direction": "lower"})),
    "девятое беру": calls_message(("give_feedback", {"item": 9, "verdict": "accept"})),
    "только веганское": calls_message(("update_preferences", {"changes": [VEGAN]})),
    "отмени": calls_message(("undo", {})),
    "беру первое": calls_message(("give_feedback", {"item": 1, "verdict": "accept"})),
}


@pytest.fixture(scope="module")
def talked(eval_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home in which a shopper has talked twice: of an allergy, and then of cookies."""
    return talked_home(eval_settings, tmp_path_factory.mktemp("talked"), TALK)


async def recorded(settings: Settings, folder: Path) -> Case:
    scenario, _ = await record_scenario(settings, folder, "anna", user_id="anna", thread_id=None)
    (case,) = load_cases(scenario)
    return case


async def test_a_conversation_becomes_a_scenario_with_its_assertions(talked: Settings, tmp_path: Path) -> None:
    case = await recorded(talked, tmp_path / "scenarios")
    search, cheaper, ninth, vegan, undo, take = case.scenario.turns
    assert [(fact.facet, fact.value, fact.stance) for fact in case.scenario.shopper.profile] == [
        ("allergen", "sesame", "exclude")
    ]
    assert search.say is not None
    assert "Петров" not in search.say
    assert "123-45-67" not in search.say
    assert search.expect.calls == [{"search_catalog": {"query": "печенье"}}]
    assert search.expect.must_not_write
    assert cheaper.expect.slate is not None
    assert cheaper.expect.slate.moved is not None
    assert ninth.inject is not None
    assert ninth.expect.problems == ["position"]
    assert vegan.expect.profile is not None
    assert vegan.expect.profile.constraints is not None
    assert vegan.expect.profile.constraints.require_diets == ["vegan"]
    assert vegan.expect.profile.constraints.exclude_allergens == ["sesame"]
    assert undo.expect.slate is not None
    assert undo.expect.slate.same_as == 2
    assert [event.verdict for event in take.expect.events or []] == ["accept"]
    assert case.scenario.end.profile is not None
    assert len(case.scenario.end.profile.accepted or []) == 1


async def test_the_scenario_says_what_other_threads_there_are(talked: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no conversation 'tea'; valid: cookies, before"):
        await record_scenario(talked, tmp_path, "anna", user_id="anna", thread_id="tea")
    with pytest.raises(InputError, match="has said nothing"):
        await record_scenario(talked, tmp_path, "anna", user_id="nobody", thread_id=None)
    assert list(tmp_path.glob("*.yaml")) == []


async def test_a_fixture_that_is_there_is_not_replaced(talked: Settings, tmp_path: Path) -> None:
    mine = tmp_path / "fixtures" / "anna.yaml"
    mine.parent.mkdir()
    mine.write_text("about: mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"fixtures/anna\.yaml.*is there already: give another id"):
        await record_scenario(talked, tmp_path, "anna", user_id="anna", thread_id=None)
    assert mine.read_text(encoding="utf-8") == "about: mine"
    assert list(tmp_path.glob("*.yaml")) == []


def test_the_recorded_scenario_holds_when_it_is_played_again(talked: Settings, tmp_path: Path, run: Run) -> None:
    case = asyncio.run(recorded(talked, tmp_path / "scenarios"))
    (score,) = rescore(run([case]))
    assert score.failed == []
    assert score.status == "passed"
    assert score.checks > 30
