from podbor.evals.planner.agreement import report_agreement
from podbor.evals.planner.evaluate import Score
from podbor.evals.planner.labels import Label
from podbor.evals.planner.match import same_calls

MORE, UNDO = {"name": "show_more", "args": {}}, {"name": "undo", "args": {}}


def score(came: list[dict], *calls: dict, second: list[dict] | None, difficulty: str = "easy") -> Score:
    row = {"id": "1", "locale": "en", "text": "more", "calls": calls, "act": "", "difficulty": difficulty}
    got = [(call["name"], call["args"]) for call in came]
    exact = same_calls([(call["name"], call["args"]) for call in calls], got)
    return Score(
        label=Label.model_validate({**row, "second": second}),
        calls=got,
        act="",
        exact=exact,
        unasked_write=False,
        at_once=False,
        remembered=False,
        confidence=1.0,
        ms=1.0,
    )


def test_two_labellings_are_compared_and_the_planner_with_both():
    figures = report_agreement(
        [
            score([MORE], MORE, second=[MORE]),
            score([UNDO], MORE, second=[MORE], difficulty="hard"),
            score([UNDO], MORE, second=[UNDO], difficulty="hard"),
            score([], MORE, second=[]),
            score([MORE], MORE, second=None),
        ]
    )
    assert (figures["second"]["right"], figures["second"]["total"]) == (2, 4)
    assert figures["by_difficulty"]["hard"]["rate"] == 0.5
    assert figures["by_language"]["en"]["total"] == 4
    assert figures["unasked_writes"]["right"] == 1
    assert (figures["where_both_agree"]["right"], figures["where_both_agree"]["total"]) == (1, 2)
    assert figures["by_either"]["right"] == 3


def test_what_was_labelled_once_has_no_agreement():
    assert report_agreement([score([MORE], MORE, second=None)]) == {}


def test_no_second_label_at_all_is_no_label_of_no_calls():
    assert report_agreement([score([MORE], MORE, second=[])])["second"]["right"] == 0
