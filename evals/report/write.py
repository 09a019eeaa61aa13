"""Scores of a run, computed from its records."""

from pathlib import Path

from podbor.evals.dialogue.loading import load_cases
from podbor.evals.dialogue.run_folder import SCORES, RunFolder
from podbor.evals.dialogue.scoring import Prices, Score, score


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
