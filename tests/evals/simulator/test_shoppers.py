"""Shoppers with an agenda, and shoppers played by a model: what they say, and how they end."""

from pathlib import Path

import pytest
from langchain_core.messages import AIMessage

from podbor.core.settings import Settings
from podbor.evals.dialogue.homes import Homes
from podbor.evals.dialogue.loading import Case, load_cases
from podbor.evals.dialogue.planners import NoOracle
from podbor.evals.dialogue.scenario import Simulation
from podbor.evals.dialogue.trial import run_trial
from podbor.evals.simulator.agenda import AgendaShoppers
from podbor.evals.simulator.llm import DONE, LlmShoppers
from podbor.evals.simulator.port import ShopperDown
from podbor.testing import ScriptedChatModel

SCENARIOS = Path(__file__).parents[3] / "evals" / "scenarios"
TOLD = """id: told
title: Told what to do
tags: [tau2]
language: en
fixture: grocery
shopper: {goal: {instructions: Ask for cookies and take the cheapest.}}
turns: [{simulate: {}}]
"""


@pytest.fixture
def told(tmp_path: Path) -> Case:
    (tmp_path / "fixtures").symlink_to(SCENARIOS / "fixtures")
    (tmp_path / "told.yaml").write_text(TOLD, encoding="utf-8")
    (case,) = load_cases(tmp_path)
    return case


@pytest.fixture
def guest() -> Case:
    return next(case for case in load_cases(SCENARIOS / "first_steps.yaml") if case.case_id == "guest-without-eggs.ru")


async def opening(case: Case, seed: int, **simulation: float) -> str:
    said = await AgendaShoppers().open(case, Simulation(**simulation), seed=seed).next(None)  # type: ignore[arg-type]
    assert said is not None
    assert said.oracle is not None
    assert said.oracle.tool_calls[0]["name"] == "search_catalog"
    return said.text


async def test_the_same_seed_says_the_same_and_others_say_it_otherwise(guest: Case) -> None:
    texts = [await opening(guest, seed) for seed in range(8)]
    assert texts == [await opening(guest, seed) for seed in range(8)]
    assert len(set(texts)) > 1


async def test_typing_mistakes_change_the_words_and_not_what_was_meant(guest: Case) -> None:
    plain, typed = await opening(guest, 3), await opening(guest, 3, typos=1.0)
    assert plain != typed
    assert abs(len(plain) - len(typed)) <= 1


def test_an_agenda_without_a_target_cannot_be_played(told: Case) -> None:
    with pytest.raises(NoOracle, match="--shopper llm"):
        AgendaShoppers().open(told, Simulation(), seed=1)


async def test_a_model_is_told_its_instructions_and_says_when_it_is_done(told: Case) -> None:
    model = ScriptedChatModel(responses=[AIMessage(content="any  cookies?"), AIMessage(content=DONE)])
    shopper = LlmShoppers(model).open(told, Simulation(), seed=1)
    system = str(shopper._system.content)
    assert "take the cheapest" in system
    assert DONE in system
    assert "its name or brand" not in system
    first = await shopper.next(None)
    assert first is not None
    assert (first.text, first.oracle) == ("any cookies?", None)
    assert await shopper.next(None) is None
    assert shopper.close(None).ended == "done"


async def test_a_model_that_is_down_is_no_crash_of_the_assistant(
    told: Case, eval_settings: Settings, tmp_path: Path
) -> None:
    silent = LlmShoppers(ScriptedChatModel(responses=[]))
    with pytest.raises(ShopperDown, match="ScriptExhausted"):
        await silent.open(told, Simulation(), seed=1).next(None)
    async with Homes(eval_settings, tmp_path / "homes", None) as homes:
        record = await run_trial(told, trial=0, seed=1, homes=homes, inner=None, shoppers=silent)
    assert (record.outcome, record.reason.split(":")[0]) == ("error", "ShopperDown")


async def test_a_model_that_gives_up_or_leaks_is_recorded(guest: Case) -> None:
    leak = "печенье веганское с кокосом добрый амбар 120 г"
    model = ScriptedChatModel(responses=[AIMessage(content=leak), AIMessage(content="[GIVE UP]")])
    shopper = LlmShoppers(model).open(guest, Simulation(), seed=1)
    assert await shopper.next(None) is not None
    assert await shopper.next(None) is None
    record = shopper.close(None)
    assert record.ended == "gave_up"
    assert [fault.split(":")[0] for fault in record.faults] == ["leaked the target"]
