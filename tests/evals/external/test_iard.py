import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from podbor.agent.planner.context import PlannerContext
from podbor.core.errors import InputError
from podbor.evals.external.iard import judge, read_iard, report, sample

EXCERPT = {
    "10001": {
        "accepted_recommendation": [3, 7],
        "dialogue_info": {
            "S1": {
                "role": "seeker",
                "utterance_text": "Hi, looking for a good comedy....I loved @170037 <The Big Sick (2017)> .",
                "sub-intent/action": ["OTH", "IQU"],
            },
            "R2": {
                "role": "recommender",
                "utterance_text": "Classic movie ideas are @136892 <Vacation  (2005)>  or @104174 <Animal House (1978)> ",
                "sub-intent/action": ["REC-S"],
            },
            "S3": {
                "role": "seeker",
                "utterance_text": "Not really too keen on those. Something a bit more recent?",
                "sub-intent/action": ["REJ", "CRI-A"],
            },
            "R4": {"role": "recommender", "utterance_text": "@122604 <Coco  (2017)>?", "sub-intent/action": ["REC-S"]},
            "S5": {"role": "seeker", "utterance_text": "I need to see it!", "sub-intent/action": ["ACC"]},
        },
    }
}


class Calls:
    def __init__(self, *calls: tuple[str, dict[str, Any]]) -> None:
        self.calls: Sequence[Any] = [type("Call", (), {"name": name, "args": args}) for name, args in calls]


def test_utterances_come_with_what_was_shown_and_asked(tmp_path: Path) -> None:
    (tmp_path / "iard.json").write_text(json.dumps(EXCERPT), encoding="utf-8")
    first, second, third = read_iard(tmp_path / "iard.json")
    assert first.text == "Hi, looking for a good comedy. I loved The Big Sick ."
    assert (first.intents, first.context.slate) == ({"ask", "other"}, [])
    assert [shown.title for shown in second.context.slate] == ["Vacation", "Animal House"]
    assert second.intents == {"reject", "critique"}
    assert (third.context.focus, third.context.asked) == (1, "Coco?")


def test_figures_count_each_label_and_the_table_shows_how_they_were_taken(tmp_path: Path) -> None:
    (tmp_path / "iard.json").write_text(json.dumps(EXCERPT), encoding="utf-8")
    answers = {
        "Not really": Calls(("critique", {}), ("search_catalog", {})),
        "I need": Calls(("give_feedback", {"verdict": "accept"})),
    }

    def plan(text: str, _context: PlannerContext) -> Calls:
        return next((calls for start, calls in answers.items() if text.startswith(start)), Calls())

    figures = report(judge(read_iard(tmp_path / "iard.json"), plan), total=9)
    assert (figures["utterances"], figures["total"]) == (3, 9)
    f1 = {name: one["f1"] for name, one in figures["intents"].items()}
    assert (f1["critique"], f1["reject"], f1["accept"]) == (1, 0, 1)
    assert figures["intents"]["other"]["found"] == 1
    assert figures["confusion"]["reject"] == {"critique": 1, "ask": 1}
    assert figures["confusion"]["ask"] == {"other": 1}


def test_a_sample_keeps_the_order_and_is_the_same_again(tmp_path: Path) -> None:
    (tmp_path / "iard.json").write_text(json.dumps(EXCERPT), encoding="utf-8")
    examples = read_iard(tmp_path / "iard.json")
    assert sample(examples, None) == examples
    assert sample(examples, 2) == sample(examples, 2) == [one for one in examples if one in sample(examples, 2)]


def test_another_file_is_refused(tmp_path: Path) -> None:
    for text, said in (
        ("{}]", "Invalid JSON"),
        ("[]", "be an object"),
        ('{"1": {}}', "1.dialogue_info: Field required"),
    ):
        (tmp_path / "iard.json").write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=f"no IARD file: .*{said}") as caught:
            read_iard(tmp_path / "iard.json")
        assert "\n" not in str(caught.value)
