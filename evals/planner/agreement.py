"""How far a second, independent labelling goes with the labels, and the planner with both: what can be reached on a set."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from podbor.evals.planner.evaluate import Score, has_unasked_write, rate_of, rates_by
from podbor.evals.planner.labels import called
from podbor.evals.planner.match import same_calls


def report_agreement(scores: Sequence[Score]) -> dict[str, Any]:
    """Shares of the messages that were labelled twice; empty where none was.

    `second` is right where the second labels are the same as the labels, as a planner is; `where_both_agree` and
    `by_either` count the planner: of the messages on which both agree, and as right where it is as one of the two.
    """
    twice = [(item, called(item.label.second)) for item in scores if item.label.second is not None]
    if not twice:
        return {}
    agree = [(item, same_calls(called(item.label.calls), second)) for item, second in twice]
    return {
        "second": asdict(rate_of(same for _, same in agree)),
        "by_language": rates_by((item.label.locale, same) for item, same in agree),
        "by_difficulty": rates_by((item.label.difficulty, same) for item, same in agree),
        "unasked_writes": asdict(
            rate_of(has_unasked_write(called(item.label.calls), second) for item, second in twice)
        ),
        "where_both_agree": asdict(rate_of(item.exact for item, same in agree if same)),
        "by_either": asdict(rate_of(item.exact or same_calls(second, item.calls) for item, second in twice)),
    }
