"""Metrics of records."""

from itertools import permutations
from pathlib import Path
from typing import Any

from podbor.evals.dialogue.loading import load_cases
from podbor.evals.dialogue.record import TrialRecord, TurnRecord
from podbor.evals.dialogue.scoring import score

SCENARIO = """id: two-facts
title: Two facts
tags: [M1]
language: en
fixture: shop
turns:
  - say: no nuts and no milk
    expect: {{events: {events}}}
"""
FIXTURE = """about: one item
items:
  - {id: tea-one, title: {ru: Чай, en: Tea}, kind: tea, offers: {samokat: 99}}
"""
LOOSE, TIGHT = "{type: preference, facet: allergen}", "{type: preference, facet: allergen, value: nuts}"


def capture(folder: Path, patterns: tuple[str, ...], written: tuple[str, ...]) -> float | None:
    (folder / "fixtures").mkdir(exist_ok=True)
    (folder / "fixtures" / "shop.yaml").write_text(FIXTURE, encoding="utf-8")
    (folder / "one.yaml").write_text(SCENARIO.format(events=f"[{', '.join(patterns)}]"), encoding="utf-8")
    (case,) = load_cases(folder)
    events = [
        {"event_id": str(n), "type": "preference", "retracts": [], "facet": "allergen", "value": value}
        for n, value in enumerate(written)
    ]
    trial = TrialRecord(case_id=case.case_id, trial=0, seed=1, outcome="done", turns=[turn(events)])
    return score(case, trial).metrics["capture_f1"]


def turn(events: list[dict[str, Any]]) -> TurnRecord:
    empty: dict[str, Any] = dict.fromkeys(
        "slate needs not_carried emptied_by unavailable calls shifts soft accepted notes problems ungrounded".split(),
        [],
    )
    return TurnRecord(
        number=1,
        part=0,
        said="no nuts and no milk",
        reply="Noted.",
        locale="en",
        act="",
        listed=False,
        events=events,
        constraints={},
        facts=0,
        wall_ms=1.0,
        steps_ms={},
        **empty,
    )


def test_what_is_captured_does_not_depend_on_the_order_of_the_facts(tmp_path: Path) -> None:
    orders = [
        (patterns, written) for patterns in permutations((LOOSE, TIGHT)) for written in permutations(("nuts", "milk"))
    ]
    assert [capture(tmp_path, *order) for order in orders] == [1.0] * 4
    assert capture(tmp_path, (TIGHT, LOOSE), ("milk", "eggs")) == 0.5


def test_a_fact_is_captured_once(tmp_path: Path) -> None:
    assert capture(tmp_path, (TIGHT,), ("nuts", "nuts")) == 2 / 3
