"""IARD: human recommendation dialogues whose seekers' intents are labelled, against what the planner takes them for.

The dialogues are about films and in English; the planner was made for shops. What is measured is whether it tells a critique, a
rejection and an acceptance from the rest in words that nobody of this project wrote.
Source: Cai and Chen, Predicting User Intents and Satisfaction with Dialogue-based Conversational Recommendations, UMAP 2020.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from rich.console import Group
from rich.table import Table

from podbor.agent.planner.context import PlannerContext
from podbor.core.errors import InputError
from podbor.evals.external.prf import Prf, prf
from podbor.evals.mistakes import first_mistake
from podbor.evals.text_files import read_utf8

TITLE = re.compile(r"@\d+\s*<([^>]*?)(?:\s*\(\d{4}\))?\s*>")
NEED = "a film"
INTENTS: Mapping[str, str] = {
    **dict.fromkeys(("CRI-F", "CRI-A", "CRI-C"), "critique"),
    "REJ": "reject",
    "ACC": "accept",
    **dict.fromkeys(("IQU", "REF", "STO"), "ask"),
    "CON": "more",
    "PRO": "preference",
    "INQ": "inquire",
}
"""Their code → the intent it is counted under. The others (seen, answer, opinion, neutral, chat) ask nothing of a shop: "other"."""
MEASURED = ("critique", "reject", "accept")
NAMES = (*MEASURED, *sorted({*INTENTS.values(), "other"} - set(MEASURED)))


class Utterance(BaseModel):
    """One utterance as IARD has it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    role: str
    text: str = Field(alias="utterance_text")
    codes: list[str] = Field(alias="sub-intent/action")


class Dialogue(BaseModel):
    """One dialogue, utterances in order."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    dialogue_info: dict[str, Utterance]


@dataclass(frozen=True, kw_only=True)
class Example:
    """What a seeker said, what the recommender had just shown, and the intents labelled."""

    text: str
    context: PlannerContext
    intents: frozenset[str]


class Plan(Protocol):
    """What a planner gives."""

    @property
    def calls(self) -> Sequence[Any]: ...  # noqa: D102


@dataclass(frozen=True, kw_only=True)
class Judged:
    """An example and the intents that the planner's calls stand for."""

    example: Example
    found: frozenset[str] = field(default_factory=frozenset)


def read_iard(path: Path) -> list[Example]:
    """Read the seekers' utterances. Raises InputError where the file is not IARD's."""
    try:
        dialogues = TypeAdapter(dict[str, Dialogue]).validate_json(read_utf8(path))
    except ValidationError as error:
        reason = f"no IARD file: {first_mistake(error)}"
        raise InputError(file=str(path), line=0, field="dialogues", reason=reason) from error
    return [example for dialogue in dialogues.values() for example in _examples(dialogue)]


def _examples(dialogue: Dialogue) -> Iterator[Example]:
    shown: list[str] = []
    asked = ""
    first = True
    for utterance in dialogue.dialogue_info.values():
        if utterance.role == "recommender":
            shown = TITLE.findall(utterance.text) or shown
            asked = plain(utterance.text) if utterance.text.rstrip().endswith("?") else ""
            continue
        yield Example(
            text=plain(utterance.text),
            context=PlannerContext(
                locale="en",
                need="" if first else NEED,
                slate=[{"title": title.strip()} for title in shown],
                last_act="" if first else "search_catalog",
                asked=asked,
                focus=1 if len(shown) == 1 else None,
            ),
            intents=frozenset(INTENTS.get(code, "other") for code in utterance.codes),
        )
        first = False


def plain(text: str) -> str:
    """The words without the identifiers of films.

    >>> plain("I liked @1234 <Coco (2017)> a lot....More?")
    'I liked Coco a lot. More?'
    """
    return re.sub(r"\.{3,}\s*", ". ", TITLE.sub(lambda found: found[1].strip(), text)).strip()


def intents_of(plan: Plan, *, on_screen: bool) -> frozenset[str]:
    """The intents that a plan's calls stand for. Decided before anything was measured.

    A stated preference ("no horror", "I love comedies") counts as a critique where something was shown, else as a preference.
    """
    return frozenset(_intent(call.name, call.args, on_screen) for call in plan.calls) or frozenset({"other"})


def _intent(tool: str, args: Mapping[str, Any], on_screen: bool) -> str:
    if tool == "give_feedback":
        return str(args["verdict"])
    return {
        "critique": "critique",
        "update_preferences": "critique" if on_screen else "preference",
        "search_catalog": "ask",
        "show_more": "more",
        "explain": "inquire",
        "compare_offers": "inquire",
    }.get(tool, "other")


def judge(
    examples: Sequence[Example],
    plan: Callable[[str, PlannerContext], Plan],
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> list[Judged]:
    """Plan every utterance."""
    judged = []
    for number, example in enumerate(examples, start=1):
        planned = plan(example.text, example.context)
        judged.append(Judged(example=example, found=intents_of(planned, on_screen=bool(example.context.slate))))
        progress("utterances", number, len(examples))
    return judged


def sample(examples: Sequence[Example], limit: int | None, *, seed: int = 1) -> list[Example]:
    """All examples, or so many drawn without replacement, in their order."""
    if limit is None or limit >= len(examples):
        return list(examples)
    chosen = sorted(Random(seed).sample(range(len(examples)), limit))
    return [examples[index] for index in chosen]


def report(judged: Sequence[Judged], *, total: int) -> dict[str, Any]:
    """Precision, recall and F1 an intent (an utterance may have several), and how the labelled ones were taken.

    `total` is what the judged ones were drawn from.
    """
    return {
        "utterances": len(judged),
        "total": total,
        "intents": {intent: _prf(judged, intent).to_json() for intent in NAMES},
        "confusion": _confusion(judged),
    }


def _prf(judged: Sequence[Judged], intent: str) -> Prf:
    return prf([(intent in one.example.intents, intent in one.found) for one in judged])


def _confusion(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    """Labelled intent → intent that came → utterances; one with several counts in each of them."""
    return {
        labelled: dict(Counter(came for one in judged if labelled in one.example.intents for came in sorted(one.found)))
        for labelled in NAMES
    }


def render(result: dict[str, Any]) -> Group:
    """Render for a terminal."""
    table = Table(
        "intent",
        "precision",
        "recall",
        "F1",
        "labelled",
        "found",
        title=f"IARD, {result['utterances']} of {result['total']} utterances of seekers",
    )
    for intent, figures in result["intents"].items():
        shown = (f"{figures[name]:.3f}" for name in ("precision", "recall", "f1"))
        table.add_row(intent, *shown, str(figures["labelled"]), str(figures["found"]))
    confusion = Table("labelled ↓ came →", *NAMES, title="how they were taken")
    for labelled, row in result["confusion"].items():
        confusion.add_row(labelled, *(str(row.get(name, "")) for name in NAMES))
    return Group(table, confusion)
