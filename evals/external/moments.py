"""Recall of what people recommended to people: the moments of published dialogues at which something was recommended.

Source: Li et al., Towards Deep Conversational Recommendations, NeurIPS 2018 (ReDial). What was already mentioned is removed on
both sides: a ranker that repeats it scores well and recommends nothing (He et al., Large Language Models as Zero-Shot
Conversational Recommenders, CIKM 2023, section 4). What the catalogue does not have cannot be ranked, and is removed too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from rich.table import Table

from podbor.evals.metrics.ranking import recall_at_k
from podbor.evals.statistics import clustered_interval

DEPTHS = (1, 10, 50)
Titles: TypeAlias = Mapping[str, str]
"""Item id → title: the catalogue."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A message that recommends: what was said before it, what was mentioned before it, and what it recommends."""

    dialogue: str
    context: str
    seen: frozenset[str]
    recommended: frozenset[str]


Ranker: TypeAlias = Callable[[Moment], Sequence[str]]
"""All item ids, best first."""


def recalls(moment: Moment, ranking: Sequence[str], catalogue: Titles, *, keep_seen: bool = False) -> dict[int, float]:
    """R@k of a moment at each depth; empty where nothing is left to be found, which is unscored and not zero.

    R@k = |(ranking \\ seen)[:k] ∩ T| / min(k, |T|), where T = (recommended ∩ catalogue) \\ seen

    >>> moment = Moment(dialogue="1", context="", seen=frozenset("a"), recommended=frozenset("abz"))
    >>> recalls(moment, ["a", "b", "c"], {"a": "A", "b": "B", "c": "C"})[1]
    1.0
    >>> recalls(moment, ["a", "b", "c"], {"a": "A", "c": "C"})
    {}
    """
    hidden = frozenset() if keep_seen else moment.seen
    wanted = sorted(item for item in moment.recommended - hidden if item in catalogue)
    fresh = [item for item in ranking if item not in hidden]
    found = {depth: recall_at_k(fresh, wanted, k=depth) for depth in DEPTHS}
    return {depth: value for depth, value in found.items() if value is not None}


def report(moments: Sequence[Moment], catalogue: Titles, rankers: Mapping[str, Ranker]) -> dict[str, Any]:
    """Recall of each ranker, with intervals over dialogues; beside it what it would be with what was mentioned left in."""
    scored = [moment for moment in moments if recalls(moment, [], catalogue)]
    return {
        "moments": len(moments),
        "scored": len(scored),
        "items": len(catalogue),
        "rankers": {name: _figures(scored, catalogue, ranker) for name, ranker in rankers.items()},
    }


def _figures(moments: Sequence[Moment], catalogue: Titles, ranker: Ranker) -> dict[str, Any]:
    rankings = [ranker(moment) for moment in moments]
    return {
        name: {
            str(depth): _interval(
                [
                    (moment.dialogue, recalls(moment, ranking, catalogue, keep_seen=keep)[depth])
                    for moment, ranking in zip(moments, rankings, strict=True)
                ]
            )
            for depth in DEPTHS
        }
        for name, keep in (("fresh", False), ("with_seen", True))
    }


def _interval(values: Sequence[tuple[str, float]]) -> dict[str, Any] | None:
    clusters: dict[str, list[float]] = {}
    for dialogue, value in values:
        clusters.setdefault(dialogue, []).append(value)
    interval = clustered_interval(list(clusters.values()))
    return None if interval is None else interval.to_json()


def render(result: dict[str, Any]) -> Table:
    """Render for a terminal."""
    title = f"{result['scored']} of {result['moments']} recommendations scored, {result['items']} items"
    table = Table("ranker", *(f"R@{depth}" for depth in DEPTHS), "R@50 with what was mentioned left in", title=title)
    for name, figures in result["rankers"].items():
        cells = [_cell(figures["fresh"][str(depth)]) for depth in DEPTHS]
        table.add_row(name, *cells, _cell(figures["with_seen"][str(DEPTHS[-1])]))
    return table


def _cell(figures: dict[str, Any] | None) -> str:
    if figures is None:
        return "unscored"
    return f"{figures['mean']:.3f} ({figures['low']:.3f} – {figures['high']:.3f})"
