import json
from pathlib import Path

import pytest

from podbor.evals.dialogue.documents import InvalidFiles, read_documents
from podbor.evals.dialogue.loading import load_cases
from podbor.evals.dialogue.schema import FIXTURE_SCHEMA, SCENARIO_SCHEMA, fields_reference, schema_text, schemas

ROOT = Path(__file__).parents[3]
SCENARIOS = ROOT / "evals" / "scenarios"
FIXTURE = """about: one item
items:
  - {id: tea-one, title: {ru: Чай, en: Tea}, kind: tea, offers: {samokat: 99}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fixtures").mkdir()
    (tmp_path / "fixtures" / "tiny.yaml").write_text(FIXTURE, encoding="utf-8")
    return tmp_path


def mistakes(folder: Path, text: str) -> list[str]:
    (folder / "one.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFiles) as caught:
        load_cases(folder)
    return [f"{error.line} {error.field}: {error.reason}" for error in caught.value.errors]


GOOD = """id: tea
title: Tea
tags: [S3]
language: en
fixture: tiny
turns:
  - say: tea
"""


def test_every_published_scenario_reads() -> None:
    cases = load_cases(SCENARIOS)
    assert {case.language for case in cases} == {"ru", "en"}


def test_a_bilingual_scenario_is_two_cases_with_their_own_words(folder: Path) -> None:
    text = GOOD.replace("language: en\n", "").replace("say: tea", "say: {ru: чай, en: tea}")
    (folder / "one.yaml").write_text(text, encoding="utf-8")
    assert [(case.case_id, case.scenario.turns[0].say) for case in load_cases(folder)] == [
        ("tea.ru", "чай"),
        ("tea.en", "tea"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("tags: [S3]", "tags: []", "3 tags: List should have at least 1 item"),
        ("title: Tea\n", "", "1 title: Field required"),
        ("say: tea", "say: no", "7 turns.0.say: Input should be a valid string"),
        (
            "say: tea",
            "say: tea\n    expect: {calls: [{serch: {}}]}",
            "8 turns.0.expect.calls.0: no tool 'serch'; valid: search",
        ),
        (
            "say: tea",
            "say: tea\n    expect: {calls: [{explain: {nr: 1}}]}",
            "8 turns.0.expect.calls.0: explain has no argument",
        ),
        (
            "say: tea",
            "say: tea\n    expect: {slate: {all: {diets: [vegn]}}}",
            "8 turns.0.expect.slate.all.diets.0: Input",
        ),
        (
            "say: tea",
            "say: tea\n    expect: {slate: {includes: [tea-two]}}",
            "8 turns.0.expect.slate.includes.0: no item",
        ),
        ("say: tea", "say: tea\n    expect: {slate: {all: {kind: teea}}}", "8 turns.0.expect.slate.all.kind: no kind"),
        ("say: tea", "say: tea\n    expct: {}", "8 turns.0.expct: Extra inputs"),
        ("say: tea", "simulate: {}", "1 document: a simulated shopper and end.target need shopper.goal"),
        ("language: en\n", "", "1 language: nothing is said in two languages"),
        ("fixture: tiny", "fixture: large", "5 fixture: no fixtures/large.yaml"),
        ("title: Tea", "title: Tea\ntitle: Tee", "3 title: said twice"),
        ("tags: [S3]", "tags: [S3", "4 YAML: "),
    ],
)
def test_a_mistake_is_reported_with_its_line(folder: Path, before: str, after: str, expected: str) -> None:
    assert before in GOOD
    assert any(mistake.startswith(expected) for mistake in mistakes(folder, GOOD.replace(before, after)))


def test_all_mistakes_are_reported_at_once_and_none_for_a_branch_not_meant(folder: Path) -> None:
    found = mistakes(folder, GOOD.replace("S3", "1") + "    expect: {calls: [{serch: {}}]}\n")
    assert len(found) == 2


def test_an_id_is_said_once(folder: Path) -> None:
    assert mistakes(folder, f"{GOOD}---\n{GOOD}") == [f"9 id: 'tea' is already in {folder / 'one.yaml'}:1"]


def test_lines_are_those_of_the_language_that_is_run(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("say:\n  ru: да\n  en: [1]\n", encoding="utf-8")
    (document,) = read_documents(file, language="en")
    assert document.value == {"say": [1]}
    assert document.lines["say", 0] == 3


@pytest.mark.parametrize("name", [SCENARIO_SCHEMA, FIXTURE_SCHEMA])
def test_published_schemas_are_those_of_the_models(name: str) -> None:
    published = (SCENARIOS / name).read_text(encoding="utf-8")
    assert published == schema_text(schemas()[name]), "run: podbor eval schema"


def test_the_reference_of_the_fields_is_that_of_the_models() -> None:
    assert (ROOT / "docs" / "scenario-fields.md").read_text(encoding="utf-8") == fields_reference(), (
        "run: podbor eval schema"
    )


def test_published_scenarios_obey_the_published_schema() -> None:
    import jsonschema

    validator = jsonschema.Draft202012Validator(json.loads((SCENARIOS / SCENARIO_SCHEMA).read_text(encoding="utf-8")))
    for file in SCENARIOS.glob("*.yaml"):
        for document in read_documents(file):
            assert [error.message for error in validator.iter_errors(document.value)] == [], file
