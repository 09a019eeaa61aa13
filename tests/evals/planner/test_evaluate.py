import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from podbor.agent.planner.resolve import Call
from podbor.core.errors import InputError
from podbor.evals.planner.evaluate import (
    coverage_curve,
    has_unasked_write,
    report,
    report_occasions,
    score,
    score_occasions,
)
from podbor.evals.planner.labels import DATA, Label, Occasion, read_labels, read_occasions
from podbor.evals.planner.run import PARTS


@dataclass(frozen=True)
class Fixed:
    calls: tuple[Call, ...] = ()
    act: str = "unclear"
    confidence: float = 1.0
    ms: float = 1.0


@dataclass
class Recited:
    """A planner that knows its answers by text."""

    answers: dict[str, Fixed] = field(default_factory=dict)

    def plan(self, text, context=None):
        return self.answers.get(text, Fixed())


def label(text: str, *calls: dict, act: str = "search_catalog") -> Label:
    row = {"id": text, "locale": "ru", "text": text, "calls": calls, "act": act, "difficulty": "easy"}
    return Label.model_validate(row)


MORE = {"name": "show_more", "args": {}}
UNDO = Call(name="undo", args={})


def test_the_report_counts_what_is_right_and_lists_what_is_wrong():
    labels = [
        label("ещё", MORE, act="show_more"),
        label("назад", MORE, act="show_more"),
        label("привет", act="small_talk"),
    ]
    planner = Recited(
        {
            "ещё": Fixed(calls=(Call(name="show_more", args={}),), act="show_more"),
            "назад": Fixed(calls=(UNDO,), act="undo"),
        }
    )
    figures = report(score(planner, labels))
    assert figures["overall"]["right"] == 2
    assert figures["unasked_writes"]["right"] == 1
    assert [wrong["id"] for wrong in figures["wrong"]] == ["назад"]
    assert figures["confusion"]["show_more"] == {"show_more": 1, "undo": 1}


def test_a_write_is_unasked_by_tool_or_by_fact_but_not_by_stance():
    def change(value, stance="exclude"):
        return (
            "update_preferences",
            {"changes": [{"facet": "allergen", "value": value, "stance": stance, "scope": "lasting"}]},
        )

    assert has_unasked_write([], [change("nuts")])
    assert has_unasked_write([change("nuts")], [change("milk")])
    assert not has_unasked_write([change("nuts")], [change("nuts", "avoid")])
    assert not has_unasked_write([change("nuts")], [])


def test_what_is_surer_is_answered_first():
    labels = [label("a", MORE), label("b", MORE)]
    right = Fixed(calls=(Call(name="show_more", args={}),), confidence=0.9)
    scores = score(Recited({"a": right, "b": Fixed(confidence=0.3)}), labels)
    curve = coverage_curve(scores)
    assert (curve[0].coverage, curve[0].accuracy) == (1.0, 0.5)
    assert (curve[-1].coverage, curve[-1].accuracy) == (0.5, 1.0) or curve[-1].threshold < 0.95


def test_occasions_count_kinds_that_are_relevant():
    occasion = Occasion(id="1", locale="ru", text="к чаю", relevant=["печенье", "зефир"])
    named = Call(name="search_catalog", args={"query": "к чаю", "kinds": ["печенье овсяное", "зефир", "чай"]})
    figures = report_occasions(score_occasions(Recited({"к чаю": Fixed(calls=(named,))}), [occasion]))
    assert figures["all"]["half_relevant"]["right"] == 1
    assert figures["ru"]["precision"] == pytest.approx(2 / 3)


def test_a_bad_line_is_named(tmp_path: Path):
    (tmp_path / "x.jsonl").write_text('{"id": 1}\n')
    with pytest.raises(InputError, match=r"x\.jsonl:1"):
        read_labels([tmp_path / "x.jsonl"])


def test_a_text_may_have_a_mark_that_ends_lines(tmp_path: Path):
    row = {"id": "1", "locale": "en", "text": "tea\u2028please", "calls": [], "act": "", "difficulty": "easy"}
    (tmp_path / "x.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    assert [label.text for label in read_labels([tmp_path / "x.jsonl"])] == ["tea\u2028please"]


def test_every_shipped_label_is_in_the_contract():
    from podbor.tools.contract import parse_call

    labels = read_labels(sorted(path for part in PARTS for path in DATA.glob(f"{part}.*.jsonl")))
    assert len(labels) > 2000
    for row in labels:
        for call in [*row.calls, *(row.second or [])]:
            parse_call(call.name, call.args)
        assert (row.second is not None) == ("-h-" in row.id), row.id
    assert read_occasions(sorted(DATA.glob("occasions.*.jsonl")))
