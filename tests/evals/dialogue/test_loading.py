import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from pydantic import BaseModel, ValidationError

from podbor.evals.dialogue.assertions import Asserted
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
        (
            "say: tea",
            "say: tea\n    expect: {calls: [{critique: {attribute: prise}}]}",
            "8 turns.0.expect.calls.0: critique.attribute: got 'prise': Input should be 'price'",
        ),
        (
            "say: tea",
            "say: tea\n    expect: {calls: [{search_catalog: {price_max: '500'}}]}",
            "8 turns.0.expect.calls.0: search_catalog.price_max: got '500': Input should be a valid",
        ),
        (
            "say: tea",
            "say: tea\n    expect: {calls: [{forget: {what: {facet: brnd}}}]}",
            "8 turns.0.expect.calls.0: forget.what.facet: got 'brnd'",
        ),
        (
            "say: tea",
            "say: tea\n    expect: {calls: [{update_preferences: {changes: [{facet: brand, scope: ever}]}}]}",
            "8 turns.0.expect.calls.0: update_preferences.changes.0.scope",
        ),
        (
            "say: tea",
            "say: tea\n    expect: {calls: [{give_feedback: {item: tea-one}}]}",
            "8 turns.0.expect.calls.0: give_feedback.item: got 'tea-one'",
        ),
        (
            "say: tea",
            "say: tea\n    expect: {calls: [{search_catalog: {kinds: [teea]}}]}",
            "8 turns.0.expect.calls.0.search_catalog.kinds: no kind 'teea'",
        ),
        (
            "say: tea",
            "say: tea\n    expect: {calls: [{search_catalog: {kinds: [печенъе]}}]}",
            "8 turns.0.expect.calls.0.search_catalog.kinds: no kind 'печенъе'",
        ),
        (
            "say: tea",
            "say: tea\n    expect: {slate: {none: {brand: null}}}",
            "8 turns.0.expect.slate.none.brand: null asserts nothing here",
        ),
        (
            "say: tea",
            "say: tea\n    offers: [{item: tea-one, service: kuper, price: 5}]",
            "8 turns.0.offers.0: no offer of 'tea-one' by 'kuper'",
        ),
        ("title: Tea", "title: !foo x", "2 title: 'x' is no !foo: "),
        ("title: Tea", "title: 2024-13-45", "2 title: '2024-13-45' is no timestamp: month"),
        ("title: Tea", "title: !!bool tea", "2 title: 'tea' is no bool"),
        ("title: Tea", "title: T\x07a", "2 YAML: U+0007: control characters"),
        ("title: Tea", "title: &a [*a]", "2 title.0: holds itself"),
        ("title: Tea", "title: &a {b: *a}", "2 title.b: holds itself"),
    ],
)
def test_a_mistake_is_reported_with_its_line(folder: Path, before: str, after: str, expected: str) -> None:
    assert before in GOOD
    assert any(mistake.startswith(expected) for mistake in mistakes(folder, GOOD.replace(before, after)))


@pytest.mark.parametrize(
    "calls",
    [
        "{critique: {attribute: price}}",
        "{forget: {what: {facet: brand}}}",
        "{update_preferences: {changes: [{facet: allergen, value: nuts, person: null}]}}",
        "{search_catalog: {kinds: [чай, tea, green tea], price_max: null}}",
    ],
)
def test_what_a_call_leaves_out_may_be_anything(folder: Path, calls: str) -> None:
    (folder / "one.yaml").write_text(GOOD + f"    expect: {{calls: [{calls}]}}\n", encoding="utf-8")
    assert len(load_cases(folder)) == 1


def test_an_answer_may_name_an_item_and_a_broken_one_anything(folder: Path) -> None:
    broken = "  - {say: tea, inject: [{name: search_catalog, args: {kinds: [teea]}}]}\n"
    oracle = "    oracle: [{give_feedback: {item: tea-one, verdict: accept}}]\n"
    (folder / "one.yaml").write_text(GOOD + oracle + broken, encoding="utf-8")
    assert len(load_cases(folder)) == 1


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_fixture_is_named(folder: Path, text: str) -> None:
    (folder / "fixtures" / "tiny.yaml").write_text(text, encoding="utf-8")
    assert mistakes(folder, GOOD) == ["0 document: is empty"]


def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sc.txt").write_text(GOOD, encoding="utf-8")
    with pytest.raises(InvalidFiles, match=r"sc\.txt:0: path: a scenario file ends in \.yaml or \.yml"):
        load_cases(tmp_path / "sc.txt")


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


def asserted(model: type[BaseModel] = Asserted) -> Iterator[type[BaseModel]]:
    """Every model of scenario and fixture files."""
    for below in model.__subclasses__():
        yield below
        yield from asserted(below)


def test_the_schema_takes_null_where_the_model_does() -> None:
    for model in asserted():
        schema = model.model_json_schema()
        for name, part in schema["properties"].items():
            with pytest.raises(ValidationError) as caught:
                model.model_validate({name: None, "no such field": 1})
            refused = any(error["loc"][0] == name for error in caught.value.errors())
            valid = jsonschema.Draft202012Validator({"$defs": schema.get("$defs", {}), **part}).is_valid(None)
            assert valid != refused, f"{model.__name__}.{name}"


@pytest.mark.parametrize(
    ("expected", "good"),
    [
        ("{slate: {all: {brand: [one, two], price: {max: 100}}, count: 3}}", True),
        ("{slate: {any: [{kind: tea}, {rating: 4}], count: null}, reply: {length: {min: 1.5}}}", True),
        ("{calls: [{search_catalog: {query: {ru: чай, en: tea}, price_max: null}}], events: null}", True),
        ("{calls: {superset: [{undo: {}}], never: [explain]}, must_not_write: true}", True),
        ("{slate: {none: {brand: null}}}", False),
        ("{slate: {all: {free_from: null}}}", False),
        ("{slate: {any: [{kind: tea}, {price: null}]}}", False),
        ("{slate: {groups: [{all: {kind: null}}]}}", False),
        ("{reply: {mentions: null}}", False),
        ("{slate: {all: {diets: [vegn]}}}", False),
        ("{slate: {cuont: 3}}", False),
        ("{slate: {count: '3'}}", False),
        ("{slate: {all: {brand: 5}}}", False),
        ("{calls: 5}", False),
        ("{slate: {listed: 'yes'}}", False),
        ("{must_not_write: 1}", False),
        ("{latency_ms: 0}", False),
        ("{calls: [{serch: {}}]}", False),
        ("{calls: {never: [serch]}}", False),
    ],
)
def test_the_published_schema_and_the_check_agree(folder: Path, expected: str, good: bool) -> None:
    path = folder / "one.yaml"
    path.write_text(f"{GOOD}    expect: {expected}\n", encoding="utf-8")
    (document,) = read_documents(path)
    assert published_schema().is_valid(document.value) == good
    if good:
        load_cases(path)
    else:
        with pytest.raises(InvalidFiles, match=r"one\.yaml:8: turns\.0\.expect\."):
            load_cases(path)


def published_schema() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((SCENARIOS / SCENARIO_SCHEMA).read_text(encoding="utf-8")))


def test_published_scenarios_obey_the_published_schema() -> None:
    validator = published_schema()
    for file in SCENARIOS.glob("*.yaml"):
        for document in read_documents(file):
            assert [error.message for error in validator.iter_errors(document.value)] == [], file
