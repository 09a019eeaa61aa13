"""Scores and reports of a run, computed from its records."""

from collections import Counter
from pathlib import Path
from typing import Any

from podbor.core.errors import InputError
from podbor.core.figures import counted
from podbor.evals.dialogue.loading import Case, load_cases
from podbor.evals.dialogue.record import TrialRecord
from podbor.evals.dialogue.run_folder import SCORES, TRIALS, RunFolder, as_json, read_rows
from podbor.evals.dialogue.scoring import Prices, Score, items_of, score
from podbor.evals.report.summary import summarise
from podbor.evals.text_files import write_whole

JSON, JUNIT, HTML = "report.json", "junit.xml", "report.html"


def rescore(folder: RunFolder, *, scenarios: Path | None = None, prices: Prices | None = None) -> list[Score]:
    """Score every recorded trial and write the scores; no model is asked.

    The assertions are those that were copied when the run began, or those of `scenarios` as they are now: what was said must be the
    same, what is asserted may have changed. Raises InputError, and keeps the scores that are there, where no trial is recorded, a
    trial has no case, or what was said in a turn is not what the case says there.
    """
    source = scenarios or folder.scenarios
    cases = {case.case_id: case for case in (load_cases(scenarios) if scenarios else folder.cases())}
    trials = _recorded(folder)
    for trial in trials:
        reason = _unlike(cases.get(trial.case_id), trial)
        if reason:
            raise InputError(file=str(source), line=0, field=trial.case_id, reason=reason)
    scores = [score(cases[trial.case_id], trial, prices=prices) for trial in trials]
    folder.write_rows(SCORES, scores)
    return scores


def _recorded(folder: RunFolder) -> list[TrialRecord]:
    trials = folder.trials()
    if not trials:
        reason = f"none is recorded; run them: podbor eval run {folder.manifest().path} --out {folder.root}"
        raise InputError(file=str(folder.root / TRIALS), line=0, field="trials", reason=reason)
    return trials


def _unlike(case: Case | None, trial: TrialRecord) -> str:
    """Why a trial is none of the case, "" where it is one."""
    if case is None:
        return "was run, and there is no such scenario in this language"
    turns, known = case.scenario.turns, items_of(case.fixture)
    for turn in trial.turns:
        if turn.part >= len(turns):
            return f"turn {turn.number} was run, and the scenario has no more than {counted(len(turns), 'turn')}"
        says = turns[turn.part].say
        if says is not None and says != turn.said:
            return f"turn {turn.number} says {says!r}, and what was run says {turn.said!r}"
        foreign = next((shown.item for shown in turn.slate if shown.item not in known), None)
        if foreign is not None:
            return f"turn {turn.number} showed {foreign!r}, and no such item is in fixture {case.scenario.fixture}"
    played = Counter(turn.part for turn in trial.turns)
    for part, said in enumerate(turns):
        if said.say is not None and (played[part] > 1 or (trial.outcome == "done" and not played[part])):
            return f"turn {part + 1} says {said.say!r} once, and was run {counted(played[part], 'time')}"
    return ""


def scores_of(folder: RunFolder) -> list[Score]:
    """The scores as they were written last; computed where a run was killed, or went on, after it wrote any."""
    scored, said = folder.root / SCORES, folder.root / TRIALS
    up_to_date = scored.exists() and (not said.exists() or scored.stat().st_mtime_ns >= said.stat().st_mtime_ns)
    return read_rows(scored, Score) if up_to_date else rescore(folder)


def write_reports(folder: RunFolder) -> dict[str, Any]:
    """Write JSON, JUnit XML and the HTML page beside the records. Returns the summary; raises InputError where there are none."""
    from podbor.evals.report.html import html_page
    from podbor.evals.report.junit import junit_xml

    trials, scores = _recorded(folder), scores_of(folder)
    summary = summarise(folder, scores)
    page = html_page(summary, scores, trials, folder.cases())
    texts = {JSON: as_json(summary), JUNIT: junit_xml(scores), HTML: page}
    write_whole({folder.root / name: text for name, text in texts.items()})
    return summary
