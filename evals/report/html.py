"""One self-contained HTML page of a run: figures, plots, and every failure with its transcript and what changed in the state."""

import json
from collections.abc import Sequence
from difflib import unified_diff
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from podbor.core.figures import counted, figure
from podbor.evals.dialogue.checks.check import Check
from podbor.evals.dialogue.loading import Case
from podbor.evals.dialogue.record import TrialRecord, TurnRecord
from podbor.evals.dialogue.scoring import JUDGED, Score
from podbor.evals.report.plots import latency_plot, success_plot, turns_plot
from podbor.evals.report.summary import TURN_TIMES

TEMPLATE = "templates/report.html.j2"
DIFF = """<div class="bad">{{ check.what }}</div><div class="diff"><pre>expected
{{ expected }}</pre><pre>got
{{ got }}</pre></div>"""


def html_page(
    summary: dict[str, Any], scores: Sequence[Score], trials: Sequence[TrialRecord], cases: Sequence[Case]
) -> str:
    """Render the page. Everything a shopper or a product says is escaped."""
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    small = environment.from_string(DIFF)

    def diff(check: Check) -> Markup:
        return Markup(small.render(check=check, expected=_plain(check.expected), got=_plain(check.got)))

    template = environment.from_string(files(__package__).joinpath(TEMPLATE).read_text(encoding="utf-8"))
    return template.render(
        summary=summary,
        plots=_plots(summary, scores, trials),
        failures=_failures(scores, trials, cases),
        percent=lambda value: f"{value:.1%}",
        number=figure,
        counted=counted,
        turn_times=TURN_TIMES,
        plain=_plain,
        diff=diff,
    )


def _plots(summary: dict[str, Any], scores: Sequence[Score], trials: Sequence[TrialRecord]) -> dict[str, Markup]:
    judged = {(score.case_id, score.trial) for score in scores if score.status in JUDGED}
    times = [turn.wall_ms for one in trials if (one.case_id, one.trial) in judged for turn in one.turns]
    reached = [value for score in scores if (value := score.metrics.get("turns_to_target")) is not None]
    drawn = {
        "language": success_plot({"all": summary["success"], **summary["by_language"]}) if summary["success"] else "",
        "tags": success_plot(summary["by_tag"]) if any(summary["by_tag"].values()) else "",
        "latency": latency_plot(times) if times else "",
        "turns": turns_plot(reached) if reached else "",
    }
    return {name: Markup(svg) for name, svg in drawn.items()}


def _failures(scores: Sequence[Score], trials: Sequence[TrialRecord], cases: Sequence[Case]) -> list[dict[str, Any]]:
    records = {(trial.case_id, trial.trial): trial for trial in trials}
    written = {case.case_id: case for case in cases}
    return [
        {
            "score": score,
            "title": written[score.case_id].scenario.title,
            "source": f"{Path(written[score.case_id].file).name}:{written[score.case_id].line}",
            "turns": _turns(records[score.case_id, score.trial].turns),
        }
        for score in scores
        if score.status == "failed"
    ]


def _turns(turns: Sequence[TurnRecord]) -> list[dict[str, Any]]:
    before: list[str] = []
    shown = []
    for turn in turns:
        state = _state(turn)
        change = "\n".join(
            line for line in unified_diff(before, state, lineterm="", n=0) if line[:2] not in ("--", "++", "@@")
        )
        shown.append({**turn.model_dump(), "change": change})
        before = state
    return shown


def _state(turn: TurnRecord) -> list[str]:
    """What the state diff compares: the list, what is in force, what was taken."""
    return [
        *(
            f"list {place}: {one.item} — " + ", ".join(f"{offer.service} {offer.price / 100:g}" for offer in one.offers)
            for place, one in enumerate(turn.slate, start=1)
        ),
        *(f"{name}: {', '.join(values)}" for name, values in turn.constraints.items() if values),
        *(f"shift: {shift.attribute} {shift.direction} than {shift.bound:g}" for shift in turn.shifts),
        *(f"leans: {soft.facet} {soft.value} {soft.weight:+.2f}" for soft in turn.soft),
        *(f"taken: {item}" for item in turn.accepted),
    ]


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
