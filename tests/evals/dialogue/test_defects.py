from podbor.core.settings import Settings
from podbor.evals.bench.defects import (
    DescriptionReader,
    descriptions,
    dropped_allergens,
    slow_node,
    swapped_descriptions,
)
from podbor.evals.dialogue.loading import Case
from podbor.evals.report.compare import compare
from podbor.evals.report.write import rescore
from tests.evals.dialogue.conftest import Run


def named(cases: list[Case], *ids: str) -> list[Case]:
    return [case for case in cases if case.scenario.id in ids]


def test_a_dropped_constraint_is_found_where_it_matters_and_nowhere_else(run: Run, first_steps: list[Case]) -> None:
    cases = named(first_steps, "orders-in-a-title", "malformed-call-is-told")
    before = rescore(run(cases))
    with dropped_allergens():
        after = rescore(run(cases))
    found = compare(before, after)
    assert [one["case"] for one in found["changed"]] == ["orders-in-a-title.en", "orders-in-a-title.ru"]
    assert "turn 1: always.none" in found["changed"][0]["checks"]


def test_swapped_descriptions_are_found_in_the_scenarios_that_use_the_tools(
    run: Run, first_steps: list[Case], eval_settings: Settings
) -> None:
    cases = named(first_steps, "undo-returns-the-list", "malformed-call-is-told")
    meant = descriptions(eval_settings)
    before = rescore(run(cases, inner=DescriptionReader(cases, meant=meant, now=meant)))
    with swapped_descriptions():
        reader = DescriptionReader(cases, meant=meant, now=descriptions(eval_settings))
        after = rescore(run(cases, inner=reader))
    assert {score.status for score in before} == {"passed"}
    found = compare(before, after)
    assert [one["case"] for one in found["changed"]] == ["undo-returns-the-list.en", "undo-returns-the-list.ru"]
    assert any("calls" in check for check in found["changed"][0]["checks"])


def test_a_slower_node_is_found_in_the_scenarios_that_go_through_it(run: Run, first_steps: list[Case]) -> None:
    cases = named(first_steps, "two-needs-two-bounds", "malformed-call-is-told")
    with slow_node(0.0):
        before = rescore(run(cases))
    assert {score.status for score in before} == {"passed"}
    slow = [
        score.model_copy(update={"metrics": {**score.metrics, "latency_ms": (score.metrics["latency_ms"] or 0) + 2000}})
        if score.scenario == "two-needs-two-bounds"
        else score
        for score in before
    ]
    found = compare(before, slow)
    assert [one["scenario"] for one in found["slower"]] == ["two-needs-two-bounds"]
    equal = compare(before, before)
    assert equal["changed"] == equal["worse"] == equal["significant"] == equal["slower"] == found["changed"] == []


def test_success_is_tested_by_itself_and_a_single_slow_trial_is_no_slower_scenario(
    run: Run, first_steps: list[Case]
) -> None:
    (score, *_) = rescore(run(named(first_steps, "malformed-call-is-told")))
    before = [
        score.model_copy(update={"scenario": f"s{number}", "case_id": f"s{number}.{language}", "language": language})
        for number in range(6)
        for language in ("ru", "en")
    ]
    metrics = {**score.metrics, "success": 0.0}
    after = [one.model_copy(update={"metrics": metrics, "status": "failed"}) for one in before]
    found = compare(before, after)
    assert found["worse"] == ["success"]
    assert len(found["changed"]) == 12
    late = before[0].model_copy(update={"metrics": {**score.metrics, "latency_ms": 60_000.0}})
    assert compare(before, [late, *before[1:]])["slower"] == []
