"""Scores and reports of a run, computed from its records."""

from pathlib import Path
from typing import Any

from podbor.evals.dialogue.loading import load_cases
from podbor.evals.dialogue.run_folder import SCORES, TRIALS, RunFolder, as_json, read_rows
from podbor.evals.dialogue.scoring import Prices, Score, score
from podbor.evals.report.summary import summarise

JSON, JUNIT, HTML = "report.json", "junit.xml", "report.html"


def rescore(folder: RunFolder, *, scenarios: Path | None = None, prices: Prices | None = None) -> list[Score]:
    """Score every recorded trial and write the scores; no model is asked.

    The assertions are those that were copied when the run began, or those of `scenarios` as they are now: what was said must be the
    same, what is asserted may have changed. Trials whose case is gone are left out.
    """
    cases = {case.case_id: case for case in (load_cases(scenarios) if scenarios else folder.cases())}
    known = (trial for trial in folder.trials() if trial.case_id in cases)
    scores = [score(cases[trial.case_id], trial, prices=prices) for trial in known]
    folder.write_rows(SCORES, scores)
    return scores


def scores_of(folder: RunFolder) -> list[Score]:
    """The scores as they were written last; computed where a run was killed, or went on, after it wrote any."""
    scored, said = folder.root / SCORES, folder.root / TRIALS
    up_to_date = scored.exists() and (not said.exists() or scored.stat().st_mtime_ns >= said.stat().st_mtime_ns)
    return read_rows(scored, Score) if up_to_date else rescore(folder)


def write_reports(folder: RunFolder) -> dict[str, Any]:
    """Write JSON, JUnit XML and the HTML page beside the records. Returns the summary."""
    from podbor.evals.report.html import write_html
    from podbor.evals.report.junit import write_junit

    scores = scores_of(folder)
    summary = summarise(folder, scores)
    (folder.root / JSON).write_text(as_json(summary), encoding="utf-8")
    write_junit(scores, folder.root / JUNIT)
    write_html(folder.root / HTML, summary, scores, folder.trials(), folder.cases())
    return summary
