from dataclasses import dataclass
from typing import Any

from rich.console import Console

from podbor.agent.planner.resolve import Call
from podbor.core.vocabulary import LOCALES
from podbor.evals.planner.labels import LabelledCall, read_labels
from podbor.evals.planner.run import DATA, render_eval, run_eval


@dataclass(frozen=True)
class Planned:
    calls: tuple[Call, ...]
    act: str = ""
    confidence: float = 1.0
    ms: float = 1.0


class Reciting:
    """A planner that has the calls of messages by heart."""

    def __init__(self, known: dict[tuple[str, str], list[LabelledCall]]) -> None:
        self.known = known

    def plan(self, text: str, context: Any = None) -> Planned:
        calls = self.known[text, context.model_dump_json()]
        return Planned(calls=tuple(Call(name=call.name, args=call.args) for call in calls))


def shown(part: str, *, second: bool) -> tuple[dict[str, Any], str]:
    labels = read_labels([DATA / f"{part}.{locale}.jsonl" for locale in LOCALES])
    known = {(row.text, row.context.model_dump_json()): row.second if second else row.calls for row in labels}
    result = run_eval(Reciting(known), part=part, occasions=False, ask_below=0.5)
    console = Console(width=160)
    with console.capture() as captured:
        console.print(render_eval(result))
    return result, captured.get()


def test_one_who_plans_as_the_second_labels_is_as_exact_as_they_agree():
    result, text = shown("heldout", second=True)
    assert result["overall"] == result["agreement"]["second"]
    assert result["unasked_writes"] == result["agreement"]["unasked_writes"]
    assert result["agreement"]["by_either"]["rate"] == 1.0
    assert result["agreement"]["where_both_agree"]["rate"] == 1.0
    assert "second labels, as the labels" in text
    assert "planner, as one of the two labels" in text


def test_a_part_that_was_labelled_once_shows_no_second_labels():
    result, text = shown("validation", second=False)
    assert result["overall"]["rate"] == 1.0
    assert result["agreement"] == {}
    assert "second labels" not in text
